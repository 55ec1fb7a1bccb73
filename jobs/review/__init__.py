"""What the weekly review and the charts show, as values."""
