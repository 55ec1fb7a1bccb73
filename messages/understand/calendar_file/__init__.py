"""A calendar file: when its owner is busy, and nothing else of it."""
