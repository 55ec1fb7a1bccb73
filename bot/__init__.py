"""How does it reach Telegram? Settings, wiring, updates in, replies out, handlers, services, ops, sandbox."""
