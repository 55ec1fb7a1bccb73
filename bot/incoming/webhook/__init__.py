"""How do updates come in by themselves? The address, the secret, one person's order, and the same intake."""
