"""The bot as its operators see it."""
