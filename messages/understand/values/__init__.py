"""Which values are in a text? Numbers, amounts, times, dates, places."""
