"""When is a calendar's owner busy? Nothing else is read from the file."""
