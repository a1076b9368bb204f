"""The quick way through a file of plain `key: value` lines.

A register of 10,000 assets has 180,000 lines, nearly all of them a key, or a key and a plain text; making an
object of each of the parser's events then costs more than all that comes after. Such a file needs no parser: a
regular expression sees whether a line is of that kind, the indentation says where it belongs, and a line seen
before need not be looked at again.

What is read here is what the events give: the same Blocks, texts and positions, and no findings. Two things hold
that. The subset is far inside of YAML, and whatever is outside of it, odd or wrong, is left to the parser as a
whole, so there is one place only that judges and explains. And the tests read random documents, and random
damage done to them, in both ways and compare all that comes out.
"""

from __future__ import annotations

import re
from typing import Final

from fmplan.yamlfile.block import COLUMN_BITS, Block

MAX_DEPTH: Final = 32
"""How deep mappings may be nested to be read here; not more than the parser's way allows."""

_LINE: Final = re.compile(
    r"( {0,255}+[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}+):(?: ([^\W_][^ :]*+(?:(?::++| ++(?!#))[^ :]++)*+))?+| *+(?:#.*+)?+"
).fullmatch
_NULLS: Final = ("null", "Null", "NULL")


def read_plain_lines(path: str, text: str) -> Block | None:
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    lines = text.split("\n")
    known = dict.fromkeys(lines)
    share = dict[str, str | None].fromkeys(_NULLS).setdefault
    heads = {}
    recall = heads.get
    parse = _LINE
    for line in known:
        match = parse(line)
        if match is None:
            return None
        written, value = match.groups()
        if written is None:
            known[line] = (-1, "", None, 0)
            continue
        head = recall(written)
        if head is None:
            key = written.lstrip(" ")
            key = share(key, key)
            if key is None:
                return None
            heads[written] = head = (len(written) - len(key), key, len(written) + 2)
        indent, key, offset = head
        if value is None:
            known[line] = (indent, key, None, offset - 1)
        else:
            known[line] = (indent, key, share(value, value), offset)
    if not "".join(known).isprintable():
        return None
    here = -1
    last = None
    root = block = marks = None
    stack = []
    step = 1 << COLUMN_BITS
    for row, entry in zip(range(0, len(lines) * step, step), map(known.__getitem__, lines)):
        indent, key, value, offset = entry
        if indent != here:
            if indent > here:
                stack.append((here, block, marks))
                at = row + indent
                inner = Block()
                if block is not None:
                    if last[3] != here + len(last[1]) + 1 or len(stack) > MAX_DEPTH:
                        return None
                    block[last[1]] = inner
                    marks[-1] = at
                else:
                    root = inner
                block = inner
                block.path = path
                block.at = at
                block.marks = marks = []
                here = indent
            elif indent < 0:
                continue
            else:
                while indent < here:
                    here, block, marks = stack.pop()
                if indent != here:
                    return None
        if key in block:
            return None
        block[key] = value
        marks.append(row + indent)
        marks.append(row + offset)
        last = entry
    return root
