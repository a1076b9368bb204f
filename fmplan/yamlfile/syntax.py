"""Say in plain words why a parser stopped: what people mistype, where, and what to write instead.

The parser says what it waited for and where it gave up, which is often a line too late and always in terms of
tokens. Each cause below looks at the lines themselves. The compiled and the pure parser differ in wording, so
causes go by the few words both have.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from msgspec import Struct

from fmplan.findings import Finding, Place, Severity
from fmplan.yamlfile.text import WIDE_SPACES, lines_of

_QUOTE_IT: Final = 'Put quotes around the text: "…".'
_INDENT_IT: Final = "Begin it in the same column as the lines it belongs with; use spaces only."

# A key that only a full-width colon follows: nothing before it ends a key, opens a quote or a comment.
_WIDE_COLON: Final = re.compile(r"[ \u3000]*(?:- +)*(?![\"'#\[{&*!|>%@`])(?:(?!: |: ?$| #)[^：\"'])+?(：)")
_WIDE_SPACE: Final = re.compile(r"(?:|[^\"'#]*:) *([\u3000\u00a0])")
_WIDE_QUOTE: Final = re.compile(r"(?:^ *|[:\-,\[{] *)([“”‘’＂＇])")
_WIDE_SIGN: Final = re.compile(r"[，：；［］｛｝【】＃－]")
_NO_SPACE: Final = re.compile(r" *(?:- +)*[^\s:#\"'\[{]+(:)(?=[^\s:/])(?!.*:(?: |$))")
_ENDS_A_KEY: Final = re.compile(r":(?: |\t|$)")
_COMMENT: Final = re.compile(r"(?:^|\s)#.*")


class _Cause(NamedTuple):
    """What went wrong: line and column count from 0."""

    line: int
    column: int
    message: str
    remedy: str
    code: str = "yaml-syntax"


class _Stop(Struct, frozen=True):
    """Where and why the parser stopped; lines and columns count from 0."""

    lines: list[str]
    line: int
    column: int
    problem: str
    context: str
    context_line: int
    context_column: int

    def text(self, line: int) -> str:
        """Return one line; what lies past the end is empty."""
        return self.lines[line] if 0 <= line < len(self.lines) else ""

    @property
    def here(self) -> str:
        """The line in which the parser stopped."""
        return self.text(self.line)

    @property
    def sign(self) -> str:
        """The character at which it stopped; empty at the end of a line."""
        return self.here[self.column : self.column + 1]

    @property
    def above(self) -> int:
        """The nearest line above that says something, -1 where there is none."""
        line = self.line - 1
        while line >= 0 and not _COMMENT.sub("", self.text(line)).strip():
            line -= 1
        return line


def explain(path: str, text: str, error: Exception) -> Finding:
    """Return the one finding for a syntax error; `text` is the whole file, `error` what the parser raised."""
    stop = _stop(text, error)
    if stop is None:
        return Finding(
            "yaml-syntax",
            Severity.ERROR,
            Place(path),
            "the file cannot be read as YAML",
            "Look for backslashes inside double quotes; single quotes leave them alone.",
        )
    cause = next((cause for find in _CAUSES if (cause := find(stop))), None) or _unknown(stop)
    # The parser may stop behind the last character of a line, or of the file.
    line = max(0, min(cause.line, len(stop.lines) - 1))
    column = min(cause.column, len(stop.lines[line]))
    return Finding(cause.code, Severity.ERROR, Place(path, line + 1, column + 1), cause.message, cause.remedy)


def wide_colon_in(path: str, text: str) -> Finding | None:
    """Find the full-width colon that makes one text of a whole file that was meant as keys and values."""
    for number, line in enumerate(lines_of(text)):
        if match := _WIDE_COLON.match(line):
            cause = _wide_colon(number, match)
            place = Place(path, cause.line + 1, cause.column + 1)
            return Finding(cause.code, Severity.ERROR, place, cause.message, cause.remedy)
    return None


def _stop(text: str, error: Exception) -> _Stop | None:
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return None
    context_mark = getattr(error, "context_mark", None) or mark
    return _Stop(
        lines=lines_of(text),
        line=mark.line,
        column=mark.column,
        problem=getattr(error, "problem", None) or "",
        context=getattr(error, "context", None) or "",
        context_line=context_mark.line,
        context_column=context_mark.column,
    )


def _tab(stop: _Stop) -> _Cause | None:
    indent = re.match(r"\s*", stop.here)
    if indent is None or "\t" not in indent[0] or indent.end() < stop.column:
        return None
    return _Cause(
        stop.line,
        stop.here.index("\t"),
        "this line is indented with a tab, which YAML does not allow",
        "Replace the tab by spaces; set the editor to write spaces for the tab key.",
        "tab-indent",
    )


def _full_width(stop: _Stop) -> _Cause | None:
    for line in dict.fromkeys((stop.context_line, stop.line, stop.above)):
        if match := _WIDE_COLON.match(stop.text(line)):
            return _wide_colon(line, match)
    for line in (stop.line, stop.above):
        if match := _WIDE_SPACE.match(stop.text(line)):
            return _wide_sign(line, match.start(1), match[1], "space")
    if match := _WIDE_QUOTE.search(stop.here):
        return _wide_sign(stop.line, match.start(1), match[1], "quote")
    before = _WIDE_SIGN.search(stop.here, 0, stop.column + 1)
    if before:
        return _wide_sign(stop.line, before.start(), before[0], "sign")
    return None


def _wide_colon(line: int, match: re.Match[str]) -> _Cause:
    return _Cause(
        line,
        match.start(1),
        "this is the full-width colon ： of Chinese typing, which YAML takes for a letter",
        "Write an ASCII colon and a space, as in: name: Pump 1",
        "full-width-punctuation",
    )


def _wide_sign(line: int, column: int, sign: str, name: str) -> _Cause:
    shown = WIDE_SPACES.get(sign, f"full-width {name} {sign}")
    return _Cause(
        line,
        column,
        f"the {shown} means nothing to YAML and is taken for a letter",
        f'Write the ASCII {name}; a text that is to hold such signs needs ASCII quotes around it: "…".',
        "full-width-punctuation",
    )


def _open_quote(stop: _Stop) -> _Cause | None:
    if "quoted scalar" not in stop.context or "unexpected" not in stop.problem:
        return None
    return _Cause(
        stop.context_line,
        stop.context_column,
        "this quote is never closed",
        "Close it with the same quote; inside single quotes an apostrophe is written twice: 'it''s'.",
    )


def _escape(stop: _Stop) -> _Cause | None:
    if "escape" not in stop.problem and "quoted scalar" not in stop.context:
        return None
    return _Cause(
        stop.line,
        stop.column,
        "inside double quotes a backslash begins a special character, and this is none",
        "Use single quotes, which leave backslashes alone: '…'.",
    )


def _brackets(stop: _Stop) -> _Cause | None:
    if not stop.context.startswith("while parsing a flow"):
        return None
    opening = stop.text(stop.context_line)[stop.context_column : stop.context_column + 1]
    if opening not in ("[", "{"):
        return None
    closing = "]" if opening == "[" else "}"
    rest = [_COMMENT.sub("", stop.here[stop.column :]), *stop.lines[stop.line + 1 :]]
    if not any(line.strip() for line in rest) or stop.line > stop.context_line:
        return _Cause(
            stop.context_line,
            stop.context_column,
            f"the bracket {opening} is not closed, or a comma is missing inside (noticed in line "
            f"{min(stop.line + 1, len(stop.lines))})",
            f"Close it with {closing}, and divide what is inside by commas.",
        )
    return _Cause(
        stop.line,
        stop.column,
        f"a comma or the closing {closing} is missing before this",
        'Divide values by commas; a text with brackets, commas or colons in it needs quotes: "…".',
    )


def _open_bracket(stop: _Stop) -> _Cause | None:
    """Find the bracket that is still open where the file ends."""
    if (
        "node content" not in stop.problem
        or stop.here[stop.column :].strip()
        or any(line.strip() for line in stop.lines[stop.line + 1 :])
    ):
        return None
    closed = 0
    for line in range(min(stop.line, len(stop.lines) - 1), -1, -1):
        for column, sign in reversed([*enumerate(stop.text(line))]):
            closed += (sign in "]}") - (sign in "[{")
            if closed < 0:
                return _Cause(line, column, f"the bracket {sign} is not closed", "Close it, or remove it.")
    return None


def _colon(stop: _Stop) -> _Cause | None:
    if "mapping values are not allowed" not in stop.problem:
        return None
    if _ENDS_A_KEY.search(stop.here[: stop.column]):
        return _Cause(
            stop.line,
            stop.column,
            "a second colon with a space behind it stands in this line",
            'Put quotes around the value, as in: name: "Tower 1: lift A".',
        )
    above = stop.above
    written = _COMMENT.sub("", stop.text(above))
    if match := _NO_SPACE.match(written):
        return _no_space(above, match)
    if above >= 0 and not _ENDS_A_KEY.search(written):
        return _no_colon(above, _indent(written))
    return _Cause(
        stop.line,
        _indent(stop.here),
        "this line is indented deeper than the line above, which already has a value",
        "Begin it in the same column as the key above, or remove the value above.",
    )


def _lone_text(stop: _Stop) -> _Cause | None:
    if "could not find expected ':'" not in stop.problem:
        return None
    if match := _NO_SPACE.match(stop.text(stop.context_line)):
        return _no_space(stop.context_line, match)
    return _no_colon(stop.context_line, stop.context_column)


def _no_space(line: int, match: re.Match[str]) -> _Cause:
    return _Cause(
        line,
        match.start(1),
        "a space is missing behind this colon",
        "Write the key, a colon and a space, as in: name: Pump 1",
    )


def _no_colon(line: int, column: int) -> _Cause:
    return _Cause(
        line,
        column,
        "this line has no colon, so it is no key with a value",
        "Write the key, a colon and a space, as in: name: Pump 1; or indent a text that goes on from above.",
    )


def _misfit(stop: _Stop) -> _Cause | None:
    if not stop.context.startswith("while parsing a block"):
        return None
    if "node" in stop.context:
        return None
    before = stop.here[: stop.column].rstrip()
    if before.endswith(('"', "'")):
        return _Cause(
            stop.line,
            stop.column,
            "text stands behind the closing quote",
            "Put the whole value into quotes; inside single quotes an apostrophe is written twice: 'it''s'.",
        )
    if before.strip("- "):
        return _Cause(stop.line, stop.column, "this does not fit behind what stands before it in the line", _QUOTE_IT)
    if stop.sign == ":":
        return _Cause(stop.line, stop.column, "there is no key before the colon", "Write the key, as in: name: Pump 1")
    if "mapping" in stop.context and stop.sign == "-":
        return _Cause(
            stop.line,
            stop.column,
            "a list item stands where a key is expected",
            "Write the list under a key of its own, or remove the dash.",
        )
    if "mapping" not in stop.context and stop.column == stop.context_column:
        return _Cause(
            stop.line,
            stop.column,
            "a key stands where a further list item is expected",
            "Begin the line with a dash and a space, or place it by its indentation under another key.",
        )
    return _Cause(stop.line, stop.column, "the indentation of this line fits none of the lines above", _INDENT_IT)


def _first_sign(stop: _Stop) -> _Cause | None:
    if "cannot start any token" not in stop.problem:
        return None
    return _Cause(stop.line, stop.column, f"a text cannot begin with {stop.sign} in YAML", _QUOTE_IT)


def _by_wording(stop: _Stop) -> _Cause | None:
    wording = f"{stop.context} {stop.problem}"
    for words, code, message, remedy in _WORDINGS:
        if words in wording:
            return _Cause(stop.line, stop.column, message.format(sign=stop.sign), remedy, code)
    return None


def _unknown(stop: _Stop) -> _Cause:
    return _Cause(
        stop.line,
        stop.column,
        "from here on the file cannot be read as YAML",
        "Look here and one line above for a missing colon, space, quote or bracket.",
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


_WORDINGS: Final = (
    ("tag", "yaml-syntax", "a text cannot begin with ! in YAML, which takes it for a tag", _QUOTE_IT),
    (
        "an alias",
        "yaml-syntax",
        "a text cannot begin with * in YAML, which takes it for a reference",
        _QUOTE_IT,
    ),
    ("an anchor", "yaml-syntax", "a text cannot begin with & in YAML, which takes it for a name", _QUOTE_IT),
    ("directive", "yaml-directive", "a line cannot begin with % in YAML", _QUOTE_IT),
    (
        "block scalar",
        "yaml-syntax",
        "behind | or > nothing may stand in the line, and the text below it must be indented evenly",
        "Begin the text in the next line, indented; or put quotes around a text that begins with | or >.",
    ),
    (
        "sequence entries are not allowed",
        "yaml-syntax",
        "a list cannot begin in the line of its key",
        'Write each "- " in a line of its own below the key; a text that begins with a dash needs quotes.',
    ),
    (
        "mapping keys are not allowed",
        "yaml-syntax",
        "a text cannot begin with ? and a space in YAML",
        _QUOTE_IT,
    ),
    (
        "node content",
        "yaml-syntax",
        "no value can begin with {sign} here",
        'Remove it, or write what is missing before it; a text with such signs needs quotes: "…".',
    ),
    (
        "<document start>",
        "yaml-syntax",
        "this is left over: what stands above is complete",
        "Remove it; if it is a closing bracket, look for the opening one.",
    ),
)
"""Words of the parser, with what they come to; {sign} is the character at which it stopped."""

_CAUSES: Final[tuple[Callable[[_Stop], _Cause | None], ...]] = (
    _tab,
    _full_width,
    _open_quote,
    _escape,
    _brackets,
    _open_bracket,
    _colon,
    _lone_text,
    _first_sign,
    _by_wording,
    _misfit,
)
"""In order of asking: the first that answers is what people are told."""
