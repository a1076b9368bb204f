"""The options that commands share, each a type: what it is called, what it means, how it is shown in the help.

Those that belong together are a group. A command that takes a group takes all of its options (`with_options`).
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer
from msgspec import Struct

Estates = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="ESTATE", help="Folders of estates; else the nearest estate.yaml upwards.", show_default=False
    ),
]
OneEstate = Annotated[
    Path | None,
    typer.Option(
        "--estate",
        metavar="ESTATE",
        help="Folder of the estate; else the nearest estate.yaml upwards.",
        show_default=False,
    ),
]
Today = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        envvar="FMPLAN_TODAY",
        help="The day the plan is seen on; else today in the estate's time zone.",
        show_default=False,
    ),
]
Language = Annotated[
    Literal["en", "zh"] | None,
    typer.Option(help="Language of what is shown; else the estate's own.", show_default=False),
]
Output = Annotated[str, typer.Option("--output", "-o", metavar="PATH", help="File to write; - is standard output.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Say nothing beside the data and what went wrong.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error of fmplan's own.")]

# The words of fmplan.assets.task_form once more: to take them from there would load the forms for a --help.
Kind = StrEnum("Kind", "maintenance inspection cleaning testing greenery drill training survey admin")
Force = StrEnum("Force", "law regulator insurer contract standard house")


class Days(Struct, frozen=True):
    """Which days, said in one way, and seen on which day; both ends of a range are in."""

    from_: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day.", show_default=False)] = None
    to: Annotated[str | None, typer.Option(metavar="DATE", help="Last day.", show_default=False)] = None
    year: Annotated[str | None, typer.Option(metavar="YYYY", help="A calendar year.", show_default=False)] = None
    month: Annotated[str | None, typer.Option(metavar="YYYY-MM", help="A month.", show_default=False)] = None
    week: Annotated[
        str | None, typer.Option(metavar="YYYY-Www", help="A week from Monday, as 2027-W09.", show_default=False)
    ] = None
    weeks: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="So many weeks from today.", show_default=False)
    ] = None
    today: Today = None


class Which(Struct, frozen=True):
    """Which occurrences to show; an option may be given several times."""

    asset: Annotated[
        list[str] | None, typer.Option(metavar="GLOB", help="Assets by id, as lift-*.", show_default=False)
    ] = None
    class_: Annotated[
        list[str] | None,
        typer.Option("--class", metavar="PATH", help="A class and all below it.", show_default=False),
    ] = None
    task: Annotated[list[str] | None, typer.Option(metavar="GLOB", help="Tasks by id.", show_default=False)] = None
    kind: Annotated[list[Kind] | None, typer.Option(help="Kind of work.", show_default=False)] = None
    force: Annotated[list[Force] | None, typer.Option(help="Why it must be.", show_default=False)] = None
    team: Annotated[list[str] | None, typer.Option(metavar="TEAM", help="Who does it, by id.", show_default=False)] = (
        None
    )
    location: Annotated[
        list[str] | None,
        typer.Option(metavar="PATH", help="A place and all that lies in it.", show_default=False),
    ] = None


class Answer(Struct, frozen=True):
    """Where the answer goes, and in which language."""

    output: Output = "-"
    language: Language = None
    quiet: Quiet = False
    debug: Debug = False


Given = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="ASSET... TASK",
        help="Assets by id, as lift-* too, and at the end the task.",
        show_default=False,
    ),
]
"""The arguments of the commands that record something of a task."""


class Recorded(Struct, frozen=True):
    """On which day something was done, by whom, and how it is recorded."""

    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day; else today. None to come.", show_default=False)
    ] = None
    by: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Who; may be repeated.", show_default=False)] = (
        None
    )
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="What else there is to say.", show_default=False)] = (
        None
    )
    again: Annotated[
        bool, typer.Option("--again", help="A real second time on the same day, not the same once more.")
    ] = False
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the lines that would be written, and write nothing.")
    ] = False
    recorder: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            envvar="FMPLAN_RECORDER",
            help="Who records it; else git's user.name.",
            show_default=False,
        ),
    ] = None
    estate: OneEstate = None
    today: Today = None
    quiet: Quiet = False
    debug: Debug = False


For = Annotated[
    str | None,
    typer.Option(
        "--for",
        metavar="DUE",
        help="Which of its dates, as 2027-03-01 or #12; else the one that it would be.",
        show_default=False,
    ),
]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="Why.", show_default=False)]
