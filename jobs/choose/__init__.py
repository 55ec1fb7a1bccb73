"""Which movement comes next? Pure."""
