"""Screens that change what a person wants: settings, zone, language, plans, pauses."""
