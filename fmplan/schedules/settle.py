"""Settling a task: laying what schedules, types and the asset say over one another, and choosing by facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from msgspec.structs import replace

from fmplan.assets.estate import Asset, Estate, Layer
from fmplan.assets.mistakes import unknown_period
from fmplan.assets.task_form import BINDING, Force, Kind, SourceForm
from fmplan.assets.timing_form import WHEN_KEYS, BetweenForm
from fmplan.assets.written import Choice, SeasonName
from fmplan.dates.period import Period
from fmplan.dates.ranges import Season, YearlyRange
from fmplan.findings import Place, Severity
from fmplan.schedules.choosing import AGE, Chosen
from fmplan.schedules.complaints import Lack, MissingFact, Settled, Want, complain
from fmplan.schedules.facts import holds
from fmplan.schedules.library.words import period_names
from fmplan.schedules.rotation import settled_rotation
from fmplan.schedules.rounds import settled_rounds
from fmplan.schedules.task import Basis, Between, CalendarPeriod, Every, Meter, OncePer, Task
from fmplan.schedules.timing import meter_of, older_forms, settled_timing

_OWN_DATES = {"first", "last"}

_EITHER = (("times", "round"), ("rotate", "sample"))
"""Keys that say the same: of the two the stronger layer's stands."""


class Settler:
    """Settles the tasks of one estate; tasks that say the same under the same facts are settled once."""

    def __init__(self, estate: Estate) -> None:
        self._estate = estate
        self._known: dict[tuple[Any, ...], Settled] = {}
        self._asks: dict[tuple[int, ...], tuple[str, ...]] = {}

    def settle(
        self,
        asset: Asset,
        id_: str,
        bare_id: str,
        schedule: str,
        layers: tuple[Layer, ...],
        source: SourceForm | None,
    ) -> Settled:
        """Return the task that `layers`, the weakest first, make for `asset`."""
        forms = tuple([id(layer.form) for layer in layers])
        asks = self._asks.get(forms)
        if asks is None:
            asks = self._asks[forms] = tuple(_facts_asked(layers))
        facts = tuple([self._estate.fact(asset, name) for name in asks])
        key = (id_, schedule, forms, facts)
        settled = self._known.get(key)
        if settled is None:
            settled = self._known[key] = _settle(
                self._estate, id_, bare_id, schedule, layers, source, dict(zip(asks, facts, strict=True))
            )
        return settled


def _facts_asked(layers: tuple[Layer, ...]) -> list[str]:
    names: dict[str, None] = {}
    for layer in layers:
        for key, value in layer.form.said().items():
            if isinstance(value, Choice) and value.by != AGE:
                names[value.by] = None
            elif key == "when":
                names.update(dict.fromkeys(value))
            elif key == "rotate" and isinstance(value.units, str):
                names[value.units] = None
    return list(names)


def _settle(
    estate: Estate,
    id_: str,
    bare_id: str,
    schedule: str,
    layers: tuple[Layer, ...],
    source: SourceForm | None,
    facts: Mapping[str, str | None],
) -> Settled:
    settled = Settled()
    said = _laid_over(layers)
    when = said.get("when")
    if when:
        verdict = holds(when, facts.get)
        if isinstance(verdict, str):
            settled.missing.append(MissingFact(verdict, "when", Lack.TASK, Want.NUMBER))
        if verdict is not True:
            return settled
    chosen = Chosen(said, facts, settled)
    if "name" not in said:
        complain(
            settled,
            "missing-key",
            "name",
            f"the task {bare_id!r} has no name",
            "Add a name, for example name: Monthly check.",
        )
    timing = settled_timing(chosen, settled)
    season = _season(chosen("season"), estate, settled, "season")
    basis = said.get("from_", "calendar")
    between = Between(basis.late, basis.early, basis.tolerance) if isinstance(basis, BetweenForm) else None
    window = said.get("window")
    meter = meter_of(said["meter"]) if said.get("meter") else None
    rounds = settled_rounds(said.get("round"), said.get("times"), estate, settled)
    rotation = settled_rotation(said.get("rotate"), said.get("sample"), facts, settled)
    max_gap, times = chosen("max_gap"), chosen("times")
    was = older_forms(said.get("was", ()), chosen, settled)
    cannot = any(missing.lack is not Lack.UNITS for missing in settled.missing)
    if timing is None or cannot or any(one.severity is Severity.ERROR for one in settled.complaints):
        return settled
    if isinstance(timing, OncePer) and timing.period is CalendarPeriod.SEASON and season is None:
        complain(
            settled,
            "missing-key",
            "once_per",
            "once per season needs a season",
            "Add for example season: 04-01..10-31.",
        )
        return settled
    settled.task = Task(
        id=id_,
        bare_id=bare_id,
        schedule=schedule,
        name=said["name"],
        kind=said.get("kind", Kind.MAINTENANCE),
        force=said.get("force", Force.HOUSE),
        timing=timing,
        basis=Basis.FLOATING if basis == "completion" or meter else Basis.FIXED,
        between=between,
        max_gap=max_gap,
        min_gap=said.get("min_gap"),
        keep_anchor=said.get("keep_anchor"),
        season=season,
        shift=said.get("shift"),
        early=(window.early or 0) if window else 0,
        late=window.late if window and window.late is not None else _default(estate.defaults.late, 0, said, layers),
        covers=said.get("covers", ()),
        missed=said.get("missed"),
        tracked=said.get("tracked", _default(estate.defaults.tracked, True, said, layers)),
        times=times or 1,
        rounds=rounds,
        rotation=rotation,
        ends=said.get("ends"),
        starts=said.get("starts"),
        was=was,
        duty=said.get("duty"),
        trade=said.get("trade"),
        team=said.get("team"),
        duration=said.get("duration"),
        people=said.get("people", 1),
        cost=said.get("cost"),
        impact=said.get("impact"),
        instructions=said.get("instructions"),
        source=merged_source(source, said.get("source")),
        also=said.get("also", ()),
        checklist=said.get("checklist", ()),
        qualification=said.get("qualification"),
        note=said.get("note"),
        permit=said.get("permit"),
        meter=meter,
        waits_for_both=said.get("whichever") == "last",
    )
    _complain_of_contradictions(settled, settled.task)
    if any(one.severity is Severity.ERROR for one in settled.complaints):
        settled.task = None
    return settled


def _default(of_estate: D, strict: D, said: Mapping[str, Any], layers: tuple[Layer, ...]) -> D:
    """Return the estate's default; for a binding rule of the library the strict one: a default may not undo the law."""
    return strict if layers[0].built_in and said.get("force") in BINDING else of_estate


D = TypeVar("D")


def _laid_over(layers: tuple[Layer, ...]) -> dict[str, Any]:
    """Return every key that some layer says, the strongest winning; a new timing takes the old one's place."""
    said: dict[str, Any] = {}
    for layer in layers:
        # `first` and `last` are the asset's own and stand on the layer: the form is shared by many.
        own = {key: value for key, value in layer.form.said().items() if key not in _OWN_DATES}
        if any(key in own for key in WHEN_KEYS):
            for key in (*WHEN_KEYS, "count", "on", "within"):
                said.pop(key, None)
        for one, other in _EITHER:
            if (one in own) is not (other in own):
                said.pop(other if one in own else one, None)
        said |= own
    return said


def _season(value: Any, estate: Estate, settled: Settled, key: str) -> Season | None:
    if value is None:
        return None
    ranges: list[YearlyRange] = []
    for one in value:
        if isinstance(one, SeasonName):
            if one not in estate.periods:
                # A season of the library that this climate lacks is no slip of the pen: it is the site's to say.
                close = () if one in period_names() else estate.periods
                finding = unknown_period(one, close, Place(""))
                complain(settled, finding.code, key, finding.message, finding.remedy, value=str(one))
                continue
            ranges += estate.periods[one]
        else:
            ranges.append(one)
    return Season(tuple(ranges)) if ranges else None


def merged_source(of_schedule: SourceForm | None, of_task: SourceForm | None) -> SourceForm | None:
    """Return the task's own source; one without a standard is a clause in that of its schedule."""
    if of_schedule is None or of_task is None or of_task.standard is not None:
        return of_task or of_schedule
    return replace(of_schedule, **of_task.said())


def _complain_of_contradictions(settled: Settled, task: Task) -> None:
    if isinstance(task.max_gap, Period) and task.min_gap and task.min_gap.days > task.max_gap.days:
        complain(
            settled,
            "gap-contradiction",
            "min_gap",
            f"at least {task.min_gap} and at most {task.max_gap} between two visits cannot both hold",
            "Make min_gap shorter than max_gap.",
        )
    if task.hangs_on_the_logbook and not isinstance(task.timing, Every | Meter):
        complain(
            settled,
            "bad-basis",
            "from",
            "only every: can count from completion",
            "Take from: out, or write every: with a period.",
        )
