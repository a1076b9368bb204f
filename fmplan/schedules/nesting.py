"""Nesting: larger tasks of an asset drawn onto the days of the smaller ones they cover (docs/dates.md, 4).

The courses of one asset that cover one another go forward in time together, because each visit, whoever
makes it, is what caps and floating dates of the others look back at.
"""

from __future__ import annotations

from collections.abc import Sequence

from fmplan.dates.day import LAST_DAY, Day
from fmplan.schedules.course import Course
from fmplan.schedules.covering import all_covered
from fmplan.schedules.occurrence import Because, Move
from fmplan.schedules.reach import is_near, longest_wait, reaches, takes, window_of
from fmplan.schedules.settledvisit import Settled


def settle_together(courses: Sequence[Course], until: Day) -> list[Settled]:
    """Return every visit of the courses of one asset up to `until`, in the order in which they are settled."""
    return _Round(courses).settle(until)


class _Round:
    """The courses of one asset, going forward in time together."""

    def __init__(self, courses: Sequence[Course]) -> None:
        tasks = {course.task.bare_id: course.task for course in courses}
        covered = all_covered(tasks)
        by_id = {course.task.bare_id: course for course in courses}
        # The largest first: on one day it takes the others with it.
        self._courses = sorted(courses, key=lambda c: (-len(covered[c.task.bare_id]), c.task.id))
        self._going = list(self._courses)
        self._size = {course: number for number, course in enumerate(self._courses)}
        self._smaller = {
            by_id[one]: sorted((by_id[other] for other in covered[one]), key=self._size.__getitem__) for one in by_id
        }
        self._larger = {
            course: [other for other in self._courses if course in self._smaller[other]] for course in courses
        }
        self._put_off: list[Settled] = []
        self._drawn: dict[Course, Day] = {}
        self._waiting: dict[Course, Course] = {}
        self._settled: list[Settled] = []
        # Where the next visit of each stands, as long as nothing moves it: asked far more often than it changes.
        self._days: dict[Course, Day] = {}

    def settle(self, until: Day) -> list[Settled]:
        while True:
            course = self._next_course()
            day = until + 1 if course is None else self._day_of(course)
            if self._put_off and self._put_off[0].planned <= min(day, until):
                late = self._put_off.pop(0)
                self._cover_all(late, late.planned)
            elif course is None or (day > until and not any(course.may_turn_back for course in self._courses)):
                return self._settled
            else:
                self._step(course, day)

    def _day_of(self, course: Course) -> Day:
        day = self._days.get(course)
        if day is None:
            visit = course.ahead()
            assert visit is not None  # noqa: S101 - asked only of courses that go on
            day = self._days[course] = self._drawn.get(course, course.stands_on(visit))
        return day

    def _take(self, course: Course, day: Day) -> None:
        course.take(day)
        self._days.pop(course, None)

    def _draw_to(self, course: Course, day: Day) -> None:
        self._drawn[course] = self._days[course] = day

    def _next_course(self) -> Course | None:
        """Return the course whose visit comes first, the largest on one day, passing over those that wait."""
        best: Course | None = None
        best_day = 0
        days, waiting = self._days, self._waiting
        over: list[Course] = []
        for course in self._going:
            day = days.get(course)
            if day is None:
                if course.ahead() is None:
                    over.append(course)
                    continue
                day = self._day_of(course)
            if (best is None or day < best_day) and course not in waiting:
                best, best_day = course, day
        for course in over:
            self._going.remove(course)
        return best

    def _step(self, course: Course, day: Day) -> None:
        """Settle the visit of `course` on `day`, unless a larger task is drawn onto it or takes its place."""
        if not course.is_free:
            self._visit(course, day)
            return
        if course not in self._drawn:
            for larger in self._larger[course]:
                if not larger.is_open or larger in self._waiting:
                    continue
                if larger.is_free and self._draws(larger, course, day):
                    self._draw(larger, day)
                    return
                if self._can_wait(course, day, larger):
                    self._waiting[course] = larger
                    return
            later = self._later_day(course, day)
            if later is not None:
                self._draw_to(course, later)
                return
        self._visit(course, day)

    def _draw(self, course: Course, day: Day) -> None:
        """Draw a task onto a smaller one's day, unless it is done with a still larger one that comes soon."""
        for larger in self._larger[course]:
            if larger.is_free and larger not in self._waiting and self._goes_with(course, larger):
                self._waiting[course] = larger
                return
        self._draw_to(course, day)

    def _goes_with(self, course: Course, larger: Course) -> bool:
        day = self._day_of(course)
        return self._day_of(larger) == day or self._can_wait(course, day, larger)

    def _draws(self, larger: Course, smaller: Course, day: Day) -> bool:
        """Whether a larger task is to be drawn onto a smaller one's day: the one nearest its due day, in its window."""
        if larger in self._drawn or self._day_of(larger) == day:
            return False
        window = window_of(larger, smaller)
        if not takes(larger, window, day):
            return False
        if any(self._is_better(larger, other, smaller, day) for other in self._smaller[larger]):
            return False
        following = smaller.after_that()
        if following is None or not window.low <= following.planned <= window.high:
            return True
        return abs(following.planned - window.middle) >= abs(day - window.middle)

    def _is_better(self, larger: Course, other: Course, smaller: Course, day: Day) -> bool:
        """Whether a task between two others in size has a day of its own for the larger one to meet."""
        if not self._size[larger] < self._size[other] < self._size[smaller]:
            return False
        if not other.is_free or self._day_of(other) <= day or other in self._waiting:
            return False
        can_meet = takes(larger, window_of(larger, other), self._day_of(other))
        return can_meet and not self._draws(other, smaller, day)

    def _later_day(self, course: Course, day: Day) -> Day | None:
        """Return the day of a smaller task after `day` that a larger one is to wait for, inside its window."""
        if course in self._drawn:
            return None
        choice = []
        for smaller in self._smaller[course]:
            visit = smaller.ahead()
            if visit is None or visit.closing is not None or not day < visit.planned:
                continue
            window = window_of(course, smaller)
            if visit.planned > self._patience(course):
                continue
            if takes(course, window, visit.planned):
                choice.append((abs(visit.planned - window.middle), visit.planned))
        return min(choice)[1] if choice else None

    def _can_wait(self, course: Course, day: Day, larger: Course) -> bool:
        """Whether a visit may wait for a larger one that comes soon after it, to be done together with it.

        Only its newest date before the larger one, and no longer than it, and those that wait for it, can.
        """
        at = self._day_of(larger)
        if not day < at <= longest_wait(course) or at > self._patience(course):
            return False
        following = course.after_that()
        return course.is_floating or following is None or following.planned > at

    def _patience(self, course: Course) -> Day:
        """Return the last day on which those who wait for a course can still be done with it."""
        waiting = [one for one, larger in self._waiting.items() if larger is course]
        return min((min(longest_wait(one), self._patience(one)) for one in waiting), default=LAST_DAY)

    def _visit(self, course: Course, day: Day) -> None:
        visit = course.ahead()
        assert visit is not None  # noqa: S101 - it was next
        moved = visit.moved
        if visit.closing is not None:
            # What is closed keeps the day of its rule; whom it included, the logbook says.
            self._settled.append(Settled(course, visit, visit.planned, moved))
            self._take(course, day)
            return
        if self._drawn.pop(course, None) is not None:
            moved = (*moved, Move(visit.planned, day, Because.NESTED, self._met(course, day)))
        settled = Settled(course, visit, day if visit.arranged is None else visit.planned, moved)
        self._settled.append(settled)
        if settled.planned == day:
            self._cover_all(settled, day)
        else:
            # Put off past its next date: whom it covers on that day, that day shows.
            self._put_off.append(settled)
            self._put_off.sort(key=lambda one: one.planned)
        self._take(course, settled.planned)

    def _cover_all(self, settled: Settled, day: Day) -> None:
        for smaller in self._smaller[settled.course]:
            self._cover(smaller, settled, day)

    def _met(self, course: Course, day: Day) -> tuple[str, ...]:
        return tuple(
            other.task.id
            for other in self._smaller[course]
            if (ahead := other.ahead()) is not None and ahead.planned == day
        )

    def _cover(self, smaller: Course, by: Settled, day: Day) -> None:
        """Let a visit take the place of one date of a smaller task, where one is near enough."""
        waits = self._waiting.pop(smaller, None) is not None
        visit = smaller.ahead()
        if visit is None or visit.closing is not None or not (waits or is_near(smaller, visit, day)):
            return
        if visit.arranged is not None and visit.planned != day:
            return
        # Left undone, the larger one can be done today at the earliest: beyond the bounds it covers nothing.
        if day < smaller.today and not reaches(smaller, visit, smaller.today):
            return
        planned = self._drawn.pop(smaller, visit.planned)
        moved = (
            visit.moved if planned == day else (*visit.moved, Move(planned, day, Because.COVERED, (by.course.task.id,)))
        )
        covered = Settled(smaller, visit, day, moved, covered_by=by)
        by.covers.append(covered)
        self._settled.append(covered)
        self._take(smaller, day)
