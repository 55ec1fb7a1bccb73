"""Learning: tips, bites and further reading."""
