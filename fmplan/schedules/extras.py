"""Extra visits: those that a cap asks for between two slots that lie too far apart, and what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from fmplan.dates.day import Day
from fmplan.schedules.caps import cap_day, first_under, last_resort
from fmplan.schedules.ground import Ground
from fmplan.schedules.occurrence import Detail
from fmplan.schedules.series import Series
from fmplan.schedules.slots import Slot, is_usable
from fmplan.schedules.task import period_days


class Extra(Struct, frozen=True):
    """An extra visit that the cap asks for: where it is due, where it stands, and why nobody works there, if so."""

    due: Day
    day: Day
    troubled: tuple[Detail, ...]


def extra_visit(ground: Ground, previous: Day, upcoming: Day, limit: Day) -> Extra | None:
    """Return the next extra visit between `previous` and `upcoming`, which lies past `limit`, the cap's day.

    As many as the cap needs stand evenly between the two. Where an even place is no working day, the asset's
    hash picks among those that keep both neighbours inside the cap and a quarter of the period away. None
    where the least gap leaves no room for one.
    """
    series = ground.series
    count = max(_hops(series, previous, upcoming) - 1, 1)
    even = max(min(previous + (upcoming - previous) // (count + 1), limit), series.begin)
    cap = series.task.max_gap
    if cap is not None:
        even = first_under(cap, series, even, previous)
    if not is_usable(series.asset, series.task.season, even):
        even = limit
    inside = [day for day in ground.between(previous + 1, limit) if _hops(series, day, upcoming) <= count]
    if series.task.min_gap is not None:
        apart = series.task.min_gap
        inside = [day for day in inside if apart.after(previous) <= day and apart.after(day) <= upcoming]
        if not inside:
            return None
    if even in inside:
        return Extra(even, even, ())
    quarter = int(period_days(series.task.timing) / 4)
    roomy = [day for day in inside if day - previous >= quarter and upcoming - day >= quarter]
    if roomy:
        return Extra(even, roomy[series.number % len(roomy)], ())
    if inside:
        return Extra(even, min(inside, key=lambda day: (abs(day - even), day)), ())
    return Extra(even, *last_resort(ground, previous, limit))


def extra_name(slot: Slot, number: int) -> str:
    """Return the end of the key of an extra visit before a slot: `+`, `+2` and so on; they are numbered from 0."""
    return f"{slot.name}+{number + 1 if number else ''}"


def slot_of_extra(name: str | None) -> str:
    """Return the end of the key of the slot that an extra visit precedes."""
    return (name or "").rpartition("+")[0]


def number_of_extra(name: str | None) -> int:
    """Return the number of an extra visit by the end of its key, from 0 on."""
    number = (name or "").rpartition("+")[2]
    return int(number) - 1 if number else 0


def extras_among(names: Iterable[str]) -> Mapping[str, Sequence[int]]:
    """Return the numbers of the extra visits among closed occurrences, by the slot they precede."""
    found: dict[str, list[int]] = {}
    for name in names:
        if "+" in name:
            found.setdefault(slot_of_extra(name), []).append(number_of_extra(name))
    return {slot: sorted(numbers) for slot, numbers in found.items()}


def _hops(series: Series, previous: Day, upcoming: Day) -> int:
    """Return how many visits, the upcoming one counted, the cap asks for after the previous one."""
    hops, day = 0, previous
    while day < upcoming:
        cap = cap_day(series, day)
        if cap is None or cap <= day:
            break
        hops, day = hops + 1, cap
    return hops
