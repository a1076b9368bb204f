"""`fmplan status`: how well the plan is kept."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from fmplan.cli.groups import with_options
from fmplan.cli.options import Answer, Days, Estates, Which

Format = Annotated[Literal["table", "json", "md"], typer.Option("--format", help="Form of the answer.")]
KnownOn = Annotated[
    str | None,
    typer.Option(
        "--as-known-on", metavar="DATE", help="Leave out what was recorded after this day.", show_default=False
    ),
]


@with_options
def status(
    days: Days,
    which: Which,
    answer: Answer,
    estates: Estates = None,
    format_: Format = "table",
    known_on: KnownOn = None,
) -> None:
    """Show how well the plan is kept: compliance by rule, backlog, hours and costs, defects.

    From the beginning of the year to today, unless other days are named.
    """
    from fmplan.cli.judging import figures_by, told
    from fmplan.cli.session import open_estates
    from fmplan.cli.writing import write

    session = open_estates(estates, quiet=answer.quiet)
    all_figures = figures_by(session, days, which, known_on)
    write(told(session, all_figures, format_, answer), answer.output)
    session.end()
