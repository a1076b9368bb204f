"""How long work takes, and the other small measures of a register: areas, hours, shares, hours of the day."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from msgspec import Struct

from fmplan.dates.plain import quoted, require_plain


class Duration(Struct, frozen=True):
    """Working minutes of one person: once, for each of many, or for every so many square metres.

    `each` and a `per_area` above 0 exclude one another.
    """

    minutes: float
    each: bool = False
    per_area: float = 0

    def __str__(self) -> str:
        hours, minutes = divmod(self.minutes, 60)
        parts = [f"{hours:g} h"] if hours else []
        if minutes or not hours:
            parts.append(f"{minutes:g} min")
        tail = " each" if self.each else f" per {self.per_area:g} m2" if self.per_area else ""
        return " ".join(parts) + tail

    def minutes_for(self, quantity: int, area: float | None) -> float | None:
        """Return the minutes for so many things of so many square metres; None where the area is missing.

        A quantity counts only under `each`, an area only under `per … m2`.
        """
        if self.each:
            return self.minutes * quantity
        if not self.per_area:
            return self.minutes
        return None if area is None else self.minutes * area / self.per_area


class HoursOfDay(Struct, frozen=True):
    """A part of the day, in minutes after midnight: `start` is in, `end` is not."""

    start: int
    end: int

    def __str__(self) -> str:
        return f"{clock(self.start)}-{clock(self.end)}"

    @property
    def minutes(self) -> int:
        """How long it is."""
        return self.end - self.start


def clock(minutes: int) -> str:
    """Return a time of the day, given in minutes after midnight: `08:30`."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


_NUMBER: Final = r"[0-9]{1,9}(?:\.[0-9]{1,6})?"
# `re` compiles these when they are first asked for, which for most commands is never.
_TIME: Final = rf"(?:({_NUMBER}) h)?(?:(?<=h) )?(?:({_NUMBER}) min)?"
_PER_AREA: Final = rf"(?:({_NUMBER}) )?m2"
_AREA: Final = rf"({_NUMBER}) m2"
_SHARE: Final = r"([0-9]{1,9}) ?%"
_HOURS_OF_DAY: Final = r"([0-9]{2}):([0-9]{2}) ?- ?([0-9]{2}):([0-9]{2})"

# A year of one person without sleep: what is longer is a slip of the keyboard.
_LONGEST_MINUTES: Final = 366 * 24 * 60


@lru_cache(maxsize=4096)
def parse_duration(text: str) -> Duration:
    """Read `1 h 30 min`, `3 min each`, `90 min per 1000 m2`. Raises ValueError with what to write."""
    plain = _with_plain_squares(text)
    time, each, _ = plain.partition(" each")
    if each and plain.endswith(" each"):
        return Duration(_minutes(time, text), each=True)
    time, per, area_text = plain.partition(" per ")
    if not per:
        return Duration(_minutes(plain, text))
    area = re.fullmatch(_PER_AREA, area_text)
    if area is None:
        raise ValueError(f"cannot read the area in {quoted(text)}: write it in m2, for example 90 min per 1000 m2")
    per_area = float(area[1] or 1)
    if not per_area:
        raise ValueError(f"{quoted(text)} is per no area at all: write for example 90 min per 1000 m2")
    return Duration(_minutes(time, text), per_area=per_area)


@lru_cache(maxsize=4096)
def parse_hours(text: str) -> float:
    """Read `40 h` or `7 h 30 min` as minutes. Raises ValueError with what to write."""
    require_plain(text)
    return _minutes(text, text, example="40 h")


@lru_cache(maxsize=4096)
def parse_area(text: str) -> float:
    """Read `3200 m2` as square metres. Raises ValueError with what to write, for no area at all too."""
    written = re.fullmatch(_AREA, _with_plain_squares(text))
    if written is None:
        raise ValueError(
            f"cannot read {quoted(text)} as an area: write square metres without commas, for example 3200 m2"
        )
    area = float(written[1])
    if not area:
        raise ValueError(f"{quoted(text)} is no area at all: write for example 3200 m2, or leave it out")
    return area


@lru_cache(maxsize=256)
def parse_share(text: str) -> int:
    """Read `50%` as 50; 0 to 100. Raises ValueError with what to write."""
    require_plain(text)
    written = re.fullmatch(_SHARE, text)
    if written is None:
        raise ValueError(f"cannot read {quoted(text)} as a share: write a whole percentage, for example 50%")
    share = int(written[1])
    if share > 100:
        raise ValueError(f"{quoted(text)} is more than the whole: write 0% to 100%, for example 50%")
    return share


@lru_cache(maxsize=256)
def parse_hours_of_day(text: str) -> HoursOfDay:
    """Read `08:30-17:30`; 24:00 is the day's end. Raises ValueError with what to write."""
    require_plain(text)
    written = re.fullmatch(_HOURS_OF_DAY, text)
    if written is None:
        raise ValueError(f"cannot read {quoted(text)} as hours of the day: write two times, for example 08:30-17:30")
    hour, minute, end_hour, end_minute = (int(part) for part in written.groups())
    if minute > 59 or end_minute > 59 or hour * 60 + minute > 24 * 60 or end_hour * 60 + end_minute > 24 * 60:
        raise ValueError(
            f"{quoted(text)} has a time that no clock shows: write 00:00 to 24:00, for example 08:30-17:30"
        )
    hours = HoursOfDay(hour * 60 + minute, end_hour * 60 + end_minute)
    if hours.end <= hours.start:
        raise ValueError(f"{quoted(text)} ends before it starts: write the earlier time first, within one day")
    return hours


def _with_plain_squares(text: str) -> str:
    plain = text.replace("²", "2")
    require_plain(plain)
    return plain


def _minutes(time: str, text: str, example: str = "1 h 30 min") -> float:
    written = re.fullmatch(_TIME, time)
    if written is None or not time:
        raise ValueError(f"cannot read {quoted(text)} as a time: write hours and minutes, for example {example}")
    minutes = float(written[1] or 0) * 60 + float(written[2] or 0)
    if not minutes:
        raise ValueError(f"{quoted(text)} is no time at all: write at least 1 min, for example {example}")
    if minutes > _LONGEST_MINUTES:
        raise ValueError(f"{quoted(text)} is more than a year of hours: write a shorter time, for example {example}")
    return minutes
