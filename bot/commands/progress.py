"""Progress of long work on stderr: a bar on a terminal, elsewhere a line now and then."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

QUIET_SECONDS = 0.5  # work that is over sooner shows nothing
LINE_SECONDS = 10.0  # between two lines where there is no terminal


@contextmanager
def progress(what: str, line_seconds: float = LINE_SECONDS) -> Iterator[Callable[[int, int], None]]:
    """Yields a function that is told how much is done, and of how much."""
    if sys.stderr.isatty():
        with _bar(what) as tell:
            yield tell
    else:
        yield _lines(what, line_seconds)


def line(text: str) -> None:
    """A line on stdout, above the bar if there is one."""
    from tqdm import tqdm

    tqdm.write(text, file=sys.stdout)
    sys.stdout.flush()


@contextmanager
def _bar(what: str) -> Iterator[Callable[[int, int], None]]:
    from tqdm import tqdm

    shape = "{desc} {percentage:3.0f} % |{bar}| {remaining} left"
    with tqdm(
        desc=what, total=1, delay=QUIET_SECONDS, leave=False, bar_format=shape, dynamic_ncols=True
    ) as bar:

        def tell(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield tell


def _lines(what: str, line_seconds: float) -> Callable[[int, int], None]:
    last_at = time.monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal last_at
        if done < total and time.monotonic() - last_at >= line_seconds:
            last_at = time.monotonic()
            sys.stderr.write(f"{what}: {100 * done // total} %\n")
            sys.stderr.flush()

    return tell
