"""`python -m tests.intent --write` lets the intent ear learn; without `--write` it is judged.

With `OPENBLAS_NUM_THREADS=1` a language takes about a minute to learn, and several to be judged.
"""

import sys
from collections.abc import Iterator, Sequence

from bot.content import read_content
from messages.language import LANGUAGES
from messages.understand.heard import ASKED, LEFT_OVER, MOVEMENT
from messages.understand.intent import described, ear
from messages.understand.intent.ear import Guess
from messages.understand.intent.hearing import Choice, chosen
from messages.understand.intent.sentence import marks_in
from messages.understand.intent.spots import Sentence
from messages.understand.intent.topics import NOTHING, REQUESTS, TOPICS
from messages.understand.question import sentence_encoder
from tests.intent.rows import Row, rows
from tests.intent.training import NOW, Floats, Sheet, left_out, weights_of
from tests.understand.corpus import CODES

FOLDS = 4


def main() -> None:
    for code in CODES:
        every = rows(code)
        sheet = Sheet(code, every)
        sys.stdout.write(f"{code}: {len(every)} sentences, {len(sheet.signs)} signs\n")
        if "--write" in sys.argv:
            ear.keep(code, weights_of(every, sheet))
            _keep_movements(code)
        else:
            sys.stdout.writelines(_judged(code, every, left_out(every, sheet, FOLDS)))


def _keep_movements(code: str) -> None:
    lexicon, encoder = read_content(LANGUAGES).lexicons[code], sentence_encoder.load()
    learned = described.learned(code, lexicon.described_texts, lexicon.spelling, encoder)
    described.keep(code, lexicon.described_texts, learned)


def _judged(code: str, every: Sequence[Row], chances: Floats) -> Iterator[str]:
    """By source and family: how often the likeliest topic is right, and what would be asked or shown."""
    marks: dict[tuple[str, str], list[tuple[bool, bool, bool]]] = {}
    for row, chance in zip(every, chances, strict=True):
        choice = _choice(code, row.text, Guess(dict(zip(TOPICS, chance.tolist(), strict=True))))
        is_right = TOPICS[int(chance.argmax())] in row.topics
        is_rightly_asked = choice is not None and {*choice.topics} <= {*row.topics}
        marks.setdefault((row.source, _family(row)), []).append(
            (is_right, choice is not None, is_rightly_asked)
        )
    for (source, family), found in sorted(marks.items()):
        right, asked, rightly = (sum(each) / len(found) for each in zip(*found, strict=True))
        told = f"likeliest right {right:.0%}, asked {asked:.1%}, rightly {rightly:.1%}"
        yield f"  {source:10} {family:9} {len(found):5}: {told}\n"


def _choice(code: str, text: str, guess: Guess) -> Choice | None:
    """What would be asked or shown if no reader knew the words, and no tip; places are none here."""
    lexicon = read_content(LANGUAGES).lexicons[code]
    found = chosen(guess, Sentence(marks_in(text, NOW, lexicon), NOW, lexicon.contrast, lambda _: None))
    if found is None:
        return None
    least = MOVEMENT if found.is_request else ASKED if found.is_told else LEFT_OVER
    return found if found.share >= least else None


def _family(row: Row) -> str:
    topic = row.topics[0]
    return topic if topic in NOTHING else "request" if topic in REQUESTS else "setting"


if __name__ == "__main__":
    main()
