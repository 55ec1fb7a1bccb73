"""Fallback: the language of people whose own has no folder."""

FALLBACK = "en"  # language code and folder name
