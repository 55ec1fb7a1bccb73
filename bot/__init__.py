"""How does it reach Telegram? Settings, wiring, intake, pacing, delivery, handlers, the sandbox."""
