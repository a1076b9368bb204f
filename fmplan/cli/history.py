"""`fmplan history`: what was done to one thing."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from fmplan.cli.groups import with_options
from fmplan.cli.options import Answer, OneEstate, Today

Thing = Annotated[
    str, typer.Argument(metavar="ASSET|REGISTRATION|SERIAL", help="The asset's id, also an older one; or its numbers.")
]
Format = Annotated[Literal["table", "md", "html", "json"], typer.Option("--format", help="Form of the answer.")]


@with_options
def history(
    thing: Thing, answer: Answer, estate: OneEstate = None, format_: Format = "table", today: Today = None
) -> None:
    """Show what was done to one thing, as an inspector asks for it.

    Every service, test and inspection with its people, the gap since the last, readings, results and evidence;
    certificates in order, waivers and deferrals. What was done before the plan begins belongs to it.
    """
    from fmplan.cli.recalling import past_named, told
    from fmplan.cli.session import open_estates
    from fmplan.cli.writing import write

    session = open_estates([estate] if estate else None, quiet=answer.quiet)
    past = past_named(session.usable[0], thing, today)
    write(told(past, format_, answer), answer.output)
    session.end()
