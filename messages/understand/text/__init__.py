"""Text before meaning: cleaning, tokens, spelling, real words."""
