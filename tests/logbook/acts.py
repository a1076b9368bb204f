"""Acts as lines of a logbook have them, with only what a test is about."""

from __future__ import annotations

from typing import Any


def an_act(entry: str = "done", on: str = "2027-03-02", **keys: Any) -> dict[str, Any]:
    """Return an act of a task on a lift, or what else the keys say; `for_` stands for `for`."""
    of_a_task = {"asset": "lift-1a", "task": "half-month"} if entry not in {"event", "undone", "note"} else {}
    needed: dict[str, dict[str, Any]] = {
        "skipped": {"reason": "rain"},
        "deferred": {"to": "2027-04-12", "reason": "spare bearing not delivered"},
        "booked": {"to": "2027-04-12"},
        "reading": {"meter": "run-hours", "value": "10412"},
        "event": {"event": "typhoon"},
        "note": {"note": "seen by the insurer"},
    }
    written = {"for" if key == "for_" else key: value for key, value in keys.items()}
    return {"entry": entry, "on": on, **of_a_task, **needed.get(entry, {}), **written}
