"""How far a larger task reaches: where it may be drawn to, and which dates of a smaller one its day covers.

The bounds are those of docs/dates.md, 4.
"""

from __future__ import annotations

from msgspec import Struct

from fmplan.dates.day import Day
from fmplan.schedules.course import Course
from fmplan.schedules.task import OncePer
from fmplan.schedules.visit import Visit


class Window(Struct, frozen=True):
    """The days a larger task may be drawn to, and the one it is to stay near."""

    low: Day
    middle: Day
    high: Day


def window_of(larger: Course, smaller: Course) -> Window:
    """Return where a larger task may meet a smaller one: half the smaller period early where that is capped."""
    visit = larger.ahead()
    assert visit is not None  # noqa: S101 - asked only of courses that go on
    # What is due in a calendar period stands where it was placed; its due day is only the period's last.
    in_period = isinstance(larger.task.timing, OncePer) and visit.high is not None
    middle = visit.planned if in_period else visit.due
    early = larger.task.early if smaller.task.max_gap is None else max(larger.task.early, smaller.half)
    low, high = middle - early, middle + larger.task.late
    if in_period and visit.high is not None:
        low, high = max(visit.low, low), min(high, visit.high)
    if visit.limit is not None:
        high = min(high, visit.limit)
    if larger.task.min_gap is not None and larger.previous is not None:
        low = max(low, larger.task.min_gap.after(larger.previous))
    return Window(max(low, larger.series.begin), middle, high)


def takes(larger: Course, window: Window, day: Day) -> bool:
    """Whether a larger task can stand on a day of its window, after its visit before."""
    if not window.low <= day <= window.high or not larger.ground.holds(day):
        return False
    return larger.previous is None or day > larger.previous


def longest_wait(course: Course) -> Day:
    """Return the last day on which the next visit of a course can be covered by a larger one (docs/dates.md, 4)."""
    visit = course.ahead()
    assert visit is not None  # noqa: S101 - asked only of courses that go on
    if course.is_floating:
        return visit.limit if visit.limit is not None else visit.due + course.half
    if isinstance(course.task.timing, OncePer) and visit.high is not None and not visit.is_extra:
        last = visit.high
    else:
        last = visit.planned + course.half
    return last if visit.limit is None else min(last, visit.limit)


def is_near(smaller: Course, visit: Visit, day: Day) -> bool:
    """Whether the next visit of a smaller task can be covered on a day."""
    if smaller.is_floating:
        if smaller.previous is not None and day <= smaller.previous:
            # Open work of the past, seen from later: the next date is a forecast from today.
            return False
        latest = visit.limit if visit.limit is not None else visit.due + smaller.half
        return day <= latest
    if isinstance(smaller.task.timing, OncePer) and visit.high is not None and not visit.is_extra:
        return visit.low <= day <= visit.high
    return abs(visit.planned - day) <= smaller.half


def reaches(smaller: Course, visit: Visit, day: Day) -> bool:
    """Whether the next visit of a smaller task can still be covered on a day that is later than planned."""
    return (visit.limit is None or day <= visit.limit) and is_near(smaller, visit, day)
