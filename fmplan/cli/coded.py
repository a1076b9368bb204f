"""From the code on a sheet or in a calendar to the occurrence that it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import typer

from fmplan.cli.recording import Recording
from fmplan.cli.session import Opened
from fmplan.cli.targets import is_an_asset
from fmplan.dates.day import FIRST_DAY, ISO, LAST_DAY
from fmplan.dates.ranges import DateRange
from fmplan.schedules.lock import Lock
from fmplan.schedules.plan import make_plan
from fmplan.schedules.series import Series
from fmplan.schedules.shortcode import CodeError, is_code, occurrence_of, resembles_code

_BACK = 400
_AHEAD = 100
"""Days around the one something was done on, among whose occurrences a code is looked for."""


def are_codes(opened: Opened, given: Sequence[str] | None) -> bool:
    """Tell whether what was given are codes rather than assets and a task: a single word can be nothing else.

    Of several, one with a wrong letter does not turn the others into the names of assets.
    """
    if not given or is_an_asset(opened, given[0]):
        return False
    return len(given) == 1 or (any(map(is_code, given)) and all(map(resembles_code, given)))


def coded(recording: Recording, codes: Sequence[str]) -> Iterator[tuple[Series, str]]:
    """Yield the series of each code, and the date of it as `for` names it. Usage errors; reads the whole logbook."""
    recording.look_up(None)
    opened, day = recording.opened, recording.day
    range_ = DateRange(max(FIRST_DAY, day - _BACK), min(day + _AHEAD, LAST_DAY))
    plan = make_plan(opened.estate, opened.series, opened.logbook, range_, recording.today, opened.lock or Lock())
    by_rank = {one.rank: one for one in opened.series}
    for code in codes:
        try:
            found = occurrence_of(code, plan.occurrences)
        except CodeError as error:
            raise typer.BadParameter(f"{error}.", param_hint="ASSET... TASK or CODE") from None
        yield by_rank[found.series.rank], found.tail or ISO[found.due]
