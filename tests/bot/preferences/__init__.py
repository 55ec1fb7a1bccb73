"""How do people change what they want? By tapping and in words."""
