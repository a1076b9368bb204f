"""`fmplan doctor`: whether this computer has all that fmplan needs."""

from __future__ import annotations

from typing import Annotated

import typer

from fmplan.cli.groups import with_options
from fmplan.cli.options import Debug, Estates, Output, Today

Smtp = Annotated[
    bool,
    typer.Option("--smtp", help="Connect to the mail server that FMPLAN_SMTP_URL names, log in, and send nothing."),
]


@with_options
def doctor(
    estates: Estates = None,
    smtp: Smtp = False,
    today: Today = None,
    output: Output = "-",
    debug: Debug = False,  # noqa: ARG001 - `run` looks for it itself, also before options are read
) -> None:
    """Look at this computer: time zones, holidays, the YAML parser, git, the locale, and the folder of the post.

    With estates named, also at their time zones, their countries' holidays and whether the digests they ask for can
    be sent. Ends with 78 where anything is amiss.
    """
    from fmplan.cli.examining import examined
    from fmplan.cli.exits import Exit
    from fmplan.cli.writing import write

    found = list(examined(estates or (), today, smtp=smtp))
    write((line.encode("utf-8", "backslashreplace") for one in found for line in one.lines()), output)
    raise typer.Exit(Exit.NOTHING if all(one.is_well for one in found) else Exit.CONFIGURATION)
