"""What runs beside the conversation? Broadcasts, follow-alongs, charts, erasure."""
