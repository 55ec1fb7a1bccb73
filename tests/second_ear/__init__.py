"""The second ear's school: the sentences it learns from, and how its weights are made and judged."""
