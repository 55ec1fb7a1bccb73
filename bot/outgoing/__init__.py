"""How do replies go out? Effects, the outbox, delivery, the send queue and its rate limiter."""
