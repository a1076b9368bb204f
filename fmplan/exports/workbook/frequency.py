"""How often a task comes, in a few words: `14 days`, `monthly`, `every 500 h`."""

from __future__ import annotations

from fmplan.dates.period import Period
from fmplan.exports.workbook.words import SheetWords
from fmplan.schedules.task import (
    After,
    Ages,
    Before,
    ByAge,
    Dates,
    Event,
    Every,
    Meter,
    OncePer,
    Recurrence,
    Task,
)


def frequency(task: Task, words: SheetWords, leader: str = "") -> str:
    """Return how often a task comes; `leader` is what people call the task that it follows or leads."""
    match task.timing:
        case Every(period=Period() as period):
            text = _every(period, words)
        case Every(period=ByAge(steps=steps)):
            text = words.by_age.format(_every(steps[0][1], words))
        case OncePer(period=period_name, count=1):
            text = words.once_per[period_name]
        case OncePer(period=period_name, count=count):
            text = words.times_per.format(words.once_per[period_name], count)
        case Ages(then=then):
            text = words.by_age.format(_every(then, words)) if then else words.at_ages
        case Recurrence() | Dates():
            text = words.on_dates
        case Meter(of=of, every=every, unit=unit):
            text = words.by_meter.format(every, unit, of)
        case Event(name=name):
            text = words.after.format(name)
        case After(task=id_):
            text = words.after.format(leader or id_)
        case Before(holiday=str(holiday)):
            text = words.before.format(words.holidays.get(holiday) or holiday.replace("-", " "))
        case Before(task=named):
            text = words.before.format(leader or named)
    if task.meter is not None and not isinstance(task.timing, Meter):
        text = words.or_meter.format(text, task.meter.every, task.meter.unit)
    return text


def _every(period: Period, words: SheetWords) -> str:
    known = words.often.get((period.count, period.unit))
    return known or words.every[period.unit].format(period.count)
