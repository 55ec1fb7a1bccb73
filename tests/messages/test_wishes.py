"""Requests are read for what they ask; what is told, asked or set is no request."""

import shutil
from collections.abc import Collection
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.content import movements
from messages.content.movements import BadMovement, Movement
from messages.content.vocabulary import AREAS, PLACES, Category, Plane, Position, Thing
from messages.language import LANGUAGES, load_languages
from messages.understand.movement_request import request_words
from messages.understand.movement_request.request_reader import Wish, matching, read
from messages.understand.movement_request.request_words import Traits

CATALOGUE = movements.load()
LANGUAGES_READ = load_languages(CATALOGUE)
EN, DE = (LANGUAGES_READ[code].wishes for code in ("en", "de"))

HIPS = {"hips", "hip-flexors", "psoas", "side hip"}
LYING = {Position.SUPINE, Position.SIDE_LYING}
GEAR = {Thing.BALL, Thing.BAND, Thing.STEP, Thing.CUSHION, Thing.MAT, Thing.BED}
DISCREET = {"discreet-in-office"}
FLOOR = {"needs-floor"}
T, F, S = Plane.TRANSVERSE, Plane.FRONTAL, Plane.SAGITTAL


def like(**traits: Collection[str]) -> Traits:
    return Traits(**{name: frozenset(values) for name, values in traits.items()})  # type: ignore[arg-type]


def wish(seconds: int | None = None, no: Traits | None = None, **traits: Collection[str]) -> Wish:
    return Wish(seconds, like(**traits), no or Traits())


WISHES = {
    # how long
    "give me something for 1 minute": wish(60),
    "Give me something — for 1 MINUTE!!!": wish(60),
    "2 min": wish(120),
    "1min": wish(60),
    "30s": wish(30),
    "٢ min": wish(120),
    "1,5 minutes": wish(90),
    "1.5 minutes please": wish(90),
    "half a minute": wish(30),
    "got two minutes": wish(120),
    "I only have a minute": wish(60),
    "i have 2 minutes": wish(120),
    "up to five minutes": wish(300),
    "at most 90 seconds": wish(90),
    "what can I do in 2 minutes": wish(120),
    "15 min": wish(900),
    "something quick": wish(60),
    "give me a quick one": wish(60),
    "something very quick": wish(45),
    "a couple of minutes": wish(180),
    # how and where
    "standing": wish(positions={Position.STANDING}),
    "something I can do standing up": wish(positions={Position.STANDING}),
    "lying down": wish(positions=LYING),
    "on my back": wish(positions={Position.SUPINE}),
    "on all fours": wish(positions={Position.HANDS_AND_KNEES}),
    "chair only": wish(positions={Position.SEATED}),
    "sitting": wish(positions={Position.SEATED}),
    "give me a walk": wish(positions={Position.WALKING}),
    "a walk please, I only have 5 minutes": wish(300, positions={Position.WALKING}),
    "in the kitchen": wish(positions={Position.STANDING}),
    "is there anything good in the kitchen": wish(positions={Position.STANDING}),
    "on the floor": wish(places=FLOOR),
    "nobody may notice": wish(places=DISCREET),
    "nobody should notice": wish(places=DISCREET),
    "something I can do in a meeting": wish(places=DISCREET),
    "do you have anything invisible?": wish(places=DISCREET),
    "at my desk": wish(places={"desk-friendly", *DISCREET}),
    "I need something discreet on the train": wish(positions={Position.SEATED}, places=DISCREET),
    "in bed": wish(things={Thing.BED}),
    "with a ball": wish(things={Thing.BALL}),
    "show me something with music": wish(things={Thing.MUSIC}),
    # for what
    "for my calves": wish(areas={"calves"}),
    "could I have something for the lower back": wish(areas={"lower back", "spine"}),
    "something for stiff hips": wish(areas=HIPS),
    "i want something for my lovely hips": wish(areas=HIPS),  # a request may hold one word we do not know
    "something for my psoas": wish(areas={"psoas", "hip-flexors"}),
    "pelvic floor": wish(areas={"pelvic-floor"}),
    "whole body": wish(areas={"whole body"}),
    "balance": wish(areas={"balance"}),
    "a twist": wish(planes={T}),
    "any twist?": wish(planes={T}),
    "something sideways": wish(planes={F}),
    "three planes": wish(planes={S, F, T}),
    "breathing": wish(categories={Category.BREATHE}),
    "what about breathing?": wish(categories={Category.BREATHE}),
    "strength": wish(categories={Category.STRENGTHEN}),
    "something to relax": wish(categories={Category.BREATHE, Category.RELEASE}),
    "can you give me a stretch for my hips please?": wish(areas=HIPS, categories={Category.RELEASE}),
    "give me something standing for my calves": wish(positions={Position.STANDING}, areas={"calves"}),
    "seated breathing": wish(positions={Position.SEATED}, categories={Category.BREATHE}),
    # without what
    "no floor": wish(no=like(places=FLOOR)),
    "not on the floor": wish(no=like(places=FLOOR)),
    "nothing lying down": wish(no=like(positions=LYING)),
    "without equipment": wish(no=like(things=GEAR)),
    "without a chair": wish(no=like(things={Thing.CHAIR})),
    "no chair or wall": wish(no=like(things={Thing.CHAIR, Thing.WALL})),
    "no stairs": wish(no=like(things={Thing.STAIRS, Thing.STEP})),
    "i want strength, no floor": wish(categories={Category.STRENGTHEN}, no=like(places=FLOOR)),
    "no equipment, standing": wish(positions={Position.STANDING}, no=like(things=GEAR)),
    "under 2 min, no twist": wish(120, no=like(planes={T})),
    "quick stretch without standing up": wish(60, positions={Position.SEATED}, categories={Category.RELEASE}),
    # typos
    "stading": wish(positions={Position.STANDING}),
    "give me somthing for my claves": wish(areas={"calves"}),
    "brething for a minute": wish(60, categories={Category.BREATHE}),
    "something for my strenght": wish(categories={Category.STRENGTHEN}),
    "strengthning": wish(categories={Category.STRENGTHEN}),
}

NO_WISHES = [
    # questions
    "does standing burn calories?",
    "is standing good",
    "is a twist ok",
    "should i stretch my calves",
    "how long should I hold the twist",
    "what is the psoas",
    "are there nerves in my hips",
    "do hips move",
    "i want to know whether standing burns calories",
    "tell me about breathing",
    "why twist?",
    # how it feels
    "my calves hurt",
    "my hips are stiff",
    "i have pain in my back",
    "something is wrong with my calf",
    "something pulls in my calf",
    "give me something for my painful calves",
    "i got a twist in my ankle",
    "numb feet",
    "can't stand",
    # what was or will be
    "I was standing all day",
    "i sit at my desk all day",
    "I stand at work",
    "I'm standing",
    "did a twist",
    "i did something for my calves",
    "walked 10 min",
    "10 min walk",
    "walk",
    "stairs",
    "5000 steps",
    "I will walk later",
    "i have a meeting",
    "meeting in 5 minutes",
    # later, pauses and settings
    "give me 5 minutes",
    "Give me a minute!",
    "give me 10 more minutes",
    "give me a couple of minutes",
    "I need 10 minutes",
    "in 10 minutes",
    "in a minute",
    "10 minutes later",
    "every 30 minutes",
    "pause 30 min",
    "2 hours",
    "16 min",
    "0 min",
    "less messages",
    "give me fewer nudges",
    "quiet",
    # nothing said of its kind
    "",
    "   ",
    "?!",
    "2",
    "no",
    "not",
    "no thanks",
    "not now",
    "no time",
    "later",
    "nothing",
    "hello",
    "back",
    "psoas",
    "something",
    "give me something",
    "give me another",
    "standing " * 30,
    "not 5 minutes",
    "calves, but no",
]


@pytest.mark.parametrize(("text", "expected"), WISHES.items(), ids=WISHES)
def test_a_request_is_read_for_what_it_asks(text: str, expected: Wish) -> None:
    assert read(text, EN) == expected


@pytest.mark.parametrize("text", NO_WISHES)
def test_what_is_told_asked_or_set_is_no_request(text: str) -> None:
    assert read(text, EN) is None


@pytest.mark.parametrize("text", [text for text, each in WISHES.items() if each != wish(900)])
def test_nearly_every_request_finds_something(text: str) -> None:
    found = read(text, EN)
    assert found is not None
    assert matching(CATALOGUE, found)


GERMAN_WISHES = {
    "gib mir was für 1 Minute": wish(60),
    "Gib mir bitte etwas für 2 Minuten!": wish(120),
    "2 min": wish(120),
    "1,5 Minuten": wish(90),
    "ich hab nur eine Minute": wish(60),
    "höchstens fünf Minuten": wish(300),
    "habe zwei Minuten Zeit": wish(120),
    "was Schnelles": wish(60),
    "ein paar Minuten": wish(180),
    "eine halbe Minute": wish(30),
    "was kann ich in 2 Minuten machen": wish(120),
    "im Stehen": wish(positions={Position.STANDING}),
    "etwas im Stehen bitte": wish(positions={Position.STANDING}),
    "im Liegen": wish(positions=LYING),
    "auf dem Rücken": wish(positions={Position.SUPINE}),
    "im Vierfüßlerstand": wish(positions={Position.HANDS_AND_KNEES}),
    "im Sitzen": wish(positions={Position.SEATED}),
    "ohne aufzustehen": wish(positions={Position.SEATED}),
    "auf dem Boden": wish(places=FLOOR),
    "gib mir einen Spaziergang": wish(positions={Position.WALKING}),
    "in der Küche": wish(positions={Position.STANDING}),
    "unauffällig": wish(places=DISCREET),
    "es soll keiner merken": wish(places=DISCREET),
    "unauffällig im Büro": wish(places={"desk-friendly", *DISCREET}),
    "was für den Schreibtisch": wish(places={"desk-friendly", *DISCREET}),
    "etwas im Bett": wish(things={Thing.BED}),
    "mit einem Ball": wish(things={Thing.BALL}),
    "zeig mir was mit Musik": wish(things={Thing.MUSIC}),
    "für meine Waden": wish(areas={"calves"}),
    "etwas für den Rücken": wish(areas={"lower back", "spine"}),
    "Rückenübung": wish(areas={"lower back", "spine"}),
    "Treppenübung": wish(things={Thing.STAIRS, Thing.STEP}),
    "was für steife Hüften": wish(areas=HIPS),
    "Hueftuebungen": wish(areas=HIPS),
    "was für meinen Psoas": wish(areas={"psoas", "hip-flexors"}),
    "Beckenboden": wish(areas={"pelvic-floor"}),
    "Gleichgewicht": wish(areas={"balance"}),
    "eine Drehung": wish(planes={T}),
    "Atemübung": wish(categories={Category.BREATHE}),
    "Kraftübung": wish(categories={Category.STRENGTHEN}),
    "etwas zum Entspannen": wish(categories={Category.BREATHE, Category.RELEASE}),
    "hast du eine Dehnung für die Hüfte?": wish(areas=HIPS, categories={Category.RELEASE}),
    "ohne Matte": wish(no=like(places=FLOOR)),
    "nicht auf dem Boden": wish(no=like(places=FLOOR)),
    "ohne Geräte": wish(no=like(things=GEAR)),
    "ohne Stuhl": wish(no=like(things={Thing.CHAIR})),
    "kein Stuhl oder Wand": wish(no=like(things={Thing.CHAIR, Thing.WALL})),
    "keine Treppen": wish(no=like(things={Thing.STAIRS, Thing.STEP})),
    "Kraft, aber nicht auf dem Boden": wish(categories={Category.STRENGTHEN}, no=like(places=FLOOR)),
    "gib mir etwas im Stehen für die Waden": wish(positions={Position.STANDING}, areas={"calves"}),
    "gib mir etwas für die Wadden": wish(areas={"calves"}),
}

GERMAN_NO_WISHES = [
    "verbrennt Stehen Kalorien?",
    "ist Stehen gesund",
    "soll ich die Waden dehnen",
    "wie lange soll ich die Dehnung halten",
    "was ist der Psoas",
    "warum im Stehen?",
    "meine Waden tun weh",
    "ich habe Rückenschmerzen",
    "gib mir etwas für meine schmerzenden Waden",
    "Hüfte tut weh",
    "taube Füße",
    "ich stehe den ganzen Tag",
    "ich sitze den ganzen Tag am Schreibtisch",
    "war spazieren",
    "bin 10 Minuten gelaufen",
    "Treppe genommen",
    "Spaziergang",
    "Treppe",
    "5000 Schritte",
    "ich will später laufen",
    "Besprechung in 5 Minuten",
    "gib mir 5 Minuten",
    "in 10 Minuten",
    "in einer Minute",
    "10 Minuten später",
    "alle 30 Minuten",
    "Pause 30 Minuten",
    "weniger Nachrichten",
    "2 Stunden",
    "16 min",
    "nein",
    "nicht",
    "jetzt nicht",
    "später",
    "nichts",
    "hallo",
    "Psoas",
    "etwas",
    "gib mir was",
    "nicht 5 Minuten",
    "Waden, aber nicht",
    "keine Zeit",
]


@pytest.mark.parametrize(("text", "expected"), GERMAN_WISHES.items(), ids=GERMAN_WISHES)
def test_a_german_request_is_read_for_what_it_asks(text: str, expected: Wish) -> None:
    found = read(text, DE)
    assert found == expected
    assert matching(CATALOGUE, expected)


@pytest.mark.parametrize("text", GERMAN_NO_WISHES)
def test_what_is_told_asked_or_set_in_german_is_no_request(text: str) -> None:
    assert read(text, DE) is None


# Any text


@given(st.text())
def test_reading_never_fails(text: str) -> None:
    found = read(text, EN)
    assert found is None or found != Wish()


@given(st.lists(st.sampled_from(sorted({*EN.known, "2", "1e9", "9" * 400, "٣", "½", "zebra"})), max_size=8))
def test_reading_never_fails_on_words_it_knows(said: list[str]) -> None:
    found = read(" ".join(said), EN)
    assert found is None or 0 < (found.seconds or 1) <= 900
    assert read(" ".join(said).upper(), EN) == found


@given(st.sampled_from(sorted(NO_WISHES)), st.sampled_from(["hurts", "pain", "yesterday", "should", "why"]))
def test_a_word_that_stops_makes_no_wish_of_anything(text: str, word: str) -> None:
    assert read(f"give me something standing for {text} {word}", EN) is None


# Matching

TRAITS = st.builds(
    Traits,
    positions=st.frozensets(st.sampled_from(list(Position)), max_size=2),
    places=st.frozensets(st.sampled_from(sorted(PLACES)), max_size=1),
    areas=st.frozensets(st.sampled_from(sorted(AREAS)), max_size=3),
    planes=st.frozensets(st.sampled_from(list(Plane)), max_size=2),
    categories=st.frozensets(st.sampled_from(list(Category)), max_size=2),
    things=st.frozensets(st.sampled_from(list(Thing)), max_size=2),
)
ANY_WISH = st.builds(Wish, st.none() | st.integers(1, 900), TRAITS, TRAITS)
SOME = st.lists(st.sampled_from(list(CATALOGUE)), unique=True)


@given(SOME, ANY_WISH)
def test_matching_gives_only_what_it_was_given_each_once(some: list[Movement], asked: Wish) -> None:
    found = matching(some, asked)
    assert {each.id for each in found} <= {each.id for each in some}
    assert len({each.id for each in found}) == len(found)
    for each in found:
        assert not asked.wanted.categories or each.category in asked.wanted.categories
        assert each.category not in asked.without.categories
        assert asked.without.places.isdisjoint(each.places)
        assert asked.seconds is None or each.seconds <= asked.seconds * 1.1


@given(SOME, ANY_WISH)
def test_the_order_given_does_not_matter(some: list[Movement], asked: Wish) -> None:
    assert matching(some, asked) == matching(some[::-1], asked)


@given(ANY_WISH, TRAITS)
def test_more_that_is_not_wanted_never_finds_more(asked: Wish, no: Traits) -> None:
    before = {each.id for each in matching(CATALOGUE, asked)}
    fewer = Wish(asked.seconds, asked.wanted, asked.without | no)
    assert {each.id for each in matching(CATALOGUE, fewer)} <= before


def best(text: str) -> list[str]:
    found = read(text, EN)
    assert found is not None
    return [each.id for each in matching(CATALOGUE, found)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("2 min", "walk-2"),
        ("5 min", "walk-5"),
        ("10 min", "walk-10"),
        ("30 seconds", "wall-sit"),
        ("for my calves", "wall-calf-stretch"),
        ("give me a walk for 1 min", "walk-1"),
        ("pelvic floor", "breath-and-pelvic-floor"),
        ("show me something with music", "dance-break"),
        ("with a ball", "ball-on-wall-glutes"),
        ("three planes", "hip-circles"),
    ],
)
def test_the_best_comes_first(text: str, first: str) -> None:
    assert best(text)[0] == first


def test_a_minute_is_none_for_what_takes_longer() -> None:
    assert "box-breathing" in best("1 minute")  # 64 seconds
    assert {"walk-2", "clam", "wall-sit"} & set(best("1 minute")) == {"clam", "wall-sit"}


def test_what_can_be_done_anyhow_comes_after_what_was_named_and_is_no_walk() -> None:
    seated = best("chair only")
    assert seated.index("seated-twist") < seated.index("long-exhale")
    assert "long-exhale" not in best("give me a walk")
    assert "sit-to-stand" not in seated


def test_without_equipment_there_is_still_a_chair() -> None:
    found = best("without equipment")
    assert "seated-twist" in found
    assert {"clam", "band-march", "ball-on-wall-glutes", "edge-of-bed-stretch"}.isdisjoint(found)
    assert "heel-lowering" in found  # stairs will do instead of a step


# Mistakes in the words


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return Path(shutil.copy(LANGUAGES / "en" / "wishes.toml", tmp_path))


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        (
            'positions = ["standing"]',
            'positions = ["hovering"]',
            "[standing] positions holds an unknown value",
        ),
        ('areas = ["calves"]', 'areas = ["elbow"]', "[calves] areas holds an unknown value: 'elbow'"),
        ('areas = ["calves"]', 'area = ["calves"]', "[calves] has no field area"),
        ('areas = ["calves"]', "", "[calves] says nothing about a movement"),
        (
            'words = ["calves"',
            'words = ["standing", "calves"',
            "[calves] holds a phrase twice or none: 'standing'",
        ),
        ('words = ["calves"', 'words = ["?!", "calves"', "[calves] holds a phrase twice or none: ''"),
        ("seconds = 60", "seconds = 6", "[minute] seconds is not between 10 and 600: 6"),
        ("hours = 3600", "hours = 0", "[reading] units.hours is no whole number from 1 on: 0"),
        ('moments = ["in"]', "", "[reading] moments is missing"),
        ('"psoas", "bed"', '"psoaz", "bed"', "[reading] asked_only means nothing: 'psoaz'"),
        ("[reading]\n", "[red]\n", "[reading] is missing"),
    ],
)
def test_a_mistake_is_told_with_file_entry_and_field(file: Path, old: str, new: str, complaint: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    changed = text.replace(old, new, 1).replace("[reading.", "[red." if new == "[red]\n" else "[reading.")
    file.write_text(changed, encoding="utf-8")
    with pytest.raises(BadMovement) as caught:
        request_words.load(file)
    assert str(caught.value).startswith(f"wishes.toml: {complaint}")


def test_a_language_without_its_wishes_does_not_start(tmp_path: Path) -> None:
    shutil.copytree(LANGUAGES / "en", tmp_path / "en")
    (tmp_path / "en" / "wishes.toml").unlink()
    with pytest.raises(BadMovement, match=r"^wishes.toml is missing$"):
        load_languages(CATALOGUE, tmp_path)
