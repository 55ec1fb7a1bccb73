"""Who may come in, and what did the operator decide?"""
