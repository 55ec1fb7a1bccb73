"""What is it about? A learned guess, where no reader is sure; values are found, never guessed."""
