"""What tells an operator how the bot is, and what keeps it so: logs, metrics, health, shutdown."""
