"""The courses that the series of an asset take: each with its slots, its history and its meter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from fmplan.dates.day import Day
from fmplan.findings import Finding
from fmplan.logbook.entries import Logbook
from fmplan.schedules.act import ARRANGING, Act
from fmplan.schedules.calendars import Calendars
from fmplan.schedules.course import Course
from fmplan.schedules.covering import covers_capped
from fmplan.schedules.expiry import expiries, renewals_of, runs_out
from fmplan.schedules.fixedcourse import FixedCourse
from fmplan.schedules.floatingcourse import FloatingCourse
from fmplan.schedules.following import led, slots_after, slots_before, slots_before_holiday, slots_of_events
from fmplan.schedules.gauge import Gauge, gauge_of
from fmplan.schedules.ground import Ground, Terrain, Terrains
from fmplan.schedules.history import NONE, History
from fmplan.schedules.lastdone import newest_done
from fmplan.schedules.linking import FOLLOWING
from fmplan.schedules.matching import fixed_history, looked_ahead
from fmplan.schedules.numbering import floating_history
from fmplan.schedules.occurrence import Occurrence
from fmplan.schedules.series import Series
from fmplan.schedules.slots import Slot, slots_of
from fmplan.schedules.task import After, Before, Event
from fmplan.schedules.troubles import mismatches_of, troubles_of_meter


class Courses:
    """Sends series on their course, as seen on a day."""

    def __init__(
        self,
        logbook: Logbook,
        calendars: Calendars,
        terrains: Terrains,
        horizon: Day,
        today: Day,
        findings: list[Finding],
    ) -> None:
        """`horizon` is the day up to which slots are laid out; what the logbook says amiss is added to `findings`."""
        self._logbook = logbook
        self._calendars = calendars
        self._terrains = terrains
        self._horizon = horizon
        self._today = today
        self._findings = findings

    def of(
        self,
        series: Series,
        component: Sequence[Series],
        leaders: Mapping[str, Sequence[Occurrence]],
        acts: Sequence[Act],
    ) -> Course:
        """Return the course of one of the series that cover one another, `component`.

        `leaders` are the occurrences of the tasks that others follow, by bare id; `acts` what the logbook says of it.
        """
        terrain = self._terrains.of(series, covers_capped=covers_capped(series, component))
        ground = Ground(series, terrain)
        if runs_out(series):
            slots, history = expiries(series, renewals_of(series, self._logbook))
            return FixedCourse(ground, slots, self._horizon, self._today, None, history)
        done = series.last
        if done is None and series.anchor.is_done:
            done = series.anchor.day
        if series.task.hangs_on_the_logbook:
            history = floating_history(series, acts) if acts else NONE
            self._findings += mismatches_of(series, history, self._logbook)
            return FloatingCourse(ground, self._horizon, self._today, done, history, self._gauge(series, acts))
        dates, history = self._slots_and_history(series, terrain, leaders, acts)
        self._findings += mismatches_of(series, history, self._logbook)
        return FixedCourse(ground, dates, self._horizon, self._today, done, history)

    def _slots_and_history(
        self, series: Series, terrain: Terrain, leaders: Mapping[str, Sequence[Occurrence]], acts: Sequence[Act]
    ) -> tuple[Sequence[Slot], History]:
        slots = self._slots(series, terrain, leaders, acts)
        timing = series.task.timing
        if not acts and not isinstance(timing, FOLLOWING):
            return slots, NONE
        history = fixed_history(series, slots, acts)
        if isinstance(timing, Before) and timing.task is not None:
            history = led(history, leaders.get(timing.task, ()))
        return history.slots, history

    def _slots(
        self, series: Series, terrain: Terrain, leaders: Mapping[str, Sequence[Occurrence]], acts: Sequence[Act]
    ) -> list[Slot]:
        match series.task.timing:
            case Event() as event:
                return slots_of_events(series, event, self._logbook.events(event.name), terrain)
            case After() as after:
                return slots_after(series, after, leaders.get(after.task, ()), terrain, _closed_by_name(acts))
            case Before(task=str(task)) as before:
                return slots_before(series, before, leaders.get(task, ()), _closed_by_name(acts))
            case Before(holiday=str(holiday)) as before:
                return slots_before_holiday(series, before, self._calendars.holiday_blocks(holiday))
        return slots_of(series, looked_ahead(series, acts, self._horizon) if acts else self._horizon)

    def _gauge(self, series: Series, acts: Sequence[Act]) -> Gauge | None:
        """Return the readings of the meter a series goes by; None where it goes by none."""
        gauge = gauge_of(series, self._logbook)
        if gauge is not None:
            self._findings += troubles_of_meter(series, gauge, newest_done(series, acts), self._logbook, self._today)
        return gauge


def _closed_by_name(acts: Iterable[Act]) -> dict[str, Day]:
    """Return the occurrences that acts close by name, each with the day."""
    return {act.named: act.on for act in acts if act.named is not None and act.kind not in ARRANGING}
