"""Which setting should change? Settings in words: "not on weekends"."""
