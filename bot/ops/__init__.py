"""How does an operator see the bot, and what keeps it healthy? Logs, metrics, health, watchdog, shutdown."""
