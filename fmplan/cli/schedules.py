"""`fmplan schedules`: the library, with its sources."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from fmplan.cli.groups import with_options
from fmplan.cli.options import Answer, Force, Kind

Name = Annotated[
    str | None,
    typer.Argument(metavar="NAME", help="A schedule, or a task as SCHEDULE/TASK; else all.", show_default=False),
]
Format = Annotated[Literal["table", "json", "md"], typer.Option("--format", help="Form of the answer.")]
Pack = Annotated[
    list[str] | None, typer.Option(metavar="PACK", help="Rules of this origin, as cn-statutory.", show_default=False)
]
Class = Annotated[
    list[str] | None,
    typer.Option("--class", metavar="PATH", help="What applies to a class, or below it.", show_default=False),
]
Kinds = Annotated[list[Kind] | None, typer.Option(help="Kind of work.", show_default=False)]
Forces = Annotated[list[Force] | None, typer.Option(help="Why it must be.", show_default=False)]
Text = Annotated[
    str | None,
    typer.Option(metavar="TEXT", help="Rules that say this: name, note, source or checklist.", show_default=False),
]


@with_options
def schedules(
    answer: Answer,
    name: Name = None,
    pack: Pack = None,
    class_: Class = None,
    kind: Kinds = None,
    force: Forces = None,
    text: Text = None,
    format_: Format = "table",
) -> None:
    """Show the built-in library of schedules, with the source of each rule and how sure it is.

    With a NAME: everything about one schedule or one of its tasks. The library is that of this release; what an
    estate has pinned stands in its lock.
    """
    from fmplan.cli.library import Looking, library_shown
    from fmplan.cli.writing import write

    looking = Looking(name, tuple(pack or ()), tuple(class_ or ()), tuple(kind or ()), tuple(force or ()), text)
    write((part.encode() for part in library_shown(looking, format_, answer.language or "en")), answer.output)
