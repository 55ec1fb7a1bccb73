"""Which files does the sandbox hold? Uploads, what Telegram makes of them, and their ids."""
