"""`make bench`: every benchmark, one after the other."""

from tests.bench import claim, transport

for benchmark in (claim, transport):
    benchmark.main()
