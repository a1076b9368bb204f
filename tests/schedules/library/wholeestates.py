"""Estates that have one asset of every class of the library, with the facts that let its rules apply.

An asset has the facts of its estate. Where a rule asks for others, or chooses by a fact, the estate has a further
asset of the class for each way the rule can go: `fire/extinguisher` with powder in it, and others with water, with
carbon dioxide and so on. So every rule of the packs applies to some asset.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import Final, NamedTuple

from fmplan.dates.ranges import DateRange, parse_date_range, parse_day
from fmplan.logbook.entries import EMPTY
from fmplan.schedules.library.words import classes, facts, trades
from fmplan.schedules.lock import Lock
from fmplan.schedules.opening import open_register
from fmplan.schedules.plan import Plan, make_plan
from fmplan.schedules.register import Register
from fmplan.schedules.series import Series
from fmplan.yamlfile.block import Block, Items
from tests.memorytree import MemoryTree
from tests.schedules.library.books import Rule, rules
from tests.schedules.library.printedrules import OF_THE_SITE

ZONES: Final = ("Z1", "Z2", "Z3", "Z4", "Z5")
PLACES: Final = (*ZONES, "GB", "US")
SPAN: Final = "2026-11-01..2028-02-29"
"""The year 2027 with what lies beside it, for what reaches over its ends."""
STARTS: Final = "2026-01-01"

_LOCK: Final = (Path(__file__).parent / "estate.lock.yaml").read_text(encoding="utf-8")
_PACKS: Final = {
    "CN": ("cn-statutory", "cn-residential", "good-practice"),
    "GB": ("uk-statutory", "eu-norms", "good-practice"),
    "US": ("us-nfpa", "us-statutory", "good-practice"),
}
_OF_COUNTRY: Final = {
    "CN": {"country": "CN", "timezone": "Asia/Shanghai", "region": "CN-33"},
    "GB": {"country": "none", "timezone": "Europe/London", "region": "GB-ENG"},
    "US": {"country": "none", "timezone": "America/Chicago", "region": "US-MN"},
}
_FACTS: Final = {
    "level": "L1",
    "use": "office",
    "height_m": "60",
    "key_fire_unit": "true",
    "public_gathering": "true",
    "crowded_place": "true",
    "call_points": "130",
    "agent": "powder",
    "dn": "20",
    "fee_basis": "lump-sum",
    "light_load": "false",
    "co2e_t": "60",
    "cooling_kw": "900",
    "vessel_grade": "1",
}
"""What the estates say of themselves, beside region and climate."""

_BY_SHIFTS: Final = ("patrol", "security", "control-room", "cleaning", "technician", "lift-safety", "pool", "waste")
"""The trades that work every day of the year; the others go by the calendar of their country, Monday to Friday."""

_OF_THE_ESTATE: Final = frozenset({"climate"})
"""Facts that an asset does not have of its own: the seasons are those of its estate."""


class Variant(NamedTuple):
    """One asset: its class, and what it has otherwise than its estate."""

    class_: str
    otherwise: tuple[tuple[str, str], ...]

    @property
    def id(self) -> str:
        return re.sub(r"[^a-z0-9]+", "-", "-".join([self.class_, *(f"{n}-{v}" for n, v in self.otherwise)]).lower())


def country_of_place(place: str) -> str:
    return "CN" if place in ZONES else place


def packs_of(place: str) -> tuple[str, ...]:
    return _PACKS[country_of_place(place)]


def rules_of_place(place: str) -> list[Rule]:
    """Return the rules of the packs that an estate in this place names."""
    return [rule for rule in rules() if rule.schedule.form.pack in packs_of(place)]


def facts_of(place: str) -> Mapping[str, str]:
    """Return what holds for an estate in this place where nothing else is said."""
    assumed = {name: fact.default for name, fact in facts().items() if fact.default is not None}
    return {**assumed, **_said_by(place)}


def _said_by(place: str) -> dict[str, str]:
    """Return what an estate says of itself; of what a fact can be, and these tests do not care, the first."""
    any_of = {name: fact.values[0] for name, fact in facts().items() if fact.values and fact.default is None}
    climate = {"climate": place} if place in ZONES else {}
    del any_of["climate"]
    return {**any_of, **_FACTS, "region": _OF_COUNTRY[country_of_place(place)]["region"], **climate}


def variants_of(rule: Rule, place: str) -> tuple[Variant, ...]:
    """Return the assets of the rule's own classes to which it applies, one for each way it can go."""
    known = facts_of(place)
    ways: dict[str, list[str]] = {}
    for block in (rule.schedule.block, rule.block):
        for name, test in (block.get("when") or {}).items():
            ways[name] = _passing(name, test, known, ways.get(name))
    for key, value in rule.block.items():
        by = value.get("by") if isinstance(value, Block) and key not in {"when", "before"} else None
        if by not in {None, "age", "climate"}:
            ways[by] = [one for one in value if one != "by" and one in ways.get(by, value)]
    if any(name in _OF_THE_ESTATE and known.get(name) not in values for name, values in ways.items()):
        return ()
    ways = {name: values for name, values in ways.items() if name not in _OF_THE_ESTATE}
    return tuple(
        Variant(class_, tuple(pair for pair in zip(sorted(ways), chosen, strict=True) if known.get(pair[0]) != pair[1]))
        for class_ in rule.schedule.classes
        for chosen in product(*(ways[name] for name in sorted(ways)))
    )


def _passing(name: str, test: object, known: Mapping[str, str], before: list[str] | None) -> list[str]:
    """Return the values of a fact that pass: that of the estate where it does, else one; those the rule names."""
    if isinstance(test, Block):
        bounds = {key: float(value) for key, value in test.items()}
        low = bounds.get("over", bounds.get("from", 0.0))
        tried = [known.get(name, "0"), f"{low:g}", f"{low + 1:g}"]
        return next([one] for one in tried if _within(float(one), bounds))
    values = list(test) if isinstance(test, Items) else [str(test)]
    values = [one for one in values if before is None or one in before]
    if name in _OF_THE_ESTATE:
        return values
    return [known[name]] if known.get(name) in values else values[:1]


def _within(number: float, bounds: Mapping[str, float]) -> bool:
    return (
        number > bounds.get("over", number - 1)
        and number >= bounds.get("from", number)
        and number < bounds.get("below", number + 1)
    )


@cache
def assets_of(place: str) -> tuple[Variant, ...]:
    """Return the assets of an estate: one of every class, and those that its rules need beside."""
    bare = [Variant(class_, ()) for class_ in classes()]
    return tuple(dict.fromkeys([*bare, *(one for rule in rules_of_place(place) for one in variants_of(rule, place))]))


@cache
def opened(place: str) -> Register:
    """Return the estate of a place, which must be free of errors."""
    register = open_register(MemoryTree(files_of(place)))
    assert register.is_whole, [finding for finding in register.findings if finding.is_error]
    return register


@cache
def planned(place: str) -> Plan:
    return plan_of(opened(place), parse_date_range(SPAN))


def plan_of(register: Register, span: DateRange, series: Sequence[Series] | None = None) -> Plan:
    """Return the plan of an estate, or of some of its series, seen on the day it starts."""
    assert register.estate is not None
    some = register.series if series is None else tuple(series)
    return make_plan(register.estate, some, EMPTY, span, parse_day(STARTS), register.lock or Lock())


def files_of(place: str) -> dict[str, str]:
    files = {"estate.yaml": _estate_yaml(place), "assets/all.yaml": "\n".join(_assets_yaml(place)) + "\n"}
    return {**files, "estate.lock.yaml": _LOCK} if country_of_place(place) == "CN" else files


def _estate_yaml(place: str) -> str:
    country = country_of_place(place)
    office = sorted(set(trades()) - set(_BY_SHIFTS))
    said = _said_by(place)
    return "\n".join(
        [
            "fmplan: 1",
            "estate: estate",
            "name: One of everything",
            f"timezone: {_OF_COUNTRY[country]['timezone']}",
            f"starts: {STARTS}",
            f"standards: [{', '.join(packs_of(place))}]",
            "hours: 08:00-20:00",
            f"facts: {{{', '.join(f'{name}: {value}' for name, value in said.items())}}}",
            f"calendar: {{country: {_OF_COUNTRY[country]['country']}}}",
            # Where the climate has no heating season it is the site's to say.
            *([f"periods: {{heating-season: {OF_THE_SITE['heating-season']}}}"] if place not in {"Z1", "Z2"} else []),
            "calendars: {shifts: {country: none, workweek: [mon, tue, wed, thu, fri, sat, sun]}}",
            "teams:",
            f"  office: {{name: Office, trades: [{', '.join(office)}]}}",
            f"  shifts: {{name: Shifts, trades: [{', '.join(_BY_SHIFTS)}], calendar: shifts}}",
            "",
        ]
    )


def _assets_yaml(place: str) -> Iterator[str]:
    yield "defaults: {in_service: 2021-04-19, manufactured: 2020-11-02, quantity: 8, area: 12000 m2}"
    yield "assets:"
    for one in assets_of(place):
        if one.id == "estate":  # the estate itself
            continue
        yield f"  {one.id}:"
        yield f"    class: {one.class_}"
        yield f"    name: {one.class_}"
        if one.otherwise:
            yield f"    attributes: {{{', '.join(f'{name}: {value}' for name, value in one.otherwise)}}}"
