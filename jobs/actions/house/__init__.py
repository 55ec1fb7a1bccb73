"""What happens when somebody joins, and what do newcomers start with?"""
