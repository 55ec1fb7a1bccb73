"""Catalogue: every sentence the code uses exists in every language, and nothing is left over."""

import ast
import re
import shutil
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from jobs.actions.body import PAGES, QUESTIONS
from messages.content import movement_words, movements
from messages.content.learning.tips import Topic
from messages.content.limits import AROUND, PLACES
from messages.content.movements import FACTS
from messages.content.toml_fields import BadData
from messages.content.vocabulary import CONDITIONS
from messages.language import LANGUAGES, BadCatalogue, Language, best_of, everything_said, load_languages
from messages.replies import common
from messages.replies.moving import nudge

ROOT = Path(__file__).parents[3]
CATALOGUE, _ = everything_said()
FOLDERS = sorted(folder for folder in LANGUAGES.iterdir() if folder.is_dir())
every_language = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)

# Harmful words about people; a condition's medical name may contain one.
AVOIDED = (
    "damaged, weak, wrecked, misaligned, out of place, unstable, toxic, dysfunctional, crusty, frozen,"
    " bad posture"
).split(", ")


# What the catalogue holds


@cache
def resource(folder: Path) -> tuple[ftl.Message, ...]:
    """All messages of a language; fails on a line Fluent would silently drop."""
    messages: list[ftl.Message] = []
    for file in sorted(folder.glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ftl.Junk), f"{file.name}: {entry.content!r}"
            if isinstance(entry, ftl.Message):
                assert entry.value is not None
                messages.append(entry)
    return tuple(messages)


class Placeholders(Visitor):
    """The names of the values that a message uses."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 (Fluent's name)
        self.names.add(node.id.name)


@cache
def placeholders(folder: Path) -> dict[str, set[str]]:
    found = {}
    for message in resource(folder):
        visitor = Placeholders()
        visitor.visit(message)
        found[message.id.name] = visitor.names
    return found


# What the code says


class Said(ast.NodeVisitor):
    """Every `say("key", value=…)` of a file: keys as patterns, with the names of their values."""

    def __init__(self) -> None:
        self.calls: list[tuple[re.Pattern[str], set[str]]] = []
        self._assigned: dict[str, ast.expr] = {}

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._assigned = {
            target.id: each.value
            for each in ast.walk(node)
            if isinstance(each, ast.Assign)
            for target in each.targets
            if isinstance(target, ast.Name)
        }
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        if self._is_saying(node.func) and node.args:
            names = {keyword.arg for keyword in node.keywords if keyword.arg}
            self.calls += [(re.compile(key), names) for key in self._keys(node.args[0])]
        self.generic_visit(node)

    def _is_saying(self, called: ast.expr) -> bool:
        if isinstance(called, ast.Call):  # context.say(language)("key")
            called = called.func
            return isinstance(called, ast.Attribute) and called.attr in ("say", "say_to_stranger")
        return isinstance(called, ast.Name) and called.id in ("say", "self")  # a language says, too

    def _keys(self, key: ast.expr) -> Iterator[str]:
        match key:
            case ast.Constant(value=str(text)):
                yield re.escape(text)
            case ast.JoinedStr(values=parts):
                yield "".join(
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in parts
                )
            case ast.IfExp(body=one, orelse=other):
                yield from self._keys(one)
                yield from self._keys(other)
            case ast.Name(id=name) if name in self._assigned:
                yield from self._keys(self._assigned[name])
            case _:
                raise AssertionError(f"cannot tell which sentence this is: {ast.unparse(key)}")


@cache
def said() -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
    visitor = Said()
    files = [
        *(ROOT / "messages").rglob("*.py"),
        *(ROOT / "jobs").rglob("*.py"),
        *(ROOT / "bot").rglob("*.py"),
    ]
    for file in files:
        if "sandbox" not in file.parts:
            visitor.visit(ast.parse(file.read_text(encoding="utf-8")))
    return tuple((key, frozenset(names)) for key, names in visitor.calls)


def test_the_code_says_things() -> None:
    keys = {key.pattern for key, _ in said()}
    assert len(keys) > 60
    assert {"done", r"old\-button", r"one\-day\-stays", r"command\-.+", r"condition\-.+"} <= keys
    assert r"button\-day\-on" in keys


@every_language
def test_every_sentence_the_code_asks_for_is_there(folder: Path) -> None:
    keys = placeholders(folder)
    missing = [key.pattern for key, _ in said() if not any(key.fullmatch(each) for each in keys)]
    assert missing == []
    family = {
        *(f"command-{name}" for name in common.COMMANDS),
        *(f"condition-{code}" for code in CONDITIONS),
        *(f"button-{name}" for name in ("hours", "pace", "budget", "goal", "body", "zone")),
        *(f"asked-{name}" for name in QUESTIONS),
        *(f"around-{name}" for name in AROUND),
        *(f"place-{name.replace(' ', '-')}" for name in PLACES),
        *(f"button-conditions-{n}" for n in range(len(PAGES))),
        *(f"topic-{topic.value}" for topic in Topic),
    }
    assert family - keys.keys() == set()


@every_language
def test_no_sentence_is_left_over(folder: Path) -> None:
    unused = [each for each in placeholders(folder) if not any(key.fullmatch(each) for key, _ in said())]
    assert unused == []


@every_language
def test_a_sentence_gets_exactly_the_values_it_uses(folder: Path) -> None:
    for name, used in placeholders(folder).items():
        given = [names for key, names in said() if key.fullmatch(name)]
        exact = [names for key, names in said() if key.pattern == re.escape(name)]
        for names in exact or given[:1]:
            assert names == used, name


@every_language
def test_no_key_stands_twice(folder: Path) -> None:
    names = [message.id.name for message in resource(folder)]
    assert sorted(names) == sorted(set(names))


@every_language
def test_every_language_has_the_same_sentences_with_the_same_values(folder: Path) -> None:
    assert placeholders(folder) == placeholders(LANGUAGES / "en")


class Balanced(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        assert tag in ("b", "i", "u", "s", "code", "blockquote")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@every_language
def test_every_sentence_fits_a_message_and_closes_its_tags(folder: Path) -> None:
    say = Language(folder, CATALOGUE)
    for name, used in placeholders(folder).items():
        for number in (0, 1, 2, 5, 1_000_000):
            text = say(name, **dict.fromkeys(used, number))
            assert text.strip()
            assert len(text.encode("utf-16-le")) // 2 <= 4096
            tags = Balanced()
            tags.feed(text)
            tags.close()
            assert tags.open == []
        if name.startswith(("button-", "command-", "condition-")):
            assert not re.search("[<&>]", say(name, **dict.fromkeys(used, 1))), name


@every_language
def test_the_words_the_bot_avoids_occur_in_no_sentence(folder: Path) -> None:
    if folder.name != "en":
        pytest.skip("these words are English")
    # People may ask in any words; only the answers are ours.
    asked = {*(folder / "tips").iterdir(), folder / "outside.toml", folder / "health.toml"}
    texts = [
        (file, line)
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file not in asked
        for line in file.read_text(encoding="utf-8").splitlines()
        if not line.startswith("condition-")
    ]
    texts += [(folder / tip.id, tip.answer) for tip in Language(folder, CATALOGUE).tips.values()]
    for word in AVOIDED:
        found = [(file.name, line) for file, line in texts if re.search(rf"\b{word}\b", line, re.IGNORECASE)]
        assert found == [], word


def test_a_value_is_escaped_and_a_sentence_is_not() -> None:
    say = Language(LANGUAGES / "en", CATALOGUE)
    text = say("how-feel", text="<i>warm</i> & 'soft'")
    assert text == "<b>Feel:</b> &lt;i&gt;warm&lt;/i&gt; &amp; 'soft'."


def test_a_missing_sentence_or_value_is_refused_by_name() -> None:
    say = Language(LANGUAGES / "en", CATALOGUE)
    with pytest.raises(BadCatalogue, match="en: nonsense is missing"):
        say("nonsense")
    with pytest.raises(BadCatalogue, match="en: later: "):
        say("later", name="A walk")


# Movements


@every_language
def test_every_line_of_a_movement_is_short_and_plain(folder: Path) -> None:
    told = movement_words.load(folder / "movements", CATALOGUE)
    assert told.keys() == {each.id for each in CATALOGUE}
    for each in told.values():
        assert all(0 < len(line) <= 80 for line in each.lines)
        parts = (
            each.name,
            *each.do,
            each.feel,
            each.avoid,
            each.easier,
            each.harder,
            each.remark,
            *each.lines,
        )
        for part in (*parts, *each.careful.values()):
            assert not re.search("[<>&]", part), part
            assert part == part.strip()


def test_there_are_107_movements_in_the_order_of_their_numbers() -> None:
    assert [each.number for each in CATALOGUE] == list(range(1, 108))


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A copy of the facts and English words, to introduce mistakes."""
    facts, told = tmp_path / "movements", tmp_path / "en" / "movements"
    shutil.copytree(FACTS, facts)
    shutil.copytree(LANGUAGES / "en" / "movements", told)
    return facts, told


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("number = 1\n", "", "number is missing"),
        ('met = "≈1.0"\n', "", "met is missing"),
        ("number = 1\n", 'number = "1"\n', "number is not of the right kind: '1'"),
        ("number = 1\n", "number = true\n", "number is not between 1 and 999: True"),
        ('"10/10/10/10/140"', '"1/1/1/1/4"', "timing lasts 8 s, not 10 to 600: '1/1/1/1/4'"),
        ('"10/10/10/10/140"', '"1/1/1/1/600"', "timing lasts 604 s, not 10 to 600"),
        ('"10/10/10/10/140"', '"10 / 170"', "timing cannot be read: '10 / 170'"),
        ('"10/10/10/10/140"', '"10/{5/5×2/30/30"', "timing has '×2' where } should be"),
        ('"10/10/10/10/140"', '"10/{5/5}/30/30"', "timing has '/' where ×2 to ×40 should be"),
        ('"10/10/10/10/140"', '"10/{5/5}×1/30/30"', "timing has '×1' where ×2 to ×40 should be"),
        ('"10/10/10/10/140"', '"10/10/10/[10/140]~4"', "sides is 'none', but the timing says otherwise"),
        ('"10/10/10/10/140"', '"10/10/0/10/140"', "timing has a step of 0 s; a cue is '–'"),
        ('"10/10/10/10/140"', '"10/10//10/140"', "timing has '/' where a step should be"),
        ('"10/10/10/10/140"', '"10/10/10/140/"', "timing has 'nothing' where a step should be"),
        (
            'sides = "none"',
            'sides = "both"',
            "sides is not one of alternating, directions, none, two: 'both'",
        ),
        ("planes = []", "planes = 'S'", "planes is not of the right kind: 'S'"),
        ("planes = []", "planes = ['X']", "planes holds an unknown value: 'X'"),
        ("planes = []", "planes = [1]", "planes holds a value that is not text: 1"),
        ("planes = []", "planes = []\nmood = 'calm'", "has no field mood"),
        ('"PREG-SUP"', '"PREGNANT"', "never_if holds an unknown value: 'PREGNANT'"),
        ('careful_if = ["BAL"]', 'careful_if = ["DIZZY"]', "careful_if holds an unknown value: 'DIZZY'"),
        ('places = ["needs-floor"]', 'places = ["moon"]', "places holds an unknown value: 'moon'"),
        ('category = "release"', 'category = "dance"', "category is not one of "),
        ('category = "release"', 'category = "move"', "category belongs in move.toml"),
        ('positions = ["supine"]', 'positions = ["upside down"]', "positions holds an unknown value"),
        ('positions = ["supine"]', "positions = []", "positions is empty"),
        ('places = ["needs-floor"]', "places = []", "places is empty"),
        ('needs = ["mat"]', 'needs = ["mat or carpet"]', "needs holds an unknown value: 'carpet'"),
        ('needs = ["mat"]', 'needs = ["wall"]', "needs must name a mat"),
        ('areas = ["psoas"', 'areas = ["elbow"', "areas holds an unknown value: 'elbow'"),
        ('areas = ["psoas"', 'areas = ["breath"', "areas holds a value twice: 'breath'"),
        ('audiences = ["desk"', 'audiences = ["cats"', "audiences holds an unknown value: 'cats'"),
        ('met = "≈1.0"', 'met = "little"', "met does not begin with a number: 'little'"),
        ('"Alex"]', '"Alexa"]', "sources holds an unknown value: 'Alexa'"),
        ('careful_if = ["BAL"]', 'careful_if = ["RESP"]', "careful_if names RESP, and so does never_if"),
        ('"PREG-SUP", "VERT"', '"VERT"', "never_if must name PREG-SUP"),
        ("number = 1\n", "number = 2\n", "number is 2, but there is no 1"),
    ],
)
def test_a_mistake_in_the_facts_is_told_with_file_entry_and_field(
    folders: tuple[Path, Path], old: str, new: str, complaint: str
) -> None:
    facts, _ = folders
    spoil(facts / "release.toml", old, new)
    with pytest.raises(BadData) as caught:
        movements.load(facts)
    assert str(caught.value).startswith("release.toml: [constructive-rest] " + complaint)


def test_a_timing_of_other_steps_than_people_read_is_told(folders: tuple[Path, Path]) -> None:
    facts, told = folders
    spoil(facts / "release.toml", '"10/10/10/10/140"', '"10/10/10/140"')
    with pytest.raises(BadData) as caught:
        movement_words.load(told, movements.load(facts))
    assert "en/release.toml: [constructive-rest] do has 5 steps, the timing 4" in str(caught.value)


def test_what_alternates_is_done_equally_often_on_both_sides(folders: tuple[Path, Path]) -> None:
    facts, _ = folders
    spoil(facts / "release.toml", "{3/5/2}×8", "{3/5/2}×7")
    with pytest.raises(BadData, match="timing gives one side more repetitions than the other"):
        movements.load(facts)


def test_a_movement_that_stands_twice_is_told(folders: tuple[Path, Path]) -> None:
    facts, _ = folders
    entry = (facts / "release.toml").read_text(encoding="utf-8").split("[standing-lunge-stretch]")[0]
    with (facts / "move.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + entry.replace('category = "release"', 'category = "move"'))
    with pytest.raises(BadData, match=r"release.toml: \[constructive-rest\] is in another file too"):
        movements.load(facts)
    with (facts / "release.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + entry)
    with pytest.raises(BadData, match=r"release.toml: .*line \d+"):
        movements.load(facts)


def test_a_number_that_stands_twice_and_one_that_is_left_out_are_told(folders: tuple[Path, Path]) -> None:
    facts, _ = folders
    spoil(facts / "learn.toml", "number = 65", "number = 64")
    told = r"learn.toml: \[learn-sitting-scan\] number 64 is used by \[learn-hip-check\] too"
    with pytest.raises(BadData, match=told):
        movements.load(facts)
    spoil(facts / "learn.toml", "number = 64\ncategory", "number = 108\ncategory")
    with pytest.raises(BadData, match=r"move.toml: \[stand-and-grow\] number is 66, but there is no 65"):
        movements.load(facts)


@pytest.mark.parametrize(
    ("name", "old", "new", "complaint"),
    [
        ("rules", "HIP-OP", "HIP", "rules.toml: [only] has no field HIP"),
        ("rules", '"walk-1"', '"walk-0"', "rules.toml: [only] HIP-OP holds an unknown value: 'walk-0'"),
        ("rules", "[only]", "[always]", "rules.toml: there is no rule [always]"),
        ("sources", "[sources]", "[source]", "sources.toml: there must be [sources] and no other table"),
    ],
)
def test_a_mistake_in_a_rule_is_told(
    folders: tuple[Path, Path], name: str, old: str, new: str, complaint: str
) -> None:
    facts, _ = folders
    spoil(facts / f"{name}.toml", old, new)
    with pytest.raises(BadData) as caught:
        movements.load(facts)
    assert str(caught.value) == complaint


@pytest.mark.parametrize("name", ["rules", "sources"])
def test_a_rule_without_its_file_is_told(folders: tuple[Path, Path], name: str) -> None:
    facts, _ = folders
    (facts / f"{name}.toml").unlink()
    with pytest.raises(BadData, match=f"^{name}.toml is missing$"):
        movements.load(facts)


def test_a_file_of_no_category_is_told(folders: tuple[Path, Path]) -> None:
    facts, _ = folders
    (facts / "dance.toml").write_text("", encoding="utf-8")
    with pytest.raises(BadData, match=r"^dance.toml: there is no such category$"):
        movements.load(facts)


def test_a_rule_needs_its_remark_in_every_language(folders: tuple[Path, Path]) -> None:
    _, told = folders
    spoil(told / "rules.toml", "HIP-OP", "KNEE")
    with pytest.raises(BadData, match=r"rules.toml: \[rules\] only must have exactly the keys HIP-OP"):
        movement_words.load(told, CATALOGUE)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        (
            'HEAD = "head above the heart, no jolts"\n',
            "",
            "[seated-figure-four] careful has no words for HEAD",
        ),
        ('HEAD = "head above', 'HEADS = "head above', "[rules] careful must not have the keys HEADS"),
        ('HEAD = "head above the heart, no jolts"', 'HEAD = ""', "[rules] careful.HEAD is empty"),
        ("[careful-on-the-floor]", "[careful-in-bed]", "[rules] careful-on-the-floor is missing"),
    ],
)
def test_a_condition_without_a_caution_is_told(
    folders: tuple[Path, Path], old: str, new: str, complaint: str
) -> None:
    _, told = folders
    spoil(told / "rules.toml", old, new)
    with pytest.raises(BadData, match=re.escape(complaint)):
        movement_words.load(told, CATALOGUE)


def test_a_movement_says_its_own_caution_or_the_usual_one_where_it_is_done(
    folders: tuple[Path, Path],
) -> None:
    told = movement_words.load(folders[1], CATALOGUE)
    assert told["calf-raises"].careful["BAL"] == "only with firm support"
    assert told["side-body-reach"].careful["BAL"] == "with something firm to hold"
    assert told["clam"].careful["BAL"] == "with something firm to hold, for getting down and up too"


def test_an_empty_remark_is_told(folders: tuple[Path, Path]) -> None:
    _, told = folders
    spoil(told / "release.toml", 'OSTEO = "not if it hurts"', 'OSTEO = ""')
    with pytest.raises(BadData, match=r"\[half-kneeling-stretch\] careful.OSTEO is empty"):
        movement_words.load(told, CATALOGUE)


def test_a_file_that_is_no_toml_or_holds_a_stray_line_is_told(folders: tuple[Path, Path]) -> None:
    facts, _ = folders
    spoil(facts / "breathe.toml", "[", "stray = 1\n[")
    with pytest.raises(BadData, match=r"breathe.toml: stray is outside of any \[entry\]"):
        movements.load(facts)
    (facts / "breathe.toml").write_bytes(b"\xff")
    with pytest.raises(BadData, match=r"breathe.toml: .*utf-8"):
        movements.load(facts)
    (facts / "breathe.toml").write_text("[half\n", encoding="utf-8")
    with pytest.raises(BadData, match=r"breathe.toml: .*line 1"):
        movements.load(facts)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('name = "Constructive rest"\n', "", "name is missing"),
        ('name = "Constructive rest"', 'name = ""', "name is empty"),
        ('name = "Constructive rest"', "name = 3", "name is not of the right kind: 3"),
        ('feel = "weight', 'taste = "sweet"\nfeel = "weight', "has no field taste"),
        (
            "[constructive-rest.careful]",
            "[constructive-rest.careful]\nKNEE = 'x'",
            "careful must not have the keys KNEE",
        ),
        ("[constructive-rest.careful]", "[constructive-rest.caution]", "careful is missing"),
        ('  "Lie on your back', '  3, "Lie on your back', "do holds a value that is not text: 3"),
        ("Lie down, knees up, do nothing.", "Lie down. " * 8, "line is longer than 80: "),
    ],
)
def test_a_mistake_in_the_words_is_told_with_file_entry_and_field(
    folders: tuple[Path, Path], old: str, new: str, complaint: str
) -> None:
    _, told = folders
    spoil(told / "release.toml", old, new)
    with pytest.raises(BadData) as caught:
        movement_words.load(told, CATALOGUE)
    assert str(caught.value).startswith("release.toml: [constructive-rest] " + complaint)


def test_words_without_a_movement_and_movements_without_words_are_told(folders: tuple[Path, Path]) -> None:
    _, told = folders
    whole = (told / "release.toml").read_text(encoding="utf-8")
    _, rest = whole.split("[standing-lunge-stretch]\n")
    (told / "release.toml").write_text("[standing-lunge-stretch]\n" + rest, encoding="utf-8")
    with pytest.raises(BadData, match=r"en/release.toml: \[constructive-rest\] has no words"):
        movement_words.load(told, CATALOGUE)
    (told / "release.toml").write_text(whole, encoding="utf-8")
    with (told / "move.toml").open("a", encoding="utf-8") as file:
        file.write('\n[moonwalk]\nname = "Moonwalk"\n')
    with pytest.raises(BadData, match=r"move.toml: \[moonwalk\] is not one of our movements"):
        movement_words.load(told, CATALOGUE)


def test_a_line_of_eighty_letters_is_short_enough(folders: tuple[Path, Path]) -> None:
    _, told = folders
    spoil(told / "release.toml", "Lie down, knees up, do nothing. That's the exercise.", "x" * 80)
    assert "x" * 80 in movement_words.load(told, CATALOGUE)["constructive-rest"].lines


# Languages


def test_a_second_language_is_only_a_folder(tmp_path: Path) -> None:
    shutil.copytree(LANGUAGES / "en", tmp_path / "en")
    shutil.copytree(LANGUAGES / "en", tmp_path / "de")
    spoil(tmp_path / "de" / "nudge.ftl", "button-done = ✅ Done", "button-done = ✅ Erledigt")
    languages = load_languages(CATALOGUE, tmp_path)
    assert sorted(languages) == ["de", "en"]
    which = next(iter(CATALOGUE))
    shown = {
        code: nudge.nudge(say, which, 1, others=0, may_put_off=True).rows[1][0].label
        for code, say in languages.items()
    }
    assert shown == {"de": "✅ Erledigt", "en": "✅ Done"}
    assert common.weekdays(languages["de"], 0b0011111) == "Mo–Fr"
    assert languages["de"].city("Europe/Vienna") == "Wien"
    assert best_of(languages, "de-AT") == "de"
    assert best_of(languages, "de") == "de"
    assert best_of(languages, "fr") == "en"
    assert best_of(languages, None) == "en"


def test_a_language_with_a_mistake_in_its_movements_does_not_start(tmp_path: Path) -> None:
    shutil.copytree(LANGUAGES / "en", tmp_path / "en")
    spoil(tmp_path / "en" / "movements" / "release.toml", 'name = "Constructive rest"\n', "")
    with pytest.raises(BadData, match=r"release.toml: \[constructive-rest\] name is missing"):
        load_languages(CATALOGUE, tmp_path)
