"""`python -m tests.understand`: the whole record replayed, each difference printed; 1 when there is any.

`--accept "name of the change"` writes the record anew and keeps the differences under that name;
`--draw` draws from the sentence templates, too, where they have become others.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.replay.cascade import Cascade
from tests.understand.corpus import CODES
from tests.understand.record import Difference, accept, differences, sentences, told


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.understand", description="Replay the record.")
    parser.add_argument("--accept", metavar="NAME", help="accept all differences under this name")
    parser.add_argument("--draw", action="store_true", help="draw from the sentence templates, too")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        cascade = Cascade(Path(folder))
        wanted = {code: sentences(cascade, code, asked.draw) for code in CODES}
        found: list[Difference] = []
        for code in CODES:
            for table, texts in wanted[code].items():
                found += differences(cascade, code, table, texts)
        cascade.close()
    of = sum(len(texts) for tables in wanted.values() for texts in tables.values())
    sys.stdout.write(told(len(found), of, found) + "\n")
    if asked.accept is None:
        return 1 if found else 0
    accept(asked.accept, found, wanted)
    return 0


if __name__ == "__main__":
    sys.exit(main())
