"""How replies go out: effects, the outbox, delivery, the send queue and its rate."""
