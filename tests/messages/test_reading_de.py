"""Deutsch: what people say they did is a log; what is planned, asked, denied, quoted or of others is not."""

import tomllib
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.content import movements
from messages.content.vocabulary import Activity
from messages.language import load_languages
from messages.understand.move_log.log_reader import Beyond, Heard, Log, Ticked, read
from tests.messages.test_reading import told

CATALOGUE = movements.load()
LANGUAGES = load_languages(CATALOGUE)
DE = LANGUAGES["de"]
NOW = datetime(2024, 3, 6, 16, 0, tzinfo=ZoneInfo("Europe/Berlin"))  # a Wednesday afternoon, as in English
HERE = Path(__file__).parent

LOGS = {
    "20 Minuten spazieren": "walk 20 min",
    "bin 20 Minuten spazieren gegangen": "walk 20 min",
    "bin mit meinem Hund 20 Minuten spazieren gegangen": "walk 20 min",
    "war mit meiner Frau 40 Minuten spazieren": "walk 40 min",
    "war mit Anna spazieren": "walk",
    "mein Mann und ich waren eine Stunde spazieren": "walk 60 min",
    "Spaziergang 30 min": "walk 30 min",
    "einen langen Spaziergang gemacht": "walk",
    "eine Runde um den Block gedreht": "walk",
    "bin 20 Minuten gegangen": "walk 20 min",
    "zu Fuß zur Arbeit gegangen": "walk",
    "bin nach Hause gelaufen": "walk",
    "1,5 km gelaufen": "walk 1500 m",
    "2,345 km gelaufen": "walk 2345 m",
    "war joggen": "run",
    "war heute früh joggen": "run @ Wed 08:00",
    "5 km joggen in 28 Minuten": "run 28 min 5000 m",
    "bin laufen gewesen": "run",
    "bin 10 km gejoggt": "run 10000 m",
    "halbe Stunde Rad gefahren": "bike 30 min",
    "bin mit dem Rad zur Arbeit gefahren": "bike",
    "12 km geradelt": "bike 12000 m",
    "anderthalb Stunden wandern": "hike 90 min",
    "zweieinhalb Stunden gewandert": "hike 150 min",
    "eine Dreiviertelstunde Yoga gemacht": "yoga 45 min",
    "Viertelstunde gedehnt": "stretching 15 min",
    "½ Stunde Yoga": "yoga 30 min",
    "1 1/2 Stunden geschwommen": "swim 90 min",
    "1 Std. 20 Min. Fahrrad": "bike 80 min",
    "1:30 h gewandert": "hike 90 min",
    "gestern Abend geschwommen": "swim @ Tue 19:00",
    "bin gestern eine Stunde schwimmen gegangen": "swim 60 min @ Tue 12:00",
    "vor einer Stunde 10 Kniebeugen gemacht": "squats x 10 @ Wed 15:00",
    "vor 20 Minuten spazieren gegangen": "walk @ Wed 15:40",
    "um halb drei getanzt": "dancing @ Wed 14:30",
    "um viertel nach drei gedehnt": "stretching @ Wed 15:15",
    "um viertel vor drei 5 min gedehnt": "stretching 5 min @ Wed 14:45",
    "um drei Uhr gelaufen": "walk @ Wed 15:00",
    "um 14 Uhr 30 gelaufen": "walk @ Wed 14:30",
    "um 14:30 Uhr geschwommen": "swim @ Wed 14:30",
    "um 14 Uhr 10 Kniebeugen gemacht": "squats x 10 @ Wed 14:00",
    "heute Morgen um 7 gejoggt": "run @ Wed 07:00",
    "gestern um 9 Uhr abends getanzt": "dancing @ Tue 21:00",
    "am Montag gewandert": "hike @ Mon 12:00",
    "Montagabend Yoga gemacht": "yoga @ Mon 19:00",
    "Dienstag früh geschwommen": "swim @ Tue 08:00",
    "heute Mittag 15 min spaziert": "walk 15 min @ Wed 12:00",
    "hab mich gedehnt": "stretching",
    "habe mich 5 Minuten gestreckt": "stretching 5 min",
    "Treppe statt Aufzug": "stairs",
    "die Treppe genommen": "stairs",
    "bin Treppen gestiegen": "stairs",
    "mit dem Hund raus": "dog-walk",
    "war mit dem Hund draußen": "dog-walk",
    "Gassi 15 min": "dog-walk 15 min",
    "hab den Hund ausgeführt": "dog-walk",
    "Kniebeugen 10": "squats x 10",
    "zehn Kniebeugen": "squats x 10",
    "3x10 Kniebeugen": "squats x 30",
    "3 Sätze à 10 Liegestütze": "push-ups x 30",
    "20 Liegestuetze": "push-ups x 20",
    "10 Kniebeugen und 2 Minuten getanzt": "squats x 10; dancing 2 min",
    "10 Kniebeugen, 10 Ausfallschritte und 5 min gegangen": "squats x 10; lunges x 10; walk 5 min",
    "15 Sit-ups geschafft": "sit-ups x 15",
    "5 Klimmzüge": "pull-ups x 5",
    "Unterarmstütz 60 Sekunden": "plank 1 min",
    "50 Hampelmänner": "jumping x 50",
    "8.432 Schritte": "steps x 8432",
    "8432 Schritte": "steps x 8432",
    "10.000 Schritte gemacht": "steps x 10000",
    "12 000 Schritte": "steps x 12000",
    "Pilates gemacht": "pilates",
    "war im Fitnessstudio": "gym",
    "Krafttraining 45 min": "strength 45 min",
    "war klettern": "climbing",
    "2 h gebouldert": "climbing 120 min",
    "Fußball gespielt": "sport",
    "mit den Kindern auf dem Spielplatz getobt": "playing",
    "im Garten gearbeitet": "gardening",
    "Rasen gemäht": "gardening",
    "Wohnung geputzt": "housework",
    "eine Stunde gestaubsaugt": "housework 60 min",
    "bin aufgestanden": "standing",
    "im Stehen gearbeitet": "standing",
    "hab mich bewegt": "moved",
    "Bewegungspause gemacht": "moved",
    "Wandsitzen 45 Sek": "wall-sit 1 min",
    "Katze-Kuh 2 min": "cat-cow 2 min",
    "20 Wadenheben": "calf-raises x 20",
    "Hüftkreisen gemacht": "hip-circles",
    "Käfer gemacht, 12 Wdh.": "dead-bug x 12",
    "Brücke 10x": "glute-bridge x 10",
    "Beckenuhr gemacht": "pelvic-clock",
    "hab 3 min in den Bauch geatmet": "belly-breathing 3 min",
    "zu einem Lied getanzt": "dance-break",
    "Knibeugen 20": "squats x 20",
    "spatzieren gegangen": "walk",
    "Nicht gejoggt, aber 10 min spaziert": "walk 10 min",
    "Kein Sport heute. Bin 20 min gelaufen.": "walk 20 min",
    "Bin 20 Minuten gelaufen!!! 🎉": "walk 20 min",
}

NO_LOGS = [
    "spazieren",
    "Kniebeugen",
    "nicht gelaufen",
    "war nicht spazieren",
    "bin heute nicht gelaufen",
    "gelaufen bin ich heute nicht",
    "bin ich nicht gegangen",
    "Kniebeugen hab ich heute keine gemacht",
    "kein Yoga heute",
    "heute kein Training geschafft",
    "hab mich noch nicht gedehnt",
    "nie Marathon gelaufen",
    "habe vergessen, mich zu dehnen",
    "das Training ist ausgefallen",
    "war zu müde zum Joggen",
    "hab es nicht geschafft, spazieren zu gehen",
    "Yoga geschwänzt",
    "will nachher laufen",
    "gehe gleich joggen",
    "gehe jetzt spazieren",
    "morgen 20 min Yoga",
    "werde 10 Kniebeugen machen",
    "ich möchte 5 Minuten tanzen",
    "muss noch 20 Minuten spazieren",
    "wollte heute schwimmen",
    "würde gerne wandern",
    "vielleicht 10 min spazieren",
    "habe vor, heute zu schwimmen",
    "heute Abend Yoga",
    "in 20 Minuten Yoga",
    "am Samstag wollen wir wandern",
    "lass uns 20 min laufen",
    "später 10 Kniebeugen",
    "soll ich 20 Minuten spazieren?",
    "20 Minuten gelaufen?",
    "reichen 10 Kniebeugen",
    "wie lange muss ich dehnen",
    "wie viele Kniebeugen soll ich machen",
    "zählt Tanzen",
    "bin ich heute gelaufen",
    "bist du gelaufen",
    "hast du 10 Kniebeugen gemacht",
    "was bringt Yoga",
    "warum Kniebeugen",
    "kann ich mit Muskelkater joggen",
    "darf ich 20 min schwimmen",
    "mein Hund ist gelaufen",
    "mein Hund ist 20 Minuten gelaufen",
    "die Kinder waren schwimmen",
    "meine Frau ist 5 km gejoggt",
    "sie hat getanzt",
    "er hat 10 Kniebeugen gemacht",
    "mein Chef war laufen",
    "die Kollegen haben Fußball gespielt",
    "du bist gelaufen",
    "Peter ist 10 km gelaufen",
    "er sagte „20 Minuten spazieren gegangen“",
    '"10 Kniebeugen"',
    "normalerweise laufe ich 5 km",
    "ich gehe jeden Tag 20 Minuten spazieren",
    "10.000 Schritte am Tag",
    "zweimal die Woche Yoga",
    "wenn ich 20 Minuten laufe",
    "als ich gelaufen bin, hat es geknackt",
    "20 Minuten gelaufen und jetzt tut das Knie weh",
    "habe Muskelkater vom Joggen",
    "Fußball geschaut",
    "ein Buch über Yoga gelesen",
    "ein Fahrrad gekauft",
    "der Film ist gut gelaufen",
    "wie ist es gelaufen",
    "das Meeting ist gut gelaufen",
    "bin ins Kino gegangen",
    "ins Bett gegangen",
    "mit dem Auto gefahren",
    "schief gegangen",
    "das Handy ist kaputt gegangen",
    "gib mir einen Spaziergang",
    "2 Minuten",
    "was für 5 Minuten",
    "am Schreibtisch",
    "wie geht's",
    "hallo",
    "danke",
    "0 Kniebeugen",
    "fast joggen gegangen",
    "Termin um 14:30",
    "Pause 30 Minuten",
    "erinnere mich in 20 min",
    "nächste Schritte",
    "Schritt für Schritt",
    "20 min gelaufen, reicht das",
]

TICKS = {
    "erledigt": Ticked(),
    "Erledigt!": Ticked(),
    "fertig": Ticked(),
    "gemacht": Ticked(),
    "hab ich gemacht": Ticked(),
    "habs gemacht ✅": Ticked(),
    "schon erledigt": Ticked(),
    "✅": Ticked(),
    "ok": Ticked(),
    "geschafft, danke": Ticked(),
    "10 Minuten gemacht": Ticked(minutes=10),
}

BEYOND = {
    "10 Stunden gewandert": None,
    "11 Stunden gewandert": Beyond.MINUTES,
    "1001 Kniebeugen": Beyond.COUNT,
    "301 km Rad gefahren": Beyond.METRES,
}


def heard(text: str, now: datetime = NOW) -> Heard | None:
    return read(text, now, DE.reading)


@pytest.mark.parametrize(("text", "expected"), LOGS.items())
def test_what_was_done_is_a_log(text: str, expected: str) -> None:
    log = heard(text)
    assert isinstance(log, Log)
    assert "; ".join(map(told, log.parts)) == expected


@pytest.mark.parametrize("text", NO_LOGS)
def test_what_was_not_done_is_none(text: str) -> None:
    assert heard(text) is None


@pytest.mark.parametrize(("text", "expected"), TICKS.items())
def test_done_and_nothing_more_is_a_tick(text: str, expected: Ticked) -> None:
    assert heard(text) == expected


@pytest.mark.parametrize(("text", "why"), BEYOND.items())
def test_beyond_ten_hours_and_a_thousand_it_asks(text: str, why: Beyond | None) -> None:
    found = heard(text)
    assert found is why if why else isinstance(found, Log)


def test_questions_are_no_logs() -> None:
    asked = tomllib.loads((HERE / "questions_de.toml").read_text(encoding="utf-8"))["question"]
    assert len(asked) >= 60
    assert [each["text"] for each in asked if heard(each["text"]) is not None] == []


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("20 Liegestuetze", "20 Liegestütze"),
        ("Rasen gemaeht", "Rasen gemäht"),
        ("war draussen mit dem Hund", "war draußen mit dem Hund"),
        ("HEUTE FRÜH GELAUFEN", "heute frueh gelaufen"),
    ],
)
def test_a_foreign_keyboard_writes_the_same_words(text: str, plain: str) -> None:
    assert heard(plain) is not None
    assert heard(text) == heard(plain)


@given(
    st.sampled_from(sorted(LOGS)),
    st.sampled_from(["werde ", "soll ich ", "ich will "]) | st.just(""),
    st.sampled_from([" nicht", " wollte ich", " mein Bruder?"]) | st.just(""),
)
def test_no_log_survives_a_plan_or_a_denial_around_it(text: str, before: str, after: str) -> None:
    is_one_thought = "," not in text and "." not in text.replace("10.000", "").replace("8.432", "")
    if (before or after) and is_one_thought and "!" not in text and " statt " not in text:
        assert heard(f"{before}{text}{after}") is None


def test_every_kind_can_be_said_and_every_movement_too() -> None:
    meant = {meaning.does for meaning in DE.reading.phrases.values() if meaning.does}
    assert {each.kind for each in meant if each.kind} == set(Activity)
    said = {each.movement_id for each in meant if each.movement_id}
    assert {each.id for each in CATALOGUE} - said == {"walk-1", "walk-2", "walk-5", "walk-10"}  # just walks
