"""`fmplan calendar`: what is to be done on which day."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from fmplan.cli.groups import with_options
from fmplan.cli.options import Answer, Days, Estates, Which

Format = Annotated[Literal["table", "json", "csv", "md"], typer.Option("--format", help="Form of the answer.")]


@with_options
def calendar(days: Days, which: Which, answer: Answer, estates: Estates = None, format_: Format = "table") -> None:
    """Show what is to be done on which day.

    Four weeks from today, unless other days are named. How much is owed is said beside it.
    """
    from fmplan.cli.days import four_weeks
    from fmplan.cli.owing import note_owed
    from fmplan.cli.planning import plans_of
    from fmplan.cli.rendering import rendered
    from fmplan.cli.session import open_estates
    from fmplan.cli.writing import write

    session = open_estates(estates, quiet=answer.quiet)
    plans = plans_of(session, days, which, four_weeks)
    write(rendered(format_, plans, answer), answer.output)
    note_owed(session, which, days.today)
    session.end()
