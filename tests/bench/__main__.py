"""`make bench`: every benchmark, one after the other; exits with 1 if one with a goal misses it."""

import sys

from tests.bench import claim, growth, history, nudge, pictures, tips, transport
from tests.bench import filter as picking

benchmarks = (picking, claim, nudge, history, transport, tips, pictures, growth)
missed = [benchmark.main() for benchmark in benchmarks]
sys.exit(1 if any(missed) else 0)
