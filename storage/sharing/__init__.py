"""How do several processes share one database? Who is there, who dispatches, whose turn it is."""
