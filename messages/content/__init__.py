"""What the bot knows: movements, tips and their words, read from data files and checked."""
