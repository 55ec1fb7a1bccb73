"""What do they want to know? A question, and the tip that answers it."""
