"""Command that draws the pictures of movements: `python -m messages.figures --help`."""

import argparse
import resource
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from messages.figures import lock
from messages.figures.drawing.checks import faults
from messages.figures.drawing.keys import Figure, load


def main(arguments: Sequence[str]) -> int:
    """Draw stale pictures; returns 1 if a figure has faults."""
    options = _parser().parse_args(arguments)
    figures = load()
    if unknown := sorted(set(options.only or ()) - set(figures)):
        _say(f"no key frames for {', '.join(unknown)}")
        return 1
    chosen = [figures[name] for name in options.only] if options.only else list(figures.values())
    faulty = _faulty(chosen)
    if options.strip or options.sheet:
        _show(chosen, options.strip, options.sheet)
    elif not options.check:
        _draw([figure for figure in chosen if figure.id not in faulty], options.again)
    return 1 if faulty else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m messages.figures", description=__doc__)
    parser.add_argument("--only", nargs="+", metavar="ID", help="these movements and no other")
    parser.add_argument("--check", action="store_true", help="only say what is wrong, draw nothing")
    parser.add_argument("--strip", type=Path, metavar="DIR", help="still and eight moments of each, as PNG")
    parser.add_argument("--sheet", type=Path, metavar="FILE", help="all stills on one PNG, to look at")
    parser.add_argument("--again", action="store_true", help="draw also what is not stale")
    return parser


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _faulty(figures: Sequence[Figure]) -> set[str]:
    """Print the faults; returns the ids of faulty figures, which are not drawn."""
    found = set()
    for figure in figures:
        if wrong := faults(figure):
            found.add(figure.id)
            _say(f"{figure.id}: {'; '.join(wrong)}")
    return found


def _show(figures: Sequence[Figure], strips: Path | None, sheet: Path | None) -> None:
    from messages.figures.painting.looking import contact_sheet, strip  # Pillow is not always there

    if strips:
        strips.mkdir(parents=True, exist_ok=True)
        for figure in figures:
            strip(figure).save(strips / f"{figure.id}.png")
            _say(str(strips / f"{figure.id}.png"))
    if sheet:
        contact_sheet(figures).save(sheet)


def _draw(figures: Sequence[Figure], again: bool) -> None:
    """Loop and still of each stale figure; the lock is written after each, so nothing is drawn twice."""
    locked = lock.read()
    todo = [figure for figure in figures if again or lock.stale(figure, locked)]
    begun, total = perf_counter(), 0
    for n, figure in enumerate(todo, 1):
        started = perf_counter()
        size, small = _draw_one(figure)
        locked[figure.id] = lock.Locked(
            lock.drawn_from(figure),
            lock.sha256(lock.loop_file(figure.id)),
            lock.sha256(lock.still_file(figure.id)),
        )
        lock.write(locked)
        total += size + small
        sizes = f"loop {size / 1000:.0f} kB, still {small / 1000:.0f} kB"
        _say(f"{n}/{len(todo)} {figure.id}: {sizes}, {perf_counter() - started:.1f} s")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    spent = perf_counter() - begun
    _say(f"{len(todo)} drawn in {spent:.0f} s, {total / 1e6:.2f} MB written, {memory:.0f} MB of memory")


def _draw_one(figure: Figure) -> tuple[int, int]:
    from PIL import Image

    from messages.figures.painting import film, picture

    loop, still = lock.loop_file(figure.id), lock.still_file(figure.id)
    for file in (loop, still):
        file.parent.mkdir(parents=True, exist_ok=True)
    for quality in (24, 27, 30):
        film.write(picture.loop(figure), loop, quality)
        if loop.stat().st_size <= LOOP_BYTES:
            break
    flat = picture.still(figure).quantize(
        128, dither=Image.Dither.NONE
    )  # few colours: a smaller file, no speckles
    flat.save(still, optimize=True)
    return loop.stat().st_size, still.stat().st_size


LOOP_BYTES = 150_000

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
