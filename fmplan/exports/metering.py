"""The arithmetic of a meter, in words: what was read, how fast it runs, and when it reaches its mark."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from fmplan.dates.day import ISO, Day
from fmplan.exports.recorded import Recorded
from fmplan.schedules.gauge import Gauge, Mark, readings_of
from fmplan.schedules.task import Meter

_SHOWN = 3


def gauge_of(recorded: Recorded) -> Gauge | None:
    """Return the meter a series goes by; None where it goes by none."""
    meter, asset = recorded.series.task.meter, recorded.series.asset
    if meter is None:
        return None
    return Gauge(meter, readings_of(recorded.logbook.readings((asset.id, *asset.formerly), meter.of)))


def meter_lines(recorded: Recorded, gauge: Gauge, today: Day) -> Iterator[str]:
    """Yield what is known of a meter on a day: its newest readings with file and line, its rate, when it is stale."""
    meter, asset = gauge.meter, recorded.series.asset
    entries = recorded.logbook.readings((asset.id, *asset.formerly), meter.of)
    if gauge.newest is None:
        yield f"nobody has read {meter.of} yet"
        return
    yield f"{meter.of}: {len(entries)} {'reading' if len(entries) == 1 else 'readings'}, the newest first"
    rate = gauge.rate
    counted = {gauge.newest} if rate is None else {gauge.newest, gauge.newest - rate.days}
    for number, entry in enumerate(reversed(entries)):
        if number < _SHOWN or entry.on in counted:
            yield f"{entry.more['value']} {meter.unit} on {ISO[entry.on]} ({recorded.place_of(entry)})"
    if rate is None:
        yield "no rate: no reading is 30 days older than the newest, or it did not run"
    else:
        since = gauge.newest - rate.days
        yield (
            f"rate: {_amount(rate.units, meter)} in {rate.days} days, {ISO[since]} to {ISO[gauge.newest]}: "
            f"{_number(rate.a_day)} {meter.unit} a day"
        )
    if meter.stale_after is not None:
        last = meter.stale_after.after(gauge.newest)
        is_stale = "stale since then" if today > last else "then it is stale"
        yield f"good for {meter.stale_after} after the newest reading, to {ISO[last]}; {is_stale}"


def reached(gauge: Gauge, previous: Day | None, due: Day) -> str:
    """Return how a meter reaches its mark on the due day, after it was done on `previous`; empty where it does not."""
    mark = gauge.mark_after(previous)
    return "" if mark is None or mark.day != due else _told(gauge, mark)


def _told(gauge: Gauge, mark: Mark) -> str:
    meter = gauge.meter
    at = f"{_amount(mark.value, meter)} on {ISO[mark.start]} + {meter.every} = {_amount(mark.mark, meter)}"
    newest, value = gauge.readings[-1]
    if mark.rate is None:
        read = next(reading for day, reading in gauge.readings if day == mark.day)
        return f"{at}, read as {_amount(read, meter)} on {ISO[mark.day]}"
    left, days = _amount(mark.mark - value, meter), mark.day - newest
    return f"{at}, {left} more than on {ISO[newest]}: {days} days at {_number(mark.rate.a_day)} a day"


def _amount(value: Fraction, meter: Meter) -> str:
    return f"{_number(value)} {meter.unit}"


def _number(value: Fraction) -> str:
    """Return an amount with at most one decimal; one that is rounded has a `~`."""
    rounded = f"{float(value):.1f}".removesuffix(".0")
    return rounded if Fraction(rounded) == value else f"~{rounded}"
