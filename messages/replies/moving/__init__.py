"""Words about moving: the nudge, logs, progress, pictures."""
