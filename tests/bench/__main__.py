"""`make bench`: every benchmark, one after the other."""

import asyncio

from tests.bench import transport

asyncio.run(transport.main())
