"""A plan as the data of the page: what several dates share stands once, and everything names it by its number."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from fmplan.assets.estate import Asset
from fmplan.assets.task_form import ImpactType, ItemForm
from fmplan.assets.text import said
from fmplan.dates.day import ISO, Day
from fmplan.exports.citation import citations
from fmplan.exports.owed.remedy import why_of
from fmplan.exports.page.encoding import date_token, run_length
from fmplan.exports.page.words import dates_in, impact_said, page_words, whats_in
from fmplan.exports.places import place_name
from fmplan.exports.plain import harmless, one_line
from fmplan.exports.reasons import reason_said
from fmplan.exports.timingwords import duration_said, timing_said
from fmplan.exports.turns import Turns
from fmplan.exports.words import words_of
from fmplan.schedules.effort import person_hours
from fmplan.schedules.expiry import CONTRACT
from fmplan.schedules.library.words import classes
from fmplan.schedules.occurrence import Occurrence, Status
from fmplan.schedules.owed import Debt, Owed, What
from fmplan.schedules.plan import Plan
from fmplan.schedules.series import Series
from fmplan.schedules.shortcode import code_of
from fmplan.schedules.status import OWED
from fmplan.schedules.task import Task


def data_of(plan: Plan, owed: Owed | None, language: str) -> dict[str, Any]:
    """Return one estate for the page.

    `owed` tells what is owed since the plan began, whatever the range; without it the page owes what the
    range holds.
    """
    return _Data(plan, language).whole(owed)


def words_for(language: str) -> dict[str, Any]:
    """Return the words the script writes in."""
    words = words_of(language)
    return {
        **page_words(language),
        "colon": words.colon,
        "separator": words.separator,
        "kinds": {kind.value: text for kind, text in words.kinds.items()},
        "forces": {force.value: text for force, text in words.forces.items()},
        "states": {status.value: words.statuses[status] for status in Status if status is not Status.COVERED},
        "whats": whats_in(language),
        "date": dates_in(language),
    }


class _Table:
    """Values, each once, by their number."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._numbers: dict[str, int] = {}

    def number(self, value: Any) -> int:
        """Return the number of a value, a new one where it was not there."""
        text = json.dumps(value, ensure_ascii=False)
        found = self._numbers.get(text)
        if found is None:
            found = self._numbers[text] = len(self.values)
            self.values.append(value)
        return found


class _Data:
    """Gathers one plan; the lists grow as series are gone through, so their order is that of the plan."""

    def __init__(self, plan: Plan, language: str) -> None:
        self._plan = plan
        self._language = language
        self._tasks, self._dates, self._reasons = _Table(), _Table(), _Table()
        self._task_numbers: dict[int, int] = {}
        self._assets: dict[str, int] = {}
        self._asset_values: list[dict[str, Any]] = []
        self._teams: dict[str, int] = {}
        self._turns = Turns(plan)

    def whole(self, owed: Owed | None) -> dict[str, Any]:
        """Return the whole object."""
        plan, language = self._plan, self._language
        series = [
            self._series(one, shown)
            for one, dates in zip(plan.series, plan.by_series, strict=True)
            if (shown := [date for date in dates if date.status is not Status.COVERED])
        ]
        debts = self._owed_dates() if owed is None else self._debts(owed.debts)
        return {
            "id": plan.estate.id,
            "name": one_line(said(plan.estate.name, language)),
            "start": ISO[plan.range.start],
            "days": plan.range.days,
            "today": plan.today - plan.range.start,
            "seen": ISO[plan.today],
            "teams": [self._team_name(id_) for id_ in self._teams],
            "classes": self._names(asset["c"] for asset in self._asset_values),
            "places": self._places(asset["p"] for asset in self._asset_values),
            "assets": self._asset_values,
            "tasks": self._tasks.values,
            "reasons": self._reasons.values,
            "dates": self._dates.values,
            "series": series,
            "owed": debts,
        }

    def _series(self, series: Series, dates: Sequence[Occurrence]) -> list[Any]:
        """Return asset, task, team, person-hours, dates; and the units due on each date, where they take turns."""
        hours = person_hours(series)
        values: list[Any] = [
            *self._about(series),
            0 if hours is None else float(hours),
            self._dates.number(self._encoded(dates)),
        ]
        if series.turn is not None:
            values.append([self._turns.units_of(series, one.key) or "" for one in dates])
        return values

    def _about(self, series: Series) -> list[int]:
        team = -1 if series.team is None else self._teams.setdefault(series.team.id, len(self._teams))
        return [self._asset(series.asset), self._task(series.task), team]

    def _encoded(self, dates: Sequence[Occurrence]) -> str:
        tokens = []
        before = self._plan.range.start
        for _, due, planned, _, status, _, moved, tail, _, _, done_on in dates:
            reason = None
            if moved:
                last = moved[-1]
                reason = self._reasons.number(one_line(reason_said(last, self._language)))
            # What is done stands on the page with the day it was done on, where that is another.
            other = due if done_on is None else done_on
            tokens.append(
                date_token(planned - before, status, other - planned, reason, tail if done_on is None else None)
            )
            before = planned
        return run_length(tokens)

    def _asset(self, asset: Asset) -> int:
        number = self._assets.get(asset.id)
        if number is None:
            number = self._assets[asset.id] = len(self._asset_values)
            value = {
                "i": asset.id,
                "n": one_line(said(asset.name, self._language)),
                "c": asset.class_,
                "p": asset.location,
                "k": words_of(self._language).criticalities[asset.criticality],
            }
            if asset.oldest_id != asset.id:
                value["o"] = asset.oldest_id
            self._asset_values.append(value)
        return number

    def _task(self, task: Task) -> int:
        number = self._task_numbers.get(id(task))
        if number is None:
            number = self._task_numbers[id(task)] = self._tasks.number(_task_value(task, self._language))
        return number

    def _debts(self, debts: Iterable[Debt]) -> list[dict[str, Any]]:
        """Return what is owed of the series on the page, and of those whose dates all lie before the range."""
        ranks = {one.rank for one in self._plan.series}
        values = []
        for debt in debts:
            if debt.series.rank in ranks and debt.is_owed:
                value = self._debt(debt.series, debt.status, debt.latest, debt.days_late)
                code = code_of(debt.occurrence.key) if debt.occurrence else ""
                values.append(value | {"w": debt.what.value, "y": why_of(debt, self._language), "q": code})
        return values

    def _owed_dates(self) -> list[dict[str, Any]]:
        """Return the dates of the range that are owed, breaches first, then the oldest."""
        dates = [one for of_series in self._plan.by_series for one in of_series if one.status in OWED]
        dates.sort(key=lambda one: (one.status is not Status.BREACH, one.latest, one.series.rank))
        return [
            self._debt(one.series, one.status, one.latest, self._plan.today - one.latest)
            | {"w": What.WORK.value, "y": "", "q": code_of(one.key)}
            for one in dates
        ]

    def _debt(self, series: Series, status: Status, latest: Day, late: int) -> dict[str, Any]:
        asset, task, team = self._about(series)
        return {"a": asset, "t": task, "m": team, "s": status.value, "l": ISO[latest], "d": late}

    def _team_name(self, id_: str) -> list[str]:
        return [id_, one_line(said(self._plan.estate.teams[id_].name, self._language))]

    def _names(self, paths: Iterable[str]) -> dict[str, str]:
        """Return every class in use and those above it, each with its name."""
        estate, library = self._plan.estate, classes()
        names = {}
        for path in _with_above(paths):
            if path == CONTRACT:
                names[path] = page_words(self._language)["contracts"]
                continue
            name = estate.classes.get(path) or library.get(path)
            names[path] = one_line(said(name, self._language)) if name else path.rpartition("/")[2]
        return names

    def _places(self, paths: Iterable[str]) -> dict[str, str]:
        """Return every place in use and those it lies in, each with its own name, without those above."""
        names = ((path, place_name(self._plan.estate, path, self._language)) for path in _with_above(paths))
        return {path: one_line(name.rsplit("/", 1)[-1]) for path, name in names}


def _with_above(paths: Iterable[str]) -> list[str]:
    found = set()
    for path in set(paths):
        while path:
            found.add(path)
            path = path.rpartition("/")[0]
    return sorted(found)


def _task_value(task: Task, language: str) -> dict[str, Any]:
    """Return a task with all that is told of it; what it does not say is left out."""
    impact = task.impact
    value: dict[str, Any] = {
        "i": task.id,
        "n": one_line(said(task.name, language)),
        "k": task.kind.value,
        "f": task.force.value,
        "s": task.schedule,
        "r": one_line(timing_said(task.timing, language)),
        "o": [one_line(text) for text in citations(task, language)],
        "l": [_item(item, language) for item in task.checklist],
        "u": duration_said(task.duration, language) if task.duration else "",
        "q": one_line(said(task.qualification, language)),
        "b": harmless(said(task.note, language)),
        "d": one_line(task.instructions or ""),
        "w": one_line(said(task.permit.name, language)) if task.permit else "",
        "v": list(task.covers),
        "m": impact_said(impact.type.value, impact.of, language)
        if impact is not None and impact.type is not ImpactType.NONE
        else "",
    }
    if task.people != 1:
        value["p"] = task.people
    return {key: one for key, one in value.items() if one or key in "inkf"}


def _item(item: ItemForm, language: str) -> list[str]:
    """Return an item of a checklist: its id, its text, and what is to be read or tested."""
    words = page_words(language)
    parts = []
    if item.read is not None:
        parts.append(words["read"].format(item.read.unit))
        if item.read.min is not None:
            parts.append(words["read_min"].format(f"{item.read.min:g}"))
        if item.read.max is not None:
            parts.append(words["read_max"].format(f"{item.read.max:g}"))
    if item.test:
        parts.append(words["test"])
    return [item.id, one_line(said(item.text, language)), one_line(" ".join(parts))]
