"""The slots of a fixed series: each due date, with where in its freedom it would like to stand.

A slot is reckoned from the anchor alone; working days, caps and nesting come after.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fmplan.assets.estate import Asset
from fmplan.dates.day import DATE, ISO, MONTH_START, Day, day_of, month_number, weekday
from fmplan.dates.period import Period
from fmplan.dates.placing import DaysOfYear, Placing, Weekdays
from fmplan.dates.ranges import Season
from fmplan.schedules.due import (
    Part,
    calendar_parts,
    days_by_age,
    days_in_season,
    in_season,
    not_within,
    periodic_days,
    place_in_part,
    recurrence_days,
    share_of,
)
from fmplan.schedules.marks import birth_of
from fmplan.schedules.series import Anchor, AnchorOrigin, Series
from fmplan.schedules.task import Ages, Dates, Every, OncePer, Recurrence, Timing, period_days


class Slot(NamedTuple):
    """One due date of a fixed series.

    `target` is where it is to stand if people work that day, `low` and `high` what it must not leave, None
    for no bound. `tail` is the end of its key where that is not the due date.
    """

    due: Day
    target: Day
    low: Day
    high: Day | None = None
    tail: str | None = None

    @property
    def name(self) -> str:
        """The end of the key of its occurrence."""
        return self.tail or ISO[self.due]


class Span(NamedTuple):
    """One form of a rule, with its anchor and the days it holds on.

    `end` is where the reckoning stops; `closes` where the form itself or the asset's life ends, None for never.
    """

    timing: Timing
    anchor: Anchor
    start: Day
    end: Day
    closes: Day | None


def rule_spans(series: Series, until: Day) -> list[Span]:
    """Return the forms of the rule from the series' begin to `until`, oldest first, each with its days."""
    end = until if series.end is None else min(until, series.end)
    spans = []
    start = series.begin
    for form, anchor in series.older:
        closes = form.until if series.end is None else min(form.until, series.end)
        spans.append(Span(form.timing, anchor, start, min(form.until, end), closes))
        start = max(start, form.until + 1)
    if series.older and series.task.starts is not None:
        start = max(start, series.task.starts)
    spans.append(Span(series.task.timing, series.anchor, start, end, series.end))
    return [span for span in spans if span.start <= span.end]


def due_dates(series: Series, start: Day, end: Day) -> list[Day]:
    """Return the due dates of a fixed series inside start..end, in season and in the asset's life.

    A date that fell after the work was last done and before the series begins is owed on the begin, or on
    the first day after it that is in season and in use.
    """
    if _is_plain(series):
        return _plain_dates(series, start, end)
    days: list[Day] = []
    spans = rule_spans(series, end)
    for number, span in enumerate(spans):
        found = _usable(series, _dates_of(series, span, max(start, span.start), span.end))
        if number == 0 and _is_owed_on_begin(series, span):
            owed = first_day_back(series.asset, series.task.season, series.begin)
            if owed is not None and start <= owed <= span.end and owed not in found:
                found = sorted([owed, *found])
        days += found
    return days


def _is_plain(series: Series) -> bool:
    """Whether the dates are a bare grid: most of a register, and worth the short way."""
    timing = series.task.timing
    return (
        type(timing) is Every
        and timing.on is None
        and type(timing.period) is Period
        and series.task.season is None
        and not series.older
        and not series.asset.suspended
    )


def _plain_dates(series: Series, start: Day, end: Day) -> list[Day]:
    timing, anchor, begin = series.task.timing, series.anchor, series.begin
    assert isinstance(timing, Every)  # noqa: S101 - what makes it plain
    period = timing.period
    assert isinstance(period, Period)  # noqa: S101 - as above
    if series.end is not None and series.end < end:
        end = series.end
    first = max(start, begin)
    if anchor.is_done:
        first = max(first, anchor.day + 1)
        if start <= begin <= end and series.last is not None and period.after(anchor.day) < begin:
            days = period.grid(anchor.day, first, end)
            return days if days and days[0] == begin else [begin, *days]
    elif anchor.origin is AnchorOrigin.FIRST:
        first = max(first, anchor.day)
    return period.grid(anchor.day, first, end) if first <= end else []


def slots_of(series: Series, end: Day) -> list[Slot]:
    """Return every slot of a fixed series from its begin to `end`, earliest first."""
    slots: list[Slot] = []
    for span in rule_spans(series, end):
        if isinstance(span.timing, OncePer):
            slots += _slots_in_parts(series, span, span.timing)
        else:
            days = due_dates(series, span.start, span.end)
            slots += [Slot(day, day, series.begin) for day in days]
    return slots


def due_days(series: Series, end: Day) -> list[Day]:
    """Return the due day of every slot of a fixed series from its begin to `end`, without asking where it stands."""
    days: list[Day] = []
    for span in rule_spans(series, end):
        if isinstance(span.timing, OncePer):
            days += (room.due for room in _rooms(series, span, span.timing))
        else:
            days += due_dates(series, span.start, span.end)
    return days


def slots_within(series: Series, start: Day, end: Day) -> list[Slot]:
    """Return the slots of a series that is due in calendar periods: those of the periods that touch start..end."""
    timing = series.task.timing
    assert isinstance(timing, OncePer)  # noqa: S101 - asked only of such
    spans = rule_spans(series, end)
    return _slots_in_parts(series, spans[-1], timing, start) if spans else []


def is_usable(asset: Asset, season: Season | None, day: Day) -> bool:
    """Tell whether a day lies in season and outside what the asset is suspended for."""
    return (season is None or season.holds(day)) and not any(day in one for one in asset.suspended)


def first_day_back(asset: Asset, season: Season | None, day: Day) -> Day | None:
    """Return `day`, or the first later day in season and in use; None where there is none."""
    here: Day | None = day
    while here is not None and not is_usable(asset, season, here):
        for one in asset.suspended:
            if here in one:
                here = one.end + 1
        here = season.first_on_or_after(here) if season is not None else here
    return here


def _usable(series: Series, days: list[Day]) -> list[Day]:
    return list(not_within(in_season(days, series.task.season), series.asset.suspended))


def _dates_of(series: Series, span: Span, start: Day, end: Day) -> list[Day]:
    """Return the rule's dates inside start..end, before season and suspension are looked at."""
    timing, anchor = span.timing, span.anchor
    if anchor.origin is AnchorOrigin.FIRST or anchor.is_done:
        # A first date is the first; the day last done is not due again.
        start = max(start, _after_done(timing, anchor.day) if anchor.is_done else anchor.day)
    if start > end:
        return []
    match timing:
        case Every():
            born = birth_of(series.asset, series.task)
            return periodic_days(timing, anchor.day, start, end, born)
        case Ages():
            born = birth_of(series.asset, series.task)
            return [] if born is None else days_by_age(timing, born, start, end, set(series.left_out))
        case Recurrence(text=text):
            first = anchor.day if anchor.origin is AnchorOrigin.FIRST else series.begin
            return recurrence_days(text, first, start, end)
        case Dates(days=days):
            return [day for day in days if start <= day <= end]
    return []


def _after_done(timing: Timing, done: Day) -> Day:
    """Return the first day on which a rule can fall again after it was done.

    Placed by `on`, the next date is that of the next period, however soon or late in its own the work was
    done; of several days in one period, the next that is not nearer than half their distance.
    """
    if not isinstance(timing, Every) or timing.on is None:
        return done + 1
    match timing.on:
        case Weekdays(weekdays=days) if len(days) == 1:
            return done - weekday(done) + 7
        case DaysOfYear(days=days_of_year) if len(days_of_year) == 1:
            return day_of(DATE[done].year + 1, 1, 1)
        case Weekdays() | DaysOfYear():
            return done + max(1, int(period_days(timing) / 2))
    return MONTH_START[month_number(done) + 1]


def owed_from_before(series: Series) -> Day | None:
    """Return the day on which a date from before a periodic series begins is owed; None where none is.

    A floating one has one open date: what fell due before the begin is owed then, also what fell into a rest.
    """
    back = first_day_back(series.asset, series.task.season, series.begin)
    if series.task.is_floating:
        return series.begin if back is None else back
    first = next(iter(rule_spans(series, series.begin)))
    return back if _is_owed_on_begin(series, first) else None


def _is_owed_on_begin(series: Series, span: Span) -> bool:
    """Whether a date of the rule lies between the day last done and the begin: then it counts as the begin."""
    if series.last is None or not span.anchor.is_done or series.last >= series.begin - 1:
        return False
    if isinstance(span.timing, Recurrence):
        return False
    return bool(_usable(series, _dates_of(series, span, series.last + 1, series.begin - 1)))


def _slots_in_parts(series: Series, span: Span, timing: OncePer, start: Day = 0) -> list[Slot]:
    """Return the slots of one form of the rule; of its periods those that end on `start` or later."""
    place, number = series.place, series.number
    return [
        Slot(room.due, _target(timing, room, place, number), room.first, room.due)
        for room in _rooms(series, span, timing, start)
    ]


class _Room(NamedTuple):
    """The days of a calendar period, or a part of it, on which a date may stand; `days` is None for all of them."""

    part: Part
    first: Day
    due: Day
    days: Sequence[Day] | None


def _rooms(series: Series, span: Span, timing: OncePer, start: Day = 0) -> Iterator[_Room]:
    task, asset = series.task, series.asset
    for part in calendar_parts(timing.period, timing.count, max(span.start, start), span.end, task.season):
        if _is_done_before(span.anchor, part.start, part.end):
            continue
        low = max(part.start, span.start)
        high = part.end if span.closes is None else min(part.end, span.closes)
        days: Sequence[Day] | None = None
        if task.season is not None or asset.suspended:
            here = range(low, high + 1) if task.season is None else days_in_season(task.season, low, high)
            days = not_within(here, asset.suspended)
        if low > high or (days is not None and not days):
            continue
        if timing.on is not None and low > part.start and _is_placed_before(timing.on, part, low, high):
            continue
        yield _Room(part, days[0] if days else low, days[-1] if days else high, days)


def _is_placed_before(on: Placing, part: Part, low: Day, high: Day) -> bool:
    """Whether `on` has its day in a part of the period that lies before the begin, and none in the rest."""
    return bool(on.in_range(part.start, low - 1)) and not on.in_range(low, high)


def _is_done_before(anchor: Anchor, start: Day, end: Day) -> bool:
    """Whether a period was closed by the day last done, or lies before the first date."""
    if anchor.origin is AnchorOrigin.FIRST:
        return end < anchor.day
    return anchor.is_done and start <= anchor.day


def _target(timing: OncePer, room: _Room, place: Day, number: int) -> Day:
    """Return where in its part a date is to stand: placed by `on`, else at the asset's place in the year."""
    part, low, high, days = room
    if timing.on is not None:
        placed = [day for day in timing.on.in_range(low, high) if days is None or day in days]
        if placed:
            return placed[0]
    here = place_in_part(part, timing.period, timing.count, place, number)
    if low <= here <= high and (days is None or here in days):
        return here
    free = range(low, high + 1) if days is None else days
    return free[share_of(len(free), number)]
