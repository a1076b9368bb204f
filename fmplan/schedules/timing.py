"""When a task is due: exactly one key says so, and becomes a timing of the engine."""

from __future__ import annotations

from typing import Any, Final

from fmplan.assets.mistakes import did_you_mean, sentence
from fmplan.assets.timing_form import WHEN_KEYS, MeterForm
from fmplan.dates.period import Period
from fmplan.schedules.choosing import Chosen
from fmplan.schedules.complaints import Settled, complain
from fmplan.schedules.due import fits
from fmplan.schedules.recurrence import refusal, whole_days
from fmplan.schedules.task import (
    After,
    Ages,
    Before,
    ByAge,
    CalendarPeriod,
    Dates,
    Event,
    Every,
    Meter,
    OlderForm,
    OncePer,
    Recurrence,
    Timing,
)

_FEWEST_DAYS: Final = {
    CalendarPeriod.WEEK: 7,
    CalendarPeriod.HALF_MONTH: 13,  # 16 to 28 February
    CalendarPeriod.MONTH: 28,
    CalendarPeriod.TWO_MONTHS: 59,
    CalendarPeriod.QUARTER: 90,
    CalendarPeriod.HALF_YEAR: 181,
    CalendarPeriod.YEAR: 365,
    CalendarPeriod.SEASON: 365,
}
"""How many days the shortest of such periods has, and a season at most: so many dates fit into each of them."""


def settled_timing(chosen: Chosen, settled: Settled) -> Timing | None:
    """Return the one key that says when a task is due; None, and a complaint, where there is none, or two."""
    said = chosen.said
    present = [key for key in WHEN_KEYS if key in said]
    if present == ["every", "meter"]:
        present = ["every"]
    if not present:
        key = next((key for key in ("on", "within", "count") if key in said), "")
        complain(
            settled,
            "no-timing",
            key,
            "nothing says when this task is due",
            "Add for example every: 3 months. It may also be one of: "
            f"{', '.join(key for key in WHEN_KEYS if key != 'every')}.",
        )
        return None
    if len(present) > 1:
        complain(
            settled,
            "two-timings",
            present[1],
            f"{present[0]} and {present[1]} both say when this task is due",
            f"Keep one of the two: {present[0]} or {present[1]}.",
        )
        return None
    return _timing_of(present[0], chosen, settled)


def _timing_of(key: str, chosen: Chosen, settled: Settled) -> Timing | None:
    said = chosen.said
    value = chosen(key)
    if value is None:
        return None
    match key:
        case "every":
            return _every(value, chosen, settled)
        case "once_per":
            return _once_per(value, chosen, settled)
        case "ages":
            if not value.at and value.then is None:
                complain(
                    settled,
                    "no-timing",
                    "ages",
                    "ages without at: or then: never fall",
                    "Add for example at: [1 year, 4 years] or then: 1 year.",
                )
                return None
            return Ages(value.of, tuple(sorted(value.at, key=lambda age: age.days)), value.then, value.except_years_of)
        case "rrule":
            if reason := refusal(value):
                complain(settled, "bad-rrule", "rrule", reason[0], reason[1], value=value)
                return None
            return Recurrence(whole_days(value))
        case "dates":
            if not value:
                complain(
                    settled,
                    "no-timing",
                    "dates",
                    "an empty list of dates never falls",
                    "Write dates, for example dates: [2027-03-20, 2027-09-18].",
                )
                return None
            return Dates(tuple(sorted(set(value))))
        case "meter":
            return meter_of(value)
        case "event":
            if "within" not in said:
                complain(
                    settled,
                    "missing-key",
                    "event",
                    "an event needs within: to say how soon",
                    "Add for example within: 2 days.",
                )
                return None
            return Event(value, said["within"])
        case "after":
            return After(value.task, value.within)
        case _:
            return _before(value, settled)


def _every(period: Period | ByAge, chosen: Chosen, settled: Settled) -> Every | None:
    on = chosen.said.get("on")
    if on is not None and not fits(on, period):
        complain(
            settled,
            "bad-placing",
            "on",
            f"on: {on} cannot be placed in a period of {period}",
            "Days of the week go with whole weeks, days of the month with months, dates such as 03-15 with years.",
        )
        return None
    return Every(period, on)


def _once_per(name: str, chosen: Chosen, settled: Settled) -> OncePer | None:
    try:
        period = CalendarPeriod(name)
    except ValueError:
        # `4 months` looks like `2 months`, and is not to be taken for it.
        is_other = name[:1].isdigit() and not name.startswith("1 ")
        close = "" if is_other else did_you_mean(name, [str(one) for one in CalendarPeriod])
        complain(
            settled,
            "unknown-word",
            "once_per",
            f"{name!r} is not a period of the calendar",
            sentence(close) or f"Write one of: {', '.join(CalendarPeriod)}; for others there is every: 4 months.",
            value=name,
        )
        return None
    count = chosen("count") or 1
    if count > _FEWEST_DAYS[period]:
        a_period = str(period) if period[:1].isdigit() else f"a {period}"
        has = "has at most" if period is CalendarPeriod.SEASON else "may have no more than"
        complain(
            settled,
            "bad-count",
            "count",
            f"{count:,} dates do not fit into {a_period}, which {has} {_FEWEST_DAYS[period]} days",
            "Write a smaller count; for each day there is every: 1 day, and times: says how often on the day.",
            value=str(count),
        )
        return None
    return OncePer(period, count, chosen.said.get("on"))


def _before(value: Any, settled: Settled) -> Before | None:
    if (value.task is None) == (value.holiday is None):
        complain(
            settled,
            "no-timing" if value.task is None else "two-timings",
            "before",
            "before: names neither a task nor a holiday"
            if value.task is None
            else "before: names both a task and a holiday",
            "Write one of the two, for example before: {task: inspection, by: 1 month}.",
        )
        return None
    return Before(value.by, value.task, value.holiday)


def meter_of(form: MeterForm) -> Meter:
    """Return a meter as the engine has it."""
    return Meter(form.of, form.every, form.unit, form.stale_after)


def older_forms(forms: Any, chosen: Chosen, settled: Settled) -> tuple[OlderForm, ...]:
    """Return the older forms of a rule, oldest first: each its own timing, the rest as now."""
    older = []
    for form in sorted(forms, key=lambda form: form.until):
        said = form.said()
        own = {key: value for key, value in chosen.said.items() if key not in (*WHEN_KEYS, "count", "on", "first")}
        if "every" not in said and "once_per" not in said:
            own |= {key: chosen.said[key] for key in WHEN_KEYS if key in chosen.said}
            if "on" not in said and "on" in chosen.said:
                own["on"] = chosen.said["on"]
        timing = settled_timing(Chosen(own | said, chosen.facts, settled), settled)
        if timing is not None:
            older.append(OlderForm(form.until, timing, said.get("first")))
    return tuple(older)
