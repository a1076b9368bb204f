"""Residents' calendars, one for each place: whoever lives in a tower need not read of the lifts of the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from fmplan.assets.text import said
from fmplan.exports.ical.feed import PALETTE
from fmplan.exports.ical.split import INDEX, free_stem
from fmplan.exports.notices.notice import Batch, languages_of
from fmplan.exports.places import place_name
from fmplan.exports.words import words_of
from fmplan.schedules.notices import affected_by
from fmplan.schedules.noticetime import touches_residents


class Neighbourhood(Struct, frozen=True):
    """The notices of those who live at one place: the stem of its file, its name, its colour, what they are told."""

    file: str
    name: str
    colour: str
    batch: Batch


def neighbourhoods_of(batches: Sequence[Batch], language: str | None) -> list[Neighbourhood]:
    """Return the calendars of the places that work reaches, in the order of their ids.

    What reaches everybody stands in each. The places are those of the register, so that no calendar comes and
    goes with its work; where no place is known the whole estate has one.
    """
    taken: set[str] = {INDEX}
    found: list[Neighbourhood] = []
    for batch in batches:
        estate = batch.plan.estate
        spoken = languages_of(estate, language)[0]
        estate_name = said(estate.name, spoken)
        for place in sorted(set(_places(batch))) or [""]:
            name = place_name(estate, place, spoken) if place else estate_name
            notices = tuple(one for one in batch.notices if not one.affected or place in map(_top, one.affected))
            found.append(
                Neighbourhood(
                    free_stem(place or estate.id, estate.id if len(batches) > 1 else "", taken),
                    f"{estate_name}{words_of(spoken).colon}{name}" if name != estate_name else name,
                    PALETTE[len(found) % len(PALETTE)],
                    Batch(batch.plan, notices),
                )
            )
    return found


def _places(batch: Batch) -> Iterator[str]:
    for series in batch.plan.series:
        if touches_residents(series):
            yield from map(_top, affected_by(series.asset, batch.plan.estate))


def _top(location: str) -> str:
    return location.partition("/")[0]
