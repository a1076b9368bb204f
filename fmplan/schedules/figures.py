"""The figures of a period: compliance, backlog, hours and costs as planned and as they were, defects."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Final

from msgspec import Struct

from fmplan.assets.estate import Estate
from fmplan.dates.day import LAST_DAY, Day
from fmplan.dates.ranges import DateRange
from fmplan.logbook.entries import Logbook
from fmplan.logbook.entry import Entry, Kind
from fmplan.schedules.compliance import Tally, Week, tallied, weekly
from fmplan.schedules.defects import Between, Recurring, between_defects, is_defect, recurring_defects
from fmplan.schedules.effort import cost, person_hours
from fmplan.schedules.lock import Lock
from fmplan.schedules.occurrence import Occurrence
from fmplan.schedules.owed import Debt, What, debts_among
from fmplan.schedules.plan import Plan, make_plan
from fmplan.schedules.series import Series


class Actual(Struct):
    """What work took beside what it was planned to take, of the entries that say it.

    `minutes` are of one person, as people write them down; `cost` is in the estate's currency.
    """

    entries: int = 0
    planned_minutes: float = 0.0
    minutes: float = 0.0
    cost_entries: int = 0
    planned_cost: float = 0.0
    cost: float = 0.0


class Figures(Struct, frozen=True):
    """The figures of one estate for a period, seen on a day.

    `parts` are the tallies by `team`, `class`, `kind` and `location`, each by name. `deferrals` is how often
    something was put off in the period. `known_on` is the day after which nothing recorded counts, None for none.
    """

    plan: Plan
    period: DateRange
    known_on: Day | None
    whole: Tally
    parts: Mapping[str, Mapping[str, Tally]]
    weeks: tuple[Week, ...]
    actual: Actual
    deferrals: int
    between: tuple[Between, ...]
    recurring: tuple[Recurring, ...]
    backlog: tuple[Debt, ...]

    @property
    def estate(self) -> Estate:
        """The estate they are of."""
        return self.plan.estate

    @property
    def today(self) -> Day:
        """The day they are seen on."""
        return self.plan.today


def figures_of(
    estate: Estate,
    series: Sequence[Series],
    logbook: Logbook,
    period: DateRange,
    today: Day,
    lock: Lock,
    *,
    known_on: Day | None = None,
    fits: Callable[[Series], bool] = lambda _: True,
) -> Figures:
    """Return the figures of the series that fit; the days of the period after `today` are not judged."""
    seen = logbook.seen_on(today) if known_on is None else logbook.seen_on(today).known_on(known_on)
    noted = _Noted(period, today)
    for one, entry in _entries(series, seen):
        if fits(one):
            noted.add(one, entry)
    begin = min((one.begin for one in series), default=today)
    # What was put off stands on a day to come, and fell due before.
    until = min(max(today, noted.furthest), LAST_DAY)
    plan = make_plan(estate, series, seen, DateRange(min(begin, today), until), today, lock)
    keeper = _Keeper()
    fitting = [dates for one, dates in zip(plan.series, plan.by_series, strict=True) if fits(one)]
    tallied(fitting, period, today, keeper.of)
    debts = [debt for debt in debts_among(plan.by_series, plan, seen, today, fits) if debt.is_owed]
    for debt in debts:
        if debt.what is What.WORK:
            keeper.owe(debt)
    return Figures(
        plan,
        period,
        known_on,
        keeper.whole,
        {part: dict(sorted(found.items())) for part, found in keeper.parts.items()},
        tuple(weekly(fitting, min(period.end, today), today)),
        noted.actual,
        noted.deferrals,
        tuple(between_defects((one.asset.id, day) for one, day in noted.defects)),
        tuple(recurring_defects(noted.defects, min(period.end, today))),
        tuple(debts),
    )


def part_of(series: Series, part: str) -> str:
    """Return the name of the part that a series belongs to: its team's id, its class, its kind, its place's first."""
    if part == "team":
        return series.team.id if series.team else ""
    if part == "class":
        return series.asset.class_
    if part == "kind":
        return series.task.kind.value
    return series.asset.location.partition("/")[0]


PARTS: Final = ("team", "class", "kind", "location")


class _Keeper:
    """Keeps the tallies of the whole and of its parts."""

    def __init__(self) -> None:
        self.whole = Tally()
        self.parts: dict[str, dict[str, Tally]] = {part: {} for part in PARTS}
        self._by_rank: dict[int, list[Tally]] = {}

    def of(self, one: Occurrence) -> list[Tally]:
        """Return the tallies that an occurrence belongs to."""
        return self._tallies(one.series)

    def owe(self, debt: Debt) -> None:
        """Add a debt to the backlog."""
        hours = person_hours(debt.series)
        for tally in self._tallies(debt.series):
            tally.owed += 1
            tally.breaches += debt.days_over > 0
            tally.hours += float(hours or 0)
            tally.without_hours += hours is None
            tally.ages.append(debt.days_late)

    def _tallies(self, series: Series) -> list[Tally]:
        found = self._by_rank.get(series.rank)
        if found is None:
            parts = (self.parts[part].setdefault(part_of(series, part), Tally()) for part in PARTS)
            found = self._by_rank[series.rank] = [self.whole, *parts]
        return found


class _Noted:
    """What single entries say: times, costs, defects, and how far things were put off."""

    def __init__(self, period: DateRange, today: Day) -> None:
        self.period = period
        self.until = min(period.end, today)
        self.actual = Actual()
        self.deferrals = 0
        self.furthest: Day = 0
        self.defects: list[tuple[Series, Day]] = []

    def add(self, series: Series, entry: Entry) -> None:
        is_inside = self.period.start <= entry.on <= self.until
        if entry.kind == Kind.DEFERRED.value:
            self.deferrals += is_inside
            self.furthest = max(self.furthest, entry.to or 0)
        elif entry.kind == Kind.BOOKED.value:
            self.furthest = max(self.furthest, entry.to or 0)
        elif entry.kind == Kind.DONE.value:
            if is_defect(entry) and entry.on <= self.until:
                self.defects.append((series, entry.on))
            if is_inside:
                self._compare(series, entry)

    def _compare(self, series: Series, entry: Entry) -> None:
        more, actual = entry.more, self.actual
        minutes, paid = more.get("minutes"), more.get("cost")
        if minutes is not None and series.minutes is not None:
            actual.entries += 1
            actual.minutes += minutes
            actual.planned_minutes += series.minutes * series.times
        planned = cost(series) if paid is not None else None
        if paid is not None and planned is not None:
            actual.cost_entries += 1
            actual.cost += float(paid)
            actual.planned_cost += float(planned)


def _entries(series: Sequence[Series], logbook: Logbook) -> Iterator[tuple[Series, Entry]]:
    """Yield every entry of a task that its asset has, with its series."""
    if logbook.is_empty:
        return
    for _, group in groupby(series, key=attrgetter("asset.id")):
        of_asset = list(group)
        asset = of_asset[0].asset
        by_name: dict[str, Series] = {one.task.bare_id: one for one in of_asset}
        by_name |= {one.task.id: one for one in of_asset}
        for task, entries in logbook.tasks_of((asset.id, *asset.formerly)).items():
            one = by_name.get(task)
            if one is not None:
                yield from ((one, entry) for entry in entries)
