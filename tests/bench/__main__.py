"""`make bench`: every benchmark, one after the other."""

from tests.bench import claim, tips, transport

for benchmark in (claim, transport, tips):
    benchmark.main()
