"""A golden year as text, to be read beside the standards: each rule with its days of 2027, one line for each series.

A day is written `MM-DD`. More than thirteen are only counted, with the first and the last. Of a rule without a day in
the year the next is told; `past` stands for an age that lies behind, `waits for` for an event, `stricter` for the
rule that stands for the same duty. Only the assets that a rule is for are shown: those of its own classes, and in
brackets what they have otherwise than their estate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import Final, NamedTuple

from fmplan.dates.day import ISO, day_of
from fmplan.dates.ranges import DateRange
from fmplan.exports.rule import rule_of
from fmplan.schedules.duties import duty_of
from fmplan.schedules.series import Series
from tests.schedules.library.books import Rule
from tests.schedules.library.wholeestates import ZONES, Variant, opened, plan_of, planned, rules_of_place, variants_of

FILES: Final = ("CN", *ZONES, "GB", "US", "anywhere")
_MOST_DAYS: Final = 13
_AHEAD: Final = DateRange(day_of(2028, 1, 1), day_of(2047, 12, 31))


class Entry(NamedTuple):
    """What one series comes to: the headings it stands under, its asset as far as that is open, and its days."""

    schedule: str
    rule: str
    asset: str
    days: str


def golden_text(file: str) -> str:
    """Return a golden year: of a country, of what is particular to a climate zone, or of what holds anywhere."""
    if file == "anywhere":
        return "\n".join(_lines(_entries("US", anywhere=True))) + "\n"
    if file in {"GB", "US"}:
        return "\n".join(_lines(_entries(file, anywhere=False))) + "\n"
    zones = [_entries(zone, anywhere=False) for zone in ZONES]
    shared = set.intersection(*map(set, zones))
    if file == "CN":
        return "\n".join(_lines(one for one in zones[0] if one in shared)) + "\n"
    return "\n".join(_lines(one for one in zones[ZONES.index(file)] if one not in shared)) + "\n"


def _lines(entries: Iterable[Entry]) -> Iterator[str]:
    for number, (schedule, of_schedule) in enumerate(groupby(entries, key=lambda one: one.schedule)):
        if number:
            yield ""
        yield schedule
        for rule, group in groupby(of_schedule, key=lambda one: one.rule):
            told = [f"{one.asset}{': ' if one.asset else ''}{one.days}" for one in group]
            if len(told) == 1:
                yield f"  {rule}: {told[0]}"
            else:
                yield f"  {rule}"
                yield from (f"    {text}" for text in told)


@cache
def _entries(place: str, *, anywhere: bool) -> tuple[Entry, ...]:
    """Return what the series of a place come to: of the rules that hold anywhere, or of those of its country."""
    seen = _Seen(place)
    entries = []
    for rule in rules_of_place(place):
        if (rule.schedule.form.pack == "good-practice") is anywhere:
            schedule = f"{rule.schedule.id} ({', '.join(rule.schedule.classes)})"
            for variant in variants_of(rule, place):
                of_rule = f"{rule.task}: {rule_of(rule.block, 'en')}"
                entries.append(Entry(schedule, of_rule, _asset(variant, rule), seen.days(rule, variant)))
    return tuple(entries)


def _asset(variant: Variant, rule: Rule) -> str:
    """Return which asset it is, as far as the rule leaves that open."""
    facts = f"[{', '.join(f'{name} {value}' for name, value in variant.otherwise)}]" if variant.otherwise else ""
    return " ".join(part for part in (variant.class_ if len(rule.schedule.classes) > 1 else "", facts) if part)


class _Seen:
    """The series of an estate with their days in 2027, or the next after it."""

    def __init__(self, place: str) -> None:
        register = opened(place)
        self._series = {(f"{one.task.schedule}/{one.task.bare_id}", one.asset.id): one for one in register.series}
        self._duties = {(duty_of(one.task), one.asset.id): one for one in register.series}
        days: dict[int, set[str]] = {}
        for one in planned(place).occurrences:
            if ISO[one.planned].startswith("2027-"):
                days.setdefault(one.series.rank, set()).add(ISO[one.planned][5:])
        self._days = {rank: _told(sorted(some)) for rank, some in days.items()}
        for one in plan_of(register, _AHEAD, [one for one in register.series if one.rank not in days]).occurrences:
            self._days.setdefault(one.series.rank, f"next {ISO[one.planned]}")

    def days(self, rule: Rule, variant: Variant) -> str:
        series = self._series.get((rule.id, variant.id))
        if series is not None:
            return f"waits for {rule.form.event}" if rule.form.event else self._days.get(series.rank, "past")
        rival: Series | None = self._duties.get((rule.form.duty or "", variant.id))
        return "no series" if rival is None else f"stricter {rival.task.schedule}/{rival.task.bare_id}"


def _told(days: list[str]) -> str:
    return f"{len(days)} days, {days[0]} to {days[-1]}" if len(days) > _MOST_DAYS else " ".join(days)
