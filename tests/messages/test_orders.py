"""Settings in words are read for exactly what they order; logs, wishes, questions and talk order nothing."""

import shutil
import tomllib
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from messages.content import movements
from messages.content.movements import BadMovement
from messages.language import LANGUAGES, load_languages
from messages.understand.move_log.log_reader import Log
from messages.understand.move_log.log_reader import read as read_log
from messages.understand.settings_change import settings_words
from messages.understand.settings_change.kinds import (
    Around,
    Budget,
    Days,
    Goal,
    Hours,
    Meeting,
    NotAfter,
    NotBefore,
    Order,
    OtherBudget,
    Pace,
    Pause,
    Place,
    Quiet,
    Resume,
    Show,
    Sound,
    Speak,
    Sunday,
    Switch,
    Switched,
    Which,
    Why,
    Zone,
)
from messages.understand.settings_change.settings_reader import read
from tests.messages import test_reading, test_wishes

WORDS = load_languages(movements.load())
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2024, 3, 6, 14, 30, tzinfo=BERLIN)  # a Wednesday afternoon
HERE = Path(__file__).parent
CITIES = {
    "lisbon": "Europe/Lisbon",
    "lissabon": "Europe/Lisbon",
    "berlin": "Europe/Berlin",
    "tokyo": "Asia/Tokyo",
    "tokio": "Asia/Tokyo",
    "new york": "America/New_York",
}

WEEKEND, WEEKDAYS, EVERY_DAY = 0b1100000, 0b0011111, 0b1111111
FEWER, MORE = OtherBudget(is_more=False), OtherBudget(is_more=True)
ONE_DAY = timedelta(days=1)
LUNCH_FREE = Hours(((time(9), time(12)), (time(14), time(17))))


def day(month: int, on: int) -> datetime:
    """When that day begins."""
    return datetime(2024, month, on, 3, tzinfo=BERLIN)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2024, 3, 6, hour, minute, tzinfo=BERLIN)


def only(weekdays: int) -> Days:
    return Days(weekdays, Which.ONLY)


def without(weekdays: int) -> Days:
    return Days(weekdays, Which.NOT)


ENGLISH: dict[str, Order | tuple[Order, ...]] = {
    "not on weekends": without(WEEKEND),
    "Not at the weekend, please!": without(WEEKEND),
    "only weekdays": only(WEEKDAYS),
    "only Monday to Thursday": only(0b0001111),
    "not on Fridays": without(0b0010000),
    "not on Mondays and Fridays": without(0b0010001),
    "also on Saturday": Days(0b0100000, Which.ALSO),
    "every day": only(EVERY_DAY),
    "only 9 to 12 and 14 to 17": LUNCH_FREE,
    "only 9-12, 14-17": LUNCH_FREE,
    "only between 9am and noon and from 2pm to 5pm": LUNCH_FREE,
    "from 8:30 to 18": Hours(((time(8, 30), time(18)),)),
    "only 9 to 5": Hours(((time(9), time(17)),)),
    "from 5:30 to 23": Hours(((time(5, 30), time(23)),)),
    "from 5:30 to 12": Hours(((time(5, 30), time(12)),)),
    "from 5 to 8 am": Hours(((time(5), time(8)),)),
    "only 2 to 5 pm": Hours(((time(14), time(17)),)),
    "not before 10": NotBefore(time(10)),
    "nothing after 6": NotAfter(time(18)),
    "not after 16:00": NotAfter(time(16)),
    "every 45 minutes": Pace(45),
    "evry 45 minuts": Pace(45),
    "remind me every half hour": Pace(30),
    "every hour": Pace(60),
    "once an hour": Pace(60),
    "every hour and a half": Pace(90),
    "every 2 hours": Pace(120),
    "at most 4 a day": Budget(4),
    "no more than five nudges per day": Budget(5),
    "less messages": FEWER,
    "can I get less messages?": FEWER,
    "could you write less often": FEWER,
    "more nudges": MORE,
    "goal 6": Goal(6),
    "aim for 5 a day": Goal(5),
    "louder": Sound("loud"),
    "with sound": Sound("loud"),
    "quieter": Sound("soft"),
    "silent please": Sound("silent"),
    "I'm in Lisbon": Zone("Europe/Lisbon"),
    "time zone Berlin": Zone("Europe/Berlin"),
    "I moved to Tokyo": Zone("Asia/Tokyo"),
    "i’m now in New York": Zone("America/New_York"),
    "in German please": Speak("de"),
    "Deutsch": Speak("de"),
    "I work from home": Place("home"),
    "I'm in the office": Place("office"),
    "I have a mat": Around(("mat",), is_there=True),
    "I've got a ball and a band": Around(("ball", "band"), is_there=True),
    "no stairs here": Around(("stairs",), is_there=False),
    "only seated exercises": Switched(Switch.CHAIR, is_on=True),
    "not only seated exercises": Switched(Switch.CHAIR, is_on=False),
    "two strength days a week": Switched(Switch.STRENGTH, is_on=True),
    "no strength days": Switched(Switch.STRENGTH, is_on=False),
    "evening line on": Switched(Switch.EVENING, is_on=True),
    "no evening line": Switched(Switch.EVENING, is_on=False),
    "no weekly look back": Sunday(None),
    "look back at 19:00": Sunday(time(19)),
    "quiet from 20:00 to 9:00": Quiet(time(20), time(9)),
    "quiet hours 10 to 7": Quiet(time(22), time(7)),
    "pause for 2 hours": Pause(at(16, 30)),
    "pause 1h30": Pause(at(16)),
    "pause for 24 hours": Pause(NOW + timedelta(days=1)),
    "pause for 1 day": Pause(day(3, 7)),
    "pause till Monday": Pause(day(3, 11)),
    "pause until next week": Pause(day(3, 11)),
    "till tomorrow": Pause(day(3, 7)),
    "pause for today": Pause(day(3, 7)),
    "pause until 6pm": Pause(at(18)),
    "leave me alone this week": Pause(day(3, 11)),
    "no nudges for 3 days": Pause(day(3, 9)),
    "stop": Pause(None),
    "for ever": Pause(None),
    "on holiday till 3 April": Pause(day(4, 4)),
    "I'm on vacation until March 20th": Pause(day(3, 21)),
    "vacation for two weeks": Pause(day(3, 20)),
    "on holiday for 90 days": Pause(day(6, 4)),
    "meeting until 15:00": Meeting(NOW, at(15)),
    "in a meeting for an hour": Meeting(NOW, at(15, 30)),
    "meeting 3 to 4 o'clock": Meeting(at(15), at(16)),
    "busy till 3 pm": Meeting(NOW, at(15)),
    "meeting 3 to 4": Meeting(at(15), at(16)),
    "resume": Resume(is_explicit=True),
    "I'm back": Resume(is_explicit=False),
    "at most one nudge a day": Budget(1),
    "more": MORE,
    "from 10 am": NotBefore(time(10)),
    "only mornings": Hours(((time(9), time(12)),)),
    "only in the afternoon": Hours(((time(13), time(17)),)),
    "every three quarters of an hour": Pace(45),
    "quiet from 20": Quiet(time(20), None),
    "quiet from 8": Quiet(time(20), None),
    "meeting 30 minutes": Meeting(NOW, at(15)),
    "meeting tomorrow 10 to 11": Meeting(at(10) + ONE_DAY, at(11) + ONE_DAY),
    "meeting tomorrow at 3": Meeting(at(15) + ONE_DAY, at(16) + ONE_DAY),
    "never write to me again": Pause(None),
    "leave me alone": Pause(None),
    "settings": Show("settings"),
    "open the settings": Show("settings"),
    "show me my settings, please": Show("settings"),
    "my streak": Show("streak"),
    "my week": Show("week"),
    "export my data": Show("export"),
    "delete my data": Show("delete"),
    "delete everything": Show("delete"),
    "later": Show("later"),
    "Not now!": Show("not-now"),
    "undo that": Show("undo"),
    "when is the next nudge?": Show("today"),
    "commands": Show("help"),
    "change my time zone": Show("zone"),
    "change the language": Show("language"),
    "goal 6 and show my settings": (Goal(6), Show("settings")),
    "every 45 minutes, not on weekends and louder": (Pace(45), without(WEEKEND), Sound("loud")),
}

GERMAN: dict[str, Order | tuple[Order, ...]] = {
    "nicht am Wochenende": without(WEEKEND),
    "Bitte nicht am Wochenende!": without(WEEKEND),
    "nur werktags": only(WEEKDAYS),
    "nur Montag bis Donnerstag": only(0b0001111),
    "freitags nicht": without(0b0010000),
    "auch samstags": Days(0b0100000, Which.ALSO),
    "jeden Tag": only(EVERY_DAY),
    "nur von 9 bis 12 und 14 bis 17 Uhr": LUNCH_FREE,
    "nur 9-12 und 14-17": LUNCH_FREE,
    "von 8:30 bis 18 Uhr": Hours(((time(8, 30), time(18)),)),
    "von 5:30 bis 23 Uhr": Hours(((time(5, 30), time(23)),)),
    "von 5 Uhr bis 8 Uhr": Hours(((time(5), time(8)),)),
    "nicht vor 5 Uhr": NotBefore(time(5)),
    "nicht vor 10": NotBefore(time(10)),
    "nicht vor 8 Uhr 30": NotBefore(time(8, 30)),
    "nicht nach 16 Uhr": NotAfter(time(16)),
    "alle 45 Minuten": Pace(45),
    "alle 45 Minutn": Pace(45),
    "jede Stunde": Pace(60),
    "jede halbe Stunde": Pace(30),
    "alle 2 Stunden": Pace(120),
    "Takt 90": Pace(90),
    "höchstens 4 am Tag": Budget(4),
    "maximal fünf Stupse pro Tag": Budget(5),
    "weniger Nachrichten": FEWER,
    "kannst du bitte weniger schreiben": FEWER,
    "kann ich weniger Nachrichten haben?": FEWER,
    "seltener bitte": FEWER,
    "mehr Nachrichten": MORE,
    "öfter": MORE,
    "Ziel 6": Goal(6),
    "Tagesziel 5": Goal(5),
    "lauter": Sound("loud"),
    "mit Ton": Sound("loud"),
    "leiser": Sound("soft"),
    "lautlos": Sound("silent"),
    "ich bin in Lissabon": Zone("Europe/Lisbon"),
    "Zeitzone Berlin": Zone("Europe/Berlin"),
    "ich bin nach Tokio gezogen": Zone("Asia/Tokyo"),
    "Deutsch bitte": Speak("de"),
    "auf Deutsch": Speak("de"),
    "auf Englisch bitte": Speak("en"),
    "ich arbeite zu Hause": Place("home"),
    "ich bin im Buero": Place("office"),
    "ich habe eine Matte": Around(("mat",), is_there=True),
    "hier gibt es keine Treppe": Around(("stairs",), is_there=False),
    "nur im Sitzen": Switched(Switch.CHAIR, is_on=True),
    "zwei Krafttage": Switched(Switch.STRENGTH, is_on=True),
    "keine Krafttage": Switched(Switch.STRENGTH, is_on=False),
    "Abendzeile an": Switched(Switch.EVENING, is_on=True),
    "keine Abendzeile": Switched(Switch.EVENING, is_on=False),
    "kein Wochenrückblick": Sunday(None),
    "Wochenrückblick um 19 Uhr": Sunday(time(19)),
    "Ruhe von 20 bis 9 Uhr": Quiet(time(20), time(9)),
    "Pause für 2 Stunden": Pause(at(16, 30)),
    "Pause fuer zwei Stunden": Pause(at(16, 30)),
    "Pause für 24 Stunden": Pause(NOW + timedelta(days=1)),
    "Pause für einen Tag": Pause(day(3, 7)),
    "Pause bis Montag": Pause(day(3, 11)),
    "bis morgen": Pause(day(3, 7)),
    "für heute": Pause(day(3, 7)),
    "lass mich diese Woche in Ruhe": Pause(day(3, 11)),
    "Stopp": Pause(None),
    "für immer": Pause(None),
    "im Urlaub bis 3. April": Pause(day(4, 4)),
    "Urlaub bis zum 15.3.": Pause(day(3, 16)),
    "zwei Wochen Urlaub": Pause(day(3, 20)),
    "Besprechung bis 15 Uhr": Meeting(NOW, at(15)),
    "Besprechung von 3 Uhr bis 4 Uhr": Meeting(at(15), at(16)),
    "eine Stunde Besprechung": Meeting(NOW, at(15, 30)),
    "Pause beenden": Resume(is_explicit=True),
    "ich bin wieder da": Resume(is_explicit=False),
    "höchstens ein Stups am Tag": Budget(1),
    "mehr": MORE,
    "ab 10 Uhr": NotBefore(time(10)),
    "nur vormittags": Hours(((time(9), time(12)),)),
    "nur am Nachmittag": Hours(((time(13), time(17)),)),
    "jede Dreiviertelstunde": Pace(45),
    "Nachtruhe ab 20 Uhr": Quiet(time(20), None),
    "Meeting 30 Minuten": Meeting(NOW, at(15)),
    "bin im Meeting bis halb elf": Meeting(NOW, at(22, 30)),
    "bin im Meeting bis halb vier": Meeting(NOW, at(15, 30)),
    "Besprechung morgen 10 bis 11": Meeting(at(10) + ONE_DAY, at(11) + ONE_DAY),
    "Termin morgen um 10": Meeting(at(10) + ONE_DAY, at(11) + ONE_DAY),
    "schreib mir nie wieder": Pause(None),
    "lass mich in Ruhe": Pause(None),
    "Einstellungen": Show("settings"),
    "zeig mir die Einstellungen": Show("settings"),
    "meine Serie": Show("streak"),
    "meine Woche": Show("week"),
    "exportiere meine Daten": Show("export"),
    "lösch meine Daten": Show("delete"),
    "alles löschen": Show("delete"),
    "mach das rückgängig": Show("undo"),
    "später": Show("later"),
    "nicht jetzt": Show("not-now"),
    "rückgängig": Show("undo"),
    "wann kommt der nächste Stups?": Show("today"),
    "Befehle": Show("help"),
    "Zeitzone ändern": Show("zone"),
    "Sprache ändern": Show("language"),
    "alle 45 Minuten und nicht am Wochenende": (Pace(45), without(WEEKEND)),
}

IMPOSSIBLE_ENGLISH = {
    "not before 25:00": Why.TIME,
    "meeting until 25:00": Why.TIME,
    "only 9 to 26": Why.TIME,
    "pause until 14:75": Why.TIME,
    "every 0 minutes": Why.PACE,
    "every 5 hours": Why.PACE,
    "every 29 minutes": Why.PACE,
    "every 121 minutes": Why.PACE,
    "pace 3": Why.PACE,
    "only 17 to 9": Why.ENDS_FIRST,
    "only 12:00 to 12:00": Why.ENDS_FIRST,
    "quiet from 22:00 to 22:00": Why.ENDS_FIRST,
    "only 8-9, 10-11, 12-13, 14-15, 16-17": Why.STRETCHES,
    "not on any day": Why.NO_DAYS,
    "goal 0": Why.GOAL,
    "goal 13": Why.GOAL,
    "goal 99": Why.GOAL,
    "at most 0 a day": Why.BUDGET,
    "at most 13 a day": Why.BUDGET,
    "on holiday till yesterday": Why.PAST,
    "on holiday till 3 January 2020": Why.PAST,
    "on holiday till 3 January": Why.HOLIDAY,
    "on holiday for 91 days": Why.HOLIDAY,
    "pause for 14 minutes": Why.PAUSE,
    "pause for a year": Why.PAUSE,
    "in a meeting for 13 hours": Why.MEETING,
    "meeting until 14:00": Why.PAST,
    "look back at 23:00": Why.SUNDAY,
    "time zone Atlantis": Why.PLACE,
    "pause": Why.HOW_LONG,
    "shut up": Why.HOW_LONG,
    "you're annoying": Why.HOW_LONG,
    "pause until 3 March": Why.PAST,
    "meeting tomorrow 10 to 26": Why.TIME,
    "louder and goal 99": Why.GOAL,
}

IMPOSSIBLE_GERMAN = {
    "nicht vor 25:00": Why.TIME,
    "Besprechung bis 25 Uhr": Why.TIME,
    "nur von 9 bis 26 Uhr": Why.TIME,
    "alle 0 Minuten": Why.PACE,
    "alle 5 Stunden": Why.PACE,
    "alle 29 Minuten": Why.PACE,
    "Takt 3": Why.PACE,
    "nur von 17 bis 9": Why.ENDS_FIRST,
    "Ruhe von 22 bis 22 Uhr": Why.ENDS_FIRST,
    "an keinem Tag": Why.NO_DAYS,
    "Ziel 0": Why.GOAL,
    "Ziel 13": Why.GOAL,
    "Ziel 99": Why.GOAL,
    "höchstens 0 am Tag": Why.BUDGET,
    "höchstens 13 Stupse am Tag": Why.BUDGET,
    "Urlaub bis gestern": Why.PAST,
    "im Urlaub bis 3. Januar 2020": Why.PAST,
    "im Urlaub bis 3. Januar": Why.HOLIDAY,
    "91 Tage Urlaub": Why.HOLIDAY,
    "Pause für 14 Minuten": Why.PAUSE,
    "Pause für ein Jahr": Why.PAUSE,
    "13 Stunden Besprechung": Why.MEETING,
    "Besprechung bis 14 Uhr": Why.PAST,
    "Wochenrückblick um 23 Uhr": Why.SUNDAY,
    "Wochenrückblick um 3 Uhr": Why.SUNDAY,
    "Zeitzone Atlantis": Why.PLACE,
    "Pause": Why.HOW_LONG,
    "halt die Klappe": Why.HOW_LONG,
    "du nervst": Why.HOW_LONG,
    "Pause bis 3. März": Why.PAST,
}

NONE_ENGLISH = """
how do I pause?
how can I get less messages
what is the pace
what does louder mean
why every hour
when is my goal met
is every hour enough
does a meeting count
should I pause when I'm ill
where do I set the goal
who reads my messages
I'm in pain
I am in bed
I'm in love
I'm in
I moved to the sofa
I'm in trouble again
I have a question
help
I have a headache
I have a meeting
I have a cold
no stairs
no floor
chair only
standing
Monday
9
10 to 12
25 minutes
2 hours
tomorrow
goal
goal!
my goal was 6 but I gave up
goal scored in minute 45
every
every time
every minute counts in football
less is more
fewer calories
more tips
more squats
louder than bombs is a great song
the office is so quiet today
my meeting was cancelled
after the meeting I walked
the weekend was great
I stopped smoking on Monday
nonstop meetings today
hello
thanks
ok
done
walked 20 min
back hurts
my back
no
not
please
,
and
?
can you
could I
""".strip().split("\n")


NONE_GERMAN = """
wie mache ich eine Pause?
wie bekomme ich weniger Nachrichten
was ist der Takt
was heißt lauter
warum jede Stunde
wann ist mein Ziel erreicht
reicht jede Stunde
zählt eine Besprechung
soll ich bei Krankheit Pause machen
wo stelle ich das Ziel ein
ich bin in Not
ich bin in Eile
ich bin im Bett
ich bin in
ich bin nach Hause gezogen worden
ich habe eine Frage
Hilfe
ich habe Kopfweh
ich habe eine Besprechung
ich habe Schnupfen
ich will heute nicht mehr
heute nicht mehr
keine Treppe im Haus meiner Oma
im Stehen
Montag
9
10 bis 12
25 Minuten
2 Stunden
morgen
Ziel
mein Ziel war 6 aber ich gab auf
alle
alle Vögel sind schon da
jeder Takt zählt
weniger ist mehr als genug
mehr Tipps
mehr Kniebeugen
das Büro ist heute so leise
lauter schöne Leute
so laut hier im Haus
die Besprechung fiel aus
nach der Besprechung bin ich gelaufen
das Wochenende war schön
ich höre am Montag mit dem Rauchen auf
hallo
danke
ok
fertig
20 min gegangen
Rücken tut weh
mein Rücken
later
nein
nicht
bitte
und
?
kannst du
könnte ich
""".strip().split("\n")


# What people typed at the bot, kept there for other reasons, and means one of these orders.
ORDERS_AMONG_THE_QUESTIONS = {
    "less messages please": (FEWER,),
    "no nudges on weekends please": (without(WEEKEND),),
    "I'm back!": (Resume(is_explicit=False),),
    "change time zone": (Show("zone"),),
    "delete everything, privacy": (Show("delete"), Show("privacy")),
    "nothing on weekends plz": (without(WEEKEND),),
    "quiet hours from 10pm": (Quiet(time(22), None),),
    "set nudges every 40 minutes from 9 to 5": (Pace(40), Hours(((time(9), time(17)),))),
}


def heard(text: str, code: str = "en", now: datetime = NOW) -> tuple[Order, ...] | Why | None:
    return read(text, now, WORDS[code].orders, CITIES.get)


@pytest.mark.parametrize(("text", "expected"), ENGLISH.items(), ids=ENGLISH)
def test_an_order_is_read_as_it_is_meant(text: str, expected: Order | tuple[Order, ...]) -> None:
    assert heard(text) == (expected if isinstance(expected, tuple) else (expected,))


@pytest.mark.parametrize(("text", "expected"), GERMAN.items(), ids=GERMAN)
def test_a_german_order_is_read_as_it_is_meant(text: str, expected: Order | tuple[Order, ...]) -> None:
    assert heard(text, "de") == (expected if isinstance(expected, tuple) else (expected,))


@pytest.mark.parametrize(("text", "why"), IMPOSSIBLE_ENGLISH.items(), ids=IMPOSSIBLE_ENGLISH)
def test_what_cannot_be_is_a_question(text: str, why: Why) -> None:
    assert heard(text) is why


@pytest.mark.parametrize(("text", "why"), IMPOSSIBLE_GERMAN.items(), ids=IMPOSSIBLE_GERMAN)
def test_what_cannot_be_in_german_is_a_question(text: str, why: Why) -> None:
    assert heard(text, "de") is why


@pytest.mark.parametrize("text", NONE_ENGLISH)
def test_anything_else_orders_nothing(text: str) -> None:
    assert heard(text) is None


@pytest.mark.parametrize("text", NONE_GERMAN)
def test_anything_else_in_german_orders_nothing(text: str) -> None:
    assert heard(text, "de") is None


def test_there_are_enough_of_each() -> None:
    assert min(len(ENGLISH), len(GERMAN), len(NONE_ENGLISH), len(NONE_GERMAN)) >= 40
    assert min(len(IMPOSSIBLE_ENGLISH), len(IMPOSSIBLE_GERMAN)) >= 20


@pytest.mark.parametrize("code", WORDS)
def test_no_question_and_no_talk_is_an_order(code: str) -> None:
    texts = [each["text"] for each in tomllib.loads(_file("questions"))["question"]]
    texts += [each for name in ("harmless", "overheard") for each in _sentences(name)]
    assert len(texts) > 1000
    found = {text: heard(text, code) for text in texts}
    if code == "en":
        orders = ORDERS_AMONG_THE_QUESTIONS
        assert {text: order for text, order in found.items() if order is not None} == orders
    else:
        assert {text for text, order in found.items() if order is not None} == set()


def _file(name: str) -> str:
    return (HERE / f"{name}.toml").read_text(encoding="utf-8")


def _sentences(name: str) -> list[str]:
    return [text for texts in tomllib.loads(_file(name)).values() for text in texts]


@pytest.mark.parametrize("code", WORDS)
def test_no_log_and_no_wish_is_an_order(code: str) -> None:
    texts = [*test_reading.LOGS, *test_reading.TICKS, *test_reading.BEYOND, *test_wishes.WISHES]
    assert [text for text in texts if heard(text, code) is not None] == []


def test_no_order_is_surely_a_log() -> None:
    texts = [*ENGLISH, *IMPOSSIBLE_ENGLISH]
    found = {text: read_log(text, NOW, WORDS["en"].reading) for text in texts}
    assert {text for text, log in found.items() if log and (not isinstance(log, Log) or log.is_sure)} == set()


# Literal edges


def test_a_pause_lasts_from_fifteen_minutes_to_ninety_days() -> None:
    assert heard("pause for 15 minutes") == (Pause(at(14, 45)),)
    assert heard("pause for 90 days") == (Pause(day(6, 4)),)
    assert heard("pause for 91 days") is Why.PAUSE
    assert heard("on holiday till 3 June") == (Pause(day(6, 4)),)  # its last day is one of the ninety
    assert heard("on holiday till 4 June") is Why.HOLIDAY


def test_a_pause_of_hours_is_hours_long_where_the_clocks_change() -> None:
    night = datetime(2024, 3, 31, 1, 30, tzinfo=BERLIN)  # half an hour before the clocks go forward
    assert heard("pause for 2 hours", now=night) == (Pause(datetime(2024, 3, 31, 4, 30, tzinfo=BERLIN)),)


def test_after_midnight_it_is_still_the_day_before() -> None:
    late = datetime(2024, 3, 7, 1, 0, tzinfo=BERLIN)
    assert heard("pause till tomorrow", now=late) == (Pause(day(3, 7)),)
    assert heard("pause till Thursday", now=late) == (Pause(day(3, 7)),)
    assert heard("pause till Wednesday", now=late) == (Pause(day(3, 13)),)


def test_a_date_without_a_year_is_the_next_one() -> None:
    december = datetime(2023, 12, 20, 12, 0, tzinfo=BERLIN)
    assert heard("on holiday till 3 January", now=december) == (Pause(day(1, 4)),)
    assert heard("im Urlaub bis 3. Januar", "de", december) == (Pause(day(1, 4)),)
    assert heard("on holiday till 31 February", now=december) is None


# Whatever is typed

vocabulary = sorted(WORDS["en"].orders.known | WORDS["de"].orders.known)
said = st.lists(
    st.sampled_from([*vocabulary, *"0 1 3 7 12 24 45 60 99 9:00 25:00 3.1 - , ²".split()]), max_size=8
)
moments = st.integers(0, 3_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, BERLIN))


@given(st.one_of(st.text(), said.map(" ".join)), st.sampled_from(sorted(WORDS)), moments)
def test_whatever_is_typed_is_read_and_stays_within_bounds(text: str, code: str, now: datetime) -> None:
    found = heard(text, code, now)
    for order in found if isinstance(found, tuple) else ():
        assert is_within_bounds(order, now), order


def is_within_bounds(order: Order, now: datetime) -> bool:
    match order:
        case Days(weekdays):
            return 0 < weekdays <= EVERY_DAY
        case Hours(stretches):
            ends = [each for stretch in stretches for each in stretch]
            return 1 <= len(stretches) <= 4 and ends == sorted(set(ends))
        case Pace(minutes):
            return 30 <= minutes <= 120
        case Budget(number) | Goal(number):
            return 1 <= number <= 12
        case Quiet(begins, ends_at):
            return begins != ends_at
        case Sunday(wall):
            return wall is None or time(9) <= wall <= time(20)
        case Pause(until):
            return until is None or timedelta() < until - now <= timedelta(days=91)
        case Meeting(begins_at, ends):
            return begins_at < ends and now < ends and ends - begins_at <= timedelta(hours=12)
    return True


# The data


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("[goal]", "[gaol]", "there is no [gaol]"),
        ('"goal {number}"', '"goal {nummer}"', "[goal] says has a blank of no kind: '{nummer}'"),
        ('"goal {number}"', '"pace {number}"', "stands at [goal] too: 'pace {number}'"),
        ('january = ["january"', 'januar = ["january"', "[reading] january is missing"),
        ('mat = ["mat"', 'rug = ["mat"', "[things] mat is missing"),
        ("twelve = 12", "twelve = 0", "[reading] numbers.twelve is no whole number from 1 on: 0"),
    ],
)
def test_a_mistake_in_the_words_is_told(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    file = tmp_path / "orders.toml"
    shutil.copy(LANGUAGES / "en" / "orders.toml", file)
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadMovement) as caught:
        settings_words.load(file, Locale("en"))
    assert complaint in str(caught.value)
