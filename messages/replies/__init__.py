"""Which words answer which fact? Values in, a `Reply` out; the sentences are in languages/."""
