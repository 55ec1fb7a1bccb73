"""Movement words: every movement's texts in one language, checked against its facts on loading."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from messages.content.movements import Catalogue, Movement
from messages.content.toml_fields import BadData, Fields, tables_of
from messages.content.vocabulary import CONDITIONS

LINE_LIMIT = 80
SHOWN_WITH = ("wheelchair", "hot")  # movements that share a remark


@dataclass(frozen=True)
class MovementWords:
    """A movement's texts in one language."""

    name: str
    do: tuple[str, ...]
    feel: str
    avoid: str
    easier: str
    harder: str  # empty if there is no more of it
    remark: str  # shown to all; may be empty
    careful: Mapping[str, str]  # by condition; falls back to rules.toml
    lines: tuple[str, ...]  # opening lines for its nudges


def load(folder: Path, catalogue: Catalogue) -> dict[str, MovementWords]:
    """Words for exactly the movements in the catalogue; raises `BadData` for the first mistake."""
    only, careful, on_the_floor, shown_with = _remarks(folder / "rules.toml", catalogue)
    noted = {"wheelchair": catalogue.wheelchair_alone | catalogue.seated_alone, "hot": catalogue.hot}
    told_in = {file: tables_of(file) for file in sorted(folder.glob("*.toml")) if file.stem != "rules"}
    words: dict[str, MovementWords] = {}
    for movement in catalogue:
        file = folder / f"{movement.category}.toml"
        entries = told_in.get(file, {})
        if movement.id not in entries:
            raise BadData(f"{file.parent.parent.name}/{file.name}: [{movement.id}] has no words")
        usual = careful | on_the_floor if "needs-floor" in movement.places else careful
        told = _words(file, movement, entries[movement.id], usual)
        allowed = {code: remark for code, remark in only.items() if movement.id in catalogue.only[code]}
        notes = [text for name, text in shown_with.items() if movement.id in noted[name]]
        remark = " ".join(filter(None, (told.remark, *notes)))
        words[movement.id] = replace(told, careful={**told.careful, **allowed}, remark=remark)
    for file, entries in told_in.items():
        for movement_id in entries:
            if movement_id not in words:
                raise BadData(f"{file.name}: [{movement_id}] is not one of our movements")
    return words


def _remarks(file: Path, catalogue: Catalogue) -> tuple[dict[str, str], ...]:
    """Remarks on the movements a condition still allows, usual cautions, cautions on the floor, by condition;
    and what is shown with all movements for a wheelchair, and for hot days."""
    fields = Fields(file, "rules", tables_of(file))
    remarks = (
        fields.texts_by("only", tuple(catalogue.only)),
        fields.some_texts("careful", CONDITIONS),
        fields.some_texts("careful-on-the-floor", CONDITIONS),
        fields.some_texts("shown-with", SHOWN_WITH),
    )
    fields.nothing_left()
    return remarks


def _words(file: Path, movement: Movement, entry: dict[str, Any], usual: Mapping[str, str]) -> MovementWords:
    fields = Fields(file, movement.id, entry)
    words = MovementWords(
        name=fields.text("name"),
        do=fields.several("do"),
        feel=fields.text("feel"),
        avoid=fields.text("avoid"),
        easier=fields.text("easier"),
        harder=fields.text("harder", may_be_empty=True),
        remark=fields.text("remark", may_be_empty=True),
        careful=_cautions(file, movement, {**usual, **fields.some_texts("careful", movement.careful_if)}),
        lines=fields.several("lines"),
    )
    fields.nothing_left()
    if not words.do or not words.lines:
        raise BadData(f"{file.name}: [{movement.id}] needs at least one step and one line")
    if not movement.timing.fits(len(words.do)):
        where = f"{file.parent.parent.name}/{file.name}: [{movement.id}]"
        raise BadData(f"{where} do has {len(words.do)} steps, the timing {movement.timing.slots}")
    for line in words.lines:
        if len(line) > LINE_LIMIT:
            raise BadData(f"{file.name}: [{movement.id}] line is longer than {LINE_LIMIT}: {line!r}")
    return words


def _cautions(file: Path, movement: Movement, told: Mapping[str, str]) -> dict[str, str]:
    """One caution per condition in `careful_if`, in that order."""
    if silent := [code for code in movement.careful_if if code not in told]:
        raise BadData(f"{file.name}: [{movement.id}] careful has no words for {', '.join(silent)}")
    return {code: told[code] for code in movement.careful_if}
