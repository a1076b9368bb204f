"""One calendar for each team, place, class or kind of work: which plan goes into which file, and what it is called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from fmplan.assets.estate import Team
from fmplan.assets.ids import folded
from fmplan.assets.task_form import Kind
from fmplan.assets.text import said
from fmplan.exports.ical.feed import PALETTE
from fmplan.exports.ical.words import feed_words
from fmplan.exports.places import place_name
from fmplan.exports.portfolio import language_of
from fmplan.exports.visits import place_of_visit
from fmplan.exports.words import words_of
from fmplan.schedules.plan import Plan
from fmplan.schedules.series import Series

By = Literal["team", "location", "class", "kind"]

INDEX: Final = "index"
_NO_TEAM: Final = "no-team"
_LONGEST: Final = 60
"""Signs of an id that a file name takes: in any script no more than file systems hold."""


class Part(Struct, frozen=True):
    """One of several calendars: the stem of its file, its name, its colour, what stands in it.

    `value` is that of the team, place, class or kind, empty where there is none. `may_be_empty`: that nothing is
    planned is as it should be.
    """

    file: str
    name: str
    colour: str
    plan: Plan
    value: str
    may_be_empty: bool = False


def parts_of(plans: Sequence[Plan], by: By, language: str | None, *, whole: bool) -> list[Part]:
    """Return the calendars of all plans, in the order of the register.

    `whole`: nothing was selected, so that a team without work has an empty calendar. Files of a portfolio begin
    with the estate's id.
    """
    taken: set[str] = {INDEX}
    parts: list[Part] = []
    for plan in plans:
        spoken = language_of(plan, language)
        estate_name = said(plan.estate.name, spoken)
        for value, name in _values(plan, by, spoken, whole=whole):
            empty = _NO_TEAM if by == "team" else plan.estate.id
            team = plan.estate.teams.get(value) if by == "team" else None
            parts.append(
                Part(
                    free_stem(value or empty, plan.estate.id if len(plans) > 1 else "", taken),
                    f"{estate_name}{words_of(spoken).colon}{name}" if name != estate_name else name,
                    PALETTE[len(parts) % len(PALETTE)],
                    _only(plan, _VALUES[by], value),
                    value,
                    team is not None and has_ended(team, plan),
                )
            )
    return parts


def has_ended(team: Team, plan: Plan) -> bool:
    """Tell whether the contract with a team ran out before the day the plan is seen on."""
    expires = team.contract.expires if team.contract else None
    return expires is not None and expires < plan.today


_VALUES: Final[dict[By, Callable[[Series], str]]] = {
    "team": lambda series: series.team.id if series.team else "",
    "location": lambda series: place_of_visit(series.asset.location),
    "class": lambda series: series.asset.class_.partition("/")[0],
    "kind": lambda series: series.task.kind.value,
}


def _values(plan: Plan, by: By, language: str, *, whole: bool) -> Iterator[tuple[str, str]]:
    """Yield what the plan is split by, each with its name: teams in the order of the register, else as planned."""
    found = dict.fromkeys(map(_VALUES[by], plan.series))
    if by == "team":
        for id_, team in plan.estate.teams.items():
            if whole or id_ in found:
                yield id_, said(team.name, language)
        if "" in found:
            yield "", feed_words(language).no_team
        return
    for value in found:
        if by == "location":
            yield value, place_name(plan.estate, value, language) or said(plan.estate.name, language)
        elif by == "kind":
            yield value, words_of(language).kinds[Kind(value)]
        else:
            yield value, said(plan.estate.classes.get(value), language) or value


def _only(plan: Plan, value_of: Callable[[Series], str], value: str) -> Plan:
    fitting = [pair for pair in zip(plan.series, plan.by_series, strict=True) if value_of(pair[0]) == value]
    series = tuple(one for one, _ in fitting)
    return replace(plan, series=series, by_series=tuple(dates for _, dates in fitting))


def free_stem(id_: str, estate: str, taken: set[str]) -> str:
    """Return the stem of a file for an id, with the estate's before it where one is given, and take it.

    A number tells it from what is taken, also where a disk takes A and a for the same.
    """
    # A colon may stand in an id, and not in every file name.
    stem = "-".join(part[:_LONGEST].replace(":", "-") for part in (estate, id_) if part)
    name, number = stem, 1
    while folded(name) in taken:
        number += 1
        name = f"{stem}-{number}"
    taken.add(folded(name))
    return name
