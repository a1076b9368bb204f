"""What to write instead of what a key does not take: remedies that work when they are followed to the letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_LISTS: Final = {
    "announced": "[2027]",
    "at": "[1 year, 4 years]",
    "bars": "[noise, outage]",
    "checklist": "[{id: A-1, text: Machine room clean}]",
    "closed": "[2027-12-25..2028-01-02]",
    "dates": "[2027-03-20, 2027-09-18]",
    "holidays": "[2027-06-09, 2027-02-05..2027-02-12]",
    "quiet": "[{range: 2027-06-07..2027-06-10, reason: exams, bars: [noise]}]",
    "suspended": "[2027-05-01..2027-06-30]",
    "was": "[{until: 2027-06-30, every: 1 month}]",
    "workdays": "[2027-02-20]",
    "workweek": "[mon, tue, wed, thu, fri]",
}
"""What a list looks like under a key; lists of names have one name too."""


_BLOCKS: Final = {
    "after": "{task: tank-clean, within: 3 days}",
    "ages": "{of: in_service, at: [1 year, 4 years], then: 2 years}",
    "attributes": "{floors: 32}",
    "before": "{task: inspection, by: 1 month}",
    "calendar": "{country: GB-ENG}",
    "contract": "{number: L-118, expires: 2027-12-31, notice: 60 days}",
    "facts": "{use: residential}",
    "impact": "{type: outage, of: lift, notice: 1 day}",
    "meter": "{of: run-hours, every: 500, unit: h}",
    "permit": "{name: Hot work, ahead: 7 days}",
    "read": "{unit: mm, max: 10}",
    "rotate": "{units: 40, each: 4}",
    "round": "{every: 2 h, within: hours}",
    "source": "{standard: House rules}",
    "when": "{height_m: {over: 27}}",
    "window": "{early: 5 days, late: 3 days}",
}
"""What a block looks like under a key."""


def in_form(expected: str, key: str) -> str:
    """Return what to write under a key that wants another form: a list, a block of keys, text."""
    if expected == "a block of keys":
        if key in _BLOCKS:
            return f"Write a block, for example {key}: {_BLOCKS[key]}"
        return f"Write keys below {key}:, each on a line of its own with its value."
    if expected == "a list":
        return f"Write {key}: with a list, for example {key}: {_LISTS.get(key, '[a, b]')}"
    return f"Write {expected} after {key}:"


def each_of(value: str, words: Sequence[str]) -> str:
    """Return "write each: mon, tue, wed" for `mon-wed`, where the words have an order; else nothing."""
    ends = [end.strip()[:3].casefold() for end in re.split(r"-|–|\.\.|\bto\b", value)]
    if "mon" not in words or len(ends) != 2 or not set(ends) <= set(words):
        return ""
    first, last = map(words.index, ends)
    days = words[first : last + 1] if first <= last else [*words[first:], *words[: last + 1]]
    return f"write each day: {', '.join(days)}."


def torn_off(key: str, value: str, rest: str, *, is_list: bool) -> str:
    """Return how a value is written that a comma between braces tears in two: `{trades: fire, lift}`."""
    if is_list:
        return f"If it belongs to {key}, write brackets: {key}: [{value}, {rest}]"
    whole = f"{value}, {rest}".strip("\"“”'‘’")
    return f'If it belongs to {key}, write quotes: {key}: "{whole}"'
