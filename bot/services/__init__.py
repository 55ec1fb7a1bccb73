"""Work beside the conversation: broadcasts, follow-alongs, charts, erasure."""
