"""What can admins do to the house, from the chat?"""
