"""How many occurrences an output holds.

Outputs are read piece by piece: the system counts the parent's size at a child's start as the child's peak.
"""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path


def csv_rows(path: Path) -> int:
    """Count the rows below the heading; a cell may hold line ends."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def ical_events(path: Path) -> int:
    with path.open("rb") as file:
        return sum(line.rstrip() == b"BEGIN:VEVENT" for line in file)


def json_occurrences(path: Path) -> int:
    """Count the keys `uid`: each occurrence has one, and in a text its quotes would be escaped."""
    key, count, tail = b'"uid":', 0, b""
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            piece = tail + piece
            count += piece.count(key)
            tail = piece[-(len(key) - 1) :]
    return count


def page_dates(path: Path) -> int:
    """Count the dates of all series of a page: each is a word, `*` and a number in base 36 stand for so many alike."""
    (data,) = re.findall(
        r"<script[^>]*application/json[^>]*>(.*?)</script>", path.read_text(encoding="utf-8"), re.DOTALL
    )
    estates = json.loads(data)["estates"]
    return sum(_words(estate["dates"][series[_DATES]]) for estate in estates for series in estate["series"])


_DATES = 4
"""Where a series of the page says which dates it has: several share them."""


def _words(dates: str) -> int:
    return sum(int(word.partition("*")[2] or "1", 36) for word in dates.split())


def lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for _ in file)
