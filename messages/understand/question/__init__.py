"""A question, and the tip that answers it."""
