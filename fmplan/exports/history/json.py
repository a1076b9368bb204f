"""The past of one thing as one object of JSON (docs/commands.md)."""

from __future__ import annotations

from typing import Any

from fmplan.assets.text import said
from fmplan.dates.day import ISO, Day
from fmplan.exports.fields import of_asset
from fmplan.exports.owed.json import lined
from fmplan.release import RELEASE
from fmplan.schedules.past import Deed, Gap, Issue, Past, TaskPast


def as_json(past: Past, language: str) -> str:
    """Return the object."""
    asset = past.asset
    whole = {
        "fmplan": 1,
        "release": RELEASE,
        "estate": past.estate.id,
        "today": ISO[past.today],
        **of_asset(asset, language),
        "registration": asset.registration,
        "serial": asset.serial,
        "formerly": list(asset.formerly),
        "in_register": past.is_registered,
        "tasks": [_task(task, language) for task in past.tasks],
        "certificates": {id_: [_issue(one) for one in issues] for id_, issues in past.certificates.items()},
        "waivers": [
            {"task": id_, "because": form.because, "until": _day(form.until)} for id_, form in past.waivers.items()
        ],
        "entries": [_deed(deed, language) for deed in past.deeds],
    }
    return lined([whole])


def _task(task: TaskPast, language: str) -> dict[str, Any]:
    cap = task.series.task.max_gap
    return {
        "task": task.series.task.id,
        "task_name": said(task.series.task.name, language),
        "done": len(task.days),
        "last_done": ISO[task.days[-1]],
        "longest_gap": task.longest.days if task.longest else None,
        "cap": None if cap is None else str(cap),
        "over_cap": [_gap(gap) for gap in task.over_cap],
        "since_last": None if task.since is None else task.since.days,
        "since_last_over": None if task.since is None else task.since.over,
        "days": [ISO[day] for day in task.days],
    }


def _gap(gap: Gap) -> dict[str, Any]:
    return {"on": ISO[gap.on], "days": gap.days, "over": gap.over}


def _issue(issue: Issue) -> dict[str, Any]:
    entry = issue.entry
    return {
        "number": issue.number,
        "issued": None if entry is None else ISO[entry.on],
        "until": ISO[issue.until],
        "task": None if entry is None else entry.task,
        "result": None if entry is None else entry.result,
        "entry": None if entry is None else entry.id,
    }


def _deed(deed: Deed, language: str) -> dict[str, Any]:
    gap = deed.gap
    return {
        "id": deed.entry.id,
        **deed.entry.line,
        "task_name": said(deed.series.task.name, language) if deed.series else None,
        "gap": None if gap is None else gap.days,
        "over_cap": None if gap is None else gap.over,
        "due": _day(deed.due),
        "days_late": deed.late,
        "includes": list(deed.includes),
        "before_begin": deed.is_history,
        "path": deed.place.path,
        "line": deed.place.line,
    }


def _day(day: Day | None) -> str | None:
    return None if day is None else ISO[day]
