"""Do people come in as the house decided, and do admins decide it in the chat?"""
