"""`fmplan notice`: what residents are to be told of, and when."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from fmplan.cli.groups import with_options
from fmplan.cli.options import Answer, Days, Estates, Which

Format = Annotated[Literal["text", "md", "html", "ical"], typer.Option("--format", help="Form of the answer.")]


@with_options
def notice(days: Days, which: Which, answer: Answer, estates: Estates = None, format_: Format = "text") -> None:
    """Write the notices for work that touches residents: those to be posted in the week from today.

    With days named, those for the work of these days; as ical without days, the work of the next 400.
    """
    from fmplan.cli.noticing import batches_of, told
    from fmplan.cli.session import open_estates
    from fmplan.cli.writing import write

    session = open_estates(estates, quiet=answer.quiet)
    write(told(batches_of(session, days, which, format_), format_, answer.language), answer.output)
    session.end()
