"""From the parser's events straight to Blocks, for a file that is not so plain as to need no parser.

This is the one seam to the YAML library, which is loaded with it. It is asked for events only: its composer, which
turns them into nodes, runs out of stack on deeply nested files, and knows no bounds for aliases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from fmplan.findings import Finding, Severity
from fmplan.yamlfile.block import Block, Items, place_of
from fmplan.yamlfile.text import empty_file, hidden_character

try:
    from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]
except ImportError:  # a Python without ruamel's compiled part: the same events, some 15 times slower
    CParser = None

DEPTH_LIMIT: Final = 64
"""How deep lists and mappings may be nested; a register needs about ten."""

ALIAS_BUDGET: Final = 10_000
"""How many values all * references of a file may stand for."""

_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_BEING_READ: Final = object()


def read_events(path: str, data: bytes) -> tuple[Block | None, list[Finding]]:
    """Read the bytes of one file that is text; findings come as they are found, those of keys met twice at the end."""
    reading = _Reading(path, data)
    root = None
    try:
        root = reading.document()
    except _UnreadableError as error:
        reading.findings.append(error.finding)
    except (
        YAMLError,
        ValueError,
        OverflowError,
    ) as error:  # the last two: the pure parser, on absurd escapes
        from fmplan.yamlfile.syntax import explain  # loaded for a broken file only

        reading.findings.append(explain(path, data.decode(), error))
    reading.name_first_places()
    if root is not None and b"\\" in data:
        reading.refuse_hidden_characters(root)
    return root, reading.findings


class _UnreadableError(Exception):
    """What ends the reading of a file."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def next_event_of(data: bytes) -> Callable[[], Any]:
    """Return the function that gives the next of the parser's events each time it is called."""
    if CParser is not None:
        get_event: Callable[[], Any] = CParser(data).get_event
        return get_event
    events: Iterator[Any] = YAML(typ="safe", pure=True).parse(data.decode())
    return events.__next__


class _Reading:
    """One file on its way from events to Blocks."""

    __slots__ = (
        "anchors",
        "budget",
        "data",
        "duplicates",
        "findings",
        "next_event",
        "path",
        "shared",
        "watch",
    )

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.data = data
        self.next_event = next_event_of(data)
        self.findings: list[Finding] = []
        self.duplicates: list[tuple[Block, str, int]] = []
        self.anchors: dict[str, Any] = {}
        # Registers repeat themselves: each text is kept once, and the signs for nothing come out as None.
        self.shared = dict[str, Any].fromkeys(_NULLS).setdefault
        self.budget = ALIAS_BUDGET
        # Most files have none of these signs, and are spared a look at each value for what goes with them.
        self.watch = any(sign in data for sign in (b"&", b"*", b"!", b"<<"))

    def document(self) -> Block:
        """Read the one document of the file."""
        next_event = self.next_event
        next_event()  # the stream's start
        event = next_event()
        if event.__class__ is StreamEndEvent:
            raise self._empty()
        if event.version or event.tags:
            raise self._unreadable(
                "yaml-directive",
                _at(event),
                "the file begins with a % directive, which registers do not use",
                "Remove the lines that begin with % and the line --- after them.",
            )
        event = next_event()
        if event.__class__ is ScalarEvent and not event.value and not event.style:
            raise self._empty()
        if event.__class__ is not MappingStartEvent:
            raise self._no_mapping(event)
        root: Block = self._value(event, _at(event), 1)
        next_event()  # the document's end
        event = next_event()
        if event.__class__ is DocumentStartEvent:
            raise self._unreadable(
                "several-documents",
                _at(event),
                "a second document begins here; a file of a register holds one",
                "Remove this line, or move what follows into a file of its own.",
            )
        return root

    def _block(self, at: int, depth: int) -> Block:
        """Read the keys and values of a mapping up to its end."""
        if depth > DEPTH_LIMIT:
            raise self._too_deep(at)
        next_event = self.next_event
        watch = self.watch
        share = self.shared
        block = Block()
        block.path = self.path
        block.at = at
        marks: list[int] = []
        block.marks = marks
        mark = marks.append
        while True:
            event = next_event()
            kind = event.__class__
            if kind is ScalarEvent:
                key = event.value
                key = share(key, key)
            elif kind is MappingEndEvent:
                return block
            else:
                key = None
            start = event.start_mark
            key_at = start.line << 20 | start.column
            if watch or not key:
                key = self._odd_key(event, key_at, depth)
            event = next_event()
            kind = event.__class__
            start = event.start_mark
            value_at = start.line << 20 | start.column
            if watch:
                value = self._value(event, value_at, depth + 1)
            elif kind is ScalarEvent:
                value = event.value
                value = share(value, value)
                if value is None and event.style:  # quoted, so it is meant as text
                    value = event.value
            elif kind is MappingStartEvent:
                value = self._block(value_at, depth + 1)
            else:
                value = self._value(event, value_at, depth + 1)
            if key is None:
                continue
            if key in block:
                self.duplicates.append((block, key, key_at))
                continue
            block[key] = value
            mark(key_at)
            mark(value_at)

    def _items(self, at: int, depth: int) -> Items:
        """Read the values of a list up to its end."""
        if depth > DEPTH_LIMIT:
            raise self._too_deep(at)
        next_event = self.next_event
        items = Items()
        items.path = self.path
        items.at = at
        items.marks = marks = []
        while True:
            event = next_event()
            if event.__class__ is SequenceEndEvent:
                return items
            value_at = _at(event)
            items.append(self._value(event, value_at, depth + 1))
            marks.append(value_at)

    def _value(self, event: Any, at: int, depth: int) -> Any:
        """Read the value that begins with `event`, `depth` levels inside the file."""
        kind = event.__class__
        if kind is AliasEvent:
            return self._aliased(event.anchor, at, depth)
        anchor = event.anchor
        if event.ctag is not None:
            self._find_tag(event, at)
        if anchor is not None:
            self.anchors[anchor] = _BEING_READ
        value: Any
        if kind is MappingStartEvent:
            value = self._block(at, depth)
        elif kind is SequenceStartEvent:
            value = self._items(at, depth)
        else:
            value = event.value
            if value in _NULLS and not event.style:
                value = None
        if anchor is not None:
            self.anchors[anchor] = value
        return value

    def _aliased(self, name: str, at: int, depth: int) -> Any:
        """Return what the & of this name stands for, within the budget and the depth."""
        if name not in self.anchors:
            self._find(
                "unknown-anchor",
                at,
                f"*{name} refers to a part that nothing above is named as (&{name})",
                f'Write the value itself; a text that begins with * needs quotes: "*{name}".',
            )
            return None
        value = self.anchors[name]
        if value is _BEING_READ:
            self._find(
                "alias-loop",
                at,
                f"*{name} stands inside the part that is named &{name}, so it would never end",
                "Write the value itself.",
            )
            return None
        self._spend(name, value, at, depth)
        return value

    def _spend(self, name: str, value: Any, at: int, depth: int) -> None:
        """Take the number of values inside `value` off the budget."""
        waiting = [(value, depth)]
        while waiting:
            value, depth = waiting.pop()
            self.budget -= 1
            if self.budget < 0:
                raise self._unreadable(
                    "alias-bomb",
                    at,
                    f"with *{name} the references of this file stand for more than {ALIAS_BUDGET:,} values",
                    "Write the values themselves; what many assets share goes under `types` or `defaults`.",
                )
            if isinstance(value, Block | Items):
                if depth > DEPTH_LIMIT:
                    raise self._too_deep(at)
                inside = value.values() if isinstance(value, Block) else value
                waiting.extend((each, depth + 1) for each in inside)

    def _odd_key(self, event: Any, at: int, depth: int) -> str | None:
        """Return the text of a key that needs a second look, or None where the key is not to be used."""
        if event.__class__ is ScalarEvent:
            value = event.value
            if value == "<<" and not event.style:
                self._find(
                    "merge-key",
                    at,
                    "the merge key << is not used in registers, because places get lost in it",
                    "Write the keys themselves; what many assets share belongs under `types` or `defaults`.",
                )
                return None
            if event.anchor is not None:
                self.anchors[event.anchor] = value
            if event.ctag is not None:
                self._find_tag(event, at)
            if value or event.style:
                return str(value)
            self._find("key-not-text", at, "there is no key before the colon", "Write the key, as in: name: Pump 1")
            return None
        value = self._value(event, at, depth + 1)
        if isinstance(value, str):
            return value
        kind = "a mapping" if isinstance(value, Block) else "a list" if isinstance(value, Items) else "nothing"
        self._find(
            "key-not-text",
            at,
            f"{kind} stands as a key here, where a text is needed",
            'Write the key as plain text; one that begins with [, {, ? or * needs quotes: "[a]": …',
        )
        return None

    def _find_tag(self, event: Any, at: int) -> None:
        tag = event.tag
        written = tag.replace("tag:yaml.org,2002:", "!!", 1) if tag.startswith("tag:") else tag
        self._find(
            "yaml-tag",
            at,
            f"the tag {written} is not used in registers: what a value is, its key says",
            'Remove the tag; a text that begins with ! needs quotes: "!…".',
        )

    def name_first_places(self) -> None:
        """Turn the keys met twice into findings, now that their Blocks are whole."""
        for block, key, at in self.duplicates:
            first = block.key_place(key)
            self._find(
                "duplicate-key",
                at,
                f"the key '{key}' is written twice; first in line {first.line}",
                "Remove one of the two, or give it another name.",
            )

    def refuse_hidden_characters(self, root: Block) -> None:
        """Find control characters that were written as escapes inside double quotes."""
        waiting: list[Block | Items] = [root]
        while waiting:
            here = waiting.pop()
            pairs = here.items() if isinstance(here, Block) else [here]
            each = [value for pair in pairs for value in pair]
            for value, at in zip(each, here.marks, strict=True):
                if isinstance(value, Block | Items):
                    waiting.append(value)
                elif value is not None and (match := hidden_character(value)):
                    self._find(
                        "escaped-character",
                        at,
                        f"this text holds the character U+{ord(match[0]):04X}, which no editor shows",
                        "Write the text without it.",
                    )

    def _find(self, code: str, at: int, message: str, remedy: str) -> None:
        self.findings.append(Finding(code, Severity.ERROR, place_of(self.path, at), message, remedy))

    def _unreadable(self, code: str, at: int, message: str, remedy: str) -> _UnreadableError:
        return _UnreadableError(Finding(code, Severity.ERROR, place_of(self.path, at), message, remedy))

    def _too_deep(self, at: int) -> _UnreadableError:
        return self._unreadable(
            "nested-too-deep",
            at,
            f"lists or mappings are nested more than {DEPTH_LIMIT} levels deep here",
            "Look for brackets or dashes that were repeated by mistake, and remove them.",
        )

    def _empty(self) -> _UnreadableError:
        return _UnreadableError(empty_file(self.path))

    def _no_mapping(self, event: Any) -> _UnreadableError:
        at = _at(event)
        if event.__class__ is SequenceStartEvent:
            return self._unreadable(
                "not-a-mapping",
                at,
                "the file is a list, where `key: value` lines are expected",
                f"Begin the file with a key, for example: {_first_key(self.path)}",
            )
        from fmplan.yamlfile.syntax import wide_colon_in

        # What follows the text tells best what was meant: a line without a colon makes the next one an error.
        self.next_event()
        self.next_event()
        if finding := wide_colon_in(self.path, self.data.decode()):
            return _UnreadableError(finding)
        return self._unreadable(
            "not-a-mapping",
            at,
            "the file is one text, where `key: value` lines are expected",
            "Write keys, each with a colon and a space behind it, for example: name: Pump 1",
        )


def _first_key(path: str) -> str:
    """Return how a file of this name is begun."""
    if path in ("estate.yaml", "estate.lock.yaml"):
        return "fmplan: 1"
    return "schedules:" if path.startswith("schedules/") else "assets:"


def _at(event: Any) -> int:
    start = event.start_mark
    return int(start.line << 20 | start.column)
