"""`python -m tests.second_ear [--write]`: train the second ear; judge it by hands it has not heard."""

import sys

from messages.understand.red_flags.second_ear.weights import FOLDER, read
from tests.second_ear import school


def main() -> None:
    for code in sorted(school.LANGUAGES):
        lessons = school.lessons(code)
        made = school.taught(code, lessons)
        sys.stdout.write(f"{code}: {len(lessons)} sentences, {len(made) // 1024} KiB\n")
        if "--write" in sys.argv:
            (FOLDER / f"{code}.bin").write_bytes(made)
        for mark in school.judged(code, read(made, code)):
            sys.stdout.write(f"  {mark}\n")


if __name__ == "__main__":
    main()
