"""What do we say about moving? The nudge, logs, progress, pictures."""
