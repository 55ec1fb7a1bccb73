"""Screens about moving: the nudge, logs, progress."""
