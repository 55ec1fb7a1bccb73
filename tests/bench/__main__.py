"""`make bench`: every benchmark, one after the other."""

from tests.bench import claim, growth, history, nudge, pictures, tips, transport
from tests.bench import filter as picking

for benchmark in (picking, claim, nudge, history, transport, tips, pictures, growth):
    benchmark.main()
