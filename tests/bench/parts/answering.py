"""Answering: CPU of the whole process for each kind of update, beside echo bots."""

import statistics
from collections.abc import Iterator

from tests.bench import answers
from tests.bench.figures import Figure, Unmeasured
from tests.bench.parts.size import Setting
from tests.bench.places import POSTGRES, SQLITE


def figures(setting: Setting) -> Iterator[Figure | Unmeasured]:
    size = setting.size
    answers.ROUNDS, answers.UNITS = size.rounds, size.answers
    if size.is_quick:
        answers.WARM = min(answers.WARM, size.answers)
    people = len(answers.GOALS_MS) * (answers.WARM + answers.ROUNDS * answers.UNITS)
    servers = {each.name: each.url("answering") for each in setting.main_places if each.name == POSTGRES}
    ours, *others = answers.measure(people, servers)
    peers = [each for each in others if each.name not in servers]
    if not any("aiogram" in each.name for each in peers):
        yield Unmeasured("aiogram", "it is not installed; `make bench` installs it")
    for kind in answers.GOALS_MS:
        theirs = {each.name: statistics.median(each.spent_ms[kind]) for each in peers}
        for place, runner in (
            (SQLITE, ours),
            *((each.name, each) for each in others if each.name in servers),
        ):
            yield Figure(kind.strip("/"), statistics.median(runner.spent_ms[kind]), theirs, place)
