"""What a person wants, as they say and tap it."""
