"""The record: what the bot made of each sentence when somebody last accepted it, one line a sentence."""

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.replay.cascade import Cascade, Heard
from tests.understand import corpus, said, samples
from tests.understand.corpus import CODES
from tests.understand.interpretation import interpreter

HERE = Path(__file__).parent
ACCEPTED = HERE / "accepted.toml"
WITH_A_NUDGE = "with_a_nudge"
TABLES = {
    "said": "What the tests say.",
    WITH_A_NUDGE: "The same where it may answer a nudge, which is on the screen here.",
    "taught": "Every way to ask a tip, what our own words teach to type, and every movement by its name.",
    "sampled": "Drawn from the sentence templates.",
}
HEAD = """\
# What the bot makes of each sentence today: its kind and slots. Known faults are in here as they are.
# Made by `python -m tests.understand --accept "name of the change"`; not to be written by hand.
#
# Typed on Wednesday 6 March 2024 at 16:00 in Berlin by somebody who began a week ago and chose nothing yet.
"""

Lines = dict[str, str]  # a sentence, and what was made of it


@dataclass(frozen=True)
class Difference:
    """A sentence of which the bot makes something else than is recorded; nothing is: it is new."""

    code: str
    table: str
    text: str
    before: str | None
    now: str

    def __str__(self) -> str:
        before = [] if self.before is None else [f"- {self.before}"]
        return "\n".join([f"{self.code}: {self.text}", *before, f"+ {self.now}"])


@cache
def recorded(code: str) -> dict[str, Lines]:
    """The tables of a language."""
    file = _file(code)
    kept = tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return {table: dict(kept.get(table, {})) for table in TABLES}


def sentences(cascade: Cascade, code: str, draws: bool = False) -> dict[str, list[str]]:
    """What is to be in the record; what was drawn once stays, and with `draws` more is drawn."""
    tests, taught = said.said(code), said.taught(cascade.app.languages[code])
    drawn = [*recorded(code)["sampled"], *(samples.drawn(code) if draws else ())]
    answers = [*corpus.texts(code, "done"), *corpus.texts(code, "settings_change")]
    kept = set(tests)
    found = {"said": tests, WITH_A_NUDGE: answers}
    for table, texts in (("taught", taught), ("sampled", drawn)):
        found[table] = [each for each in dict.fromkeys(texts) if each not in kept]
        kept |= set(found[table])
    return found


def differences(cascade: Cascade, code: str, table: str, texts: Iterable[str]) -> Iterator[Difference]:
    """Those of the sentences that are not as recorded."""
    for text in texts:
        heard = cascade.heard(text, code, has_nudge=table == WITH_A_NUDGE)
        now, before = interpreter(cascade).line(heard), recorded(code)[table].get(text)
        if now != before:
            yield Difference(code, table, text, before, now)


def assert_as_recorded(cascade: Cascade, heard: Iterable[Heard]) -> None:
    """What was heard, at the usual time and without a nudge, is what the record says."""
    found = list(heard)
    assert found
    changed = []
    for each in found:
        tables = recorded(each.language)
        before = next(
            (tables[t][each.text] for t in TABLES if t != WITH_A_NUDGE and each.text in tables[t]), None
        )
        if (now := interpreter(cascade).line(each)) != before:
            changed.append(f"{each.language}: {each.text}\n- {before}\n+ {now}")
    assert not changed, told(len(changed), len(found), changed)


def told(changed: int, of: int, examples: Iterable[object]) -> str:
    """The differences, how many there are, and what to do about them."""
    advice = (
        'meant so? python -m tests.understand --accept "name of the change"' if changed else "as recorded"
    )
    return "\n".join([*map(str, examples), f"{changed} of {of} sentences differ: {advice}"])


def accept(name: str, found: Iterable[Difference], wanted: Mapping[str, Mapping[str, Iterable[str]]]) -> None:
    """Write the record anew, and keep under this name what became different."""
    changes = list(found)
    _keep(name, changes)
    new = {(each.code, each.table, each.text): each.now for each in changes}
    for code in CODES:
        old = recorded(code)
        tables = {
            table: {text: new.get((code, table, text), old[table].get(text, "")) for text in texts}
            for table, texts in wanted[code].items()
        }
        _file(code).write_text(_written(tables), encoding="utf-8")
    recorded.cache_clear()


def accepted() -> dict[str, dict[str, list[dict[str, str]]]]:
    """By the name of the change: the differences in each language."""
    changes: dict[str, dict[str, list[dict[str, str]]]] = tomllib.loads(ACCEPTED.read_text(encoding="utf-8"))
    return changes


def _keep(name: str, changes: list[Difference]) -> None:
    if name in accepted():
        raise ValueError(f"a change of this name was accepted already: {name}")
    lines = [f"\n[{_quoted(name)}]"]
    for code in CODES:
        mine = [each for each in changes if each.code == code and each.before is not None]
        lines += [f"{code} = [", *map(_entry, mine), "]"] if mine else []
    if len(lines) > 1:  # new sentences are seen in the record itself
        with ACCEPTED.open("a", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")


def _entry(each: Difference) -> str:
    slots = {"text": each.text, "before": each.before, "now": each.now}
    if each.table == WITH_A_NUDGE:
        slots["table"] = each.table
    return "  { " + ", ".join(f"{name} = {_quoted(value or '')}" for name, value in slots.items()) + " },"


def _written(tables: Mapping[str, Lines]) -> str:
    parts = [HEAD]
    for table, about in TABLES.items():
        lines = sorted(f"{_quoted(text)} = {_quoted(line)}" for text, line in tables[table].items())
        parts.append("\n".join([f"# {about}", f"[{table}]", *lines, ""]))
    return "\n".join(parts)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _file(code: str) -> Path:
    return HERE / "recorded" / f"{code}.toml"
