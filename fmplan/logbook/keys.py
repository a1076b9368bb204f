"""The keys of a line of the logbook: what each takes, and with which kinds of entry it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct, defstruct, field
from msgspec.structs import fields


class Evidence(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A file that shows what was done: its path, and the SHA-256 of its content."""

    path: str
    sha256: str | None = None


class Line(Struct):
    """Every key there is, typed, in the order of writing."""

    entry: str
    on: str
    asset: str | None = None
    task: str | None = None
    for_: str | None = field(default=None, name="for")
    to: str | None = None
    next: str | None = None
    result: str | None = None
    closes: dict[str, int | str] | None = None
    by: list[str] | None = None
    team: str | None = None
    minutes: int | float | None = None
    cost: str | None = None
    items: dict[str, str] | None = None
    note: str | None = None
    evidence: list[Evidence] | None = None
    ref: str | None = None
    number: str | None = None
    units: str | None = None
    missed: list[str] | None = None
    reason: str | None = None
    approved: str | None = None
    at: str | None = None
    meter: str | None = None
    value: str | None = None
    event: str | None = None
    undoes: str | None = None
    again: int | None = None
    recorded: str | None = None
    recorder: str | None = None


KEYS: Final[tuple[str, ...]] = tuple("for" if name == "for_" else name for name in Line.__struct_fields__)
FIELDS: Final = frozenset({"entry", "on", "asset", "task", "for", "to", "next", "result", "closes", "recorded"})
"""The keys that are fields of an entry; the others are its `more`."""

_ALWAYS: Final = ("entry", "on")
_EVERYWHERE: Final = ("by", "team", "note", "evidence", "ref", "again", "recorded", "recorder")
_OF_A_TASK: Final = ("asset", "task", "for", "closes")
_WORK: Final = ("result", "minutes", "cost", "items", "number", "next", "units", "missed")

REQUIRED: Final[dict[str, tuple[str, ...]]] = {
    "done": ("asset", "task"),
    "skipped": ("asset", "task", "reason"),
    "deferred": ("asset", "task", "to", "reason"),
    "booked": ("asset", "task", "to"),
    "reading": ("asset", "meter", "value"),
    "event": ("event",),
    "undone": ("undoes",),
    "note": ("note",),
}
"""What a line of each kind must say, beside `entry` and `on`."""

_ALLOWED: Final[dict[str, tuple[str, ...]]] = {
    "done": (*_OF_A_TASK, *_WORK),
    "skipped": (*_OF_A_TASK, "reason", "approved"),
    "deferred": (*_OF_A_TASK, "to", "reason", "approved"),
    "booked": (*_OF_A_TASK, "to", "at", "reason", "approved"),
    "reading": ("asset", "task", "meter", "value"),
    "event": ("event",),
    "undone": ("undoes", "asset", "task", "reason", "approved"),
    "note": ("asset", "task", "for"),
}

ALLOWED: Final[dict[str, tuple[str, ...]]] = {kind: (*_ALWAYS, *keys, *_EVERYWHERE) for kind, keys in _ALLOWED.items()}
"""What a line of each kind may say."""


# To ask what the fields of a Struct are is to read each of their types: a third of what loading this takes.
_KEYS: Final = fields(Line)


def _keys_of(kind: str) -> Iterator[tuple[Any, ...]]:
    for one in _KEYS:
        if one.encode_name in REQUIRED[kind] or one.name == "on":
            yield one.name, str
        elif one.encode_name in ALLOWED[kind] and one.name != "entry":
            yield one.name, one.type, None


LINES: Final[tuple[type[Struct], ...]] = tuple(
    defstruct(
        kind,
        _keys_of(kind),
        tag_field="entry",
        tag=kind,
        rename={"for_": "for"},
        kw_only=True,
        forbid_unknown_fields=True,
        omit_defaults=True,
        gc=False,
    )
    for kind in REQUIRED
)
"""What a line of each kind is: decoding it, msgspec sees to it that it says what it must, and no more than it may."""

KEYS_OF: Final[dict[type[Struct], tuple[str, ...]]] = {line: line.__struct_encode_fields__ for line in LINES}
"""The keys of the lines of each kind but `entry`, in the order in which they take them apart."""
