"""Resolving: which occurrence an act closes, which smaller ones with it, and what comes next.

The plan itself is asked, with the act and without it: what is closed in the one and open in the other is what the
act closes. So nothing is decided here that the plan would see otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from fmplan.assets.estate import Estate
from fmplan.dates.day import FIRST_DAY, ISO, LAST_DAY, Day
from fmplan.dates.ranges import DateRange, parse_day
from fmplan.logbook.entries import Logbook
from fmplan.logbook.entry import Kind
from fmplan.logbook.read import logbook_of
from fmplan.logbook.undoing import spots_of
from fmplan.schedules.covering import all_covered
from fmplan.schedules.expiry import certificate_of, is_certificate
from fmplan.schedules.following import leader_of
from fmplan.schedules.lock import Lock
from fmplan.schedules.occurrence import Occurrence, Status
from fmplan.schedules.plan import make_plan
from fmplan.schedules.series import Series
from fmplan.schedules.status import OWED
from fmplan.schedules.task import Event

Act = Mapping[str, Any]
"""One line of the logbook, by its keys."""

_AHEAD: Final = 400
_PROBE: Final[Act] = {"ref": "?"}
"""What makes an act that is only tried out another one than any that is written."""


class View(Struct, frozen=True):
    """What resolving an act looks at: one series with all that hang together with it, and the logbook on a day."""

    estate: Estate
    series: Series
    together: tuple[Series, ...]
    logbook: Logbook
    lock: Lock
    today: Day

    def dates(self, acts: Sequence[Act] = (), until: Day = 0) -> Mapping[str, Occurrence]:
        """Return every occurrence by key, in order of time, as the plan has them once these acts are recorded."""
        task = self.series.task
        ahead = max(_AHEAD, 2 * int(task.period_days) + 31)
        begin = min(one.begin for one in self.together)
        end = min(max(self.today, until, begin) + ahead, LAST_DAY)
        today = max(self.today, until)
        logbook = with_acts(self.logbook, acts)
        range_ = DateRange(max(FIRST_DAY, min(begin, end)), end)
        plan = make_plan(self.estate, self.together, logbook, range_, today, self.lock)
        return {one.key: one for one in plan.occurrences}

    def has(self, one: Occurrence) -> bool:
        """Tell whether an occurrence is of the series itself; what the plan counts from may make it another one."""
        return one.series.rank == self.series.rank


def view_of(
    estate: Estate, series: Sequence[Series], one: Series, logbook: Logbook, lock: Lock | None, today: Day
) -> View:
    """Return what is looked at for one of the series of an estate."""
    asset = one.asset
    group = [other for other in series if other.asset is asset]
    of_asset = logbook.only((asset.id, *asset.formerly))
    return View(estate, one, tuple(together_with(group, one)), of_asset, lock or Lock(), today)


def with_acts(logbook: Logbook, acts: Sequence[Act]) -> Logbook:
    """Return a logbook with acts over and above what it holds."""
    if not acts:
        return logbook
    volumes = (*logbook.volumes, *logbook_of(acts).volumes)
    takes_back = any(act["entry"] == Kind.UNDONE.value for act in acts)
    return replace(logbook, volumes=volumes, spots=spots_of(volumes) if takes_back else logbook.spots)


def is_closed(one: Occurrence) -> bool:
    """Tell whether the logbook closed an occurrence: done, skipped, or done with a larger one."""
    return one.done_on is not None or one.status is Status.SKIPPED


def tail_of(one: Occurrence) -> str:
    """Return how the logbook names an occurrence: its due date, or `#12`."""
    return one.tail or ISO[one.due]


def chosen(view: View, day: Day) -> list[Occurrence]:
    """Return the open occurrence that work on a day is for; none where there is none, several where nobody can tell.

    It is the one that the plan takes for an entry that names none; beyond that an extra visit that was planned
    nearer to the day, and what is owed for longer than the rule looks back.
    """
    if day < view.series.begin:
        return []
    before = view.dates(until=day)
    of_series = [one for one in before.values() if view.has(one)]
    open_ = [one for one in of_series if not is_closed(one)]
    if isinstance(view.series.task.timing, Event):
        # Of several storms nobody can tell after which the damage was looked at.
        return [one for one in open_ if tail_of(one) <= ISO[day]]
    probe = {"entry": "done", "on": ISO[day], **_names(view.series), **_PROBE}
    after = view.dates([probe], day)
    found = [before.get(one.key, one) for one in newly_closed(before, after) if view.has(one)][:1]
    extras = _extras_meant(view, open_, found, day)
    if found or extras:
        return [min(extras, key=lambda one: (abs(one.planned - day), -one.due))] if extras else found
    if view.series.task.is_floating:
        return []
    return [one for one in open_ if one.status in OWED and one.due <= day]


def _extras_meant(view: View, open_: Sequence[Occurrence], found: Sequence[Occurrence], day: Day) -> list[Occurrence]:
    """Return the extra visits that work on a day is for rather than for what the plan found.

    The plan takes no extra visit for an entry that names none; who stands there on its day means that one. But where a
    date of the rule is due and open, the extra has to be due after it: else one visit would do what two were planned
    for, and leave the older one owed.
    """
    extras = [one for one in open_ if "+" in tail_of(one)]
    if found and found[0].due <= day:
        return [one for one in extras if found[0].due < one.due <= day]
    reach = abs(found[0].planned - day) if found else view.series.task.period_days // 2 + 1
    return [one for one in extras if abs(one.planned - day) < reach]


def next_open(view: View) -> Occurrence | None:
    """Return the occurrence that is to be done next, what is owed before all; None where none comes."""
    dates = view.dates()
    open_ = [
        one for one in dates.values() if view.has(one) and (one.status in OWED or _is_ahead(one, dates, view.today))
    ]
    return next(iter(sorted(open_, key=lambda one: (one.status not in OWED, one.planned, one.due))), None)


def named(view: View, name: str) -> tuple[Occurrence | None, list[Occurrence]]:
    """Return the occurrence of a name, `2027-03-01` or `#12`, None for none; and the open ones there are instead."""
    until = view.today
    if not name.startswith("#"):
        until = max(until, parse_day(name[:10]))
    dates = [one for one in view.dates(until=until).values() if view.has(one)]
    found = next((one for one in dates if name in {tail_of(one), ISO[one.due]}), None)
    return found, [one for one in dates if not is_closed(one) and one.status is not Status.MISSED]


def _is_ahead(one: Occurrence, dates: Mapping[str, Occurrence], today: Day) -> bool:
    """Tell whether an occurrence is still to come, rather than closed, given up, or done with another of its series."""
    with_ = dates.get(one.covered_by or "")
    if is_closed(one) or (with_ is not None and is_closed(with_)):
        return False
    return one.planned >= today or one.status in _TO_COME


_TO_COME: Final = frozenset({Status.DUE, Status.DEFERRED})


class Outcome(Struct, frozen=True):
    """What an act leads to.

    `one` is the occurrence it is for, `smaller` are those it closes of smaller tasks, `owed` what of its series is
    still owed then, `next` what comes next, `renewed` the certificates it renews: all as they stand then.
    """

    one: Occurrence | None
    smaller: tuple[Occurrence, ...] = ()
    owed: tuple[Occurrence, ...] = ()
    next: Occurrence | None = None
    renewed: tuple[Occurrence, ...] = ()

    @property
    def closes(self) -> dict[str, int | str]:
        """What the act says under `closes`: of each smaller task the number or the due date of its occurrence."""
        return {one.series.task.id: _number_or_date(one) for one in self.smaller}


def outcome(view: View, act: Act) -> Outcome:
    """Return what an act leads to that names its occurrence, or that is for none."""
    before = view.dates()
    after = view.dates([{**act, **_PROBE}])
    mine = view.series
    smaller = set(all_covered({one.task.bare_id: one.task for one in view.together})[mine.task.bare_id])
    closed = newly_closed(before, after)
    of_series = [one for one in after.values() if view.has(one) and not is_closed(one)]
    name = act.get("for")
    still = [one for one in of_series if one.status in OWED]
    ahead = [one for one in of_series if one.status not in OWED and _is_ahead(one, after, view.today)]
    return Outcome(
        next((one for one in after.values() if view.has(one) and tail_of(one) == name), None) if name else None,
        tuple(one for one in closed if one.series.task.bare_id in smaller),
        tuple(still),
        ahead[0] if ahead else None,
        tuple(_renewed(before, after)),
    )


def newly_closed(before: Mapping[str, Occurrence], after: Mapping[str, Occurrence]) -> list[Occurrence]:
    """Return what is closed in the second of two plans and was not in the first, as it stands there."""
    return [
        one for key, one in after.items() if is_closed(one) and not (key in before and is_closed(before[key]))
    ]  # fmt: skip


def _renewed(before: Mapping[str, Occurrence], after: Mapping[str, Occurrence]) -> Iterable[Occurrence]:
    """Yield the new last days of certificates that were renewed."""
    for one in after.values():
        if is_certificate(one.series) and not is_closed(one) and one.key not in before:
            yield one


def _number_or_date(one: Occurrence) -> int | str:
    tail = tail_of(one)
    return int(tail[1:]) if tail.startswith("#") and tail[1:].isdecimal() else tail


def _names(series: Series) -> dict[str, str]:
    return {"asset": series.asset.id, "task": series.task.id}


def together_with(group: Sequence[Series], one: Series) -> list[Series]:
    """Return the series of an asset that hang together with one, through covering, following or a certificate."""
    links: dict[str, set[str]] = {other.task.bare_id: set() for other in group}
    for other in group:
        names = {*other.task.covers, leader_of(other) or ""}
        if is_certificate(other):
            names |= {name.rpartition("/")[2] for name in certificate_of(other).from_ or ()}
        for name in names & links.keys():
            links[name].add(other.task.bare_id)
            links[other.task.bare_id].add(name)
    seen = {one.task.bare_id}
    waiting = [one.task.bare_id]
    while waiting:
        for name in links[waiting.pop()] - seen:
            seen.add(name)
            waiting.append(name)
    return [other for other in group if other.task.bare_id in seen]
