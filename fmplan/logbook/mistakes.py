"""What is wrong with a line of the logbook, in plain words; and the entry of one that is odd and can still be used."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final, get_type_hints

import msgspec
from msgspec import Struct

from fmplan.dates.day import ISO
from fmplan.dates.plain import quoted
from fmplan.findings import Finding, Place, Severity
from fmplan.logbook.keys import ALLOWED, KEYS, REQUIRED, Line
from fmplan.logbook.values import CODES, READ, parse_closes

_TYPES: Final = dict(zip(KEYS, get_type_hints(Line).values(), strict=True))
_WANTS: Final = {
    "by": 'a list of texts, as ["p-8812"]',
    "missed": 'a list of texts, as ["h-07"]',
    "evidence": 'a list of files, as [{"path":"reports/tj-311.pdf"}]',
    "items": 'texts by name, as {"A-1-07":"4"}',
    "closes": 'numbers or due dates by task, as {"half-month":12}',
    "minutes": "a number, as 55",
    "again": "a whole number, as 2",
}
_A_TEXT: Final = "a text in quotes"
_MERGE_SIGNS: Final = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_UNMENDED: Final = "Put back the line as it was written, or take it out and record it again."


class OddLine(Struct, frozen=True):
    """A line that can be used though something is to be said of it: its values in the order of `KEYS`, and others."""

    values: tuple[Any, ...]
    others: Mapping[str, Any]


class _TwiceError(Exception):
    """A key that stands twice in one object."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def read_odd_line(line: bytes, place: Place, *, is_last: bool) -> tuple[OddLine | None, list[Finding]]:
    """Return what can be used of a line that is not as fmplan writes them, and what is wrong with it.

    `is_last` tells that no line end stands behind it. What has an error is not used at all.
    """
    try:
        text = line.decode()
    except UnicodeDecodeError as error:
        column = len(line[: error.start].decode(errors="replace")) + 1
        return None, [
            Finding(
                "not-utf8",
                Severity.ERROR,
                Place(place.path, place.line, column),
                f"byte 0x{line[error.start]:02X} here is not UTF-8 text",
                "Save the file again with the encoding UTF-8; if it still looks wrong, record this line again.",
            )
        ]
    try:
        found = json.loads(text, object_pairs_hook=_each_once, parse_constant=_no_number)
        json.dumps(found, ensure_ascii=False, allow_nan=False).encode()
    except _TwiceError as twice:
        return None, [_twice(text, place, twice.key)]
    except (ValueError, RecursionError) as error:
        return None, [_no_json(text, place, error, is_last=is_last)]
    if not isinstance(found, dict):
        return None, [
            _mistake(
                "not-an-entry",
                place,
                "this line is no entry: an object in braces is expected, with its keys",
                'Write it for example {"entry":"note","on":"2027-03-02","note":"seen by the insurer"}',
            )
        ]
    return _read_object(found, text, place)


def _read_object(found: dict[str, Any], text: str, place: Place) -> tuple[OddLine | None, list[Finding]]:
    kind = found.get("entry")
    findings = [*_mistyped(found, text, place), *_missing(found, place)]
    if not findings:
        findings += _unreadable(found, text, place)
    if any(finding.code not in _USABLE for finding in findings):
        return None, findings
    findings += _unknown(str(kind), found, text, place)
    values = tuple(found.get(key) for key in KEYS)
    return OddLine(values, {key: value for key, value in found.items() if key not in KEYS}), findings


_USABLE: Final = {"recorded-too-early"}
"""Codes of errors beside which a line is used."""


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _TwiceError(next(key for number, key in enumerate(keys) if key in keys[:number]))
    return found


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no number")


def _twice(text: str, place: Place, key: str) -> Finding:
    ends = [match.start() for match in re.finditer(re.escape(json.dumps(key, ensure_ascii=False)) + r"\s*:", text)]
    return _mistake(
        "duplicate-key",
        Place(place.path, place.line, ends[1] + 1 if len(ends) > 1 else 1),
        f"the key {quoted(key)} stands twice in this line",
        "Take one of the two out.",
    )


def _no_json(text: str, place: Place, error: Exception, *, is_last: bool) -> Finding:
    if text.startswith(_MERGE_SIGNS):
        return _mistake(
            "merge-conflict",
            place,
            f"git could not merge two versions of this file, and left its marker {text[:7]}",
            "Keep the lines of both sides, and remove the lines <<<<<<<, ======= and >>>>>>>.",
        )
    column = error.pos + 1 if isinstance(error, json.JSONDecodeError) else 1
    here = Place(place.path, place.line, min(column, len(text) + 1))
    if is_last:
        return _mistake(
            "torn-line",
            here,
            "the last line breaks off here: whoever wrote it was stopped before its end",
            "Take the line out, and record what it was about again.",
        )
    return _mistake("not-json", here, "this line is no JSON: what stands here cannot be read", _UNMENDED)


def _mistyped(found: Mapping[str, Any], text: str, place: Place) -> Iterator[Finding]:
    """Yield a finding for each value of another form than its key takes."""
    for key, value in found.items():
        if key not in _TYPES:
            continue
        try:
            if value is None:
                raise msgspec.ValidationError
            msgspec.json.decode(json.dumps(value), type=_TYPES[key])
        except msgspec.ValidationError:
            wants = _WANTS.get(key, _A_TEXT)
            yield _mistake(
                "wrong-form",
                _value_place(text, place, key),
                f"{key!r} wants {wants.partition(', as')[0]}, but there is {_form_of(value)}",
                f"Write {wants} after {json.dumps(key)}:, or take the key out.",
            )


def _missing(found: Mapping[str, Any], place: Place) -> Iterator[Finding]:
    kind = found.get("entry")
    needed = ("entry", "on", *(REQUIRED.get(kind, ()) if isinstance(kind, str) else ()))
    for key in needed:
        if key not in found:
            what = "an entry" if key in {"entry", "on"} else f"an entry {kind!r}"
            yield _mistake("missing-key", place, f"{what} needs {key!r}", f"Add {json.dumps(key)}: with its value.")


def _unreadable(found: Mapping[str, Any], text: str, place: Place) -> Iterator[Finding]:
    """Yield a finding for each value that means nothing, and for an act that was recorded before its day."""
    is_read = True
    for key in [key for key in CODES if key in found]:
        try:
            _ = parse_closes(found[key]) if key == "closes" else READ[key][found[key]]
        except ValueError as error:
            is_read = False
            message, _, remedy = str(error).partition(": ")
            remedy = f"{remedy[:1].upper()}{remedy[1:]}." if remedy else "Correct the value."
            yield _mistake(CODES[key], _value_place(text, place, key), message, remedy)
    if is_read and "recorded" in found and READ["on"][found["on"]] > READ["recorded"][found["recorded"]]:
        yield _mistake(
            "recorded-too-early",
            _value_place(text, place, "on"),
            f"this is said of {found['on']}, and was recorded before, on {ISO[READ['recorded'][found['recorded']]]}",
            "If the day is wrong, undo the entry and record it again; until that day it is not there.",
        )


def _unknown(kind: str, found: Mapping[str, Any], text: str, place: Place) -> Iterator[Finding]:
    """Yield a warning for a kind of entry, or else for each key, that fmplan does not know."""
    if kind not in ALLOWED:
        meant = get_close_matches(kind.casefold(), ALLOWED, n=1)
        yield Finding(
            "unknown-entry",
            Severity.WARNING,
            _value_place(text, place, "entry"),
            f"{quoted(kind)} is no kind of entry that fmplan knows: it is kept, and counts for nothing",
            f"Did you mean {meant[0]!r}?" if meant else f"Known: {', '.join(ALLOWED)}.",
        )
        return
    for key in found:
        if key not in ALLOWED[kind]:
            meant = get_close_matches(key.casefold(), ALLOWED[kind], n=1)
            yield Finding(
                "unknown-key",
                Severity.WARNING,
                _key_place(text, place, key),
                f"{quoted(key)} is no key of an entry {kind!r}: it is kept, and counts for nothing",
                f"Did you mean {meant[0]!r}?" if meant else f"Known here: {', '.join(sorted(ALLOWED[kind]))}.",
            )


def _key_place(text: str, place: Place, key: str) -> Place:
    match = re.search(re.escape(json.dumps(key, ensure_ascii=False)) + r"\s*:", text)
    return Place(place.path, place.line, match.start() + 1 if match else 1)


def _value_place(text: str, place: Place, key: str) -> Place:
    match = re.search(re.escape(json.dumps(key, ensure_ascii=False)) + r"\s*:\s*", text)
    return Place(place.path, place.line, match.end() + 1 if match else 1)


def _form_of(value: Any) -> str:
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    return json.dumps(value, ensure_ascii=False) if value is None or isinstance(value, bool) else quoted(str(value))


def _mistake(code: str, place: Place, message: str, remedy: str) -> Finding:
    return Finding(code, Severity.ERROR, place, message, remedy)
