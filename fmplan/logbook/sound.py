"""Whether what lines say has a meaning: days that are days, words that are known, nothing recorded before its day.

This is asked of every line, of some estates 600,000 times: so of many at once, key by key. What is wrong with one
that is not sound, `mistakes.py` says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import le
from typing import Any, Final

from fmplan.logbook.values import READ, parse_closes

Columns = Mapping[str, Sequence[Any]]
"""What lines of one kind say, key by key; None where a line has not the key."""


_NAMES: Final = ("asset", "task")


def are_sound(columns: Columns) -> bool:
    """Tell whether every value of these lines means something; their types are those that the kind wants."""
    nothing = (None,) * len(columns["on"])
    try:
        for key, column in columns.items():
            if column == nothing or key not in READ:
                continue
            different = set(column)
            # Any text is a name that is not blank; and nearly every line has another asset's.
            if key in _NAMES and all(different) and all(map(str.strip, different)):
                continue
            different.discard(None)
            for _ in map(READ[key].__getitem__, different):
                pass  # reading it was all
        for closes in filter(None, columns.get("closes", ())):
            parse_closes(closes)
    except ValueError:
        return False
    days, moments = columns["on"], columns["recorded"]
    # Both are written year first, so their texts stand in the order of their days.
    if None not in moments:
        return all(map(le, days, moments))
    return all(moment is None or day <= moment for day, moment in zip(days, moments, strict=True))
