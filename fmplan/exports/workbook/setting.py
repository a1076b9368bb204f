"""What the sheets of one estate are written from: its plan, what that was made of, and the words to say it in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final

from msgspec import Struct

from fmplan.assets.estate import Asset, Team
from fmplan.assets.task_form import Force
from fmplan.assets.text import said
from fmplan.dates.day import LAST_DAY, Day
from fmplan.dates.ranges import DateRange
from fmplan.exports.daywords import DayWords, date_said, day_words, month_said
from fmplan.exports.loggedwords import LoggedWords, logged_words
from fmplan.exports.places import place_name
from fmplan.exports.plain import one_line
from fmplan.exports.turns import Turns
from fmplan.exports.words import Words, words_of
from fmplan.exports.workbook.hours import TeamHours, hours_of
from fmplan.exports.workbook.looks import Looks
from fmplan.exports.workbook.sheet import Sheet, Workbook, footer_of
from fmplan.exports.workbook.weeks import weeks_of
from fmplan.exports.workbook.words import SheetWords, sheet_words
from fmplan.logbook.entries import EMPTY, Logbook
from fmplan.schedules.expiry import CONTRACT
from fmplan.schedules.figures import Figures, figures_of
from fmplan.schedules.library.words import classes
from fmplan.schedules.lock import Lock
from fmplan.schedules.occurrence import Status
from fmplan.schedules.owed import Owed, owed_of
from fmplan.schedules.plan import Plan, make_plan
from fmplan.schedules.series import Series
from fmplan.schedules.task import After, Before

SET_BY_LAW: Final = frozenset({Force.LAW, Force.REGULATOR})
"""The forces that have the mark of the law."""

WITHIN: Final = 14
"""So many days ahead the due list looks."""


class Source(Struct, frozen=True):
    """What a plan was made of: every series of the estate, its logbook and its lock."""

    series: tuple[Series, ...]
    logbook: Logbook = EMPTY
    lock: Lock = Lock()


class Setting:
    """What one estate's sheets share.

    `days` is how many days have work sheets. `suffix` tells the estates of a portfolio apart: its sheets are not filled
    in, for what is read back is of one estate. `ahead` is the plan of the days that have work sheets, where it is there
    already.
    """

    def __init__(
        self,
        book: Workbook,
        plan: Plan,
        language: str,
        source: Source | None,
        days: int,
        suffix: str = "",
        ahead: Plan | None = None,
    ) -> None:
        self.book = book
        self.plan = plan
        self.language = language
        self.source = source or Source(plan.series)
        self.days = days
        self.looks = Looks(book)
        self.words: SheetWords = sheet_words(language)
        self.common: Words = words_of(language)
        self.day_words: DayWords = day_words(language)
        self.logged: LoggedWords = logged_words(language)
        self.title = one_line(said(plan.estate.name, language)) or plan.estate.id
        self._suffix = suffix
        self._ahead = ahead
        self.is_filled_in = not suffix
        self._assets: dict[str, str] = {}
        # By identity: thousands of series share one task, and the source holds them all.
        self._tasks: dict[int, str] = {}
        self._places: dict[str, str] = {}
        self._hours: dict[DateRange, Sequence[TeamHours]] = {}
        self._ranks = {one.rank for one in plan.series}

    def add(self, name: str, colour: str = "") -> Sheet:
        """Return a new sheet of this estate."""
        return self.book.add(f"{name} {self._suffix}" if self._suffix else name, colour)

    def head(self, sheet: Sheet, title: str, below: str = "", column: int = 0) -> None:
        """Write the title of a sheet into its first row, and what stands below it into the second."""
        sheet.raw.set_row(0, 24)
        sheet.text(0, column, title, self.looks.title)
        sheet.text(1, column, below or self.seen, self.looks.below_title)

    @property
    def seen(self) -> str:
        """Whose plan it is and on which day it was seen."""
        return f"{self.title}{self.common.separator}{self.words.seen_on.format(self.date(self.plan.today))}"

    @property
    def footer(self) -> str:
        """What stands at the foot of every page."""
        return footer_of((self.title, self.date(self.plan.today)), self.common.separator)

    @cached_property
    def owed(self) -> Owed:
        """What is owed today, and what comes due soon after."""
        plan, source = self.plan, self.source
        return owed_of(
            plan.estate, source.series, source.logbook, plan.today, source.lock, within=WITHIN, fits=self.fits
        )

    @cached_property
    def figures(self) -> Figures | None:
        """The figures of the range up to today; None where it begins after today."""
        plan, source = self.plan, self.source
        if plan.range.start > plan.today:
            return None
        return figures_of(
            plan.estate, source.series, source.logbook, plan.range, plan.today, source.lock, fits=self.fits
        )

    @cached_property
    def ahead(self) -> Plan | None:
        """The plan of the days that have work sheets; None for no such days."""
        if self._ahead is not None:
            return self._ahead
        plan, source = self.plan, self.source
        start = max(plan.today, plan.range.start)
        if not self.days or start > plan.range.end:
            return None
        range_ = DateRange(start, min(start + self.days - 1, LAST_DAY))
        return make_plan(plan.estate, source.series, source.logbook, range_, plan.today, source.lock)

    @cached_property
    def turns(self) -> Turns:
        """Which units are due on the dates of the plan."""
        return Turns(self.plan)

    def fits(self, series: Series) -> bool:
        """Tell whether a series is among those of the plan."""
        return series.rank in self._ranks

    @cached_property
    def counts(self) -> Mapping[int, int]:
        """How many dates each series has by its rank, those not counted that are done with others."""
        covered = Status.COVERED
        return {
            series.rank: sum(one.status is not covered for one in dates)
            for series, dates in zip(self.plan.series, self.plan.by_series, strict=True)
        }

    def hours_in(self, range_: DateRange) -> Sequence[TeamHours]:
        """Return the hours of each team in the weeks of a range."""
        found = self._hours.get(range_)
        if found is None:
            found = self._hours[range_] = hours_of(self.plan, weeks_of(range_), range_, self.source.lock)
        return found

    def asset(self, asset: Asset) -> str:
        """Return what people call an asset."""
        found = self._assets.get(asset.id)
        if found is None:
            found = self._assets[asset.id] = one_line(said(asset.name, self.language)) or asset.id
        return found

    def task(self, series: Series) -> str:
        """Return what people call a task."""
        task = series.task
        found = self._tasks.get(id(task))
        if found is None:
            found = self._tasks[id(task)] = one_line(said(task.name, self.language)) or task.id
        return found

    def place(self, asset: Asset) -> str:
        """Return what people call the place of an asset."""
        location = asset.location
        found = self._places.get(location)
        if found is None:
            found = self._places[location] = one_line(place_name(self.plan.estate, location, self.language))
        return found

    def top_place(self, place: str) -> str:
        """Return what people call the first part of a path of places."""
        form = self.plan.estate.locations.get(place)
        return one_line(said(form.name, self.language)) if form and form.name else place

    def team(self, team: Team | None) -> str:
        """Return what people call a team; nothing for none."""
        return one_line(said(team.name, self.language)) if team else ""

    def leader(self, series: Series) -> str:
        """Return what people call the task that this one follows or leads; nothing where it does neither."""
        timing = series.task.timing
        named = timing.task if isinstance(timing, After | Before) else None
        if named is None:
            return ""
        leader = self._by_task.get((series.asset.id, named))
        return self.task(leader) if leader else named

    @cached_property
    def _by_task(self) -> Mapping[tuple[str, str], Series]:
        return {(one.asset.id, one.task.bare_id): one for one in self.source.series}

    def force(self, series: Series) -> str:
        """Return why a task must be, with the mark of the law before what it or a regulator asks for."""
        force = series.task.force
        return f"§ {self.common.forces[force]}" if force in SET_BY_LAW else self.common.forces[force]

    def system(self, class_: str) -> str:
        """Return what people call the system that a class belongs to: the first part of its path."""
        first = class_.partition("/")[0]
        if class_ == CONTRACT:
            return self.words.contract
        name = self.plan.estate.classes.get(first) or classes().get(first)
        return one_line(said(name, self.language)) if name else first

    def class_name(self, class_: str) -> str:
        """Return what people call a class."""
        if class_ == CONTRACT:
            return self.words.contract
        name = self.plan.estate.classes.get(class_) or classes().get(class_)
        return one_line(said(name, self.language)) if name else class_

    def date(self, day: Day) -> str:
        """Return a date in the language's own form: `5 March 2027`, `2027年3月5日`."""
        return date_said(day, self.language)

    def month(self, year: int, month: int) -> str:
        """Return a month in the language's own form: `March 2027`, `2027年3月`."""
        return month_said(year, month, self.language)


def systems_in_order(series: Sequence[Series]) -> list[str]:
    """Return the systems of some series, in the order of the tree of classes; the estate's own last."""
    first = {one.asset.class_.partition("/")[0]: None for one in series}
    known = {name: number for number, name in enumerate(classes())}
    return sorted(first, key=lambda name: (known.get(name, len(known)), name))
