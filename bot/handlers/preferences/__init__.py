"""Screens for preferences: settings, zone, language, if-then plans, pauses."""
