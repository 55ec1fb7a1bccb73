"""When, and what next? The clock, plans, the choice of a movement, actions, and work in the background."""
