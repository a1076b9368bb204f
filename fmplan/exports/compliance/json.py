"""The figures of a period as JSON (docs/commands.md)."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Any

from fmplan.assets.text import said
from fmplan.dates.day import ISO
from fmplan.exports.compliance.rows import buckets
from fmplan.exports.findings import as_fields
from fmplan.exports.loggedwords import logged_words
from fmplan.exports.owed.json import lined
from fmplan.release import RELEASE
from fmplan.schedules.compliance import Tally
from fmplan.schedules.figures import Actual, Figures


def as_json(all_figures: Sequence[Figures], languages: Sequence[str], *, portfolio: bool) -> str:
    """Return one object, of a portfolio one that holds those of its estates."""
    objects = [as_object(one, language) for one, language in zip(all_figures, languages, strict=True)]
    return lined(objects, portfolio=portfolio)


def as_object(figures: Figures, language: str) -> dict[str, Any]:
    """Return the figures of one estate."""
    words = logged_words(language)
    return {
        "fmplan": 1,
        "release": RELEASE,
        "estate": figures.estate.id,
        "today": ISO[figures.today],
        "from": ISO[figures.period.start],
        "to": ISO[figures.period.end],
        "known_on": None if figures.known_on is None else ISO[figures.known_on],
        "rules": {grace.value: words.rules[grace] for grace in figures.whole.scores},
        **_tally(figures.whole),
        "deferrals": figures.deferrals,
        "actual": _actual(figures.actual, figures.estate.currency),
        "weeks": [
            {"from": ISO[week.monday], "due": week.score.due, "on_time": week.score.on_time} for week in figures.weeks
        ],
        "by": {
            part: {name: _tally(tally) for name, tally in tallies.items() if not tally.is_empty}
            for part, tallies in figures.parts.items()
        },
        "days_between_defects": [
            {"asset": one.asset, "defects": one.number, "days": round(one.days, 1)} for one in figures.between
        ],
        "recurring_defects": [
            {
                "asset": one.series.asset.id,
                "task": one.series.task.id,
                "task_name": said(one.series.task.name, language),
                "days": [ISO[day] for day in one.days],
            }
            for one in figures.recurring
        ],
        "owed": [
            {"key": debt.occurrence.key, "status": debt.status.value, "days_late": debt.days_late}
            for debt in figures.backlog
            if debt.occurrence is not None
        ],
        "findings": [as_fields(finding) for finding in figures.plan.findings],
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "compliance": {
            grace.value: {
                "due": score.due,
                "on_time": score.on_time,
                "share": None if score.share is None else round(score.share, 4),
            }
            for grace, score in tally.scores.items()
        },
        "schedule": {
            "planned": tally.scheduled,
            "in_week": tally.in_week,
            "share": round(tally.in_week / tally.scheduled, 4) if tally.scheduled else None,
        },
        "done": tally.done,
        "late": tally.late,
        "skipped": tally.skipped,
        "deferred": tally.deferred,
        "missed": tally.missed,
        "backlog": _backlog(tally),
    }


def _backlog(tally: Tally) -> dict[str, Any]:
    up_to_7, up_to_30, up_to_90, over_90 = buckets(tally.ages)
    return {
        "owed": tally.owed,
        "breaches": tally.breaches,
        "person_hours": round(tally.hours, 2),
        "without_hours": tally.without_hours,
        "median_days_late": median(tally.ages) if tally.ages else None,
        "most_days_late": max(tally.ages, default=None),
        "days_late": {"7": up_to_7, "30": up_to_30, "90": up_to_90, "over": over_90},
    }


def _actual(actual: Actual, currency: str | None) -> dict[str, Any]:
    return {
        "entries": actual.entries,
        "planned_minutes": round(actual.planned_minutes, 2),
        "minutes": round(actual.minutes, 2),
        "cost_entries": actual.cost_entries,
        "planned_cost": round(actual.planned_cost, 2),
        "cost": round(actual.cost, 2),
        "currency": currency,
    }
