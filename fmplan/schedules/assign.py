"""Assigning: which tasks each asset has, settled under its facts, with team, calendar and anchor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from fmplan.assets.estate import Asset, Estate, Layer, Team
from fmplan.assets.mistakes import did_you_mean, sentence
from fmplan.dates.day import ISO, Day
from fmplan.findings import Finding, Place, Severity, in_reading_order
from fmplan.schedules.anchor import anchor_of, asset_begin, series_begin
from fmplan.schedules.calendars import workweek_of
from fmplan.schedules.complaints import Complaint, Settled
from fmplan.schedules.duties import Duty, one_for_each_duty
from fmplan.schedules.expiry import CONTRACT, certificates_of, contracts_of
from fmplan.schedules.layers import is_built_in, value_at, written_at
from fmplan.schedules.lifespan import hangs_on_age, last_day, no_birth, with_life, years_left_out
from fmplan.schedules.load import Schedule
from fmplan.schedules.naming import names_in, wrong_names
from fmplan.schedules.offers import Offer, Offers
from fmplan.schedules.series import Anchor, Series
from fmplan.schedules.settle import Settler
from fmplan.schedules.task import Ages, Every, OlderForm, OncePer, Task
from fmplan.schedules.teamchoice import TeamChoice
from fmplan.schedules.turns import Turner
from fmplan.schedules.wanting import Wanting


def assign(estate: Estate, schedules: Sequence[Schedule]) -> tuple[tuple[Series, ...], list[Finding]]:
    """Return every series of the estate in the order location, asset, task, and what is wrong with them."""
    assigner = _Assigner(estate, schedules)
    series: list[Series] = []
    contracts = contracts_of(estate)
    ending = {asset.id: duty for asset, duty in contracts}
    assets = [*estate.assets.values(), *(asset for asset, _ in contracts)]
    for asset in sorted(assets, key=lambda one: (one.location, one.id)):
        if asset.class_ == CONTRACT and asset.id in ending:
            series.append(assigner.contract(asset, ending[asset.id], len(series)))
        else:
            series += assigner.series_of(asset, len(series))
    return tuple(series), in_reading_order(assigner.all_findings())


class _Assigner:
    def __init__(self, estate: Estate, schedules: Sequence[Schedule]) -> None:
        self.estate = estate
        self._findings: list[Finding] = []
        self._wanting = Wanting(estate)
        self._offers = Offers(estate, schedules, self._wanting)
        self._settler = Settler(estate)
        self._teams = TeamChoice(estate)
        self._turner = Turner(estate.defaults.shift)
        self._calendars: dict[tuple[str, str | None], str] = {}
        self._workweeks: dict[str, frozenset[int]] = {}
        self._alone: dict[int, bool] = {}

    def series_of(self, asset: Asset, rank: int) -> list[Series]:
        """Return the series of one asset, by task, ranked from `rank` on."""
        offers = self._offers.to(asset)
        duties: list[Duty] = []
        for offer in offers:
            task = self._task(asset, offer)
            if task is not None:
                duties.append((task, offer.layers))
        if len(duties) > 1:
            duties = one_for_each_duty(duties)
            duties.sort(key=lambda duty: duty[0].id)
        if asset.certificates:
            duties = sorted([*duties, *certificates_of(asset)], key=lambda duty: duty[0].id)
        ages: Mapping[str, Ages] = {}
        rotates = False
        if asset.waive or not all(self._stands_alone(task) for task, _ in duties):
            self._findings += wrong_names(asset, duties, lambda: self._offers.names(asset, offers))
            duties = with_life(asset, duties)
            ages = {task.bare_id: task.timing for task, _ in duties if isinstance(task.timing, Ages)}
            rotates = any(task.rotation for task, _ in duties)
        since = asset_begin(self.estate, asset)
        series = [self._series(asset, task, layers, ages, since, rank + n) for n, (task, layers) in enumerate(duties)]
        return self._turner.with_turns(series) if rotates else series

    def contract(self, team: Asset, duty: Duty, rank: int) -> Series:
        """Return the series of the end of a team's contract; `team` stands for it as an asset."""
        return self._series(team, *duty, {}, asset_begin(self.estate, team), rank)

    def all_findings(self) -> list[Finding]:
        """Return all that was found, also what is told once for many series."""
        return [
            *self._findings,
            *self._offers.findings,
            *self._teams.findings,
            *self._wanting.findings(),
            *self._teams.findings_about_the_library(),
        ]

    def _stands_alone(self, task: Task) -> bool:
        """Whether a task names no other, never ends, goes by no age and no turns: asked once for all that share it."""
        found = self._alone.get(id(task))
        if found is None:
            found = self._alone[id(task)] = not (names_in(task) or task.rotation or hangs_on_age(task))
        return found

    def _task(self, asset: Asset, offer: Offer) -> Task | None:
        """Return what an offer comes to under the facts of an asset; None where it does not hold, or is wrong."""
        layers = offer.layers
        settled = self._settler.settle(asset, offer.id, offer.bare_id, offer.schedule, layers, offer.source)
        if settled.complaints and not offer.schedule and _says_neither_name_nor_timing(settled):
            could_have = self._offers.names(asset, []) - set(asset.tasks)
            self._findings.append(_unknown_task(asset, offer, sorted(could_have)))
            return None
        for complaint in settled.complaints:
            place = _place_of(complaint, layers)
            self._findings.append(
                Finding(complaint.code, complaint.severity, place, complaint.message, complaint.remedy)
            )
        for missing in settled.missing:
            is_ours = not is_built_in(layers, missing.key)
            asked_at = (written_at(layers, missing.key) or layers[-1].place()) if is_ours else None
            self._wanting.add(asset, missing, offer.id, asked_at)
        return settled.task

    def _series(
        self, asset: Asset, task: Task, layers: tuple[Layer, ...], ages: Mapping[str, Ages], since: Day, rank: int
    ) -> Series:
        team = self._teams.team_for(asset, task, layers)
        calendar = self._calendar(asset, team)
        first = last = None
        for layer in layers:
            first = layer.first if layer.first is not None else first
            last = layer.last if layer.last is not None else last
        if first is not None:
            self._check_first(task, layers, first)
        workweek = self._workweek(calendar)
        minutes = task.duration.minutes_for(asset.quantity, asset.area) if task.duration else None
        if task.duration and minutes is None:
            self._findings.append(_no_area(asset))
        end = asset.out_of_service
        if not self._stands_alone(task) and hangs_on_age(task):
            end = last_day(asset, task)
            ageless = no_birth(asset, task)
            self._findings += () if ageless is None else (ageless,)
        return Series(
            asset,
            task,
            layers,
            team,
            calendar,
            series_begin(asset, task, since),
            end,
            anchor_of(since, asset, task, first, last, workweek, self.estate.starts),
            last,
            since,
            workweek,
            minutes,
            years_left_out(task, ages),
            self._older(since, asset, task, last, workweek) if task.was else (),
            rank,
        )

    def _older(
        self, begin: Day, asset: Asset, task: Task, last: Day | None, workweek: frozenset[int]
    ) -> tuple[tuple[OlderForm, Anchor], ...]:
        starts = self.estate.starts
        return tuple(
            (form, anchor_of(begin, asset, replace(task, timing=form.timing), form.first, last, workweek, starts))
            for form in task.was
        )

    def _calendar(self, asset: Asset, team: Team | None) -> str:
        if not self.estate.calendars:
            return ""
        key = (asset.location, team.id if team else None)
        calendar = self._calendars.get(key)
        if calendar is None:
            calendar = self._calendars[key] = self.estate.calendar_name(asset, team)
        return calendar

    def _workweek(self, calendar: str) -> frozenset[int]:
        week = self._workweeks.get(calendar)
        if week is None:
            week = self._workweeks[calendar] = workweek_of(self.estate, calendar)
        return week

    def _check_first(self, task: Task, layers: tuple[Layer, ...], first: Day) -> None:
        on = task.timing.on if isinstance(task.timing, (Every, OncePer)) else None
        if on is None or first in on.in_range(first, first):
            return
        self._findings.append(
            Finding(
                "first-outside-on",
                Severity.ERROR,
                value_at(layers, "first") or layers[-1].place(),
                f"the first date {ISO[first]} is not one that on: {on} allows",
                "Write a first date that falls on such a day, or leave it to on:.",
            )
        )


def _says_neither_name_nor_timing(settled: Settled) -> bool:
    complaints = {(one.code, one.key) for one in settled.complaints}
    return ("missing-key", "name") in complaints and any(code == "no-timing" for code, _ in complaints)


def _unknown_task(asset: Asset, offer: Offer, could_have: Sequence[str]) -> Finding:
    """Say that keys of a task stand here which no schedule brings, and which make no task of their own."""
    remedy = "Add both here, for example\n  name: Monthly check\n  every: 1 month"
    if not could_have:
        remedy = f"Correct its class: no schedule applies to {asset.class_}. For a task of its own: a{remedy[1:]}"
    return Finding(
        "unknown-task",
        Severity.ERROR,
        offer.layers[-1].place(),
        f"no schedule brings {asset.id!r} a task {offer.id!r}, and here it has neither name nor timing",
        sentence(did_you_mean(offer.id, could_have)) or remedy,
    )


def _no_area(asset: Asset) -> Finding:
    return Finding(
        "no-area",
        Severity.WARNING,
        asset.place(),
        f"the duration is per area, and {asset.id!r} has none, so its hours are not counted",
        "Add the area, for example area: 3200 m2.",
    )


def _place_of(complaint: Complaint, layers: tuple[Layer, ...]) -> Place:
    key, value = complaint.key, complaint.value
    place = written_at(layers, key) if value is None else value_at(layers, key, value)
    return place or layers[-1].place()
