"""How do loops reach people? Uploads, one per loop and bot, and edits by kind of message."""
