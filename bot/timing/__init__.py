"""Timing: how often, how soon again, how much in a while, and how long ago. Nothing here waits or speaks."""
