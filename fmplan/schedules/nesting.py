"""Nesting: larger tasks of an asset drawn onto the days of the smaller ones they cover (docs/dates.md, 4).

The courses of one asset that cover one another go forward in time together, because each visit, whoever
makes it, is what caps and floating dates of the others look back at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from fmplan.dates.day import ISO, LAST_DAY, Day
from fmplan.schedules.act import ActKind
from fmplan.schedules.course import Course, Visit
from fmplan.schedules.occurrence import Because, Move
from fmplan.schedules.task import OncePer, Task


class Settled(Struct, eq=False):
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
            elif course is None or (day > until and not any(map(_may_turn_back, self._courses))):
                return self._settled
            else:
                self._step(course, day)

    def _day_of(self, course: Course) -> Day:
        day = self._days.get(course)
        if day is None:
            visit = course.ahead()
            assert visit is not None  # noqa: S101 - asked only of courses that go on
            day = self._days[course] = self._drawn.get(course, _stands(course, visit))
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
        if not _is_free(course):
            self._visit(course, day)
            return
        if course not in self._drawn:
            for larger in self._larger[course]:
                if not _is_open(larger) or larger in self._waiting:
                    continue
                if _is_free(larger) and self._draws(larger, course, day):
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
            if _is_free(larger) and larger not in self._waiting and self._goes_with(course, larger):
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
        window = _window(larger, smaller)
        if not _takes(larger, window, day):
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
        if not _is_free(other) or self._day_of(other) <= day or other in self._waiting:
            return False
        takes = _takes(larger, _window(larger, other), self._day_of(other))
        return takes and not self._draws(other, smaller, day)

    def _later_day(self, course: Course, day: Day) -> Day | None:
        """Return the day of a smaller task after `day` that a larger one is to wait for, inside its window."""
        if course in self._drawn:
            return None
        choice = []
        for smaller in self._smaller[course]:
            visit = smaller.ahead()
            if visit is None or visit.closing is not None or not day < visit.planned:
                continue
            window = _window(course, smaller)
            if visit.planned > self._patience(course):
                continue
            if _takes(course, window, visit.planned):
                choice.append((abs(visit.planned - window.middle), visit.planned))
        return min(choice)[1] if choice else None

    def _can_wait(self, course: Course, day: Day, larger: Course) -> bool:
        """Whether a visit may wait for a larger one that comes soon after it, to be done together with it.

        Only its newest date before the larger one, and no longer than it, and those that wait for it, can.
        """
        at = self._day_of(larger)
        if not day < at <= _longest_wait(course) or at > self._patience(course):
            return False
        following = course.after_that()
        return course.is_floating or following is None or following.planned > at

    def _patience(self, course: Course) -> Day:
        """Return the last day on which those who wait for a course can still be done with it."""
        waiting = [one for one, larger in self._waiting.items() if larger is course]
        return min((min(_longest_wait(one), self._patience(one)) for one in waiting), default=LAST_DAY)

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
        if visit is None or visit.closing is not None or not (waits or self._is_near(smaller, visit, day)):
            return
        if visit.arranged is not None and visit.planned != day:
            return
        # Left undone, the larger one can be done today at the earliest: beyond the bounds it covers nothing.
        if day < smaller.today and not self._reaches(smaller, visit, smaller.today):
            return
        planned = self._drawn.pop(smaller, visit.planned)
        moved = (
            visit.moved if planned == day else (*visit.moved, Move(planned, day, Because.COVERED, (by.course.task.id,)))
        )
        covered = Settled(smaller, visit, day, moved, covered_by=by)
        by.covers.append(covered)
        self._settled.append(covered)
        self._take(smaller, day)

    def _reaches(self, smaller: Course, visit: Visit, day: Day) -> bool:
        """Whether a visit can still be covered on a day that is later than planned."""
        return (visit.limit is None or day <= visit.limit) and self._is_near(smaller, visit, day)

    def _is_near(self, smaller: Course, visit: Visit, day: Day) -> bool:
        if smaller.is_floating:
            if smaller.previous is not None and day <= smaller.previous:
                # Open work of the past, seen from later: the next date is a forecast from today.
                return False
            latest = visit.limit if visit.limit is not None else visit.due + smaller.half
            return day <= latest
        if isinstance(smaller.task.timing, OncePer) and visit.high is not None and not visit.is_extra:
            return visit.low <= day <= visit.high
        return abs(visit.planned - day) <= smaller.half


def _link_closed(settled: Sequence[Settled]) -> None:
    """Let what was closed by a larger task's entry be covered by the occurrence that entry closed."""
    closed = {
        (id(one.visit.closing.entry), one.course.task.bare_id): one
        for one in settled
        if one.visit.closing is not None and one.visit.closing.entry is not None
    }
    for one in settled:
        closing = one.visit.closing
        if closing is not None and closing.by:
            one.covered_by = closed.get((id(closing.entry), closing.by))


def _stands(course: Course, visit: Visit) -> Day:
    """Return the day a visit stands on among the others.

    What was done before its day, that day: it counts from then on. What was done after it, or put off past the next
    date of its own, must not keep that waiting.
    """
    closing = visit.closing
    if closing is None and visit.arranged is None:
        return visit.planned
    if closing is not None:
        if closing.kind is ActKind.SKIPPED:
            return visit.planned
        return closing.on if course.is_floating else min(visit.planned, closing.on)
    return visit.by_rule if course.is_overtaken else visit.planned


def _is_open(course: Course) -> bool:
    """Whether the next visit of a course is still to come: nobody closed it, and it keeps its turn."""
    visit = course.ahead()
    return visit is not None and visit.closing is None and not course.is_overtaken


def _may_turn_back(course: Course) -> bool:
    """Tell whether what follows the next visit may lie before it: a floating date that was done long before its day."""
    ahead = course.ahead() if course.is_floating else None
    return ahead is not None and ahead.closing is not None


def _is_free(course: Course) -> bool:
    """Whether the next visit of a course may still be moved: nobody closed it, or agreed on its day."""
    visit = course.ahead()
    return visit is not None and visit.is_open


def one_visit_a_day(settled: Sequence[Settled]) -> None:
    """Let the last of several dates of one series on one day stand, and cover the others by it (docs/dates.md, 1).

    Whoever was covered by a date that is covered itself is covered by what stands. A floating date that was done covers
    none: the open one counts from it.
    """
    _link_closed(settled)
    by_day: dict[tuple[int, Day], list[Settled]] = {}
    for one in settled:
        closing = one.visit.closing
        if closing is None or (closing.kind is ActKind.DONE and not one.course.is_floating):
            by_day.setdefault((one.course.series.rank, one.planned), []).append(one)
    for same in by_day.values():
        if len(same) > 1:
            last = max(same, key=lambda one: (one.visit.due, one.visit.is_extra))
            open_ = [one for one in same if one.visit.closing is None]
            larger = next((one.covered_by for one in open_ if one.covered_by is not None), None)
            for one in open_:
                if one is not last or larger is not None:
                    one.covered_by = larger or last
    for one in settled:
        while one.covered_by is not None and one.covered_by.covered_by is not None:
            one.covered_by = one.covered_by.covered_by
        one.covers = []
    for one in settled:
        if one.covered_by is not None:
            one.covered_by.covers.append(one)


def _longest_wait(course: Course) -> Day:
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


class _Window(Struct, frozen=True):
    """The days a larger task may be drawn to, and the one it is to stay near."""

    low: Day
    middle: Day
    high: Day


def _window(larger: Course, smaller: Course) -> _Window:
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
    return _Window(max(low, larger.series.begin), middle, high)


def _takes(larger: Course, window: _Window, day: Day) -> bool:
    """Whether a larger task can stand on a day of its window, after its visit before."""
    if not window.low <= day <= window.high or not larger.ground.holds(day):
        return False
    return larger.previous is None or day > larger.previous
