"""Pictures of movements: drawn from today's key frames, and such that Telegram plays them at once."""

import struct

from messages.figures import lock
from messages.figures.drawing.camera import UPRIGHT, WIDE
from messages.figures.drawing.checks import LONGEST, SHORTEST
from messages.figures.drawing.keys import Figure, load
from messages.figures.drawing.timeline import loop_seconds
from tests.cases import for_each
from tests.messages.figures.mp4 import read

FIGURES = load()
LOCKED = lock.read()
LOOP_BYTES, STILL_BYTES = 150_000, 40_000
HIGH_PROFILE, YUV_420 = 100, 1

each_figure = for_each(FIGURES.values())


@each_figure
def test_no_picture_is_stale(figure: Figure) -> None:
    assert not lock.stale(figure, LOCKED), "run: make pictures"


def test_the_lock_names_what_is_drawn_and_nothing_else() -> None:
    assert set(LOCKED) == set(FIGURES)
    assert {file.stem for file in (lock.PICTURES / "loops").iterdir()} == set(FIGURES)
    assert {file.stem for file in (lock.PICTURES / "stills").iterdir()} == set(FIGURES)


@each_figure
def test_a_loop_is_a_silent_film_that_starts_at_once(figure: Figure) -> None:
    data = lock.loop_file(figure.id).read_bytes()
    film = read(data)
    assert len(data) <= LOOP_BYTES
    assert film.top.index("moov") < film.top.index("mdat")
    assert (film.handlers.count("vide"), film.handlers.count("soun")) == (1, 0)
    assert film.codecs == ["avc1"]
    assert (film.profile, film.chroma, film.bits) == (HIGH_PROFILE, YUV_420, 8)
    assert SHORTEST - 0.1 <= film.seconds <= LONGEST + 0.1
    assert abs(film.seconds - loop_seconds(figure)) < 0.2
    assert (film.width, film.height) == (WIDE if figure.view.wide else UPRIGHT)


@each_figure
def test_a_still_is_a_small_png(figure: Figure) -> None:
    data = lock.still_file(figure.id).read_bytes()
    assert data.startswith(b"\x89PNG")
    assert len(data) <= STILL_BYTES
    assert struct.unpack_from(">II", data, 16) == (WIDE if figure.view.wide else UPRIGHT)


def test_a_changed_key_frame_makes_its_pictures_stale() -> None:
    figure = next(iter(FIGURES.values()))
    keys = [*figure.source["keys"][:-1], {**figure.source["keys"][-1], "takes": 9.9}]
    changed = Figure(**{**vars(figure), "source": {**figure.source, "keys": keys}})
    assert lock.stale(changed, LOCKED)
