"""What do we say about preferences? Settings, body, zone, language, plans, pauses."""
