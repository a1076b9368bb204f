"""Show one place of a file to people: its line, and a caret under the very key or value.

12 |         every: 12 monhts
   |                ^^^^^^^^^
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from unicodedata import category, east_asian_width

from fmplan.findings import Place
from fmplan.yamlfile.text import lines_of

MAX_CELLS: Final = 72
"""How much of a line is shown, in cells of the terminal; with the line number it fits into 80."""

_CELLS_BEFORE: Final = 24
_TAB: Final = 4
_NUMBER_WIDTH: Final = 5
_FAR: Final = 4 * MAX_CELLS

_QUOTED: Final = {'"': re.compile(r'"(?:\\.|[^"\\])*"?'), "'": re.compile(r"'(?:''|[^'])*'?")}
_PLAIN: Final = re.compile(r"(?:(?!:(?:\s|$)|\s#|\s*$).)+")
_PLAIN_INSIDE_BRACKETS: Final = re.compile(r"(?:(?!:(?:[\s,\[\]{}]|$)|\s#|\s*[,\[\]{}]|\s*$).)+")
_LONE: Final = re.compile(r"[:：，；“”‘’＂＇｛｝［］【】＃－\s,\]}]|[-?](?=\s|$)")
_PROPERTY: Final = re.compile(r"[&*!][^\s,\[\]{}]*")


def excerpt(source: str, place: Place) -> list[str]:
    """Return the line of `source` at `place`, and below it a line with carets; none for a file as a whole.

    The carets stand under the key or value that begins there, as far as it goes in its line; they count in
    terminal cells, two for a Chinese character. Tabs are widened, characters that show nothing or turn the
    direction of writing are spelt out as escapes, and of a line too long only the part around the place is
    shown.
    """
    lines = _lines(source.removeprefix("\ufeff"))
    if not 1 <= place.line <= len(lines):
        return []
    line = lines[place.line - 1]
    start = min(max(place.column - 1, 0), len(line))
    end = max(start + _extent(line, start), start + 1)
    text, caret, width = _shown(line, start, end)
    number = str(place.line).rjust(_NUMBER_WIDTH)
    return [f"{number} | {text}".rstrip(), f"{' ' * len(number)} | {' ' * caret}{'^' * width}"]


# Findings come many to a file; a file is divided once for all of them.
_lines = lru_cache(maxsize=2)(lines_of)


def _extent(line: str, start: int) -> int:
    """Return how many characters the key or value has that begins at `start`; 0 where nothing does."""
    sign = line[start : start + 1]
    if not sign:
        return 0
    if sign in _QUOTED:
        match = _QUOTED[sign].match(line, start)
    elif sign in "[{":
        return _bracketed(line, start)
    else:
        plain = _PLAIN_INSIDE_BRACKETS if _open_brackets(line, start) else _PLAIN
        match = _LONE.match(line, start) or _PROPERTY.match(line, start) or plain.match(line, start)
    return len(match[0].rstrip()) if match else 1


def _bracketed(line: str, start: int) -> int:
    """Return the length up to the closing bracket; that of the opening one if the line does not close it."""
    depth = 0
    at = start
    while at < len(line):
        sign = line[at]
        if sign in _QUOTED and line[at - 1] in " [{,:" and (quoted := _QUOTED[sign].match(line, at)):
            at = quoted.end()
            continue
        depth += (sign in "[{") - (sign in "]}")
        at += 1
        if not depth:
            return at - start
    return 1


def _open_brackets(line: str, end: int) -> bool:
    """Tell whether a bracket is open at `end`, as far as this line shows."""
    depth = 0
    at = 0
    while at < end:
        sign = line[at]
        begins = at == 0 or line[at - 1] in " [{,:"
        if sign in _QUOTED and begins and (quoted := _QUOTED[sign].match(line, at)):
            at = quoted.end()
            continue
        if sign in "[{" and (begins or depth):
            depth += 1
        elif sign in "]}" and depth:
            depth -= 1
        at += 1
    return depth > 0


def _shown(line: str, start: int, end: int) -> tuple[str, int, int]:
    """Return the line as shown, the cell at which the carets begin, and how many there are."""
    first = max(0, start - _FAR)
    last = min(len(line), start + _FAR)
    cells: list[tuple[str, int]] = []
    offset = 0
    offsets = [0]
    for sign in line[first:last]:
        cells.append(_cell(sign, offset))
        offset += cells[-1][1]
        offsets.append(offset)
    begin = start - first
    stop = min(end, last) - first
    # Cut to what fits: the place itself with some of what stands before it.
    left = 0
    if first or (offset > MAX_CELLS and offsets[begin] > MAX_CELLS - _CELLS_BEFORE):
        while offsets[begin] - offsets[left] > _CELLS_BEFORE:
            left += 1
    right = left
    while right < len(cells) and offsets[right + 1] - offsets[left] <= MAX_CELLS:
        right += 1
    cut_before = left > 0 or first > 0
    cut_after = right < len(cells) or last < len(line)
    text = "".join(shown for shown, _ in cells[left:right])
    caret = offsets[begin] - offsets[left]
    width = offsets[max(min(stop, right), begin)] - offsets[begin]
    return (
        f"{'…' if cut_before else ''}{text}{'…' if cut_after else ''}",
        caret + cut_before,
        max(width, 1),
    )


def _cell(sign: str, offset: int) -> tuple[str, int]:
    """Return how one character is shown at this cell of the line, and how many cells it takes."""
    if " " <= sign <= "~":
        return sign, 1
    if sign == "\t":
        width = _TAB - offset % _TAB
        return " " * width, width
    kind = category(sign)
    if kind in ("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp", "Zs"):
        spelt = f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"
        return spelt, len(spelt)
    if kind in ("Mn", "Me"):
        return sign, 0
    return sign, 2 if east_asian_width(sign) in "WF" else 1
