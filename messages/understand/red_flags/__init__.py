"""Signs that call for a doctor. Keeps words and a matcher of its own."""
