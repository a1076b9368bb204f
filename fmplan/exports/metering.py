"""The arithmetic of a meter, in words: what was read, how fast it runs, and when it reaches its mark."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from fmplan.dates.day import ISO, Day
from fmplan.exports.catalogue import Counted, messages
from fmplan.exports.recorded import Recorded
from fmplan.exports.timingwords import period_said
from fmplan.schedules.gauge import Gauge, Mark
from fmplan.schedules.task import Meter

_SHOWN = 3


def meter_lines(recorded: Recorded, gauge: Gauge, today: Day) -> Iterator[str]:
    """Yield what is known of a meter on a day: its newest readings with file and line, its rate, when it is stale."""
    meter, asset, language = gauge.meter, recorded.series.asset, recorded.language
    spoken = messages(language)
    _ = spoken.gettext
    entries = recorded.logbook.readings((asset.id, *asset.formerly), meter.of)
    if gauge.newest is None:
        yield _("nobody has read {} yet").format(meter.of)
        return
    count = Counted(spoken, "1 reading", "{} readings").of(len(entries))
    yield _("{meter}: {readings}, the newest first").format(meter=meter.of, readings=count)
    rate = gauge.rate
    counted = {gauge.newest} if rate is None else {gauge.newest, gauge.newest - rate.days}
    for number, entry in enumerate(reversed(entries)):
        if number < _SHOWN or entry.on in counted:
            value = f"{entry.more['value']} {meter.unit}"
            read = _("{value} on {day}").format(value=value, day=ISO[entry.on])
            yield f"{read} ({recorded.place_of(entry)})"
    if rate is None:
        yield _("no rate: no reading is 30 days older than the newest, or it did not run")
    else:
        since = gauge.newest - rate.days
        form = _("rate: {amount} in {days} days, {first} to {last}: {number} {unit} a day")
        yield form.format(
            amount=_amount(rate.units, meter),
            days=rate.days,
            first=ISO[since],
            last=ISO[gauge.newest],
            number=_number(rate.a_day),
            unit=meter.unit,
        )
    if meter.stale_after is not None:
        last = meter.stale_after.after(gauge.newest)
        good, stale = _("good for {period} after the newest reading, to {day}; then it is stale"), today > last
        if stale:
            good = _("good for {period} after the newest reading, to {day}; stale since then")
        yield good.format(period=period_said(meter.stale_after, language), day=ISO[last])


def reached(gauge: Gauge, previous: Day | None, due: Day, language: str) -> str:
    """Return how a meter reaches its mark on the due day, after it was done on `previous`; empty where it does not."""
    mark = gauge.mark_after(previous)
    return "" if mark is None or mark.day != due else _told(gauge, mark, language)


def _told(gauge: Gauge, mark: Mark, language: str) -> str:
    meter, _ = gauge.meter, messages(language).gettext
    value_at = _("{value} on {day}").format(value=_amount(mark.value, meter), day=ISO[mark.start])
    at = f"{value_at} + {meter.every} = {_amount(mark.mark, meter)}"
    newest, value = gauge.readings[-1]
    if mark.rate is None:
        read = next(reading for day, reading in gauge.readings if day == mark.day)
        form = _("{at}, read as {value} on {day}")
        return form.format(at=at, value=_amount(read, meter), day=ISO[mark.day])
    form = _("{at}, {left} more than on {newest}: {days} days at {number} a day")
    left, days = _amount(mark.mark - value, meter), mark.day - newest
    return form.format(at=at, left=left, newest=ISO[newest], days=days, number=_number(mark.rate.a_day))


def _amount(value: Fraction, meter: Meter) -> str:
    return f"{_number(value)} {meter.unit}"


def _number(value: Fraction) -> str:
    """Return an amount with at most one decimal; one that is rounded has a `~`."""
    rounded = f"{float(value):.1f}".removesuffix(".0")
    return rounded if Fraction(rounded) == value else f"~{rounded}"
