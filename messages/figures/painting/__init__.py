"""Painting: from joints and solids to pictures and films. Needs the extra `pictures`."""
