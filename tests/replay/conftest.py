"""One whole bot for all sentences of a process: they are typed by people of their own."""

from collections.abc import Iterator

import pytest

from tests.replay.cascade import Cascade


@pytest.fixture(scope="session")
def cascade(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cascade]:
    whole = Cascade(tmp_path_factory.mktemp("replay"))
    yield whole
    whole.close()
