"""What do several screens show of the house?"""
