"""How updates come in: polling, order and limits for each person, and the facts of an update."""
