"""Coverage: what the library asks of each asset, and how the register answers it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from enum import StrEnum
from itertools import groupby
from typing import Final

from msgspec import Struct

from fmplan.assets.asset_form import WaiverForm
from fmplan.assets.estate import ESTATE_CLASS, Asset, Estate, Layer
from fmplan.assets.task_form import BINDING
from fmplan.dates.day import LAST_DAY, Day
from fmplan.dates.ranges import DateRange
from fmplan.logbook.entries import Logbook
from fmplan.schedules.byname import still_open
from fmplan.schedules.duties import duty_of
from fmplan.schedules.facts import holds
from fmplan.schedules.following import leader_of
from fmplan.schedules.lastdone import last_done
from fmplan.schedules.library.words import Usual, usual
from fmplan.schedules.load import Schedule
from fmplan.schedules.lock import Lock
from fmplan.schedules.marks import birth_of
from fmplan.schedules.occurrence import Occurrence, Status
from fmplan.schedules.plan import make_plan
from fmplan.schedules.series import Series
from fmplan.schedules.settle import Settler
from fmplan.schedules.status import OWED
from fmplan.schedules.strictness import laxer_keys
from fmplan.schedules.task import After, Ages, Before, Task


class Standing(StrEnum):
    """How a rule stands with an asset, the worst first."""

    MISSING = "missing"
    LAXER = "laxer"
    UNKNOWN = "unknown"
    WAIVED = "waived"
    OWN = "own"
    COVERED = "covered"


GAPS = frozenset({Standing.MISSING, Standing.LAXER, Standing.UNKNOWN})
"""What an auditor would ask about."""


class Answer(Struct, frozen=True):
    """How the register answers one rule for one asset.

    `rule` is the task as the library has it, None where a missing fact keeps it from being settled; `layer` is
    where the library writes it. `series` is what plans it. `why` tells what is missing, laxer or whose task it is.
    """

    schedule: Schedule
    task: str
    layer: Layer
    asset: Asset
    standing: Standing
    rule: Task | None = None
    series: Series | None = None
    why: str = ""
    waiver: WaiverForm | None = None

    @property
    def id(self) -> str:
        """The rule by its full name."""
        return f"{self.schedule.id}/{self.task}"

    @property
    def is_binding(self) -> bool:
        """Whether law or a regulator asks for it."""
        return self.layer.form.force in BINDING

    @property
    def is_gap(self) -> bool:
        """Whether law or a regulator asks for what is not there, or may do so."""
        return self.standing in GAPS and self.is_binding


def answers_of(estate: Estate, schedules: Sequence[Schedule], series: Sequence[Series], today: Day) -> Iterator[Answer]:
    """Yield how each rule of the library that applies to an asset is answered, by asset and rule.

    A rule applies where its conditions hold, or may hold were a missing fact known.
    """
    built_in = [schedule for schedule in schedules if schedule.is_built_in]
    by_asset: dict[str, list[Series]] = {}
    for one in series:
        by_asset.setdefault(one.asset.id, []).append(one)
    settler = Settler(estate)
    fitting: dict[str, list[Schedule]] = {}
    for asset in sorted(estate.assets.values(), key=lambda one: (one.location, one.id)):
        answering = _Answering(estate, settler, asset, by_asset.get(asset.id, []), today)
        if asset.class_ not in fitting:
            fitting[asset.class_] = [schedule for schedule in built_in if schedule.fits(asset.class_)]
        for schedule in fitting[asset.class_]:
            yield from answering.answers(schedule)


def without_schedule(estate: Estate, series: Sequence[Series]) -> list[Asset]:
    """Return the assets that nothing is planned for."""
    planned = {one.asset.id for one in series}
    return [one for one in estate.assets.values() if one.id not in planned and one.class_ != ESTATE_CLASS]


class Lacking(Struct, frozen=True):
    """A class that buildings of a kind usually have and the register does not; `beside` are the buildings."""

    class_: str
    usual: Usual
    beside: tuple[Asset, ...]


def lacking(estate: Estate) -> list[Lacking]:
    """Return the classes that the estate's buildings usually have, by the packs it uses, and it has not."""
    held = {asset.class_ for asset in estate.assets.values()}
    found: dict[str, Lacking] = {}
    for one in usual():
        absent = [class_ for class_ in one.classes if not any(_is_of(has, class_) for has in held)]
        if one.pack not in estate.standards or not absent:
            continue
        beside = tuple(
            asset for asset in estate.assets.values() if _is_of(asset.class_, one.of) and _is_such(estate, asset, one)
        )
        for class_ in absent if beside else ():
            found.setdefault(class_, Lacking(class_, one, beside))
    return [found[class_] for class_ in sorted(found)]


def _is_of(class_: str, wanted: str) -> bool:
    return class_ == wanted or class_.startswith(f"{wanted}/")


def _is_such(estate: Estate, asset: Asset, one: Usual) -> bool:
    return holds(one.when, lambda name: estate.fact(asset, name)) is True


def next_dates(
    estate: Estate, series: Sequence[Series], logbook: Logbook, lock: Lock, today: Day, asked: Set[int]
) -> Mapping[int, Day]:
    """Return the due date of what is open next, by rank, of the series whose rank is `asked` about.

    What is owed comes first. The next weeks are planned for all, and further ahead only what has no date in them, as
    far as the longest periods go; what has none in sight is left out.
    """
    dates: dict[int, Day] = {}
    left = tuple(series)
    start = min((one.begin for one in left), default=today)
    for ahead in _AHEAD:
        span = DateRange(start, max(start, min(max(today, start) + ahead, LAST_DAY)))
        for of_series in make_plan(estate, left, logbook, span, today, lock).by_series:
            first = next((one for one in still_open(of_series) if _is_open(one, today)), None)
            if first is not None:
                dates[first.series.rank] = first.due
        left = tuple(_with_leaders(left, asked - dates.keys()))
        if not left:
            break
    return dates


_AHEAD: Final = (31, 370, 16 * 366)
"""So many days are looked ahead for a next date, one span after the other: sixteen years for what ages bring."""


def _is_open(one: Occurrence, today: Day) -> bool:
    if one.status in OWED:
        return True
    return one.latest >= today and one.done_on is None and one.status not in _GIVEN_UP


_GIVEN_UP: Final = frozenset({Status.SKIPPED, Status.MISSED})


def _with_leaders(series: Sequence[Series], wanted: Set[int]) -> Iterator[Series]:
    """Yield the wanted series, and of their assets those that lead or cover one of them: what they did counts."""
    for _, group in groupby(series, key=lambda one: one.asset.id):
        of_asset = list(group)
        names = {one.task.bare_id for one in of_asset if one.rank in wanted}
        size = 0
        while size < len(names):
            size = len(names)
            names |= {leader for one in of_asset if one.task.bare_id in names and (leader := leader_of(one))}
            names |= {one.task.bare_id for one in of_asset if not names.isdisjoint(one.task.covers)}
        yield from (one for one in of_asset if one.task.bare_id in names)


def last_dates(series: Sequence[Series], logbook: Logbook) -> Mapping[int, Day]:
    """Return the day each series was last done, by rank; those nobody knows of are left out."""
    dates: dict[int, Day] = {}
    for _, group in groupby(series, key=lambda one: one.asset.id):
        dates |= {rank: day for rank, day in last_done(list(group), logbook).items() if day is not None}
    return dates


class _Answering:
    """Answers the rules for one asset."""

    def __init__(self, estate: Estate, settler: Settler, asset: Asset, series: Sequence[Series], today: Day) -> None:
        self._estate = estate
        self._settler = settler
        self._asset = asset
        self._today = today
        self._planned: Mapping[tuple[str, str], Series] = {(one.task.schedule, one.task.bare_id): one for one in series}
        self._by_duty: Mapping[str, Series] = {duty_of(one.task): one for one in series}
        self._bare_ids = {one.task.bare_id for one in series}

    def answers(self, schedule: Schedule) -> Iterator[Answer]:
        verdict = holds(schedule.form.when or {}, self._fact)
        if verdict is False:
            return
        for task, layers in schedule.layers.items():
            if isinstance(verdict, str):
                yield self._unknown(schedule, task, layers[0], verdict)
            else:
                yield from self._answer(schedule, task, layers[0])

    def _fact(self, name: str) -> str | None:
        return self._estate.fact(self._asset, name)

    def _answer(self, schedule: Schedule, task: str, layer: Layer) -> Iterator[Answer]:
        settled = self._settler.settle(self._asset, task, task, schedule.id, (layer,), schedule.source)
        if settled.missing:
            yield self._unknown(schedule, task, layer, settled.missing[0].name)
        elif settled.task is not None:
            standing, series, why, waiver = self._standing(schedule, settled.task)
            yield Answer(schedule, task, layer, self._asset, standing, settled.task, series, why, waiver)

    def _unknown(self, schedule: Schedule, task: str, layer: Layer, fact: str) -> Answer:
        return Answer(schedule, task, layer, self._asset, Standing.UNKNOWN, why=fact)

    def _standing(self, schedule: Schedule, rule: Task) -> tuple[Standing, Series | None, str, WaiverForm | None]:
        waiver = self._asset.waiver_of(schedule.id, f"{schedule.id}/{rule.bare_id}", rule.bare_id)
        series = self._planned.get((schedule.id, rule.bare_id))
        if waiver is not None and (waiver.until is None or waiver.until >= self._today):
            return Standing.WAIVED, series, waiver.because, waiver
        if series is not None:
            return *self._of_its_own(rule, series), None
        other = self._by_duty.get(duty_of(rule))
        if other is None:
            return Standing.MISSING, None, "nothing plans it", None
        by = f"{other.task.schedule}/{other.task.bare_id}" if other.task.schedule else other.task.id
        return Standing.COVERED if other.layers[0].built_in else Standing.OWN, other, by, None

    def _of_its_own(self, rule: Task, series: Series) -> tuple[Standing, Series, str]:
        keys = laxer_keys(rule, series.task, series)
        laxer = [key for key in keys if any(key in one.block for one in series.layers[1:])]
        if laxer:
            return Standing.LAXER, series, ", ".join(laxer)
        timing = series.task.timing
        if isinstance(timing, Ages) and birth_of(series.asset, series.task) is None:
            return Standing.MISSING, series, f"nothing says {timing.of}"
        if isinstance(rule.timing, (After, Before)) and rule.timing.task not in {None, *self._bare_ids}:
            return Standing.MISSING, series, f"{rule.timing.task}, which it hangs on, is not planned"
        return Standing.COVERED, series, ""
