"""Everything the bot teaches, knows or must hear, typed to the whole of it: each reaches what it is for."""
