"""Assigning: which tasks each asset has, settled under its facts, with team, calendar and anchor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from fmplan.assets.estate import Asset, Estate, Layer, Team
from fmplan.assets.mistakes import did_you_mean, listing
from fmplan.assets.task_form import SourceForm
from fmplan.dates.day import ISO, Day
from fmplan.findings import Finding, Place, Severity, in_reading_order
from fmplan.schedules.anchor import anchor_of, asset_begin, place_of, series_begin, spread_number
from fmplan.schedules.calendars import workweek_of
from fmplan.schedules.due import ages_in_years
from fmplan.schedules.load import Schedule
from fmplan.schedules.series import Anchor, Series
from fmplan.schedules.settle import MissingFact, Settler, holds
from fmplan.schedules.task import After, Ages, Before, ByAge, Every, OlderForm, OncePer, Task


def assign(estate: Estate, schedules: Sequence[Schedule]) -> tuple[tuple[Series, ...], list[Finding]]:
    """Return every series of the estate in the order location, asset, task, and what is wrong with them."""
    assigner = _Assigner(estate, schedules)
    series: list[Series] = []
    for asset in estate.assets.values():
        series += assigner.series_of(asset)
    series.sort(key=lambda one: (one.asset.location, one.asset.id, one.task.id))
    ranked = tuple(replace(one, rank=rank) if one.rank != rank else one for rank, one in enumerate(series))
    return ranked, in_reading_order([*assigner.findings, *assigner.findings_about_facts()])


class _Offer:
    """A task that a schedule or the asset itself offers to an asset."""

    __slots__ = ("layers", "schedule", "source")

    def __init__(self, schedule: str, layers: tuple[Layer, ...], source: SourceForm | None) -> None:
        self.schedule = schedule
        self.layers = layers
        self.source = source


class _Assigner:
    def __init__(self, estate: Estate, schedules: Sequence[Schedule]) -> None:
        self.estate = estate
        self.findings: list[Finding] = []
        self._schedules = schedules
        self._settler = Settler(estate)
        self._fitting: dict[str, tuple[Schedule, ...]] = {}
        self._missing: dict[tuple[str, bool], list[tuple[Series | str, Place]]] = {}
        self._workweeks: dict[str, frozenset[int]] = {}

    def series_of(self, asset: Asset) -> list[Series]:
        offers = self._offers(asset)
        series = []
        for id_, bare_id, offer in offers:
            one = self._series(asset, id_, bare_id, offer)
            if one is not None:
                series.append(one)
        if len(series) > 1:
            series = self._one_for_each_duty(series)
        self._check_names(asset, offers, series)
        return self._leaving_out_years(series)

    # Which tasks an asset is offered

    def _offers(self, asset: Asset) -> list[tuple[str, str, _Offer]]:
        """Return (id, bare id, offer) for each task; ids of two schedules are written `schedule/task`."""
        by_task: dict[str, list[tuple[Schedule, Layer]]] = {}
        for schedule in self._schedules_for(asset.class_):
            if schedule.form.when:
                verdict = holds(schedule.form.when, lambda name: self.estate.fact(asset, name))
                if isinstance(verdict, str):
                    self._miss(MissingFact(verdict, "when", needed=False), schedule.block.key_place("when"), schedule.id)
                if verdict is not True:
                    continue
            for task, layer in schedule.layers.items():
                by_task.setdefault(task, []).append((schedule, layer))
        own = dict(asset.tasks)
        offers: list[tuple[str, str, _Offer]] = []
        for task, givers in by_task.items():
            for schedule, layer in givers:
                id_ = task if len(givers) == 1 else f"{schedule.id}/{task}"
                over = own.pop(id_, ())
                offers.append((id_, task, _Offer(schedule.id, (layer, *over), schedule.source)))
        for task, layers in own.items():
            if len(by_task.get(task, ())) > 1:
                self._say_ambiguous(task, layers[-1], [schedule.id for schedule, _ in by_task[task]])
            else:
                offers.append((task, task, _Offer("", layers, None)))
        return [offer for offer in offers if not self._is_waived(asset, offer[0], offer[1])]

    def _schedules_for(self, class_: str) -> tuple[Schedule, ...]:
        fitting = self._fitting.get(class_)
        if fitting is None:
            fitting = self._fitting[class_] = tuple(one for one in self._schedules if one.fits(class_))
        return fitting

    def _is_waived(self, asset: Asset, id_: str, bare_id: str) -> bool:
        if not asset.waive:
            return False
        waiver = asset.waive.get(id_) or asset.waive.get(bare_id)
        return waiver is not None and waiver.until is None

    def _say_ambiguous(self, task: str, layer: Layer, schedules: list[str]) -> None:
        self.findings.append(
            Finding(
                "ambiguous-task",
                Severity.ERROR,
                layer.block.place(),
                f"the schedules {listing(schedules)} all bring a task {task!r}",
                f"Name the one you mean: {' or '.join(f'{one}/{task}' for one in schedules)}.",
            )
        )

    # One series

    def _series(self, asset: Asset, id_: str, bare_id: str, offer: _Offer) -> Series | None:
        layers = offer.layers
        settled = self._settler.settle(asset, id_, bare_id, offer.schedule, layers, offer.source)
        for complaint in settled.complaints:
            place = _written_at(layers, complaint.key) or layers[-1].block.place()
            self.findings.append(
                Finding(complaint.code, complaint.severity, place, complaint.message, complaint.remedy)
            )
        for missing in settled.missing:
            self._miss(missing, _written_at(layers, missing.key) or layers[-1].block.place(), id_)
        task = settled.task
        if task is None:
            return None
        team = self._team(asset, task, layers)
        calendar = self.estate.calendar_name(asset, team)
        first = next((layer.first for layer in reversed(layers) if layer.first is not None), None)
        last = next((layer.last for layer in reversed(layers) if layer.last is not None), None)
        self._check_first(task, layers, first)
        begin = asset_begin(self.estate, asset)
        workweek = self._workweek(calendar)
        minutes = task.duration.minutes_for(asset.quantity, asset.area) if task.duration else None
        if task.duration and minutes is None:
            self._say_no_area(asset, layers)
        anchor = anchor_of(begin, asset, task, first, last, workweek, self.estate.starts)
        return Series(
            asset=asset,
            task=task,
            layers=layers,
            team=team,
            calendar=calendar,
            begin=series_begin(self.estate, asset, task),
            end=self._end(asset, task, layers),
            anchor=anchor,
            last=last,
            place=place_of(begin, asset.oldest_id, task, workweek),
            number=spread_number(asset.oldest_id),
            minutes=minutes,
            older=self._older(begin, asset, task, last, workweek),
        )

    def _older(
        self, begin: Day, asset: Asset, task: Task, last: Day | None, workweek: frozenset[int]
    ) -> tuple[tuple[OlderForm, Anchor], ...]:
        return tuple(
            (
                form,
                anchor_of(
                    begin, asset, replace(task, timing=form.timing), form.first, last, workweek, self.estate.starts
                ),
            )
            for form in task.was
        )

    def _workweek(self, calendar: str) -> frozenset[int]:
        week = self._workweeks.get(calendar)
        if week is None:
            week = self._workweeks[calendar] = workweek_of(self.estate, calendar)
        return week

    def _team(self, asset: Asset, task: Task, layers: tuple[Layer, ...]) -> Team | None:
        """Return who does a task: its own team, else the asset's if it has the trade, else the one that has it."""
        teams = self.estate.teams
        if task.team is not None:
            if task.team not in teams:
                self.findings.append(unknown_team(task.team, teams, _written_at(layers, "team")))
            return teams.get(task.team)
        if asset.team is not None:
            own = teams.get(asset.team)
            if own is None:
                self.findings.append(unknown_team(asset.team, teams, asset.block.value_place("team")))
                return None
            if task.trade is None or task.trade in own.trades:
                return own
        if task.trade is None:
            return None
        able = self.estate.team_of_trade.get(task.trade, ())
        if len(able) == 1:
            return teams[able[0]]
        self._say_no_team(task, able, layers)
        return None

    def _say_no_team(self, task: Task, able: Sequence[str], layers: tuple[Layer, ...]) -> None:
        trade = task.trade or ""
        if able:
            message = f"{listing(able)} all have the trade {trade!r}: nothing says who does {task.id!r}"
            remedy = "Name a team: on the task or on the asset."
        else:
            close = did_you_mean(trade, self.estate.team_of_trade)
            message = f"no team has the trade {trade!r}"
            remedy = close[:1].upper() + close[1:] or f"Add {trade} to the trades: of a team in estate.yaml."
        place = _written_at(layers, "trade") or layers[-1].block.place()
        self.findings.append(Finding("no-team", Severity.ERROR, place, message, remedy))

    def _check_first(self, task: Task, layers: tuple[Layer, ...], first: Day | None) -> None:
        on = task.timing.on if isinstance(task.timing, Every | OncePer) else None
        if first is None or on is None or first in on.in_range(first, first):
            return
        self.findings.append(
            Finding(
                "first-outside-on",
                Severity.ERROR,
                _written_at(layers, "first") or layers[-1].block.place(),
                f"the first date {ISO[first]} is not one that on: {on} allows",
                "Write a first date that falls on such a day, or leave it to on:.",
            )
        )

    def _say_no_area(self, asset: Asset, layers: tuple[Layer, ...]) -> None:
        self.findings.append(
            Finding(
                "no-area",
                Severity.WARNING,
                asset.place(),
                f"the duration is per area, and {asset.id!r} has none, so its hours are not counted",
                "Add the area, for example area: 3200 m2.",
            )
        )

    def _end(self, asset: Asset, task: Task, layers: tuple[Layer, ...]) -> Day | None:
        end = asset.out_of_service
        needs_birth = task.ends is not None or (
            isinstance(task.timing, Every) and isinstance(task.timing.period, ByAge)
        )
        if needs_birth and birth_of(asset, task) is None:
            self._say_no_birth(asset, "in_service", layers)
        if task.ends is not None and (born := birth_of(asset, task)) is not None:
            life = task.ends.after(born)
            end = life if end is None else min(end, life)
        if isinstance(task.timing, Ages) and birth_of(asset, task) is None:
            self._say_no_birth(asset, task.timing.of, layers)
        return end

    def _say_no_birth(self, asset: Asset, key: str, layers: tuple[Layer, ...]) -> None:
        self.findings.append(
            Finding(
                "no-birth",
                Severity.WARNING,
                asset.place(),
                f"{asset.id!r} has tasks that go by age, and nothing says its age: they have no dates",
                f"Add {key}: with its date, for example {key}: 2019-05-01.",
            )
        )

    # Between the tasks of one asset

    def _one_for_each_duty(self, series: list[Series]) -> list[Series]:
        """Keep the strictest of several series that ask for one duty, with the citations of all."""
        by_duty: dict[str, list[Series]] = {}
        for one in series:
            if one.task.duty is not None:
                by_duty.setdefault(one.task.duty, []).append(one)
        dropped: set[str] = set()
        kept: dict[str, Series] = {}
        for rivals in by_duty.values():
            if len(rivals) > 1:
                strictest = min(rivals, key=_strictness)
                others = [one for one in rivals if one is not strictest]
                dropped |= {one.task.id for one in others}
                also = tuple(one.task.source for one in others if one.task.source)
                kept[strictest.task.id] = replace(strictest, task=replace(strictest.task, also=also))
        return [kept.get(one.task.id, one) for one in series if one.task.id not in dropped]

    def _leaving_out_years(self, series: list[Series]) -> list[Series]:
        by_id = {one.task.bare_id: one for one in series}
        result = []
        for one in series:
            timing = one.task.timing
            if isinstance(timing, Ages) and timing.except_years_of:
                other = by_id.get(timing.except_years_of)
                if other is not None and isinstance(other.task.timing, Ages):
                    one = replace(one, left_out=frozenset(ages_in_years(other.task.timing)))
            result.append(one)
        return result

    def _check_names(self, asset: Asset, offers: list[tuple[str, str, _Offer]], series: list[Series]) -> None:
        """Find tasks that name another task of the asset which it does not have, and circles of covers."""
        known = {name for id_, bare_id, _ in offers for name in (id_, bare_id)} | set(asset.waive)
        for id_, bare_id in ((offer[0], offer[1]) for offer in offers):
            known |= {id_, bare_id}
        for one in series:
            for key, name in _names_in(one.task):
                if name not in known and not self._is_elsewhere(one, name):
                    place = one.written_at(key) or one.written_in()
                    self.findings.append(_unknown_task(one.task.id, key, name, sorted(known), place))
        if asset.waive:
            for id_ in asset.waive:
                if id_ not in known | self._offered_names(asset):
                    waive = asset.block.get("waive")
                    place = waive.key_place(id_) if waive and id_ in waive else asset.place()
                    self.findings.append(_unknown_task("waive", "waive", id_, sorted(known), place))
        self._find_circles(series)

    def _offered_names(self, asset: Asset) -> set[str]:
        return {
            name
            for schedule in self._schedules_for(asset.class_)
            for task in schedule.layers
            for name in (task, f"{schedule.id}/{task}")
        } | set(asset.tasks)

    def _is_elsewhere(self, one: Series, name: str) -> bool:
        """Whether a task of the same schedule has the name, and only the facts keep it from this asset."""
        return any(name in schedule.layers for schedule in self._schedules_for(one.asset.class_))

    def _find_circles(self, series: list[Series]) -> None:
        covers = {one.task.bare_id: one for one in series if one.task.covers or _names_in(one.task)}
        for start, one in covers.items():
            seen: list[str] = []
            open_ = [start]
            while open_:
                here = open_.pop()
                for key, name in _names_in(covers[here].task) if here in covers else ():
                    if key == "ages":
                        continue
                    if name == start:
                        self.findings.append(_circle(one, key if here == start else "covers"))
                        open_ = []
                        break
                    if name not in seen:
                        seen.append(name)
                        open_.append(name)

    # Facts

    def _miss(self, missing: MissingFact, place: Place, task: str) -> None:
        self._missing.setdefault((missing.name, missing.needed), []).append((task, place))

    def findings_about_facts(self) -> Iterable[Finding]:
        """Yield one finding for each missing fact, for all tasks that ask for it."""
        for (name, needed), asking in sorted(self._missing.items()):
            tasks = sorted({str(task) for task, _ in asking})
            place = min(place for _, place in asking)
            left_out = "cannot be planned" if needed else "are left out"
            yield Finding(
                "missing-fact",
                Severity.ERROR if needed else Severity.WARNING,
                place,
                f"nobody says the fact {name!r}: {len(asking)} uses ({listing(tasks, 4)}) {left_out}",
                f"Add it to facts: in estate.yaml, to a location or to an asset's attributes, for example facts: {{{name}: …}}.",
            )


def birth_of(asset: Asset, task: Task) -> Day | None:
    """Return the day from which the age of an asset counts for a task; None where nothing says it."""
    if isinstance(task.timing, Ages):
        return asset.manufactured if task.timing.of == "manufactured" else asset.in_service
    return asset.manufactured or asset.in_service if task.ends else asset.in_service or asset.manufactured


def unknown_team(team: str, teams: Mapping[str, Team], place: Place | None) -> Finding:
    """Return the finding for a team that estate.yaml does not have."""
    close = did_you_mean(team, teams)
    return Finding(
        "unknown-team",
        Severity.ERROR,
        place or Place("estate.yaml"),
        f"no team is called {team!r}",
        close[:1].upper() + close[1:] or f"Known teams: {listing(sorted(teams))}. Add others under teams: in estate.yaml.",
    )


def _written_at(layers: tuple[Layer, ...], key: str) -> Place | None:
    for layer in reversed(layers):
        if key in layer.block:
            return layer.block.key_place(key)
    return None


def _names_in(task: Task) -> list[tuple[str, str]]:
    """Return the tasks a task names, each with the key that names it."""
    names = [("covers", name) for name in task.covers]
    match task.timing:
        case After(task=name):
            names.append(("after", name))
        case Before(task=str(name)):
            names.append(("before", name))
        case Ages(except_years_of=str(name)):
            names.append(("ages", name))
    return names


def _unknown_task(by: str, key: str, name: str, known: Sequence[str], place: Place) -> Finding:
    close = did_you_mean(name, known)
    return Finding(
        "unknown-task",
        Severity.ERROR,
        place,
        f"{key} names {name!r}, and the asset has no such task",
        close[:1].upper() + close[1:] or f"Its tasks: {listing(known)}.",
    )


def _circle(one: Series, key: str) -> Finding:
    return Finding(
        "covers-circle",
        Severity.ERROR,
        one.written_at(key) or one.written_at("covers") or one.written_in(),
        f"{one.task.id!r} comes back to itself through {key}",
        "Let the larger task cover the smaller one, and not the other way round.",
    )


def _strictness(one: Series) -> tuple[float, bool, str]:
    task = one.task
    days = min(days for days in (task.period_days or 1e9, task.max_gap.days if task.max_gap else 1e9))
    return days, task.max_gap is None, task.id

