"""Red flag typos: heard, while real words are no typos, in the person's language and the text's."""

import pytest

from messages.understand.red_flags.gate import Flag, check
from messages.understand.red_flags.typos import Typos, is_a_typo

pytestmark = pytest.mark.promise("everyday")


def level(flag: Flag | None) -> str:
    return "none" if flag is None else "soft" if flag.is_soft else flag.level.value


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "ran 5k in the hills"),
        ("en", "just chill"),
        ("en", "aww cute"),
        ("de", "aww cute"),
        ("en", "any hint?"),
        ("de", "any hint?"),
        ("en", "new lace curtains"),
        ("en", "pursed lips breathing"),
        ("de", "hab die treppe genommen"),
        ("en", "hab die treppe genommen"),
        ("de", "mir ist was eingefallen"),
        ("en", "mir ist was eingefallen"),
        ("de", "auf die Arbeitsplatte gestützt"),
        ("de", "sendung verpasst"),
        ("de", "ich lache viel"),
        ("de", "noch eine bitte"),
        ("de", "nohc eine bite"),
        ("es", "he marcado tu número"),
        ("fr", "j'ai bu dans une boîte"),
        ("fr", "les falaises sont belles"),
        ("fr", "je lâche prise"),
        ("ru", "бавария красивая"),
        ("ru", "роскомнадзор заблокировал"),
        ("en", "walked 5 kms"),
        ("es", "corrí 12 kms"),
    ],
)
def test_a_real_word_close_to_a_sign_is_no_typo(language: str, text: str) -> None:
    assert check(text, language) is None


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        ("A", "en", "my chset hurts"),
        ("E", "en", "i feel suicidl"),
        ("B", "en", "i have fevver"),
        ("A", "de", "hab brustschmerzn"),
        ("A", "en", "hab brustschmerzn"),  # the text is German, whatever the phone speaks
        ("A", "en", "dolr en el pecho"),
        ("B", "de", "hohes fiber seit gestern"),
        ("B", "fr", "j'ai de la fievrre"),
        ("B", "fr", "mon petit-fils boite"),
        ("A", "ru", "боль в грди"),
        # Other forms of an alarming word are that word, however often they are said.
        ("A", "en", "he collapses"),
        ("E", "ru", "думаю о самоубийством"),
        ("A", "de", "herzinfarkte"),
        # A real word may be a typo right beside a sign that is none.
        ("A", "en", "numb grin"),
        ("A", "en", "lost control of my bowls"),
        ("A", "de", "druck auf der rust"),
        ("E", "de", "will serben"),
        ("A", "es", "no pedo respirar"),
    ],
)
def test_a_typo_of_an_alarming_word_is_heard(expected: str, language: str, text: str) -> None:
    assert level(check(text, language)) == expected


@pytest.mark.parametrize(
    "text", ["in the hills with back pain", "my groin is fine and i grin", "a grin, numb", "i pure it"]
)
def test_a_real_word_further_away_is_none(text: str) -> None:
    flag = check(text, "en")
    assert flag is None or flag.level not in ("A", "E")


def test_typos_are_tried_in_their_language_and_in_that_of_the_text() -> None:
    assert level(check("look at the dolr sign", "en")) == "none"
    assert check("look at my brustschmerzn", "en") is None  # the text is English
    assert level(check("look at my brustschmerzn", "de")) == "A"  # but it is a German who types


def test_as_it_is_typed_there_are_no_typos() -> None:
    assert check("my chset hurts", "en", may_mistype=False) is None
    assert level(check("my chest hurts", "en", may_mistype=False)) == "A"


@pytest.mark.parametrize(
    ("text", "rests", "gives_way"),
    [
        ("chillss", True, True),
        ("colapsed", True, False),  # an emergency never yields
        ("my chset hurts", False, False),
        ("chset pian", False, False),
        ("chills", False, False),
        ("chillss and chills", False, False),
        ("numb grin", True, False),
    ],
)
def test_a_flag_says_whether_it_rests_on_a_typo_alone(text: str, rests: bool, gives_way: bool) -> None:
    flag = check(text, "en")
    assert flag is not None
    assert (flag.rests_on_typo, flag.gives_way) == (rests, gives_way)


@pytest.mark.parametrize(
    "text",
    [
        "the bot stopped working",
        "moving with a bump",
        "er versagt",
        "spüre die Dehnung nicht",
        "hab keine zeit, bin steif",
    ],
)
def test_one_word_is_one_sign(text: str) -> None:
    assert check(text, "de") is None


@pytest.mark.parametrize(
    ("typed", "meant", "is_typo"),
    [
        ("chset", "chest", True),
        ("ches", "chest", True),
        ("chestt", "chest", True),
        ("cheat", "chest", False),  # one wrong letter makes another word of a short one
        ("collabsed", "collapsed", True),
        ("hcest", "chest", True),
        ("chest", "chest", False),
        ("csehts", "chest", False),
    ],
)
def test_a_typo_is_one_letter(typed: str, meant: str, is_typo: bool) -> None:
    assert is_a_typo(typed, meant) is is_typo
    assert (meant in Typos([meant]).of(typed) - {typed}) is is_typo


def test_a_word_of_thousands_of_letters_is_no_typo() -> None:
    assert Typos(["chest", "numbn*"]).of("chest" * 5000) == set()


@pytest.mark.parametrize(
    "text",
    [
        "notifications help pls",
        "notificatons help plz",
        "app help wtf idk",
        "help kubernetes grafana",
        "help settings menue",
        "help pilatus yogga",
        "SOS psoas nudges",
        "hospital Krozingen Waldkirch",
        "an ambulance passed",
        "ambulance drill at werk",
        "salvaré la mañana",
    ],
)
def test_help_among_unknown_words_is_no_cry_in_another_language(text: str) -> None:
    for interface in ("en", "de"):
        assert check(text, interface) is None


@pytest.mark.parametrize(
    "text",
    [
        "kailangan ko ng ambulance",
        "bel een ambulance alsjeblieft",
        "naomba ambulance haraka",
        "gọi ambulance giúp tôi",
        "help ik krijg geen lucht",
        "aiuto mi fa male il petto",
        "hjälp mig",
        "mengapa tolong saya sakit",
        "ambulans çağırın göğsüm ağrıyor",
        "nem kapok levegőt, hívja a mentőt",
        "救命",
    ],
)
def test_a_cry_in_a_language_that_nobody_reads_is_an_emergency(text: str) -> None:
    assert level(check(text, "en")) == "A"
