"""Which day people can only mean by a date in a form of their own: for the remedy, never to be taken as written."""

from __future__ import annotations

import re
from typing import Final

from fmplan.dates.day import ISO, day_of, month_length

# `re` compiles these when they are first asked for, which for most commands is never.
_YEAR_FIRST: Final = r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?"
_DIGITS: Final = r"([0-9]{4})([0-9]{2})([0-9]{2})"
_YEAR_LAST: Final = r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})"
_BETWEEN: Final = r"\s+-\s+|\s*(?:\.\.+|…|[–—~～]|至|到|\bto\b)\s*"


def likely_day(text: str) -> str:
    """Return the one day that a date in another form can only mean, as 2027-03-31; "" where it is open."""
    if written := re.fullmatch(_YEAR_FIRST, text) or re.fullmatch(_DIGITS, text):
        year, month, day = map(int, written.groups())
    elif written := re.fullmatch(_YEAR_LAST, text):
        day, month, year = int(written[1]), int(written[3]), int(written[4])
        if month > 12:
            day, month = month, day
        elif day <= 12 and day != month and written[2] != ".":
            return ""  # 4/6/2027 is one day in England and another in America
    else:
        return ""
    if not (1 <= month <= 12 and 1970 <= year <= 2199 and 1 <= day <= month_length(year, month)):
        return ""
    return ISO[day_of(year, month, day)]


def likely_range(text: str) -> str:
    """Return the range that two dates with another sign between can only mean; "" where it is open."""
    days = [likely_day(part) for part in re.split(_BETWEEN, text)]
    return "..".join(days) if all(days) and len(days) <= 2 and days == sorted(days) else ""
