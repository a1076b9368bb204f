"""From opened estates to a workbook: with each plan goes what it was made of."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import typer

from fmplan.cli.options import Answer
from fmplan.cli.session import Session
from fmplan.cli.writing import STDOUT
from fmplan.exports.portfolio import Plans
from fmplan.exports.workbook.setting import Source
from fmplan.exports.xlsx import DAYS, render
from fmplan.schedules.lock import Lock


def workbook(session: Session, plans: Plans, answer: Answer, days: int | None) -> Iterator[bytes]:
    """Return the workbook of the plans, `days` of which have work sheets. Raises a usage error on a terminal."""
    if answer.output == STDOUT and sys.stdout is not None and sys.stdout.isatty():
        raise typer.BadParameter("a workbook is no text for a terminal: name a file", param_hint="--output")
    sources = [Source(one.series, one.logbook, one.lock or Lock()) for one in session.usable]
    return render(plans, answer.language, sources=sources, days=DAYS if days is None else days)
