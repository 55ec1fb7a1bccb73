"""What do admins see of the house?"""
