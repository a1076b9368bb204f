"""The fields of an occurrence in JSON and CSV (docs/commands.md): their names, their order, their values.

Most of what stands in a row belongs to the series, and most of that to its asset or its task. So the fields
come in groups: those of one group stand side by side, and are encoded once for all rows that share them.
"""

from __future__ import annotations

from typing import Any, Final

from fmplan.assets.estate import Asset
from fmplan.assets.task_form import ImpactType
from fmplan.assets.text import said
from fmplan.schedules.effort import cost, person_hours, tidy
from fmplan.schedules.series import Series
from fmplan.schedules.task import Task

IDENTITY: Final = ("uid", "key")
OF_ASSET: Final = ("asset", "asset_name", "class", "location", "criticality")
OF_TASK: Final = ("task", "task_name", "kind", "force")
DAYS: Final = ("due", "planned", "latest", "limit", "status", "done_on")
OF_WORK: Final = ("team", "trade", "minutes", "people", "times", "person_hours", "cost", "impact")
UNITS: Final = ("units",)
LINKS: Final = ("covers", "covered_by", "moved")
ORIGIN: Final = ("source", "schedule")

FIELDS: Final = (*IDENTITY, *OF_ASSET, *OF_TASK, *DAYS, *OF_WORK, *UNITS, *LINKS, *ORIGIN)


def of_asset(asset: Asset, language: str) -> dict[str, Any]:
    """Return the values of OF_ASSET."""
    return {
        "asset": asset.id,
        "asset_name": said(asset.name, language),
        "class": asset.class_,
        "location": asset.location,
        "criticality": asset.criticality.value,
    }


def of_task(task: Task, language: str) -> dict[str, Any]:
    """Return the values of OF_TASK."""
    return {
        "task": task.id,
        "task_name": said(task.name, language),
        "kind": task.kind.value,
        "force": task.force.value,
    }


def of_work(series: Series) -> dict[str, Any]:
    """Return the values of OF_WORK: who does it, how long it takes, what it costs and disturbs.

    Numbers are ints or Decimals. The `units` of a date stand beside them, see `turns.py`.
    """
    task = series.task
    impact = task.impact
    return {
        "team": series.team.id if series.team else None,
        "trade": task.trade,
        "minutes": None if series.minutes is None else tidy(series.minutes),
        "people": task.people,
        "times": series.times,
        "person_hours": person_hours(series),
        "cost": cost(series),
        "impact": None
        if impact is None or impact.type is ImpactType.NONE
        else {
            "type": impact.type.value,
            "of": impact.of,
            "notice": str(impact.notice) if impact.notice else None,
        },
    }


def origin(task: Task) -> dict[str, Any]:
    """Return the values of ORIGIN: where the task comes from, and which schedule brings it."""
    source = task.source
    return {
        "source": None
        if source is None
        else {"standard": source.standard, "clause": source.clause, "confidence": source.confidence},
        "schedule": task.schedule or None,
    }
