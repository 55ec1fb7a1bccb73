"""`make bench`: every benchmark, one after the other."""

from tests.bench import claim, pictures, tips, transport
from tests.bench import filter as picking

for benchmark in (picking, claim, transport, tips, pictures):
    benchmark.main()
