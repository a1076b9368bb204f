"""A series: one task on one asset, with the day it begins on, its anchor and its team."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

from msgspec import Struct

from fmplan.assets.estate import Asset, Layer, Team
from fmplan.dates.day import Day
from fmplan.dates.duration import HoursOfDay
from fmplan.findings import Place
from fmplan.schedules.layers import is_built_in, written_at
from fmplan.schedules.rotation import Turn
from fmplan.schedules.rounds import times_of_day
from fmplan.schedules.spread import place_of, spread_number
from fmplan.schedules.task import OlderForm, Task, Timing


class AnchorOrigin(StrEnum):
    """Where the day that a series counts from was taken."""

    FIRST = "first"
    LAST = "last"
    IN_SERVICE = "in service"
    PLACE = "place in the year"
    UNKNOWN = "last done unknown"


class Anchor(Struct, frozen=True):
    """The day a series counts from: a due date itself, or the day last done, one period before the first due date."""

    day: Day
    origin: AnchorOrigin

    @property
    def is_done(self) -> bool:
        """Whether the anchor is a day on which the work was done, rather than a due day."""
        origin = self.origin
        return origin is AnchorOrigin.LAST or origin is AnchorOrigin.IN_SERVICE


class Series(Struct, frozen=True):
    """One task on one asset.

    `begin` and `end` are the first day on which anything is planned or owed and the last, None for no end;
    `since` is the first day of the asset itself, `workweek` the days its calendar works. `left_out` are the
    ages in years that another task takes from this one. `older` are the forms the rule had before, oldest
    first, each with its own anchor. `minutes` is the work of one person, one time. `rank` counts the series
    in the order location, asset, task. `turn` tells how many units are due on each date, where they rotate.
    """

    asset: Asset
    task: Task
    layers: Sequence[Layer]
    team: Team | None
    calendar: str
    begin: Day
    end: Day | None
    anchor: Anchor
    last: Day | None
    since: Day
    workweek: frozenset[int]
    minutes: float | None
    left_out: frozenset[int] = frozenset()
    older: tuple[tuple[OlderForm, Anchor], ...] = ()
    rank: int = 0
    turn: Turn | None = None

    @property
    def number(self) -> int:
        """The number the asset is spread by."""
        return spread_number(self.asset.oldest_id)

    @property
    def place(self) -> Day:
        """The asset's place in the year, as this task runs through it."""
        return place_of(self.since, self.asset.oldest_id, self.task, self.workweek)

    @property
    def key(self) -> str:
        """The stem of the keys of its occurrences: the asset's oldest id and the task's."""
        return f"{self.asset.oldest_id}/{self.task.id}"

    @property
    def team_hours(self) -> HoursOfDay | None:
        """The hours its team works; None where there is no team, or it does not say."""
        return None if self.team is None else self.team.form.hours

    @property
    def times(self) -> int:
        """How many times the work is done on the day."""
        rounds = self.task.rounds
        return self.task.times if rounds is None else len(times_of_day(rounds, self.team_hours)) or 1

    def timing_on(self, day: Day) -> Timing:
        """Return the form of the rule that holds on a day: an older one until its own."""
        return next((form.timing for form, _ in self.older if day <= form.until), self.task.timing)

    def written_at(self, key: str) -> Place | None:
        """Return where `key` was written last, which is where it counts; None where nobody wrote it."""
        return written_at(self.layers, key)

    def written_in(self) -> Place:
        """Return where the estate writes the task: the strongest layer that speaks of it, else its asset."""
        strongest = self.layers[-1]
        return self.asset.place() if strongest.built_in else strongest.place()

    def mended_at(self, key: str) -> Place:
        """Return where the estate can mend what `key` says: where it wrote it, else where it writes the task."""
        place = None if self.is_built_in(key) else self.written_at(key)
        return place or self.written_in()

    def is_built_in(self, key: str) -> bool:
        """Whether it is the library that says `key`."""
        return is_built_in(self.layers, key)


def tasks_where(series: Iterable[Series], fits: Callable[[Series], bool]) -> frozenset[int]:
    """Return the `id` of each task whose series fit, where nothing but the task decides it.

    Thousands of series share a task: it is asked once.
    """
    return frozenset(number for number, one in {id(one.task): one for one in series}.items() if fits(one))


def with_task(series: Sequence[Series], fits: Callable[[Series], bool]) -> list[Series]:
    """Return the series that fit, where nothing but the task decides it."""
    fitting = tasks_where(series, fits)
    return [one for one in series if id(one.task) in fitting] if fitting else []
