"""From a line as it was written to a packed entry, where it says what its kind asks for in a form that is known.

This is asked of every line, of some estates 600,000 times; what is wrong with one that does not pass, `mistakes.py`
says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, Final

import msgspec
from msgspec import Struct
from msgspec.structs import astuple

from fmplan.logbook.keys import ALLOWED, HEAD, KEYS, REQUIRED, SELDOM, Line
from fmplan.logbook.values import READ, Values, parse_closes
from fmplan.logbook.volume import Binder

_PACK: Final = msgspec.msgpack.Encoder().encode
# Numbers that people write may have more digits than MessagePack takes.
_JSON: Final = msgspec.json.Encoder().encode
_NONE_SELDOM: Final = (None,) * len(KEYS[SELDOM])
_DAY, _MOMENT, _NEXT = READ["on"], READ["recorded"], READ["next"]
_FOR, _RESULT, _MINUTES = READ["for"], READ["result"], READ["minutes"]
_CLOSES: Final = KEYS.index("closes")
_MONTH: Final = len("2027-03")


class _Form(Struct, frozen=True):
    """What a line of one kind must hold: keys that must and must not stand there, and those to read, by number."""

    required: Callable[[Sequence[Any]], tuple[Any, ...]]
    foreign: Callable[[Sequence[Any]], tuple[Any, ...]]
    no_foreign: tuple[None, ...]
    read: tuple[tuple[int, Values], ...]


def _form(kind: str) -> _Form:
    foreign = [number for number, key in enumerate(KEYS) if key not in ALLOWED[kind]]
    read = [key for key in ALLOWED[kind] if key in READ and key not in {"on", "to", "next", "recorded"}]
    return _Form(
        # One key more, for `itemgetter` gives no tuple for a single one.
        itemgetter(0, *(KEYS.index(key) for key in REQUIRED[kind])),
        itemgetter(*foreign),
        (None,) * len(foreign),
        tuple((KEYS.index(key), READ[key]) for key in read),
    )


_FORMS: Final[dict[str, _Form]] = {kind: _form(kind) for kind in REQUIRED}


def pack_all(lines: Iterable[Line], file: int, binder: Binder) -> list[int]:
    """Put the entries of all lines of a file that are sound into a binder, and return the numbers of the others.

    `file` is the place of the line before the first; lines are numbered from 0.
    """
    rows, newest = binder.rows, binder.newest
    odd = []
    for number, line in enumerate(lines):
        values = astuple(line)
        kind, on, asset, task, for_, to, next_, result, closes, by, team, minutes = values[: SELDOM.start]
        try:
            if kind != "done" or to or next_ or closes or values[SELDOM] != _NONE_SELDOM or not asset or not task:
                pack_sound(values, file + number + 1, binder)
                continue
            # Most lines are so, and all that is left of the long way are these few looks.
            if for_ is not None:
                _ = _FOR[for_]
            if result is not None:
                _ = _RESULT[result]
            if minutes is not None:
                _ = _MINUTES[minutes]
            day, recorded = _DAY[on], values[-2]
            if recorded is not None and _MOMENT[recorded] < day:
                raise ValueError
        except (ValueError, KeyError):
            odd.append(number)
            continue
        rest = (values[-1], by, team, minutes)
        row = _PACK(
            (day, kind, asset, task, for_, None, None, result, recorded, None, file + number + 1, rest, None, None)
        )
        if day > newest:
            newest = day
        of_asset = rows.get(asset)
        if of_asset is None:
            rows[asset] = {task: [row]}
        elif (of_task := of_asset.get(task)) is None:
            of_asset[task] = [row]
        else:
            of_task.append(row)
    binder.newest = max(newest, binder.newest)
    return odd


def pack_sound(values: tuple[Any, ...], place: int, binder: Binder) -> None:
    """Put the entry of a line into a binder; `values` are those of its keys, in the order of `KEYS`.

    Raises ValueError or KeyError where it does not say what its kind asks for, or more than it may.
    """
    kind, on = values[:2]
    form = _FORMS[kind]
    if None in form.required(values) or form.foreign(values) != form.no_foreign:
        raise ValueError
    if values[_CLOSES] is not None:
        parse_closes(values[_CLOSES])
    for number, read in form.read:
        if values[number] is not None:
            _ = read[values[number]]
    recorded = values[-2]
    if recorded is not None and _MOMENT[recorded] < _DAY[on]:
        raise ValueError
    pack(values, place, binder)


def pack(values: tuple[Any, ...], place: int, binder: Binder, others: Mapping[str, Any] | None = None) -> None:
    """Put the entry of a line into a binder, whatever its kind; `others` are the keys that fmplan does not know.

    Raises ValueError for a day that is none.
    """
    kind, on, asset, task, for_, to, next_, result, closes = values[:HEAD]
    day = _DAY[on]
    seldom = values[SELDOM]
    rest = (values[-1], *values[HEAD : SELDOM.start], *(seldom if seldom != _NONE_SELDOM else ()))
    row = _PACK(
        (
            day,
            kind,
            asset or "",
            task or "",
            for_,
            None if to is None else _DAY[to],
            None if next_ is None else _NEXT[next_],
            result,
            values[-2],
            closes,
            place,
            rest,
            next_ if next_ is not None and len(next_) == _MONTH else None,
            _JSON(others) if others else None,
        )
    )
    binder.newest = max(day, binder.newest)
    if kind == "undone":
        binder.undone.append(row)
    else:
        binder.put(asset or "", task or "", row)
