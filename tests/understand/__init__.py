"""What is typed and what it means, as data: written by hand, a file a kind, and recorded from the bot."""
