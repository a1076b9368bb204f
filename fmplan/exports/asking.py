"""What to go and find: the duties nobody knows the last completion of, as a table for a walk round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from fmplan.assets.text import said
from fmplan.exports.columns import line, widths
from fmplan.exports.plain import one_line
from fmplan.schedules.series import AnchorOrigin, Series

_HEADS: Final = ("asset", "task", "name", "write its last: here")
_WEIGHTS: Final = (3, 3, 3, 20)


def asked(series: Sequence[Series], language: str, folder: str = "", width: int = 80) -> Iterator[str]:
    """Yield the lines of the table, in the order of the series; nothing where all is known.

    `folder` is put before the paths, so that they lead there from where the reader stands.
    """
    unknown = [one for one in series if one.anchor.origin is AnchorOrigin.UNKNOWN]
    if not unknown:
        return
    rows = [_row(one, language, folder) for one in unknown]
    columns = widths([_HEADS, *rows], _WEIGHTS, width)
    yield f"{line(_HEADS, columns)}\n"
    for row in rows:
        yield f"{line(row, columns)}\n"
    yield f"\nLast done unknown: {len(unknown):,}. Until it is written, they are planned within 30 days of the begin.\n"


def _row(one: Series, language: str, folder: str) -> tuple[str, ...]:
    place = one.asset.place()
    return (
        one.asset.id,
        one.task.id,
        one_line(said(one.asset.name, language)),
        f"{folder}{place.path}:{place.line}",
    )
