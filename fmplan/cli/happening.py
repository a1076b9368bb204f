"""Recording an event, and telling which tasks wait for it."""

from __future__ import annotations

from fmplan.assets.mistakes import listing, nearest
from fmplan.cli.recording import Recording, said, some_text
from fmplan.dates.day import ISO
from fmplan.schedules.task import Event


def add_event(recording: Recording, name: str) -> None:
    """Gather that something happened on the day, and tell what falls due by it. Raises RefusedError."""
    name = some_text("NAME", name)
    recording.look_up([])
    day = recording.day
    act = {"entry": "event", "on": ISO[day], "event": name, **recording.shared()}
    before = [line for line in recording.lines_of(None) if line.get("event") == name and line["on"] == ISO[day]]
    numbered = recording.numbered(act, before)
    if numbered is None:
        recording.tell(f"{name}: already recorded on {ISO[day]} {said(before[-1])}; nothing changes")
        return
    recording.acts.append(numbered)
    waiting = [(one, one.task.timing) for one in recording.opened.series if isinstance(one.task.timing, Event)]
    due = [(one, timing) for one, timing in waiting if timing.name == name]
    recording.tell(f"{name}: recorded on {ISO[day]} {said(numbered)}")
    for series, timing in due:
        recording.tell(f"  {series.asset.id} {series.task.id}: due {ISO[timing.within.after(day)]}")
    if not due:
        names = sorted({timing.name for _, timing in waiting})
        meant = nearest(name, names)
        others = (
            f"did you mean {meant!r}?" if meant else f"there are {listing(names)}" if names else "none waits for any"
        )
        recording.tell(f"  no task waits for it: {others}")
