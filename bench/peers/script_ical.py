"""The same script with icalendar: one event for each occurrence, one calendar, written at the end.

python -m bench.peers.script_ical ESTATE OUT.ics 2027-01-01 2027-12-31
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path

from icalendar import Calendar, Event
from ruamel.yaml import YAML

from bench.peers.script import Occurrence, occurrences


def calendar(folder: Path, start: date, end: date) -> Calendar:
    """Return the estate's calendar from `start` to `end`, both in."""
    estate = YAML(typ="safe", pure=False).load(folder / "estate.yaml")["estate"]
    stamp = datetime.combine(start, datetime.min.time(), tzinfo=UTC)
    result = Calendar()
    result.add("prodid", "-//bench//script//EN")
    result.add("version", "2.0")
    for found in occurrences(folder, start, end):
        result.add_component(event(found, estate, stamp))
    return result


def event(found: Occurrence, estate: str, stamp: datetime) -> Event:
    """Return the all-day event of one occurrence."""
    result = Event()
    result.add("uid", f"{found.key}@{estate}")
    result.add("dtstamp", stamp)
    result.add("dtstart", found.day)
    result.add("summary", f"{found.asset['name']}: {found.task['name']}")
    result.add("location", found.asset["location"])
    result.add("categories", [found.task.get("kind", "maintenance")])
    return result


def main() -> None:
    folder, output, start, end = sys.argv[1:]
    whole = calendar(Path(folder), date.fromisoformat(start), date.fromisoformat(end))
    Path(output).write_bytes(whole.to_ical())


if __name__ == "__main__":
    main()
