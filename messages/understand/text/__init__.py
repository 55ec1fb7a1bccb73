"""What is in a text before meaning? Cleaning, tokens, spelling, word frequencies."""
