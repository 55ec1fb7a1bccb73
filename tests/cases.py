"""Cases of one rule in one test: as strict as a test for each, at a hundredth of the cost."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest


def for_each(cases: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[[], None]]:
    """Run the test with every case (a tuple is its arguments), and report all failing cases by name."""
    arguments = [case if isinstance(case, tuple) else (case,) for case in cases]

    def one_test(holds: Callable[..., None]) -> Callable[[], None]:
        def test() -> None:
            assert arguments, "there is no case"
            failed = [told for each in arguments if (told := _failure(holds, each))]
            assert not failed, "\n".join([f"{len(failed)} of {len(arguments)} cases:", *failed])

        test.__name__, test.__qualname__ = holds.__name__, holds.__qualname__
        test.__module__, test.__doc__ = holds.__module__, holds.__doc__
        return test

    return one_test


def _failure(holds: Callable[..., None], case: tuple[Any, ...]) -> str:
    """Why it does not hold, "" when it does."""
    try:
        holds(*case)
    except (Exception, pytest.fail.Exception) as error:
        return f"{', '.join(map(_name, case))}: {type(error).__name__}: {error}"
    return ""


def _name(value: object) -> str:
    """A movement by its id, a language by its code, anything else by its repr."""
    known = getattr(value, "id", None) or getattr(value, "code", None)
    return known if isinstance(known, str) else repr(value)
