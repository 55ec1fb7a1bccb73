"""When is the next nudge due? Pure: times go in, times come out."""
