"""Values in a text: numbers, amounts, times, dates, places."""
