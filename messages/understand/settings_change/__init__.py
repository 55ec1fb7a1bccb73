"""A setting in words: "not on weekends"."""
