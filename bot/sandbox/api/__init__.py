"""The Bot API as Telegram answers it: methods, limits, refusals, faults on purpose."""
