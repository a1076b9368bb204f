"""The table that is printed: a figure a line, with its target and whether it was met."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.process import RunError
from bench.targets import Target

HEADINGS = ("what", "figure", "target", "verdict", "from")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: `value` in `unit`, or None; `why` says what it comes from, or why there is none."""

    what: str
    value: float | None
    unit: str
    why: str
    target: Target | None = None
    failed: bool = False


def measured(what: str, unit: str, measure: Callable[[], tuple[float, str]], target: Target | None = None) -> Row:
    """Return the row of what `measure` gives, a value and what it comes from, or of its failure."""
    try:
        value, why = measure()
    except RunError as error:
        return Row(what, None, unit, str(error), target, failed=True)
    return Row(what, value, unit, why, target)


def skipped(what: str, reason: str, target: Target | None = None) -> Row:
    return Row(what, None, "", reason, target)


def table(rows: Sequence[Row]) -> str:
    """Return the rows as aligned plain text."""
    cells = [HEADINGS, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells
    )


def _cells(row: Row) -> tuple[str, ...]:
    target = str(row.target) if row.target else "-"
    if row.value is None:
        return (row.what, "-", target, "FAILED" if row.failed else "skipped", row.why)
    verdict = row.target.verdict(row.value) if row.target else "-"
    return (row.what, f"{_number(row.value)} {row.unit}", target, verdict, row.why)


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 or value == int(value) else f"{value:.2f}"
