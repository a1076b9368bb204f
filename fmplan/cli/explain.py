"""`fmplan explain`: why these dates."""

from __future__ import annotations

from typing import Annotated

import typer

from fmplan.cli.groups import with_options
from fmplan.cli.options import Answer, Days, OneEstate

Asset = Annotated[str, typer.Argument(metavar="ASSET", help="The asset's id, also an older one.")]
Task = Annotated[str, typer.Argument(metavar="TASK", help="The task's id.")]


@with_options
def explain(asset: Asset, task: Task, days: Days, answer: Answer, estate: OneEstate = None) -> None:
    """Explain why the dates of a task are what they are.

    Those of the calendar year of today, unless other days are named.
    """
    from fmplan.cli.days import calendar_year
    from fmplan.cli.naming import series_named
    from fmplan.cli.planning import plan_of_asset
    from fmplan.cli.session import open_estates
    from fmplan.cli.writing import write
    from fmplan.exports.explain import explained

    session = open_estates([estate] if estate else None, quiet=answer.quiet)
    series = series_named(session.usable[0], asset, task)
    plan = plan_of_asset(session, series.asset, days, calendar_year)
    opened = session.usable[0]
    lines = explained(plan, series, opened.logbook, answer.language, opened.folder)
    write((line.encode() for line in lines), answer.output)
    session.end()
