"""Assigning: which tasks each asset has, settled under its facts, with team, calendar and anchor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from fmplan.assets.estate import ESTATE_FILE, Asset, Estate, Layer, Team
from fmplan.assets.load import unknown_team
from fmplan.assets.mistakes import did_you_mean, listing, sentence
from fmplan.assets.task_form import SourceForm
from fmplan.dates.day import ISO, Day
from fmplan.findings import Finding, Place, Severity, in_reading_order
from fmplan.schedules.anchor import anchor_of, asset_begin, series_begin
from fmplan.schedules.calendars import workweek_of
from fmplan.schedules.complaints import Complaint, Lack, MissingFact, Settled, Want
from fmplan.schedules.due import ages_in_years
from fmplan.schedules.duties import Duty, one_for_each_duty
from fmplan.schedules.expiry import CONTRACT, certificates_of, contracts_of
from fmplan.schedules.facts import holds
from fmplan.schedules.layers import is_built_in, value_at, written_at
from fmplan.schedules.load import Schedule
from fmplan.schedules.marks import birth_of, end_of_life, life_task
from fmplan.schedules.naming import names_in, wrong_names
from fmplan.schedules.overriding import duty_of_a_rule
from fmplan.schedules.series import Anchor, Series
from fmplan.schedules.settle import Settler
from fmplan.schedules.task import Ages, ByAge, Every, OlderForm, OncePer, Task
from fmplan.schedules.teamless import teamless
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
    return tuple(series), in_reading_order(
        [*assigner.findings, *assigner.findings_about_facts(), *assigner.findings_about_trades()]
    )


class _Offer(Struct, frozen=True):
    """A task that a schedule or the asset itself offers to an asset."""

    schedule: str
    layers: tuple[Layer, ...]
    source: SourceForm | None


class _Assigner:
    def __init__(self, estate: Estate, schedules: Sequence[Schedule]) -> None:
        self.estate = estate
        self.findings: list[Finding] = []
        self._schedules = schedules
        self._settler = Settler(estate)
        self._turner = Turner(estate.defaults.shift)
        self._fitting: dict[str, tuple[Schedule, ...]] = {}
        self._wanting = Wanting(estate)
        self._teamless: dict[str, set[str]] = {}
        self._calendars: dict[tuple[str, str | None], str] = {}
        self._workweeks: dict[str, frozenset[int]] = {}
        self._alone: dict[int, bool] = {}

    def series_of(self, asset: Asset, rank: int) -> list[Series]:
        """Return the series of one asset, by task, ranked from `rank` on."""
        offers = self._offers(asset)
        duties = []
        for id_, bare_id, offer in offers:
            task = self._task(asset, id_, bare_id, offer)
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
            self.findings += wrong_names(asset, duties, lambda: self._names_offered(asset, offers))
            duties = _with_life(asset, duties)
            ages = {task.bare_id: task.timing for task, _ in duties if isinstance(task.timing, Ages)}
            rotates = any(task.rotation for task, _ in duties)
        since = asset_begin(self.estate, asset)
        series = [self._series(asset, task, layers, ages, since, rank + n) for n, (task, layers) in enumerate(duties)]
        return self._turner.with_turns(series) if rotates else series

    def contract(self, team: Asset, duty: Duty, rank: int) -> Series:
        """Return the series of the end of a team's contract; `team` stands for it as an asset."""
        return self._series(team, *duty, {}, asset_begin(self.estate, team), rank)

    def _stands_alone(self, task: Task) -> bool:
        """Whether a task names no other, never ends, goes by no age and no turns: asked once for all that share it."""
        found = self._alone.get(id(task))
        if found is None:
            found = self._alone[id(task)] = not (names_in(task) or task.ends or task.rotation or _goes_by_age(task))
        return found

    # Which tasks an asset is offered

    def _offers(self, asset: Asset) -> list[tuple[str, str, _Offer]]:
        """Return (id, bare id, offer) for each task; ids of two schedules are written `schedule/task`."""
        by_task: dict[str, list[tuple[Schedule, tuple[Layer, ...]]]] = {}
        for schedule in self._schedules_for(asset.class_):
            if schedule.form.when:
                verdict = holds(schedule.form.when, lambda name: self.estate.fact(asset, name))
                if isinstance(verdict, str):
                    place = None if schedule.is_built_in else schedule.block.key_place("when")
                    self._miss(asset, MissingFact(verdict, "when", Lack.TASK, Want.NUMBER), schedule.id, place)
                if verdict is not True:
                    continue
            for task, layers in schedule.layers.items():
                by_task.setdefault(task, []).append((schedule, layers))
        own = dict(asset.tasks)
        offers: list[tuple[str, str, _Offer]] = []
        for task, givers in by_task.items():
            for schedule, layers in givers:
                id_ = task if len(givers) == 1 else f"{schedule.id}/{task}"
                over = own.pop(id_, ())
                self._say_duties(schedule, task, over)
                offers.append((id_, task, _Offer(schedule.id, (*layers, *over), schedule.source)))
        for task, layers in own.items():
            if len(by_task.get(task, ())) > 1:
                self._say_ambiguous(task, layers[-1], [schedule.id for schedule, _ in by_task[task]])
            else:
                offers.append((task, task, _Offer("", layers, None)))
        if not asset.waive:
            return offers
        return [offer for offer in offers if not self._is_waived(asset, *offer)]

    def _say_duties(self, schedule: Schedule, task: str, over: Sequence[Layer]) -> None:
        """Say that assets and types change the duty of a rule of the library, which stays."""
        for layer in over if schedule.is_built_in else ():
            if "duty" in layer.block:
                self.findings.append(duty_of_a_rule(f"{schedule.id}/{task}", layer.block.key_place("duty")))

    def _schedules_for(self, class_: str) -> tuple[Schedule, ...]:
        fitting = self._fitting.get(class_)
        if fitting is None:
            fitting = self._fitting[class_] = tuple(one for one in self._schedules if one.fits(class_))
        return fitting

    def _is_waived(self, asset: Asset, id_: str, bare_id: str, offer: _Offer) -> bool:
        waiver = asset.waiver_of(offer.schedule, id_, bare_id)
        return waiver is not None and waiver.until is None

    def _say_ambiguous(self, task: str, layer: Layer, schedules: list[str]) -> None:
        self.findings.append(
            Finding(
                "ambiguous-task",
                Severity.ERROR,
                layer.place(),
                f"the schedules {listing(schedules)} each bring a task {task!r}",
                f"Name the one you mean: {' or '.join(f'{one}/{task}' for one in schedules)}.",
            )
        )

    def _say_unknown_task(self, asset: Asset, id_: str, layers: tuple[Layer, ...]) -> None:
        """Say that keys of a task stand here which no schedule brings, and which make no task of their own."""
        offered = sorted(self._names_offered(asset, []) - set(asset.tasks))
        remedy = "Add both here, for example\n  name: Monthly check\n  every: 1 month"
        if not offered:
            remedy = f"Correct its class: no schedule applies to {asset.class_}. For a task of its own: a{remedy[1:]}"
        self.findings.append(
            Finding(
                "unknown-task",
                Severity.ERROR,
                layers[-1].place(),
                f"no schedule brings {asset.id!r} a task {id_!r}, and here it has neither name nor timing",
                sentence(did_you_mean(id_, offered)) or remedy,
            )
        )

    # One series

    def _task(self, asset: Asset, id_: str, bare_id: str, offer: _Offer) -> Task | None:
        layers = offer.layers
        settled = self._settler.settle(asset, id_, bare_id, offer.schedule, layers, offer.source)
        if settled.complaints and not offer.schedule and _says_neither_name_nor_timing(settled):
            self._say_unknown_task(asset, id_, layers)
            return None
        for complaint in settled.complaints:
            place = _place_of(complaint, layers)
            self.findings.append(
                Finding(complaint.code, complaint.severity, place, complaint.message, complaint.remedy)
            )
        for missing in settled.missing:
            written = (
                None if is_built_in(layers, missing.key) else written_at(layers, missing.key) or layers[-1].place()
            )
            self._miss(asset, missing, id_, written)
        return settled.task

    def _series(
        self, asset: Asset, task: Task, layers: tuple[Layer, ...], ages: Mapping[str, Ages], since: Day, rank: int
    ) -> Series:
        team = self._team(asset, task, layers)
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
            self._say_no_area(asset)
        return Series(
            asset,
            task,
            layers,
            team,
            calendar,
            series_begin(asset, task, since),
            self._end(asset, task),
            anchor_of(since, asset, task, first, last, workweek, self.estate.starts),
            last,
            since,
            workweek,
            minutes,
            _years_left_out(task, ages),
            self._older(since, asset, task, last, workweek) if task.was else (),
            rank,
        )

    def _older(
        self, begin: Day, asset: Asset, task: Task, last: Day | None, workweek: frozenset[int]
    ) -> tuple[tuple[OlderForm, Anchor], ...]:
        return tuple(
            (
                form,
                anchor_of(
                    begin,
                    asset,
                    replace(task, timing=form.timing),
                    form.first,
                    last,
                    workweek,
                    self.estate.starts,
                ),
            )
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

    def _team(self, asset: Asset, task: Task, layers: tuple[Layer, ...]) -> Team | None:
        """Return who does a task: its own team, else the asset's if it has the trade, else the one that has it."""
        teams = self.estate.teams
        if task.team is not None:
            if task.team not in teams:
                self.findings.append(unknown_team(task.team, teams, value_at(layers, "team")))
            return teams.get(task.team)
        if asset.team is not None:
            own = teams.get(asset.team)
            if own is None:  # found when the register was read
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
        if is_built_in(layers, "trade"):
            self._teamless.setdefault(trade, set()).add(task.id)
            return
        if able:
            message = f"{listing(able)} have the trade {trade!r}: nothing says which of them does {task.id!r}"
            remedy = "Name a team: on the task or on the asset."
        else:
            close = did_you_mean(trade, self.estate.team_of_trade)
            message = f"no team has the trade {trade!r}"
            remedy = close[:1].upper() + close[1:] or f"Add {trade} to the trades: of a team in estate.yaml."
        place = value_at(layers, "trade") or layers[-1].place()
        self.findings.append(Finding("no-team", Severity.ERROR, place, message, remedy))

    def _check_first(self, task: Task, layers: tuple[Layer, ...], first: Day) -> None:
        on = task.timing.on if isinstance(task.timing, (Every, OncePer)) else None
        if on is None or first in on.in_range(first, first):
            return
        self.findings.append(
            Finding(
                "first-outside-on",
                Severity.ERROR,
                value_at(layers, "first") or layers[-1].place(),
                f"the first date {ISO[first]} is not one that on: {on} allows",
                "Write a first date that falls on such a day, or leave it to on:.",
            )
        )

    def _say_no_area(self, asset: Asset) -> None:
        self.findings.append(
            Finding(
                "no-area",
                Severity.WARNING,
                asset.place(),
                f"the duration is per area, and {asset.id!r} has none, so its hours are not counted",
                "Add the area, for example area: 3200 m2.",
            )
        )

    def _end(self, asset: Asset, task: Task) -> Day | None:
        """Return the last day of a series: the asset's last day in use, or the age at which the task ends."""
        if self._stands_alone(task) or (task.ends is None and not _goes_by_age(task)):
            return asset.out_of_service
        timing = task.timing
        if birth_of(asset, task) is None:
            self._say_no_birth(asset, timing.of if isinstance(timing, Ages) else "in_service")
        life = end_of_life(asset, task)
        if life is None or asset.out_of_service is None:
            return life or asset.out_of_service
        return min(asset.out_of_service, life)

    def _say_no_birth(self, asset: Asset, key: str) -> None:
        self.findings.append(
            Finding(
                "no-birth",
                Severity.WARNING,
                asset.place(),
                f"{asset.id!r} has tasks that go by age, and nothing says its age: they have no dates",
                f"Add {key}: with its date, for example {key}: 2019-05-01.",
            )
        )

    def _names_offered(self, asset: Asset, offers: list[tuple[str, str, _Offer]]) -> set[str]:
        """Return every task that the asset has, or could have, were the facts others."""
        has = {name for id_, bare_id, _ in offers for name in (id_, bare_id)}
        could_have = {
            name
            for schedule in self._schedules_for(asset.class_)
            for task in schedule.layers
            for name in (task, f"{schedule.id}/{task}")
        }
        return has | could_have | set(asset.tasks)

    # Facts

    def _miss(self, asset: Asset, missing: MissingFact, task: str, asked_at: Place | None) -> None:
        self._wanting.add(asset, missing, task, asked_at, self._in_estate("facts"))

    def findings_about_facts(self) -> Iterable[Finding]:
        """Yield one finding for each fact that is missing, or in a form that its tasks cannot use."""
        return self._wanting.findings()

    def findings_about_trades(self) -> Iterable[Finding]:
        """Yield what there is to say of library tasks that ask for a trade which not just one team has."""
        return teamless(self.estate, self._teamless, self._in_estate("teams"))

    def _in_estate(self, key: str) -> Place:
        block = self.estate.block
        return block.key_place(key) if key in block else Place(ESTATE_FILE)


def _says_neither_name_nor_timing(settled: Settled) -> bool:
    complaints = {(one.code, one.key) for one in settled.complaints}
    return ("missing-key", "name") in complaints and any(code == "no-timing" for code, _ in complaints)


def _place_of(complaint: Complaint, layers: tuple[Layer, ...]) -> Place:
    key, value = complaint.key, complaint.value
    place = written_at(layers, key) if value is None else value_at(layers, key, value)
    return place or layers[-1].place()


def _goes_by_age(task: Task) -> bool:
    timing = task.timing
    return isinstance(timing, Ages) or (isinstance(timing, Every) and isinstance(timing.period, ByAge))


def _with_life(asset: Asset, duties: list[Duty]) -> list[Duty]:
    """Return the duties of an asset with the end of its life among them, where a task has one."""
    life = life_task(asset, [task for task, _ in duties]) if any(task.ends for task, _ in duties) else None
    if life is None:
        return duties
    layers = next(layers for task, layers in duties if task is life[1])
    return sorted([*duties, (life[0], layers)], key=lambda duty: duty[0].id)


def _years_left_out(task: Task, ages: Mapping[str, Ages]) -> frozenset[int]:
    # Nearly no asset has such a task: then nobody has to look at the rule.
    if not ages or not isinstance(task.timing, Ages) or task.timing.except_years_of is None:
        return frozenset()
    other = ages.get(task.timing.except_years_of)
    return frozenset(ages_in_years(other)) if other is not None else frozenset()
