"""What do we say? The catalogue of sentences, movements, and what a button carries."""
