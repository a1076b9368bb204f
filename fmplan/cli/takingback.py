"""Taking an entry back, and telling what is open again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from fmplan.assets.mistakes import listing
from fmplan.cli.recording import Recording, RefusedError, some_text
from fmplan.dates.day import ISO
from fmplan.logbook.entry import ID_LENGTH, Entry, id_of
from fmplan.logbook.undoing import named_by
from fmplan.schedules.occurrence import Occurrence
from fmplan.schedules.resolving import is_closed, view_of
from fmplan.schedules.series import Series

_FEWEST: Final = 6
"""So many digits of an id must be written."""


def add_undone(recording: Recording, id_: str, reason: str) -> None:
    """Gather that an entry is taken back, and tell what is open again by that. Raises RefusedError."""
    recording.look_up(None)
    logbook = recording.opened.logbook
    entry = _entry(recording, id_.strip().strip("[]").casefold())
    line = entry.line
    what = _what(line)
    if logbook.is_undone(entry):
        back = next((one for one in logbook.undones if named_by(one) == entry.id and not logbook.is_undone(one)), None)
        recording.tell(f"{what} [{entry.id}]: already taken back; nothing changes")
        if back is not None:
            _tell_the_way_back(recording, back.id)
        return
    hints = {key: line[key] for key in ("asset", "task") if key in line}
    act = {
        "entry": "undone", "on": ISO[recording.day], "undoes": entry.id, **hints,
        "reason": some_text("reason", reason), **recording.shared(),
    }  # fmt: skip
    numbered = recording.numbered(act, [])
    assert numbered is not None  # noqa: S101 - nothing before it says the same
    series = _series(recording, line)
    before = _dates(recording, series)
    recording.acts.append(numbered)
    recording.tell(f"{what} [{entry.id}]: taken back")
    after = _dates(recording, series)
    for one in _reopened(before, after):
        recording.tell(f"  open again: {one.key}, due {ISO[one.due]}")
    for one in _reopened(after, before):
        recording.tell(f"  closed again: {one.key}, due {ISO[one.due]}")
    _tell_the_way_back(recording, id_of(numbered))


def _tell_the_way_back(recording: Recording, id_: str) -> None:
    recording.tell(f"  to have it count again: fmplan undo {id_} --reason WHY")


def _entry(recording: Recording, id_: str) -> Entry:
    """Return the one entry whose id begins so, also one that takes back another."""
    if not re.fullmatch(rf"[0-9a-f]{{{_FEWEST},{ID_LENGTH}}}", id_):
        raise RefusedError("ID", f"write the id of the entry, or its first {_FEWEST} digits or more; {id_!r} is none")
    found: dict[str, Entry] = {}
    for volume in recording.opened.logbook.volumes:
        for entry in (*volume.undones, *volume.entries):
            if (whole := entry.id).startswith(id_):
                found.setdefault(whole, entry)
    if not found:
        raise RefusedError(
            "ID", f"no entry has the id {id_}; fmplan history ASSET --format json shows those of an asset"
        )
    if len(found) > 1:
        raise RefusedError("ID", f"several entries have ids that begin so: {listing(sorted(found))}")
    return next(iter(found.values()))


def _what(line: Mapping[str, Any]) -> str:
    about = " ".join(str(line[key]) for key in ("asset", "task", "meter", "event", "undoes") if key in line)
    return f"{about} {line['entry']} {line['on']}".strip()


def _series(recording: Recording, line: Mapping[str, Any]) -> Series | None:
    for one in recording.opened.series:
        task = one.task
        if line.get("asset") in {one.asset.id, *one.asset.formerly} and line.get("task") in {task.id, task.bare_id}:
            return one
    return None


def _dates(recording: Recording, series: Series | None) -> Mapping[str, Occurrence]:
    if series is None:
        return {}
    opened = recording.opened
    logbook = recording.logbook_for(series.asset.id)
    return view_of(opened.estate, opened.series, series, logbook, opened.lock, recording.today).dates()


def _reopened(before: Mapping[str, Occurrence], after: Mapping[str, Occurrence]) -> list[Occurrence]:
    return [one for key, one in after.items() if key in before and is_closed(before[key]) and not is_closed(one)]
