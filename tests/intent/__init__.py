"""The intent ear's school: the sentences it learns from, how it learns, and what it may be trusted with."""
