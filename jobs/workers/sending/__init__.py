"""How does a claimed nudge reach a person?"""
