"""Which words answer which fact? Values in, a `Reply` out; sentences live in the catalogue."""
