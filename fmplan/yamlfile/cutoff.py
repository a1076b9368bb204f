"""Find texts that a comment cuts off: of `name: Hall #3` YAML reads "Hall", for a # behind a blank begins a comment.

Two halls would have one name then, and nothing would be amiss with the file. Who means a comment mostly writes a
blank behind the #; who counts things writes a digit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from fmplan.findings import Finding, Place, Severity
from fmplan.yamlfile.events import DEPTH_LIMIT, next_event_of
from fmplan.yamlfile.text import lines_of

_NUMBER_SIGN: Final = re.compile(rb"[ \t]#[0-9]")
_CUT_OFF: Final = re.compile(r"[ \t]+(#[0-9].*)")
_INSIDE_BRACKETS: Final = re.compile(r"#[^,\[\]{}]*")
_LONGEST_SHOWN: Final = 60


def cut_off_in(path: str, data: bytes) -> Iterator[Finding]:
    """Yield a warning for each plain text with a # and a digit behind it; of a broken file, up to where it breaks."""
    if not _NUMBER_SIGN.search(data):  # which is nearly always
        return
    lines = lines_of(data.decode())
    for text, line, column, is_inside_brackets in _plain_texts(data):
        match = _CUT_OFF.fullmatch(lines[line], column) if text else None
        if match is None:
            continue
        rest = _INSIDE_BRACKETS.match(match[1]) if is_inside_brackets else None
        meant = f"{text} {(rest[0] if rest else match[1]).rstrip()}"
        yield Finding(
            "cut-off-text",
            Severity.WARNING,
            Place(path, line + 1, match.start(1) + 1),
            f"a # behind a blank begins a comment: only {_shown(text)} is read",
            f"Put quotes around the whole, {_in_quotes(meant)}; if it is a comment, write a blank behind the #.",
        )


def _plain_texts(data: bytes) -> Iterator[tuple[str, int, int, bool]]:
    """Yield each text without quotes, the line and column of its end, from 0, and whether a bracket is open there."""
    brackets: list[bool] = []
    next_event = next_event_of(data)
    try:
        while True:
            event: Any = next_event()
            kind = event.__class__
            if kind is ScalarEvent:
                if not event.style:
                    end = event.end_mark
                    yield event.value, end.line, end.column, bool(brackets) and brackets[-1]
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                brackets.append(bool(event.flow_style))
                if len(brackets) > DEPTH_LIMIT:
                    return
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                brackets.pop()
            elif kind is StreamEndEvent:
                return
    except (YAMLError, ValueError, OverflowError):  # told of already, by the one who read the file
        return


def _shown(text: str) -> str:
    return f'"{text}"' if len(text) <= _LONGEST_SHOWN else f'"{text[:_LONGEST_SHOWN]}…"'


def _in_quotes(text: str) -> str:
    """Return a text as it can be written into the file; of a long one the beginning."""
    if len(text) > _LONGEST_SHOWN:
        text = f"{text[:_LONGEST_SHOWN]}…"
    return "'" + text.replace("'", "''") + "'" if '"' in text or "\\" in text else f'"{text}"'
