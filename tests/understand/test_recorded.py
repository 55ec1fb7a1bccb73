"""What the bot makes of the sentences of the record is what was accepted last.

A fixed spread of all of it is replayed here, `python -m tests.understand` replays everything; what the tests
of tests/replay hear at the usual time they compare with the record themselves.
"""

from itertools import islice
from pathlib import Path

import pytest

from tests.replay.cascade import Cascade
from tests.understand import corpus, record, said
from tests.understand.corpus import CODES
from tests.understand.record import ACCEPTED, TABLES, WITH_A_NUDGE, Difference, recorded

EVERY = 5  # of the sentences in their order; more would take the suite too long
REPLAYED = [table for table in TABLES if table != "taught"]  # tests/replay hears all of those
LEAST = {"said": 3000, WITH_A_NUDGE: 100, "taught": 2000, "sampled": 2400}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("table", REPLAYED)
def test_a_spread_of_the_sentences_means_what_is_recorded(cascade: Cascade, table: str, code: str) -> None:
    spread = list(islice(recorded(code)[table], 0, None, EVERY))
    changed = list(record.differences(cascade, code, table, spread))
    assert not changed, record.told(len(changed), len(spread), changed)


@pytest.mark.parametrize("code", CODES)
def test_every_sentence_of_the_tests_is_recorded(cascade: Cascade, code: str) -> None:
    wanted = record.sentences(cascade, code)
    missing = [text for table in TABLES for text in wanted[table] if text not in recorded(code)[table]]
    assert missing == [], 'new sentences: python -m tests.understand --accept "name of the change"'
    assert all(len(recorded(code)[table]) >= least for table, least in LEAST.items())


@pytest.mark.parametrize("code", CODES)
def test_no_sentence_of_the_corpus_is_left_out(code: str) -> None:
    kinds = corpus.kinds(code)
    assert len(kinds) >= 15
    texts = {text for kind in kinds for text in corpus.texts(code, kind)}
    left_out = {text for text in texts if not said.is_sentence(text)}
    assert all(not text.strip() for text in left_out)
    assert texts - left_out <= set(recorded(code)["said"])


def test_what_was_accepted_last_is_what_is_recorded() -> None:
    last = {
        (code, each.get("table", ""), each["text"]): each["now"]
        for changes in record.accepted().values()
        for code, entries in changes.items()
        for each in entries
    }
    for (code, table, text), now in last.items():
        tables = [table] if table else [name for name in TABLES if name != WITH_A_NUDGE]
        kept = [recorded(code)[name][text] for name in tables if text in recorded(code)[name]]
        assert kept in ([now], []), text  # a sentence may leave the tests


def test_a_difference_is_accepted_under_a_name_and_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "recorded").mkdir()
    (tmp_path / ACCEPTED.name).write_text("# none yet\n", encoding="utf-8")
    monkeypatch.setattr(record, "HERE", tmp_path)
    monkeypatch.setattr(record, "ACCEPTED", tmp_path / ACCEPTED.name)
    recorded.cache_clear()
    text = 'walked "1 1/2" h'
    wanted = {code: {table: [text] if table == "said" else [] for table in TABLES} for code in CODES}
    try:
        record.accept("Begin", [Difference("en", "said", text, None, "move_log walk")], wanted)
        assert record.accepted() == {}  # nothing was different before
        changed = Difference("en", "said", text, "move_log walk", "move_log walk minutes=90")
        record.accept("Read fractions", [changed], wanted)
        assert recorded("en")["said"] == {text: "move_log walk minutes=90"}
        kept = {"text": changed.text, "before": "move_log walk", "now": "move_log walk minutes=90"}
        assert record.accepted() == {"Read fractions": {"en": [kept]}}
        with pytest.raises(ValueError, match="accepted already: Read fractions"):
            record.accept("Read fractions", [changed], wanted)
    finally:
        recorded.cache_clear()
