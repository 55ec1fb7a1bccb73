"""Figures: key frames of every movement, and what draws them as a loop and a still.

The bot needs nothing of this when it runs: it reads the files in `messages/pictures`.
"""
