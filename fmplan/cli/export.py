"""`fmplan export`: the plan as a file for other programs."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from fmplan.cli.groups import with_options
from fmplan.cli.options import Answer, Days, Estates, Which

Format = Annotated[Literal["csv", "ical", "json"], typer.Argument(metavar="FORMAT", help="csv, ical or json.")]


@with_options
def export(format_: Format, days: Days, which: Which, answer: Answer, estates: Estates = None) -> None:
    """Write the plan for other programs.

    The calendar year of today, for ical 400 days from today, unless other days are named.
    """
    from fmplan.cli.days import calendar_year, four_hundred_days
    from fmplan.cli.planning import plans_of
    from fmplan.cli.rendering import rendered
    from fmplan.cli.session import open_estates
    from fmplan.cli.writing import write

    session = open_estates(estates, quiet=answer.quiet)
    plans = plans_of(session, days, which, four_hundred_days if format_ == "ical" else calendar_year)
    write(rendered(format_, plans, answer), answer.output)
    session.end()
