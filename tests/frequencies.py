"""Regenerates the word frequency lists from the package `wordfreq`: `python -m tests.frequencies`.

Needs `wordfreq` 3.1.1, which the bot does not; install it elsewhere: `python -m venv /tmp/wordfreq`,
`/tmp/wordfreq/bin/pip install wordfreq==3.1.1`, and call this with that Python.
"""

from messages.understand.red_flags.alarm_words import plain
from messages.understand.text.frequencies import FOLDER

# More for languages with more endings. Beyond that, misspellings and names outnumber words.
SIZES = {"en": 50_000, "de": 80_000, "es": 50_000, "fr": 50_000, "ru": 80_000}
ZIPF_OF_THE_FIRST = 900  # in hundredths: log10 of occurrences per billion words


def lines(language: str, size: int) -> list[str]:
    """The most frequent plain words with Zipf frequency in hundredths, sorted by bytes."""
    from wordfreq import get_frequency_list  # only here: the tests do without it

    found: dict[str, int] = {}
    for centibels, words in enumerate(get_frequency_list(language, "best")):
        for word in sorted(map(plain, words)):
            if len(found) < size and word.isalpha():
                found.setdefault(word, ZIPF_OF_THE_FIRST - centibels)
    return sorted((f"{word} {zipf}" for word, zipf in found.items()), key=str.encode)


def main() -> None:
    for language, size in SIZES.items():
        text = "\n".join(lines(language, size)) + "\n"
        (FOLDER / f"{language}.txt").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
