"""What happened? The database: people, nudges, answers, moves, days, and arithmetic on these facts."""
