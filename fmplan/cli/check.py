"""`fmplan check`: what is wrong with what is written."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from fmplan.cli.groups import with_options
from fmplan.cli.options import Answer, Estates, Today

Format = Annotated[Literal["text", "json", "github"], typer.Option("--format", help="Form of the findings.")]
Ask = Annotated[bool, typer.Option("--ask", help="List the duties whose last completion nobody knows.")]


@with_options
def check(
    answer: Answer, estates: Estates = None, format_: Format = "text", ask: Ask = False, today: Today = None
) -> None:
    """Check what is written, and tell all that is wrong.

    Looks at register, schedules and lock, and at the year ahead of all that has a cap. Ends with 1 where there
    are errors, with 65 where a file could not be read at all.
    """
    from fmplan.cli.planning import with_year_ahead
    from fmplan.cli.reporting import questions, report, verdict, with_passed_over
    from fmplan.cli.session import open_estates
    from fmplan.cli.writing import write

    session = open_estates(estates, quiet=answer.quiet)
    session.estates = with_passed_over(with_year_ahead(session, today))
    write(questions(session, answer) if ask else report(session, format_), answer.output)
    session.code = verdict(session)
    session.end()
