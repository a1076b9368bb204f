"""Settling a task: laying what schedules, types and the asset say over one another, and choosing by facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import isfinite
from typing import Any

from msgspec import Struct, field

from fmplan.assets.estate import Asset, Estate, Layer
from fmplan.assets.mistakes import did_you_mean, sentence, unknown_period
from fmplan.assets.task_form import Force, Kind, SourceForm
from fmplan.assets.timing_form import WHEN_KEYS, BetweenForm, Bound, FactTest
from fmplan.assets.written import Choice, SeasonName
from fmplan.dates.period import Period, parse_period
from fmplan.dates.ranges import Season
from fmplan.findings import Place, Severity
from fmplan.schedules.due import fits
from fmplan.schedules.recurrence import refusal, whole_days
from fmplan.schedules.task import (
    After,
    Ages,
    Basis,
    Before,
    Between,
    ByAge,
    CalendarPeriod,
    Dates,
    Event,
    Every,
    Meter,
    OlderForm,
    OncePer,
    Recurrence,
    Task,
    Timing,
)

AGE = "age"
_OWN_DATES = {"first", "last"}


class Complaint(Struct, frozen=True):
    """What is wrong with a task, by the key it is about: the place is found where that key was written.

    With `value` it is about that value of the key, or that entry of its list; a key that nobody wrote stands
    for the task itself.
    """

    code: str
    key: str
    message: str
    remedy: str
    severity: Severity = Severity.ERROR
    value: str | None = None


class MissingFact(Struct, frozen=True):
    """A fact that a task asks for and nobody gives: for a choice it cannot do without, for a `when` it can."""

    name: str
    key: str
    needed: bool


class Settled(Struct):
    """What came of settling: the task, unless it does not apply or cannot be used, and what is wrong with it."""

    task: Task | None = None
    complaints: list[Complaint] = field(default_factory=list)
    missing: list[MissingFact] = field(default_factory=list)


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


def holds(tests: Mapping[str, FactTest], fact: Callable[[str], str | None]) -> bool | str:
    """Tell whether every fact is as asked; where one is missing, return its name."""
    verdict = True
    for name, test in tests.items():
        value = fact(name)
        if value is None:
            return name
        verdict = verdict and _passes(value, test)
    return verdict


def _passes(value: str, test: FactTest) -> bool:
    if isinstance(test, str):
        return value.lower() == test.lower()
    if isinstance(test, tuple):
        return value.lower() in {one.lower() for one in test}
    try:
        number = float(value)
    except ValueError:
        return False
    return (
        (test.over is None or number > test.over)
        and (test.from_ is None or number >= test.from_)
        and (test.below is None or number < test.below)
    )


def unnumbered(tests: Mapping[str, FactTest], fact: Callable[[str], str | None]) -> Iterator[tuple[str, str]]:
    """Yield the facts that are to be compared with a bound and are no number, each with its value."""
    for name, test in tests.items():
        value = fact(name)
        if value is not None and isinstance(test, Bound) and not _is_number(value):
            yield name, value


def fact_not_number(name: str, value: str) -> tuple[str, str]:
    """Return message and remedy for a fact that is to be compared with a bound and is no number."""
    return (
        f"the fact {name!r} is compared with a number, and it is {value!r}",
        f"Write the fact as a number without its unit, for example facts: {{{name}: 27}}",
    )


def _is_number(text: str) -> bool:
    try:
        return isfinite(float(text))
    except ValueError:
        return False


def _facts_asked(layers: tuple[Layer, ...]) -> list[str]:
    names: dict[str, None] = {}
    for layer in layers:
        values = layer.form.__dict__
        for key in layer.form.model_fields_set:
            value = values[key]
            if isinstance(value, Choice) and value.by != AGE:
                names[value.by] = None
            elif key == "when" and value:
                names.update(dict.fromkeys(value))
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
            settled.missing.append(MissingFact(verdict, "when", needed=False))
            return settled
        if not verdict:
            for name, value in unnumbered(when, facts.get):
                _complain(settled, "fact-not-number", "when", *fact_not_number(name, value))
            return settled
    chosen = _Chosen(said, facts, settled)
    if "name" not in said:
        _complain(
            settled,
            "missing-key",
            "name",
            f"the task {bare_id!r} has no name",
            "Add a name, for example name: Monthly check.",
        )
    timing = _timing(chosen, settled)
    season = _season(chosen("season"), estate, settled, "season")
    basis = said.get("from_", "calendar")
    between = Between(basis.late, basis.early, basis.tolerance) if isinstance(basis, BetweenForm) else None
    window = said.get("window")
    if timing is None or settled.missing or any(one.severity is Severity.ERROR for one in settled.complaints):
        return settled
    if isinstance(timing, OncePer) and timing.period is CalendarPeriod.SEASON and season is None:
        _complain(
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
        basis=Basis.FLOATING if basis == "completion" else Basis.FIXED,
        between=between,
        max_gap=chosen("max_gap"),
        min_gap=said.get("min_gap"),
        keep_anchor=said.get("keep_anchor"),
        season=season,
        shift=said.get("shift"),
        early=(window.early or 0) if window else 0,
        late=window.late if window and window.late is not None else estate.defaults.late,
        covers=said.get("covers", ()),
        missed=said.get("missed"),
        tracked=said.get("tracked", estate.defaults.tracked),
        times=chosen("times") or 1,
        ends=said.get("ends"),
        starts=said.get("starts"),
        was=_older_forms(said.get("was", ()), chosen, settled),
        duty=said.get("duty"),
        trade=said.get("trade"),
        team=said.get("team"),
        duration=said.get("duration"),
        people=said.get("people", 1),
        cost=said.get("cost"),
        impact=said.get("impact"),
        instructions=said.get("instructions"),
        source=_source(source, said.get("source")),
        also=(),
        checklist=said.get("checklist", ()),
        qualification=said.get("qualification"),
    )
    _complain_of_contradictions(settled, settled.task)
    if any(one.severity is Severity.ERROR for one in settled.complaints):
        settled.task = None
    return settled


def _laid_over(layers: tuple[Layer, ...]) -> dict[str, Any]:
    """Return every key that some layer says, the strongest winning; a new timing takes the old one's place."""
    said: dict[str, Any] = {}
    for layer in layers:
        values = layer.form.__dict__
        # `first` and `last` are the asset's own and stand on the layer: the form is shared by many.
        own = {key: values[key] for key in layer.form.model_fields_set - _OWN_DATES if values[key] is not None}
        if any(key in own for key in WHEN_KEYS):
            for key in (*WHEN_KEYS, "count", "on", "within"):
                said.pop(key, None)
        said |= own
    return said


class _Chosen:
    """Looks a key up, making the choice by a fact where one is written."""

    def __init__(self, said: Mapping[str, Any], facts: Mapping[str, str | None], settled: Settled) -> None:
        self.said = said
        self._facts = facts
        self._settled = settled

    def __call__(self, key: str) -> Any:
        return self.of(self.said.get(key), key)

    def of(self, value: Any, key: str) -> Any:
        """Return `value`, or the option of it that the facts choose; None, and a complaint, where none fits."""
        if not isinstance(value, Choice):
            return value
        if value.by == AGE:
            return self._by_age(value, key)
        fact = self._facts.get(value.by)
        if fact is None:
            self._settled.missing.append(MissingFact(value.by, key, needed=True))
            return None
        for option, chosen in value.options.items():
            if option.lower() == fact.lower():
                return chosen
        _complain(
            self._settled,
            "no-option",
            key,
            f"{key} is chosen by {value.by}, which is {fact!r} here, and there is no such option",
            f"Add an option {fact}: beside {', '.join(value.options)}.",
        )
        return None

    def _by_age(self, choice: Choice[Any], key: str) -> Any:
        if key not in {"every", "max_gap"} or not all(isinstance(one, Period) for one in choice.options.values()):
            _complain(
                self._settled,
                "no-option",
                key,
                f"{key} cannot be chosen by age",
                "Only every: can be chosen by age.",
            )
            return None
        steps = []
        for age, period in choice.options.items():
            try:
                steps.append((None if age in {"0", "0 years", "0 days"} else parse_period(age), period))
            except ValueError as error:
                _complain(
                    self._settled,
                    "bad-period",
                    key,
                    f"the age {age!r} cannot be read: {error}".partition(": ")[0],
                    "Write ages such as 0 years or 15 years.",
                )
                return None
        steps.sort(key=lambda step: step[0].days if step[0] else 0)
        return ByAge(tuple(steps))


def _timing(chosen: _Chosen, settled: Settled) -> Timing | None:
    said = chosen.said
    present = [key for key in WHEN_KEYS if key in said]
    if present == ["every", "meter"]:
        present = ["every"]
    if not present:
        key = next((key for key in ("on", "within", "count") if key in said), "")
        _complain(
            settled,
            "no-timing",
            key,
            "nothing says when this task is due",
            "Add for example every: 3 months. It may also be one of: "
            f"{', '.join(key for key in WHEN_KEYS if key != 'every')}.",
        )
        return None
    if len(present) > 1:
        _complain(
            settled,
            "two-timings",
            present[1],
            f"{present[0]} and {present[1]} both say when this task is due",
            f"Keep one of the two: {present[0]} or {present[1]}.",
        )
        return None
    return _timing_of(present[0], chosen, settled)


def _timing_of(key: str, chosen: _Chosen, settled: Settled) -> Timing | None:
    said = chosen.said
    value = chosen(key)
    if value is None:
        return None
    match key:
        case "every":
            return _every(value, chosen, settled)
        case "once_per":
            return _once_per(value, chosen, settled)
        case "ages":
            if not value.at and value.then is None:
                _complain(
                    settled,
                    "no-timing",
                    "ages",
                    "ages without at: or then: never fall",
                    "Add for example at: [1 year, 4 years] or then: 1 year.",
                )
                return None
            return Ages(value.of, tuple(sorted(value.at, key=lambda age: age.days)), value.then, value.except_years_of)
        case "rrule":
            if reason := refusal(value):
                _complain(settled, "bad-rrule", "rrule", reason[0], reason[1], value=value)
                return None
            return Recurrence(whole_days(value))
        case "dates":
            if not value:
                _complain(
                    settled,
                    "no-timing",
                    "dates",
                    "an empty list of dates never falls",
                    "Write dates, for example dates: [2027-03-20, 2027-09-18].",
                )
                return None
            return Dates(tuple(sorted(set(value))))
        case "meter":
            return Meter(value.of, value.every, value.unit)
        case "event":
            if "within" not in said:
                _complain(
                    settled,
                    "missing-key",
                    "event",
                    "an event needs within: to say how soon",
                    "Add for example within: 2 days.",
                )
                return None
            return Event(value, said["within"])
        case "after":
            return After(value.task, value.within)
        case _:
            return _before(value, settled)


def _every(period: Period | ByAge, chosen: _Chosen, settled: Settled) -> Every | None:
    on = chosen.said.get("on")
    if on is not None and not fits(on, period):
        _complain(
            settled,
            "bad-placing",
            "on",
            f"on: {on} cannot be placed in a period of {period}",
            "Days of the week go with whole weeks, days of the month with months, dates such as 03-15 with years.",
        )
        return None
    return Every(period, on)


def _once_per(name: str, chosen: _Chosen, settled: Settled) -> OncePer | None:
    try:
        period = CalendarPeriod(name)
    except ValueError:
        close = did_you_mean(name, [str(one) for one in CalendarPeriod])
        _complain(
            settled,
            "unknown-word",
            "once_per",
            f"{name!r} is not a period of the calendar",
            sentence(close) or f"Write one of: {', '.join(CalendarPeriod)}.",
            value=name,
        )
        return None
    return OncePer(period, chosen("count") or 1, chosen.said.get("on"))


def _before(value: Any, settled: Settled) -> Before | None:
    if (value.task is None) == (value.holiday is None):
        _complain(
            settled,
            "no-timing" if value.task is None else "two-timings",
            "before",
            "before: names neither a task nor a holiday"
            if value.task is None
            else "before: names both a task and a holiday",
            "Write one of the two, for example before: {task: inspection, by: 1 month}.",
        )
        return None
    return Before(value.by, value.task, value.holiday)


def _season(value: Any, estate: Estate, settled: Settled, key: str) -> Season | None:
    if value is None:
        return None
    ranges = []
    for one in value:
        if isinstance(one, SeasonName):
            if one not in estate.periods:
                finding = unknown_period(one, estate.periods, Place(""))
                _complain(settled, finding.code, key, finding.message, finding.remedy, value=str(one))
                continue
            ranges.append(estate.periods[one])
        else:
            ranges.append(one)
    return Season(tuple(ranges)) if ranges else None


def _older_forms(forms: Any, chosen: _Chosen, settled: Settled) -> tuple[OlderForm, ...]:
    older = []
    for form in sorted(forms, key=lambda form: form.until):
        said = {key: value for key in form.model_fields_set if (value := getattr(form, key)) is not None}
        own = {key: value for key, value in chosen.said.items() if key not in (*WHEN_KEYS, "count", "on", "first")}
        if "every" not in said and "once_per" not in said:
            own |= {key: chosen.said[key] for key in WHEN_KEYS if key in chosen.said}
            if "on" not in said and "on" in chosen.said:
                own["on"] = chosen.said["on"]
        timing = _timing(_Chosen(own | said, chosen._facts, settled), settled)
        if timing is not None:
            older.append(OlderForm(form.until, timing, said.get("first")))
    return tuple(older)


def _source(of_schedule: SourceForm | None, of_task: SourceForm | None) -> SourceForm | None:
    """Return the task's own source; one without a standard is a clause in that of its schedule."""
    if of_schedule is None or of_task is None or of_task.standard is not None:
        return of_task or of_schedule
    return of_schedule.model_copy(update={key: getattr(of_task, key) for key in of_task.model_fields_set})


def _complain_of_contradictions(settled: Settled, task: Task) -> None:
    if isinstance(task.max_gap, Period) and task.min_gap and task.min_gap.days > task.max_gap.days:
        _complain(
            settled,
            "gap-contradiction",
            "min_gap",
            f"at least {task.min_gap} and at most {task.max_gap} between two visits cannot both hold",
            "Make min_gap shorter than max_gap.",
        )
    if (task.is_floating or task.between is not None) and not isinstance(task.timing, Every):
        _complain(
            settled,
            "bad-basis",
            "from",
            "only every: can count from completion",
            "Take from: out, or write every: with a period.",
        )


def _complain(
    settled: Settled,
    code: str,
    key: str,
    message: str,
    remedy: str,
    severity: Severity = Severity.ERROR,
    value: str | None = None,
) -> None:
    settled.complaints.append(Complaint(code, key, message, remedy, severity, value))
