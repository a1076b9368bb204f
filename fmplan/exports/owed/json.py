"""What is owed as JSON and as CSV (docs/commands.md): the fields of an occurrence, and what is owed beside them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

from fmplan.assets.text import said
from fmplan.dates.day import ISO, Day
from fmplan.exports import fields
from fmplan.exports.csv import joined
from fmplan.exports.findings import as_fields
from fmplan.exports.owed.remedy import cap_of, remedy_of, why_of
from fmplan.exports.owed.rows import Group, in_groups
from fmplan.exports.plain import spelt_out
from fmplan.exports.reasons import moves_of
from fmplan.exports.turns import Turns
from fmplan.release import RELEASE
from fmplan.schedules.owed import Debt, Owed

OF_DEBT: Final = (
    "what",
    "days_late",
    "days_over",
    "cap",
    "last_done",
    "must_not_be_used",
    "why",
    "remedy",
    "reading",
)
OWED_FIELDS: Final = (*fields.FIELDS, *OF_DEBT)


def as_json(
    all_owed: Sequence[Owed], languages: Sequence[str], group: Group | None, *, portfolio: bool
) -> Iterator[bytes]:
    """Yield one object, of a portfolio one that holds those of its estates."""
    objects = [as_object(owed, language, group) for owed, language in zip(all_owed, languages, strict=True)]
    yield lined(objects, portfolio=portfolio).encode("utf-8", "backslashreplace")


def as_csv(all_owed: Sequence[Owed], languages: Sequence[str], group: Group | None) -> Iterator[bytes]:
    """Yield a header, and a row for all that is owed."""
    yield f"{','.join(OWED_FIELDS)}\n".encode()
    for owed, language in zip(all_owed, languages, strict=True):
        rows = (joined(_for_cells(values)) for values in rows_of(owed, language, group))
        yield "".join(f"{row}\n" for row in rows).encode("utf-8", "backslashreplace")


def as_object(owed: Owed, language: str, group: Group | None) -> dict[str, Any]:
    """Return what one estate owes as an object of JSON."""
    due_now = owed.due_now
    return {
        "fmplan": 1,
        "release": RELEASE,
        "estate": owed.estate.id,
        "today": ISO[owed.today],
        "within": owed.within,
        "counts": {
            "owed": len(due_now),
            "breach": sum(debt.status.value == "breach" for debt in due_now),
            "overdue": sum(debt.status.value == "overdue" for debt in due_now),
            "coming": len(owed.debts) - len(due_now),
        },
        "owed": list(rows_of(owed, language, group)),
        "findings": [as_fields(finding) for finding in owed.plan.findings],
    }


def rows_of(owed: Owed, language: str, group: Group | None) -> Iterator[dict[str, Any]]:
    """Yield the fields of each debt, the worst first, those of one group together."""
    turns = Turns(owed.plan)
    for debt in in_groups(owed, group):
        yield _values(debt, owed.estate.id, language, turns)


def lined(objects: Sequence[dict[str, Any]], *, portfolio: bool = False) -> str:
    """Return one object as JSON, or that of a portfolio: each value on a line, of lists each member on its own."""
    if not portfolio:
        return f"{_lines(objects[0])}\n"
    head = f'{{"fmplan":1,"release":{_text(RELEASE)},"estates":['
    return f"{head}\n{','.join(f'{_lines(one)}{chr(10)}' for one in objects)}]}}\n"


def _lines(values: dict[str, Any]) -> str:
    members = (f"{_text(name)}:{_listed(value)}" for name, value in values.items())
    return "{" + ",\n".join(members) + "}"


def _listed(value: Any) -> str:
    # With `indent` the encoder of the standard library would be the slow one, which is not written in C.
    if not isinstance(value, list) or not value or not isinstance(value[0], dict):
        return _text(value)
    return "[\n" + ",\n".join(map(_text, value)) + "\n]"


def _text(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_number)
    # JSON may hold these as they are, and a terminal would act upon them.
    return spelt_out(text)


def _values(debt: Debt, estate: str, language: str, turns: Turns) -> dict[str, Any]:
    series, one = debt.series, debt.occurrence
    key = one.key if one else f"{series.key}/{debt.reading.item.id}" if debt.reading else series.key
    days: dict[str, Any] = {
        "due": _day(one.due if one else debt.latest),
        "planned": _day(one.planned if one else debt.latest),
        "latest": _day(debt.latest),
        "limit": _day(one.limit if one else None),
        "status": debt.status.value,
        "done_on": None,
    }
    links = {
        "covers": list(one.covers) if one else [],
        "covered_by": one.covered_by if one else None,
        "moved": moves_of(one.moved, language) if one else [],
    }
    return {
        "uid": f"{key}@{estate}",
        "key": key,
        **fields.of_asset(series.asset, language),
        **fields.of_task(series.task, language),
        **days,
        **fields.of_work(series),
        "units": turns.units_of(series, key) if one else None,
        **links,
        **fields.origin(series.task),
        "what": debt.what.value,
        "days_late": debt.days_late,
        "days_over": debt.days_over,
        "cap": cap_of(debt) or None,
        "last_done": _day(debt.last_done),
        "must_not_be_used": debt.is_forbidden,
        "why": why_of(debt, language) or None,
        "remedy": remedy_of(debt, language),
        "reading": _reading(debt, language),
    }


def _for_cells(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values as they stand in cells: lists joined, a reading as its text, true or nothing."""
    moved = "; ".join(f"{move['from']}>{move['to']} {move['reason']}" for move in values["moved"])
    reading = values["reading"]
    return {
        **values,
        "covers": " ".join(values["covers"]),
        "moved": moved,
        "must_not_be_used": "true" if values["must_not_be_used"] else "",
        "reading": f"{reading['item']} {reading['value']:g}" if reading else "",
    }


def _reading(debt: Debt, language: str) -> dict[str, Any] | None:
    reading = debt.reading
    if reading is None:
        return None
    return {
        "item": reading.item.id,
        "text": said(reading.item.text, language),
        "value": reading.value,
        "unit": reading.item.read.unit if reading.item.read else None,
        "bounds": reading.bounds,
        "on": ISO[reading.on],
        "entry": reading.entry.id,
    }


def _day(day: Day | None) -> str | None:
    return None if day is None else ISO[day]


def _number(value: object) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"no JSON for {value!r}")
