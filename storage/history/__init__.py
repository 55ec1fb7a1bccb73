"""What people did: moves, the totals of a day, streak and strength, and what charts show of it."""
