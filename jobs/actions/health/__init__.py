"""What holds once they say yes? Health offers accepted, declined, taken back."""
