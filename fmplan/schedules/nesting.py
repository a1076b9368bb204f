"""Nesting: larger tasks of an asset drawn onto the days of the smaller ones they cover (design 4.4).

The courses of one asset that cover one another go forward in time together, because each visit, whoever
makes it, is what caps and floating dates of the others look back at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fmplan.dates.day import ISO, Day
from fmplan.schedules.course import Course, Visit
from fmplan.schedules.occurrence import Because, Move
from fmplan.schedules.task import OncePer, Task


@dataclass(slots=True)
class Settled:
    """One visit as it was settled: the date, the day, and who covers it or whom it covers."""

    course: Course
    visit: Visit
    planned: Day
    moved: tuple[Move, ...]
    covered_by: Settled | None = None
    covers: list[Settled] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The key of its occurrence."""
        return f"{self.course.series.key}/{self.visit.tail or ISO[self.visit.due]}"


def all_covered(tasks: Mapping[str, Task]) -> dict[str, tuple[str, ...]]:
    """Return for each task every task that it covers, directly or through others, by bare id."""
    found: dict[str, tuple[str, ...]] = {}
    for id_ in tasks:
        seen: dict[str, None] = {}
        open_ = list(tasks[id_].covers)
        while open_:
            here = open_.pop()
            if here in tasks and here not in seen and here != id_:
                seen[here] = None
                open_ += tasks[here].covers
        found[id_] = tuple(seen)
    return found


def settle_together(courses: Sequence[Course], until: Day) -> list[Settled]:
    """Return every visit of the courses of one asset up to `until`, in the order in which they are settled."""
    return _Round(courses).settle(until)


class _Round:
    """The courses of one asset, going forward in time together."""

    def __init__(self, courses: Sequence[Course]) -> None:
        tasks = {course.task.bare_id: course.task for course in courses}
        covered = all_covered(tasks)
        by_id = {course.task.bare_id: course for course in courses}
        self._smaller = {id(by_id[one]): [by_id[other] for other in covered[one]] for one in by_id}
        # The largest first: on one day it takes the others with it.
        self._courses = sorted(courses, key=lambda c: (-len(covered[c.task.bare_id]), c.task.id))
        self._size = {id(course): number for number, course in enumerate(self._courses)}
        self._larger = {
            id(course): [other for other in self._courses if course in self._smaller[id(other)]] for course in courses
        }
        self._drawn: dict[int, Day] = {}
        self._waiting: dict[int, Course] = {}
        self._settled: list[Settled] = []

    def settle(self, until: Day) -> list[Settled]:
        while True:
            course = self._next_course()
            if course is None:
                return self._settled
            day = self._day_of(course)
            if day > until:
                return self._settled
            self._step(course, day)

    def _day_of(self, course: Course) -> Day:
        visit = course.ahead()
        assert visit is not None  # noqa: S101 - asked only of courses that go on
        return self._drawn.get(id(course), visit.planned)

    def _next_course(self) -> Course | None:
        """Return the course whose visit comes first, the largest on one day, passing over those that wait."""
        best: Course | None = None
        best_day = 0
        for course in self._courses:
            if id(course) in self._waiting or course.ahead() is None:
                continue
            day = self._day_of(course)
            if best is None or day < best_day:
                best, best_day = course, day
        return best

    def _step(self, course: Course, day: Day) -> None:
        """Settle the visit of `course` on `day`, unless a larger task is drawn onto it or takes its place."""
        if id(course) not in self._drawn:
            for larger in self._larger[id(course)]:
                if larger.ahead() is None or id(larger) in self._waiting:
                    continue
                if self._draws(larger, course, day):
                    self._draw(larger, day)
                    return
                if self._can_wait(course, day, larger):
                    self._waiting[id(course)] = larger
                    return
        self._visit(course, day)

    def _draw(self, course: Course, day: Day) -> None:
        """Draw a task onto a smaller one's day, unless it is done with a still larger one that comes soon."""
        for larger in self._larger[id(course)]:
            if larger.ahead() is not None and id(larger) not in self._waiting and self._goes_with(course, larger):
                self._waiting[id(course)] = larger
                return
        self._drawn[id(course)] = day

    def _goes_with(self, course: Course, larger: Course) -> bool:
        day = self._day_of(course)
        return self._day_of(larger) == day or self._can_wait(course, day, larger)

    def _draws(self, larger: Course, smaller: Course, day: Day) -> bool:
        """Whether a larger task is to be drawn onto a smaller one's day: the one nearest its due day, in its window."""
        visit = larger.ahead()
        assert visit is not None  # noqa: S101 - the caller asked
        if id(larger) in self._drawn or self._day_of(larger) == day:
            return False
        # What is due in a calendar period stands where it was placed; its due day is only the period's last.
        in_period = isinstance(larger.task.timing, OncePer) and visit.high is not None
        middle = visit.planned if in_period else visit.due
        low, high = middle - _early(larger, smaller), middle + larger.task.late
        if in_period and visit.high is not None:
            low, high = max(visit.low, low), min(high, visit.high)
        if visit.limit is not None:
            high = min(high, visit.limit)
        if not low <= day <= high or day < larger.series.begin or not larger.may_stand_on(day):
            return False
        if larger.previous is not None and day <= larger.previous:
            return False
        following = smaller.after_that()
        if following is None or not low <= following.planned <= high:
            return True
        return abs(following.planned - middle) >= abs(day - middle)

    def _can_wait(self, course: Course, day: Day, larger: Course) -> bool:
        """Whether a visit may wait for a larger one that comes soon after it: it is then done together with it.

        Up to half its period, inside its cap, and only its newest date before the larger one.
        """
        at = self._day_of(larger)
        visit = course.ahead()
        assert visit is not None  # noqa: S101 - it was next
        if at <= day or (course.is_floating and visit.limit is None and at - visit.due > course.half):
            return False
        if not course.is_floating and at - day > course.half:
            return False
        if visit.limit is not None and at > visit.limit:
            return False
        if isinstance(course.task.timing, OncePer) and visit.high is not None and at > visit.high:
            return False
        following = course.after_that()
        return following is None or following.planned > at or course.is_floating

    def _visit(self, course: Course, day: Day) -> None:
        visit = course.ahead()
        assert visit is not None  # noqa: S101 - it was next
        moved = visit.moved
        if self._drawn.pop(id(course), None) is not None:
            moved = (*moved, Move(visit.planned, day, Because.NESTED, self._met(course, day)))
        settled = Settled(course, visit, day, moved)
        self._settled.append(settled)
        for smaller in sorted(self._smaller[id(course)], key=lambda one: self._size[id(one)]):
            self._cover(smaller, settled, day)
        course.take(day)

    def _met(self, course: Course, day: Day) -> str:
        return ", ".join(
            other.task.id
            for other in self._smaller[id(course)]
            if (ahead := other.ahead()) is not None and ahead.planned == day
        )

    def _cover(self, smaller: Course, by: Settled, day: Day) -> None:
        """Let a visit take the place of one date of a smaller task, where one is near enough."""
        waits = self._waiting.pop(id(smaller), None) is not None
        visit = smaller.ahead()
        if visit is None or not (waits or self._is_near(smaller, visit, day)):
            return
        planned = self._drawn.pop(id(smaller), visit.planned)
        moved = (
            visit.moved if planned == day else (*visit.moved, Move(planned, day, Because.COVERED, by.course.task.id))
        )
        covered = Settled(smaller, visit, day, moved, covered_by=by)
        by.covers.append(covered)
        self._settled.append(covered)
        smaller.take(day)

    def _is_near(self, smaller: Course, visit: Visit, day: Day) -> bool:
        if smaller.is_floating:
            latest = visit.limit if visit.limit is not None else visit.due + smaller.half
            return day <= latest
        if isinstance(smaller.task.timing, OncePer) and visit.high is not None and not visit.is_extra:
            return visit.low <= day <= visit.high
        return abs(visit.planned - day) <= smaller.half


def _early(larger: Course, smaller: Course) -> int:
    """How far before its due day a task is drawn: half the smaller period where that is capped, or its window."""
    return max(larger.task.early, smaller.half) if smaller.task.max_gap is not None else larger.task.early
