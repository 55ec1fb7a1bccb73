"""How do updates come in? Polling, order and limits per person, and the facts of an update."""
