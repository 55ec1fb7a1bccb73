"""How is it painted? Joints and solids become pictures and films. Needs the extra `pictures`."""
