"""What does an operator see of the bot?"""
