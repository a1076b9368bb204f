"""What was found and used when work was done: from options, or the cells of a sheet, to the keys of a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from fmplan.assets.estate import Asset
from fmplan.assets.mistakes import did_you_mean, listing
from fmplan.assets.task_form import ItemForm
from fmplan.cli.closing import add_closing
from fmplan.cli.coded import are_codes, coded
from fmplan.cli.evidence import NoEvidenceError, evidence_of
from fmplan.cli.recording import Recording, RefusedError, pair_of, said, some_text, value_of
from fmplan.cli.targets import targets
from fmplan.dates.day import ISO, Day
from fmplan.dates.ranges import parse_day_or_month_end
from fmplan.logbook.entry import Kind, id_of
from fmplan.schedules.bounds import bounds_of, is_inside
from fmplan.schedules.bounds import value_of as number_of
from fmplan.schedules.covering import all_covered
from fmplan.schedules.series import Series


class Work(Struct, frozen=True):
    """What people say of work that was done, as they write it."""

    minutes: str | None = None
    cost: str | None = None
    result: str | None = None
    number: str | None = None
    next: str | None = None
    units: str | None = None
    items: Sequence[str] = ()
    missed: Sequence[str] = ()
    evidence: Sequence[str] = ()
    readings: Sequence[str] = ()

    def keys(self, recording: Recording) -> dict[str, Any]:
        """Return them as keys of a line. Raises RefusedError."""
        keys: dict[str, Any] = {}
        if self.result is not None:
            keys["result"] = value_of("result", self.result)
        if self.minutes is not None:
            keys["minutes"] = value_of("minutes", _minutes(self.minutes))
        for key in ("cost", "next", "units"):
            written = getattr(self, key)
            if written is not None:
                keys[key] = value_of(key, written.strip())
        if "units" in keys:
            _require_part(keys["units"])
        if self.number is not None:
            keys["number"] = some_text("number", self.number)
        if self.missed:
            keys["missed"] = [some_text("missed", one) for one in self.missed]
        if self.items:
            keys["items"] = _pairs("item", self.items)
        if self.evidence:
            try:
                keys["evidence"] = evidence_of(self.evidence, recording.opened.tree.root)
            except NoEvidenceError as error:
                raise RefusedError("evidence", str(error)) from None
        return keys

    def meters(self, key: str = "reading") -> dict[str, str]:
        """Return what was read off meters; `key` is where it is said. Raises RefusedError."""
        read = _pairs(key, self.readings)
        return {meter: value_of("value", value, key) for meter, value in read.items()}


def add_done(recording: Recording, given: Sequence[str] | None, for_: str | None, work: Work) -> None:
    """Gather that work was done, of all assets that are named, or all codes. Raises RefusedError."""
    keys = {**recording.shared(), **work.keys(recording)}
    meters = work.meters()
    if given and are_codes(recording.opened, given):
        if for_ is not None:
            raise RefusedError("for", "a code says already which date is meant")
        for series, date in coded(recording, given):
            add_one(recording, series, recording.day, date, keys, meters)
        return
    named_ones = targets(recording.opened, given)
    recording.look_up(one.asset for one in named_ones)
    for series in named_ones:
        add_one(recording, series, recording.day, for_, keys, meters)


def add_one(
    recording: Recording,
    series: Series,
    day: Day,
    for_: str | None,
    keys: Mapping[str, Any],
    meters: Mapping[str, str],
) -> None:
    """Gather that the work of one series was done on a day, with what its meters said. Raises RefusedError."""
    if "next" in keys and parse_day_or_month_end(keys["next"]) <= day:
        raise RefusedError(
            "next", f"{keys['next']} is not after {ISO[day]}, the day it was done: is it the right year?"
        )
    out_of_bounds = require_items(series, keys.get("items", {}), _of_asset(recording, series))
    if add_closing(recording, series, Kind.DONE, day, for_, keys):
        for line in out_of_bounds:
            recording.tell(line)
    add_readings(recording, series.asset, day, meters)


def require_items(series: Series, items: Mapping[str, str], group: Iterable[Series]) -> list[str]:
    """Hold what was found at items against the checklists, and return a line for each that is out of its bounds.

    Those of the tasks that this one includes count too. Raises RefusedError for an item that none of them has, and
    for a value that is no number where one is read off.
    """
    known = _items(series, group)
    told = []
    for id_, text in items.items():
        item = known.get(id_)
        if item is None:
            if known:
                close = did_you_mean(id_, known) or f"there are {', '.join(list(known)[:8])}"
                raise RefusedError("item", f"{series.asset.id} {series.task.id} has no item {id_!r}: {close}")
            continue
        if item.read is None:
            continue
        value = number_of(text, item.read)
        if value is None:
            raise RefusedError("item", f"{id_} wants a number of {item.read.unit}, and there is {text!r}")
        if not is_inside(value, item.read):
            told.append(
                f"  {id_} is {value:g} {item.read.unit} and should be {bounds_of(item.read)}: it is owed until it is "
                "inside, or a note names it"
            )
    return told


def add_readings(recording: Recording, asset: Asset, day: Day, read: Mapping[str, str]) -> None:
    """Gather the readings of an asset's meters on a day, and tell them. Raises RefusedError."""
    for meter, value in read.items():
        act = {"entry": "reading", "on": ISO[day], "asset": asset.id, "meter": meter, "value": value}
        lines = [line for line in recording.lines_of(asset) if line.get("meter") == meter]
        before = [line for line in lines if line["on"] == ISO[day]]
        numbered = recording.numbered({**act, **recording.shared()}, before)
        if numbered is None:
            known = before[-1]["value"]
            other = (
                ""
                if known == value
                else f", as {known}: to correct it, first fmplan undo {id_of(before[-1])} --reason WHY"
            )
            recording.tell(f"{asset.id} {meter}: already recorded on {ISO[day]}{other}; nothing changes")
            continue
        recording.acts.append(numbered)
        recording.tell(f"{asset.id} {meter}: {value} on {ISO[day]}{_since(lines, value, day)} {said(numbered)}")
        if _fell(lines, value, day):
            recording.tell(f"  a slip: fmplan undo {id_of(numbered)} --reason WHY")
            recording.tell("  a new meter: add to each of its readings what the old one ran")
        if not lines:
            _doubt_new_meter(recording, asset, meter)


def _doubt_new_meter(recording: Recording, asset: Asset, meter: str) -> None:
    """Doubt a meter that was never read before and that no task goes by, where the asset has others."""
    by_task = {one.task.meter.of for one in recording.opened.series if one.asset is asset and one.task.meter}
    known = sorted(by_task | {line["meter"] for line in recording.lines_of(asset) if "meter" in line} - {meter})
    if known and meter not in by_task:
        others = did_you_mean(meter, known) or f"{asset.id} has {listing(known)}"
        recording.tell(f"  nobody has read it before, and no task goes by it: {others}")


def _fell(lines: Sequence[Mapping[str, Any]], value: str, day: Day) -> bool:
    last = _last_before(lines, day)
    return last is not None and float(value) < float(last["value"])


def _last_before(lines: Sequence[Mapping[str, Any]], day: Day) -> Mapping[str, Any] | None:
    return max((line for line in lines if line["on"] < ISO[day]), key=lambda line: str(line["on"]), default=None)


def _since(lines: Sequence[Mapping[str, Any]], value: str, day: Day) -> str:
    """Return how it compares with the reading before."""
    last = _last_before(lines, day)
    if last is None:
        return ""
    more = float(value) - float(last["value"])
    if more < 0:
        return f", less than {last['value']} on {last['on']}"
    return f", {more:g} more than on {last['on']}"


def _of_asset(recording: Recording, series: Series) -> list[Series]:
    return [one for one in recording.opened.series if one.asset is series.asset]


def _items(series: Series, group: Iterable[Series]) -> dict[str, ItemForm]:
    by_id = {one.task.bare_id: one for one in group}
    smaller = all_covered({id_: one.task for id_, one in by_id.items()}).get(series.task.bare_id, ())
    found = {item.id: item for item in series.task.checklist}
    for id_ in smaller:
        for item in by_id[id_].task.checklist:
            found.setdefault(item.id, item)
    return found


def _pairs(key: str, texts: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in (pair_of(key, text) for text in texts):
        if found.setdefault(name, value) != value:
            raise RefusedError(key, f"{name} stands twice: {found[name]} and {value}")
    return found


def _minutes(text: str) -> int | float:
    try:
        number = float(text)
    except ValueError:
        raise RefusedError("minutes", f"cannot read {text!r} as minutes: write a number, for example 55") from None
    return int(number) if number.is_integer() else number


def _require_part(units: str) -> None:
    done, _, all_ = units.partition("/")
    if int(done) > int(all_):
        raise RefusedError("units", f"{done} of {all_} cannot be")


def parts_of(text: str | None) -> Iterator[str]:
    """Yield the parts of a cell that holds several: with `;`, or line ends, between."""
    for part in (text or "").replace("\n", ";").split(";"):
        if part.strip():
            yield part.strip()
