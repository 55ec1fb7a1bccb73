"""A move that was made, told in words: "walked 20 min at 7"."""
