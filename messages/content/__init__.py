"""What does the bot know? Movements, tips and their words, loaded from data files and checked."""
