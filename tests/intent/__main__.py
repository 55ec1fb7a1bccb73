"""`python -m tests.intent [--write]`: train the intent ear; judge it by sentences that it has not heard.

With `OPENBLAS_NUM_THREADS=1` a language takes about two minutes, most of them for the judgement.
"""

import sys

from bot.content import read_content
from messages.language import LANGUAGES
from messages.understand.intent import described, ear
from messages.understand.intent.topics import NOTHING, REQUESTS, TOPICS
from messages.understand.question import sentence_encoder
from tests.intent.rows import Row, rows
from tests.intent.training import Floats, Sheet, left_out, weights_of
from tests.understand.corpus import CODES

FOLDS = 4


def main() -> None:
    for code in CODES:
        every = rows(code)
        sheet = Sheet(code, every)
        if "--write" in sys.argv:
            ear.keep(code, weights_of(every, sheet))
            _keep_movements(code)
        sys.stdout.write(f"{code}: {len(every)} sentences, {len(sheet.signs)} signs\n")
        if "--only-write" not in sys.argv:
            _judge(every, left_out(every, sheet, FOLDS))


def _keep_movements(code: str) -> None:
    lexicon, encoder = read_content(LANGUAGES).lexicons[code], sentence_encoder.load()
    learned = described.learned(code, lexicon.described_texts, lexicon.spelling, encoder)
    described.keep(code, lexicon.described_texts, learned)


def _judge(every: list[Row], chances: Floats) -> None:
    """How often the likeliest topic is right, by source and family."""
    marks: dict[tuple[str, str], list[bool]] = {}
    for row, chance in zip(every, chances, strict=True):
        is_right = TOPICS[int(chance.argmax())] in row.topics
        marks.setdefault((row.source, _family(row)), []).append(is_right)
    for (source, family), right in sorted(marks.items()):
        share = sum(right) / len(right)
        sys.stdout.write(f"  {source:10} {family:9} {sum(right):4} of {len(right):4} = {share:.0%}\n")


def _family(row: Row) -> str:
    topic = row.topics[0]
    return topic if topic in NOTHING else "request" if topic in REQUESTS else "setting"


if __name__ == "__main__":
    main()
