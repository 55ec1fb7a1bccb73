"""What do words mean that refer to what was said before?"""
