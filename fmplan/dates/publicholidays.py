"""Public holidays and make-up working days by country: the one seam to the `holidays` package."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from fmplan.dates.day import Day
from fmplan.dates.plain import quoted

if TYPE_CHECKING:
    from holidays import HolidayBase


class YearOff(Struct, frozen=True):
    """One country's departures from its work week in one year. What it holds is not to be changed.

    `off` maps each day off to its English name, holidays that fall on a weekend included; `work` maps each
    weekend day that is worked instead to the reason. `provisional` says that the year still lacks its
    official notice, or that no data reach it. `source` names data and release: `holidays 0.109`.
    """

    off: dict[Day, str]
    work: dict[Day, str]
    provisional: bool
    source: str

    def slug_days(self, slug: str) -> list[Day]:
        """Return the days on which a holiday itself falls, in order, weekends included, days in lieu not."""
        return sorted(day for day, names in self.off.items() if slug in {_slug(name) for name in _own_names(names)})


# Names of the State Council's yearly notice, which the package words in its own way.
_CHINA_NAMES: Final = {
    "New Year's Day": "New Year",
    "Chinese New Year's Eve": "Spring Festival",
    "Chinese New Year (Spring Festival)": "Spring Festival",
    "Chinese New Year (Spring Festival) Extended Holiday": "Spring Festival",
    "Tomb-Sweeping Day": "Qingming",
    "Labor Day": "Labour Day",
    "Dragon Boat Festival": "Dragon Boat",
    "Mid-Autumn Festival": "Mid-Autumn",
}

# The first year for which the package has China's swaps; every later year with a notice has some.
_FIRST_CHINESE_NOTICE: Final = 2001

# `re` compiles these when they are first asked for, which for most commands is never.
_COUNTRY: Final = r"([A-Z]{2})(?:-([A-Z0-9]{1,6}))?"
_SWAPPED: Final = r"Day off \(substituted from (\d\d)/(\d\d)/(\d{4})\)"
_IN_LIEU: Final = r"\((?:observed|in lieu)[^()]*\)$"
_ESTIMATED: Final = r" \(estimated\)$"

# A span without the one-off days of the past, long enough for what falls only in some years.
_NAMING_YEARS: Final = range(2026, 2031)


@lru_cache(maxsize=1024)
def days_off(country: str, year: int) -> YearOff:
    """Return the days off and make-up days of a country or part (`CN`, `GB-ENG`, `US-MN`) in a year.

    Raises ValueError for a country that is not known; its text tells what to write.
    """
    from holidays.version import __version__

    # The year after brings make-up days at this year's end: 2007-01-02 was worked on 2006-12-30.
    calendar = _calendar(country, (year, year + 1))
    china = country == "CN"
    listed = {on: calendar.get_list(on) for on in sorted(calendar) if on.year == year}
    swaps = _swaps(calendar)
    reached = calendar.start_year <= year <= calendar.end_year
    swapped = any(re.fullmatch(_SWAPPED, name) for names in listed.values() for name in names)
    announced = not china or swapped or year < _FIRST_CHINESE_NOTICE
    off = {}
    for on, names in listed.items():
        told = [_told(name, china=china, announced=announced) for name in names]
        off[on.toordinal()] = "; ".join(dict.fromkeys(told))
    work = {
        on.toordinal(): f"make-up day for {swaps[on]}" if on in swaps else "make-up day"
        for on in sorted(calendar.weekend_workdays)
        if on.year == year
    }
    return YearOff(off, work, not (reached and announced), f"holidays {__version__}")


@lru_cache(maxsize=256)
def is_known(country: str) -> bool:
    """Tell whether there is data for a country or part: `CN`, `GB-ENG`, `US-MN`."""
    try:
        _calendar(country, ())
    except ValueError:
        return False
    return True


@lru_cache(maxsize=1)
def known_countries() -> list[str]:
    """Return every country and part there is data for, sorted, as `AD` and `AD-02`."""
    import holidays

    supported = holidays.list_supported_countries(include_aliases=False)
    parts = [f"{country}-{part}" for country, its_parts in supported.items() for part in its_parts]
    return sorted(name for name in [*supported, *parts] if re.fullmatch(_COUNTRY, name))


@lru_cache(maxsize=256)
def parts_of(country: str) -> list[str]:
    """Return the parts of a country where most have days off of their own: `GB-ENG` and the like, for `GB`.

    Raises ValueError for a country that is not known.
    """
    years = (_NAMING_YEARS.start,)
    plain = _calendar(country, years)
    names = [] if "-" in country else [f"{country}-{part}" for part in plain.subdivisions]
    parts = [name for name in names if re.fullmatch(_COUNTRY, name)]
    differing = [part for part in parts if set(_calendar(part, years)) != set(plain)]
    return parts if len(differing) * 2 > len(parts) else []


@lru_cache(maxsize=256)
def named_holidays(country: str) -> dict[str, str]:
    """Return the holidays of a country by slug: `{"spring-festival": "Spring Festival"}`, sorted.

    Raises ValueError for a country that is not known.
    """
    return dict(
        sorted(
            (_slug(name), name)
            for year in _NAMING_YEARS
            for names in days_off(country, year).off.values()
            for name in _own_names(names)
        )
    )


def _calendar(country: str, years: tuple[int, ...]) -> HolidayBase:
    import holidays

    written = re.fullmatch(_COUNTRY, country)
    if written is None:
        raise ValueError(
            f"cannot read {quoted(country)} as a country: write two capital letters and perhaps a part, "
            "for example CN, GB-ENG or US-MN"
        )
    code, part = written.groups()
    try:
        plain = holidays.country_holidays(code, subdiv=part)
    except NotImplementedError:
        raise ValueError(
            f"no public holidays are known for {quoted(country)}: write a country or part such as CN, GB-ENG "
            "or US-MN, or `country: none` and list the holidays"
        ) from None
    language = _english(plain.supported_languages, plain.default_language)
    return holidays.country_holidays(code, subdiv=part, years=years, language=language)


def _english(languages: tuple[str, ...], default: str | None) -> str | None:
    """Choose the country's own English, else American (whose dates `_SWAPPED` reads), else any."""
    english = sorted(language for language in languages if language.startswith("en"))
    if default in english:
        return default
    return "en_US" if "en_US" in english else next(iter(english), None)


def _swaps(calendar: HolidayBase) -> dict[date, str]:
    """Return for each make-up day the day off that it is worked for."""
    return {
        date(int(swapped[3]), int(swapped[1]), int(swapped[2])): on.isoformat()
        for on in calendar
        for name in calendar.get_list(on)
        if (swapped := re.fullmatch(_SWAPPED, name))
    }


def _told(name: str, *, china: bool, announced: bool) -> str:
    swapped = re.fullmatch(_SWAPPED, name)
    if swapped:
        return f"day off for {swapped[3]}-{swapped[1]}-{swapped[2]}"
    if not china:
        return name
    own = name.removesuffix(" (observed)")
    told = _CHINA_NAMES.get(own, own)
    if own == name:
        return told
    # Before the notice the package guesses where days in lieu will lie.
    return f"{told} (observed)" if announced else f"{told} (observed, not yet announced)"


def _own_names(names: str) -> list[str]:
    """Return the holidays that fall on a day of `YearOff.off`, without those it is only given in lieu of."""
    return [
        re.sub(_ESTIMATED, "", name)
        for name in names.split("; ")
        if not name.startswith("day off for ") and not re.search(_IN_LIEU, name)
    ]


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower().replace("'", "")).strip("-")
