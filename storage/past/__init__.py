"""Past weeks: what happened more than a month ago, packed, and read back when asked for."""
