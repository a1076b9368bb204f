"""A time zone as iCalendar writes it (RFC 5545, 3.6.5): by rule, "the last Sunday of March at 1:00".

Programs that take a list of single changes for rules of their own show meetings an hour off, so a rule is
written wherever the zone follows one. The rules are found by looking at the zone's clock, not at its source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY: Final = timedelta(days=1)
_EARLIEST: Final = 1970
_AHEAD: Final = 6
"""Years past the last one that are looked at: in so many the last Sunday of a month is not always its fourth."""


class _Onset(NamedTuple):
    """One change of the clock: when, by the clock as it was before, and from which offset to which."""

    wall: datetime
    before: timedelta
    after: timedelta
    name: str
    is_daylight: bool

    @property
    def kind(self) -> tuple[timedelta, timedelta, str, bool]:
        return self.before, self.after, self.name, self.is_daylight

    @property
    def rules(self) -> frozenset[tuple[int, int, int, tuple[int, int, int]]]:
        """The yearly rules it may follow: month, which such weekday (-1: the last), weekday, time."""
        wall = self.wall
        time = (wall.hour, wall.minute, wall.second)
        which = {(wall.day - 1) // 7 + 1} - {5}
        if (wall + 7 * _DAY).month != wall.month:
            which.add(-1)
        return frozenset((wall.month, one, wall.weekday(), time) for one in which)


def vtimezone(name: str, first: int, last: int) -> str:
    """Return the VTIMEZONE of a zone of the time zone database, right for every moment of the years first to last."""
    zone = ZoneInfo(name)
    onsets = list(_onsets(zone, first - 1, last + _AHEAD))
    blocks: list[tuple[datetime, str]] = []
    by_kind = sorted(onsets, key=lambda one: (str(one.kind), one.wall))
    for _, alike in groupby(by_kind, key=lambda one: str(one.kind)):
        runs = (run for run in _runs(list(alike)) if run[0].wall.year <= last)
        blocks += (_block(run, zone, first, last) for run in runs)
    if not any(start.year < first for start, _ in blocks):
        blocks.append(_from_the_beginning(zone, first))
    lines = "".join(text for _, text in sorted(blocks))
    return f"BEGIN:VTIMEZONE\r\nTZID:{name}\r\n{lines}END:VTIMEZONE\r\n"


def _onsets(zone: ZoneInfo, first: int, last: int) -> Iterator[_Onset]:
    """Yield every change of the zone's clock in these years, both in, earliest first."""
    at = datetime(first, 1, 1, tzinfo=UTC)
    while at.year <= last:
        if _offset(at, zone) != _offset(at + _DAY, zone):
            yield _onset(_moment(at, zone), zone)
        at += _DAY


def _moment(at: datetime, zone: ZoneInfo) -> datetime:
    """Return the first second within a day from `at` at which the clock shows another offset."""
    low, high = 0, 24 * 3600
    was = _offset(at, zone)
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(at + timedelta(seconds=middle), zone) == was:
            low = middle
        else:
            high = middle
    return at + timedelta(seconds=high)


def _onset(at: datetime, zone: ZoneInfo) -> _Onset:
    before, after = _offset(at - timedelta(seconds=1), zone), _offset(at, zone)
    local, earlier = at.astimezone(zone), (at - _DAY).astimezone(zone)
    # Where winter is what departs from the standard (Dublin), summer is daylight all the same.
    is_daylight = after > before and bool(local.dst() or earlier.dst())
    return _Onset((at + before).replace(tzinfo=None), before, after, local.tzname() or "", is_daylight)


def _runs(onsets: Sequence[_Onset]) -> Iterator[list[_Onset]]:
    """Yield runs of changes in consecutive years that follow one rule; what follows none stands alone."""
    run: list[_Onset] = []
    shared: frozenset[object] = frozenset()
    for onset in onsets:
        both = shared & onset.rules
        if run and both and onset.wall.year == run[-1].wall.year + 1:
            run.append(onset)
            shared = both
        else:
            if run:
                yield run
            run, shared = [onset], onset.rules
    if run:
        yield run


def _block(run: list[_Onset], zone: ZoneInfo, first: int, last: int) -> tuple[datetime, str]:
    """Return the block of a run with its first change: with a rule, unless the run is a single change."""
    if len(run) == 1:
        return run[0].wall, _observance(run[0], "")
    month, which, weekday, _ = rule = min(frozenset.intersection(*(one.rules for one in run)))
    start = run[0]
    if start.wall.year <= first:
        start = _first_of(start, rule, zone)
    until = ""
    if run[-1].wall.year < last + _AHEAD:
        until = f";UNTIL={run[-1].wall - run[-1].before:%Y%m%dT%H%M%SZ}"
    text = f"RRULE:FREQ=YEARLY;BYMONTH={month};BYDAY={which}{_WEEKDAYS[weekday]}{until}\r\n"
    return start.wall, _observance(start, text)


def _first_of(onset: _Onset, rule: tuple[int, int, int, tuple[int, int, int]], zone: ZoneInfo) -> _Onset:
    """Return the first change since 1970 from which on the rule held: so the block stays as it is year after year."""
    for year in range(onset.wall.year - 1, _EARLIEST, -1):
        wall = _wall(year, rule)
        at = (wall - onset.before).replace(tzinfo=UTC)
        if _offset(at - timedelta(seconds=1), zone) != onset.before or _onset(at, zone).kind != onset.kind:
            break
        onset = onset._replace(wall=wall)
    return onset


def _wall(year: int, rule: tuple[int, int, int, tuple[int, int, int]]) -> datetime:
    month, which, weekday, time = rule
    if which > 0:
        start = datetime(year, month, 1, *time)  # noqa: DTZ001 -- by the zone's own clock
        return start + ((weekday - start.weekday()) % 7 + 7 * (which - 1)) * _DAY
    end = datetime(year + month // 12, month % 12 + 1, 1, *time) - _DAY  # noqa: DTZ001 -- as above
    return end - (end.weekday() - weekday) % 7 * _DAY


def _from_the_beginning(zone: ZoneInfo, first: int) -> tuple[datetime, str]:
    """Return the block of the offset that the clock shows as the years begin."""
    at = datetime(first - 1, 1, 1, tzinfo=UTC)
    local, offset = at.astimezone(zone), _offset(at, zone)
    start = datetime(_EARLIEST, 1, 1)  # noqa: DTZ001 -- by the zone's own clock
    return start, _observance(_Onset(start, offset, offset, local.tzname() or "", False), "")


def _observance(onset: _Onset, rule: str) -> str:
    part = "DAYLIGHT" if onset.is_daylight else "STANDARD"
    return (
        f"BEGIN:{part}\r\nDTSTART:{onset.wall:%Y%m%dT%H%M%S}\r\n{rule}"
        f"TZOFFSETFROM:{_hours(onset.before)}\r\nTZOFFSETTO:{_hours(onset.after)}\r\n"
        f"TZNAME:{onset.name}\r\nEND:{part}\r\n"
    )


def _offset(at: datetime, zone: ZoneInfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _hours(offset: timedelta) -> str:
    minutes, seconds = divmod(abs(int(offset.total_seconds())), 60)
    tail = f"{seconds:02}" if seconds else ""
    return f"{'-' if offset < timedelta() else '+'}{minutes // 60:02}{minutes % 60:02}{tail}"
