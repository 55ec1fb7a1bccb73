"""What do we say, and what did they say? Content, replies, pictures and the understanding of texts."""
