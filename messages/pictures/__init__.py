"""What is there to look at? Values and words in, a PNG out; only the worker process loads Matplotlib."""
