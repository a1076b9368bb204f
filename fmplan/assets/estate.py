"""The estate as it stands after reading: places, teams and assets, with what they inherit filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

from msgspec import Struct, field

from fmplan.assets.asset_form import CertificateForm, Criticality, WaiverForm
from fmplan.assets.estate_form import CalendarForm, ContractForm, DefaultsForm, LocationForm, TeamForm
from fmplan.assets.mail_form import MailForm
from fmplan.assets.task_form import TaskForm
from fmplan.assets.text import Text
from fmplan.dates.day import Day
from fmplan.dates.duration import HoursOfDay
from fmplan.dates.ranges import DateRange, YearlyRange
from fmplan.findings import Place
from fmplan.yamlfile.block import Block

ESTATE_FILE: Final = "estate.yaml"

ESTATE_CLASS: Final = "estate"
"""The class of the asset that stands for the estate itself and carries its own duties."""


class Layer(Struct, frozen=True):
    """One place where keys of a task were written: a schedule, a type or the asset itself.

    `first` and `last` stand apart from the form, so that tasks that say the same share one form. `within` is
    the block of tasks it stands in. `built_in`: the library wrote it, not the estate.
    """

    origin: str
    block: Block
    form: TaskForm
    first: Day | None = None
    last: Day | None = None
    within: Block | None = None
    built_in: bool = False

    def place(self) -> Place:
        """Where the task is written: at its id."""
        for id_, block in (self.within or {}).items():
            if block is self.block and self.within is not None:
                return self.within.key_place(id_)
        return self.block.place()


class Team(Struct, frozen=True):
    """Who does the work."""

    id: str
    form: TeamForm
    block: Block

    @property
    def name(self) -> Text:
        """The team's name, in one or more languages."""
        return self.form.name

    @property
    def trades(self) -> tuple[str, ...]:
        """The trades this team has."""
        return self.form.trades

    @property
    def contract(self) -> ContractForm | None:
        """The contract with a contractor."""
        return self.form.contract


class Asset(Struct, frozen=True):
    """One thing that is maintained, with what its type and its file's defaults say filled in."""

    id: str
    name: Text
    class_: str
    block: Block
    location: str = ""
    team: str | None = None
    criticality: Criticality = Criticality.NORMAL
    type: str | None = None
    make: str | None = None
    model: str | None = None
    quantity: int = 1
    area: float | None = None
    starts: Day | None = None
    in_service: Day | None = None
    manufactured: Day | None = None
    out_of_service: Day | None = None
    suspended: tuple[DateRange, ...] = ()
    serial: str | None = None
    registration: str | None = None
    part_of: str | None = None
    serves: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    certificates: Mapping[str, CertificateForm] = field(default_factory=dict)
    tasks: Mapping[str, tuple[Layer, ...]] = field(default_factory=dict)
    waive: Mapping[str, WaiverForm] = field(default_factory=dict)
    note: Text | None = None
    within: Block | None = None

    @property
    def oldest_id(self) -> str:
        """The id it had first: keys, the spread and the logbook go by it."""
        return self.formerly[0] if self.formerly else self.id

    def waiver_of(self, schedule: str, id_: str, bare_id: str) -> WaiverForm | None:
        """Return the waiver of a task, which may name it with its schedule or without."""
        waive = self.waive
        return waive.get(id_) or waive.get(bare_id) or waive.get(f"{schedule}/{bare_id}") if waive else None

    def waived_at(self, schedule: str, id_: str, bare_id: str) -> Place:
        """Where the waiver of a task is written; the asset itself where its type waives it."""
        waive: Block | None = self.block.get("waive")
        names = (id_, bare_id, f"{schedule}/{bare_id}")
        return next((waive.key_place(name) for name in names if waive and name in waive), self.place())

    def place(self) -> Place:
        """Where the asset was written: at its id."""
        return self.block.value_place("estate") if self.within is None else self.within.key_place(self.id)


class Estate(Struct, frozen=True, dict=True):
    """One property under one plan, as read on one day from one tree of files.

    `classes_shared` tells for each class that a type or the defaults of a file say where that is said first.
    """

    id: str
    name: Text
    timezone: str
    language: str
    starts: Day
    currency: str | None
    standards: tuple[str, ...]
    facts: Mapping[str, str]
    calendar: CalendarForm
    calendars: Mapping[str, CalendarForm]
    hours: HoursOfDay | None
    periods: Mapping[str, tuple[YearlyRange, ...]]
    locations: Mapping[str, LocationForm]
    teams: Mapping[str, Team]
    classes: Mapping[str, Text]
    defaults: DefaultsForm
    logbook: str
    assets: Mapping[str, Asset]
    block: Block
    mail: MailForm | None = None
    assumed: Mapping[str, str] = field(default_factory=dict)
    classes_shared: Mapping[str, Place] = field(default_factory=dict)

    @cached_property
    def itself(self) -> Asset:
        """The asset that stands for the estate and carries the estate-wide duties."""
        return self.assets[self.id]

    def written_at(self, key: str) -> Place:
        """Return where estate.yaml says `key`; the file where it does not."""
        return self.block.key_place(key) if key in self.block else Place(ESTATE_FILE)

    @cached_property
    def team_of_trade(self) -> Mapping[str, tuple[str, ...]]:
        """Every trade, with the ids of the teams that have it."""
        found: dict[str, tuple[str, ...]] = {}
        for team in self.teams.values():
            for trade in team.trades:
                found[trade] = (*found.get(trade, ()), team.id)
        return found

    def places_upwards(self, location: str) -> Iterator[LocationForm]:
        """Yield what is written about `location` and the places it lies in, the nearest first."""
        path = location
        while path:
            if path in self.locations:
                yield self.locations[path]
            path = path.rpartition("/")[0]

    def fact(self, asset: Asset, name: str) -> str | None:
        """Return a fact as it holds for `asset`: its own attribute, else its place's upwards, else the estate's.

        What nobody says is as it is assumed, where it is.
        """
        if name in asset.attributes:
            return asset.attributes[name]
        for place in self.places_upwards(asset.location):
            if name in place.facts:
                return place.facts[name]
        return self.facts.get(name) or self.assumed.get(name)

    def calendar_name(self, asset: Asset, team: Team | None) -> str:
        """Return the calendar a task goes by: its team's, else its place's, else the estate's ("")."""
        if team is not None and team.form.calendar is not None:
            return team.form.calendar
        for place in self.places_upwards(asset.location):
            if place.calendar is not None:
                return place.calendar
        return ""
