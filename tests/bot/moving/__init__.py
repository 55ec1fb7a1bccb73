"""Nudges, logs and progress, as they reach the phone."""
