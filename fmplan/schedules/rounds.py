"""Rounds: so many times on the day, every two hours say, while people work (docs/dates.md, 1)."""

from __future__ import annotations

from typing import Final

from fmplan.assets.estate import Estate
from fmplan.assets.timing_form import RoundForm
from fmplan.dates.duration import HoursOfDay
from fmplan.schedules.complaints import Settled, complain
from fmplan.schedules.task import Rounds

_DAY: Final = HoursOfDay(0, 24 * 60)


def settled_rounds(form: RoundForm | None, times: object, estate: Estate, settled: Settled) -> Rounds | None:
    """Return the rounds that are written; None, and a complaint, where `times` says how many there are too."""
    if form is None:
        return None
    if times is not None:
        complain(
            settled,
            "round-and-times",
            "round",
            "round and times both say how many times on the day",
            "Keep one of the two: round for so many hours apart, times for a number.",
        )
        return None
    if form.within == "hours":
        return Rounds(form.every, estate.hours, by_team=True, closing=form.closing)
    hours = _DAY if form.within == "day" else form.within
    return Rounds(form.every, hours, by_team=False, closing=form.closing)


def hours_of(rounds: Rounds, of_team: HoursOfDay | None) -> HoursOfDay | None:
    """Return the hours within which the rounds are made; None where they are to be a team's, and nobody says them."""
    return of_team if rounds.by_team and of_team is not None else rounds.hours


def times_of_day(rounds: Rounds, of_team: HoursOfDay | None) -> tuple[int, ...]:
    """Return when the rounds are made, in minutes after midnight, earliest first.

    They begin with the hours and are made before these end; a closing one is made when they end. Empty where
    nobody says the hours.
    """
    hours = hours_of(rounds, of_team)
    if hours is None:
        return ()
    times = tuple(range(hours.start, hours.end, rounds.every))
    return (*times, hours.end) if rounds.closing else times
