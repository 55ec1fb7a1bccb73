"""What did they do? Moves told in words: "walked 20 min at 7"."""
