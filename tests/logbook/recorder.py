"""Records acts as a process of its own: to be stopped, or to run beside many others.

python recorder.py FOLDER NAME NUMBER     NUMBER acts, each in a file; a line on stdout for each that is written
"""

from __future__ import annotations

import sys
from pathlib import Path

from fmplan.dates.ranges import parse_day
from fmplan.logbook.write import CannotRecordError, record

BEGUN = "recorder-begins"


def main(folder: Path, name: str, number: int) -> int:
    # What follows this look is the writing and nothing else: whoever traces finds it by the name.
    Path(BEGUN).exists()
    for count in range(number):
        act = {"entry": "note", "on": "2027-03-02", "note": f"{name} {count}"}
        try:
            path = record(folder, [act, {**act, "again": 2}], "2027-03-02T17:20Z", name, parse_day("2027-03-02"))
        except CannotRecordError as error:
            sys.stdout.write(f"{error}\n")
            return 74
        sys.stdout.write(f"{path}\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
