"""How do loops reach people? Uploads once for each bot, and edits by kind of message."""
