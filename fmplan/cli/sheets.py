"""From a filled sheet to acts: every row is checked, every bad one told with its cell, and all are taken or none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

import typer
from msgspec.structs import replace

from fmplan.assets.estate import Asset
from fmplan.assets.mistakes import did_you_mean
from fmplan.cli.exits import Exit
from fmplan.cli.recording import Recording, RefusedError
from fmplan.cli.saying import say
from fmplan.cli.targets import NotThereError, series_of
from fmplan.cli.work import Work, add_one, parts_of
from fmplan.dates.day import ISO, Day
from fmplan.dates.ranges import parse_day
from fmplan.exports.fields import FIELDS
from fmplan.exports.plain import one_line
from fmplan.logbook.sheet import Row, SheetError, day_text, read_sheet
from fmplan.schedules.series import Series

_SAID: Final = (
    "on",
    "by",
    "result",
    "minutes",
    "cost",
    "note",
    "number",
    "next",
    "units",
    "missed",
    "items",
    "evidence",
)
"""The columns that say how it went; `reading` goes with them."""

_NAMING: Final = ("item:", "reading:")
"""What the heads begin with of columns for one item or one meter, as `item:A-1-07`."""

_COLUMNS: Final = ("asset", "task", "for", *_SAID, "reading")
_SINGULAR: Final = {"item": "items", "readings": "reading", "actual_minutes": "minutes", "actual_cost": "cost"}


def add_sheet(recording: Recording, path: Path, given: Sequence[str] | None, work: Work) -> None:
    """Gather what the rows of a sheet say was done. Ends the command with 65 where any of them is wrong."""
    if given or work != Work():
        raise typer.BadParameter(
            "what was done stands in the sheet: leave assets, task and findings away", param_hint="--from"
        )
    recording.asks = False
    columns, rows = _read(path)
    if "uid" in columns:
        columns, rows = _of_export(columns, rows)
    wrong = list(_unknown_columns(columns))
    passed = 0
    recording.look_up(_assets(recording, rows))
    for row in rows:
        if _is_unfilled(row, columns):
            passed += 1
            continue
        wrong += (f"{row.cell(_column(key, row))}: {text}" for key, text in _add_row(recording, row))
    if wrong:
        say("\n".join(f"{path}: {one_line(text)}" for text in wrong))
        what = "this" if len(wrong) == 1 else f"these {len(wrong)}"
        say(f"fmplan: nothing was recorded: correct {what} first")
        recording.session.code = Exit.UNUSABLE
        recording.session.end()
    if passed:
        recording.session.note(
            f"{passed} rows are not filled in, and were passed over"
            if passed > 1
            else "1 row is not filled in, and was passed over"
        )


def _of_export(columns: Sequence[str], rows: Sequence[Row]) -> tuple[list[str], list[Row]]:
    """Return a sheet that `fmplan export` made with what people wrote beside it.

    Its own columns tell what was planned, `minutes` too, and nothing of what was done.
    """
    planned = {*FIELDS} - {"asset", "task", "key"}
    kept = [name for name in columns if name not in planned]
    return kept, [replace(row, values={name: row.values[name] for name in kept if name in row.values}) for row in rows]


def _assets(recording: Recording, rows: Sequence[Row]) -> list[Asset]:
    """Return the assets that rows speak of, as far as they are there."""
    named = {row.values.get("asset", "") for row in rows}
    return [one for one in recording.opened.estate.assets.values() if not named.isdisjoint((one.id, *one.formerly))]


def _read(path: Path) -> tuple[list[str], list[Row]]:
    try:
        return read_sheet(path.name, path.read_bytes())
    except OSError as error:
        raise typer.BadParameter(f"{path} cannot be read: {error.strerror}", param_hint="--from") from None
    except SheetError as error:
        raise typer.BadParameter(f"{path}: {error}", param_hint="--from") from None


def _unknown_columns(columns: Sequence[str]) -> Iterator[str]:
    """Yield what is wrong with the heads of a sheet."""
    for key in ("asset", "task"):
        if key not in columns:
            yield f"there is no column {key!r}"
    if "key" in columns and "on" not in columns:
        yield "there is no column 'on', which says when it was done: add it, and fill it in"
    known = {*_COLUMNS, *_SINGULAR, "key", "entry", "recorded", "recorder"}
    for name in columns:
        if name not in known and not name.startswith(_NAMING):
            close = did_you_mean(name, _COLUMNS) or f"there are {', '.join(_COLUMNS)}"
            yield f"column {name!r} is not known: {close}"


def _is_unfilled(row: Row, columns: Sequence[str]) -> bool:
    """Tell whether nobody filled in a row of a sheet that asks for the day."""
    filled = {*_SAID, *_SINGULAR, "reading"}
    return "on" in columns and not any(key in filled or key.startswith(_NAMING) for key in row.values)


def _add_row(recording: Recording, row: Row) -> list[tuple[str, str]]:
    """Gather what a row says was done, and return what is wrong with it: the column, and why."""
    values = {_SINGULAR.get(key, key): value for key, value in row.values.items()}
    wrong: list[tuple[str, str]] = []
    series = _noting(wrong, lambda: _series(recording, values))
    day = _noting(wrong, lambda: _day(recording, values))
    work = _work(values)
    keys = dict(recording.shared())
    if "by" in values:
        keys["by"] = list(parts_of(values["by"]))
    if "note" in values:
        keys["note"] = values["note"]
    # Each by itself, so that all cells that are wrong are told at once.
    for name in work.__struct_fields__:
        keys |= _noting(wrong, partial(Work(**{name: getattr(work, name)}).keys, recording)) or {}
    meters = _noting(wrong, work.meters)
    if not wrong and series is not None and day is not None and meters is not None:
        _noting(wrong, lambda: add_one(recording, series, day, _for(values), keys, meters))
    return wrong


_T = TypeVar("_T")


def _noting(wrong: list[tuple[str, str]], look: Callable[[], _T]) -> _T | None:
    """Return what a look at some cells tells; where they are wrong note it, and return None."""
    try:
        return look()
    except (RefusedError, NotThereError) as error:
        wrong.append((error.key, str(error)))
        return None


def _series(recording: Recording, values: Mapping[str, str]) -> Series:
    for key in ("asset", "task"):
        if key not in values:
            raise RefusedError(key, f"nothing says which {key} it was")
    return series_of(recording.opened, values["asset"], values["task"])


def _work(values: Mapping[str, str]) -> Work:
    return Work(
        values.get("minutes"),
        values.get("cost"),
        _first_word(values.get("result")),
        values.get("number"),
        None if "next" not in values else day_text(values["next"]),
        values.get("units"),
        (*parts_of(values.get("items")), *_headed("item:", values)),
        tuple(part.strip() for one in parts_of(values.get("missed")) for part in one.split(",")),
        tuple(parts_of(values.get("evidence"))),
        (*parts_of(values.get("reading")), *_headed("reading:", values)),
    )


def _day(recording: Recording, values: Mapping[str, str]) -> Day:
    text = values.get("on")
    if text is None:
        return recording.day
    try:
        day = parse_day(day_text(text))
    except ValueError as error:
        raise RefusedError("on", str(error)) from None
    if day > recording.today:
        raise RefusedError("on", f"{ISO[day]} is still to come: today is {ISO[recording.today]}")
    return day


def _for(values: Mapping[str, str]) -> str | None:
    """Return which date a row is for: what it says, else the end of the key that `fmplan export` wrote there."""
    if "for" in values:
        return day_text(values["for"])
    key = values.get("key", "")
    return key.rpartition("/")[2] or None


def _headed(head: str, values: Mapping[str, str]) -> Iterator[str]:
    """Yield the cells of columns that name an item or a meter themselves, as `item:A-1-07`."""
    for key, value in values.items():
        if key.startswith(head):
            yield f"{key.removeprefix(head)}={_word_found(value)}"


def _first_word(text: str | None) -> str | None:
    """Return the word of the logbook, behind which a list to choose from may have its meaning: `pass 合格`."""
    return None if text is None else text.split(maxsplit=1)[0]


def _word_found(text: str) -> str:
    """Return what was found at an item: of what a list offers the word alone."""
    word = text.split(maxsplit=1)[0]
    return word if word in _FOUND else text


_FOUND: Final = ("ok", "defect", "n/a")


def _column(key: str, row: Row) -> str:
    """Return the column that a mistake is about, as the sheet has it."""
    of_items = tuple(name for name in row.values if name.startswith("item:"))
    names = {"item": ("items", "item", *of_items), "for": ("for", "key"), "TASK": ("task",)}
    return next((name for name in names.get(key, (key,)) if name in row.values), key)
