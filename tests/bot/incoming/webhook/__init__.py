"""Webhook: the address, the secret, one person's order, and what Telegram is told."""
