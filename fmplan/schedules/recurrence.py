"""Which RFC 5545 rules are taken: rules of whole days whose dates every calendar agrees on."""

from __future__ import annotations

import re
from typing import Final

from fmplan.dates.day import month_length
from fmplan.dates.ranges import parse_day

_PARTS: Final = {
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "WKST",
    "BYDAY",
    "BYMONTHDAY",
    "BYMONTH",
    "BYYEARDAY",
    "BYSETPOS",
}
_SUB_DAILY: Final = {"BYHOUR", "BYMINUTE", "BYSECOND"}
_FREQUENCIES: Final = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
_WEEKDAY: Final = r"([+-]?[1-9][0-9]?)?(MO|TU|WE|TH|FR|SA|SU)"
_NUMBERS: Final = {"BYMONTHDAY": 31, "BYMONTH": 12, "BYYEARDAY": 366, "BYSETPOS": 366}
_EXAMPLE: Final = "Write a rule of whole days, for example rrule: FREQ=MONTHLY;BYDAY=2TU"


def refusal(text: str) -> tuple[str, str] | None:
    """Return why a rule is not taken and what to write instead; None for one that is.

    Refused are rules below a day, and those on which common libraries depart from RFC 5545 section
    3.3.10: BYWEEKNO, a yearly BYMONTHDAY without BYMONTH, and BYSETPOS over weeks.
    """
    parts: dict[str, str] = {}
    for written in text.split(";"):
        part = written.upper().removeprefix("RRULE:")
        key, equals, value = part.partition("=")
        if not equals or not value or key in parts:
            return f"cannot read {written[:40]!r} as a part of a rule", _EXAMPLE
        parts[key] = value
    frequency = parts.get("FREQ")
    if frequency in {"HOURLY", "MINUTELY", "SECONDLY"} or _SUB_DAILY & parts.keys():
        return (
            "rules of hours and minutes are not planned",
            f"For several times a day write times: 3 beside the rule. {_EXAMPLE}",
        )
    if frequency not in _FREQUENCIES:
        return "a rule needs FREQ=DAILY, WEEKLY, MONTHLY or YEARLY", _EXAMPLE
    if "BYWEEKNO" in parts:
        return (
            "BYWEEKNO is read differently by different calendars",
            "Write the months and days instead, or use once_per: week.",
        )
    unknown = sorted(parts.keys() - _PARTS)
    if unknown:
        return f"unknown part {unknown[0]!r} in the rule", f"Known: {', '.join(sorted(_PARTS))}."
    return _bad_value(parts) or _bad_combination(parts) or _names_no_day(parts)


def whole_days(text: str) -> str:
    """Return a rule that is taken in capitals, without the time of day that a calendar may have put into UNTIL."""
    return re.sub(r"(UNTIL=[0-9]{8})T[0-9]{6}Z?", r"\1", text.upper().removeprefix("RRULE:"))


def _bad_value(parts: dict[str, str]) -> tuple[str, str] | None:
    for key in ("INTERVAL", "COUNT"):
        value = parts.get(key, "1")
        if not value.isascii() or not value.isdigit() or not 1 <= int(value[:9]) <= 100_000 or len(value) > 9:
            return f"{key}={value[:20]} is not a count", f"Write a whole number from 1, for example {key}=2."
    for key, most in _NUMBERS.items():
        sign = "" if key == "BYMONTH" else "[+-]?"
        for value in parts[key].split(",") if key in parts else ():
            if not re.fullmatch(rf"{sign}[0-9]{{1,3}}", value) or not 1 <= abs(int(value)) <= most:
                return (
                    f"{key}={value[:20]} names no such day or month",
                    f"Write numbers from 1 to {most}, from the end with a minus.",
                )
    for value in parts["BYDAY"].split(",") if "BYDAY" in parts else ():
        if not re.fullmatch(_WEEKDAY, value):
            return (
                f"BYDAY={value[:20]} names no day of the week",
                "Write MO to SU, with a number in front in a month: 2TU, -1FR.",
            )
    if "WKST" in parts and parts["WKST"] not in {"MO", "SU"}:
        return "WKST names the day a week begins on", "Write WKST=MO or leave it out."
    until = parts.get("UNTIL")
    if until is not None and not _is_day(until):
        return f"UNTIL={until[:20]} is no date", "Write it without hyphens, for example UNTIL=20291231."
    return None


def _is_day(until: str) -> bool:
    """Tell whether a text is a day of the years 1970 to 2199 as RFC 5545 writes it, perhaps with a time of day."""
    written = re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]Z?)?", until)
    if written is None:
        return False
    try:
        parse_day(f"{written[1]}-{written[2]}-{written[3]}")
    except ValueError:
        return False
    return True


def _names_no_day(parts: dict[str, str]) -> tuple[str, str] | None:
    """Return why a rule can never fall, where a look at its parts is enough to see it."""
    in_months = parts["FREQ"] == "MONTHLY" or "BYMONTH" in parts
    most = 5 if in_months else 53
    for value in parts["BYDAY"].split(",") if "BYDAY" in parts else ():
        number = value[:-2].lstrip("+-")
        if number and int(number) > most:
            return (
                f"BYDAY={value} never comes: no {'month' if in_months else 'year'} has so many of one weekday",
                f"Write a number up to {most} before the day, or -1 for the last one.",
            )
    if "BYMONTH" in parts and "BYMONTHDAY" in parts:
        longest = max(month_length(2028, abs(int(month))) for month in parts["BYMONTH"].split(","))
        if all(abs(int(day)) > longest for day in parts["BYMONTHDAY"].split(",")):
            return (
                f"BYMONTHDAY={parts['BYMONTHDAY'][:20]} never comes in BYMONTH={parts['BYMONTH'][:20]}",
                f"Write a day up to {longest}, or -1 for the last day of the month.",
            )
    return None


def _bad_combination(parts: dict[str, str]) -> tuple[str, str] | None:
    frequency = parts["FREQ"]
    numbered = any(value[:1] in "+-123456789" for value in parts.get("BYDAY", "MO").split(","))
    if "COUNT" in parts and "UNTIL" in parts:
        return "COUNT and UNTIL both say where the rule stops", "Keep one of the two."
    if frequency == "YEARLY" and "BYMONTHDAY" in parts and "BYMONTH" not in parts:
        return (
            "a yearly BYMONTHDAY without BYMONTH is read differently by different calendars",
            "Add BYMONTH, or write FREQ=MONTHLY.",
        )
    if frequency == "WEEKLY" and ("BYMONTHDAY" in parts or "BYSETPOS" in parts or numbered):
        return "this part does not go with FREQ=WEEKLY", "Use FREQ=MONTHLY for days counted in a month."
    if frequency == "DAILY" and ("BYSETPOS" in parts or numbered):
        return "this part does not go with FREQ=DAILY", "Use FREQ=MONTHLY for days counted in a month."
    if "BYYEARDAY" in parts and frequency != "YEARLY":
        return "BYYEARDAY goes with FREQ=YEARLY only", "Write FREQ=YEARLY or name months and days."
    return None
