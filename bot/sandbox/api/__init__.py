"""How does Telegram answer? The Bot API's methods, limits and refusals, and injected faults."""
