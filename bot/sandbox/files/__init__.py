"""Which files does the sandbox hold? Uploads, the kinds Telegram turns them into, and their ids."""
