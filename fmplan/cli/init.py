"""`fmplan init`: a new estate that runs at once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fmplan.cli.options import Debug, Quiet, Today

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="A new folder, or an empty one.")]
Name = Annotated[str | None, typer.Option(metavar="TEXT", help="What people call it.", show_default=False)]
Country = Annotated[str, typer.Option(metavar="CODE", help="Whose public holidays: GB-ENG, US-MN, CN; none for none.")]
TimeZone = Annotated[str, typer.Option(metavar="ZONE", help="Its time zone, as Asia/Shanghai.")]


def init(
    folder: Folder,
    name: Name = None,
    country: Country = "none",
    timezone: TimeZone = "Etc/UTC",
    today: Today = None,
    quiet: Quiet = False,
    debug: Debug = False,  # noqa: ARG001 - `run` looks for it itself, also before options are read
) -> None:
    """Start a new estate in a new folder.

    A small one that plans at once, to be changed into yours; with --country CN, GB-ENG or US-MN it draws on the
    standards of that country.
    """
    from fmplan.cli.beginning import begin
    from fmplan.cli.saying import say
    from fmplan.cli.session import local_today

    written = begin(folder, name, country, timezone, local_today(today))
    if not quiet:
        say("\n".join([*map(str, written), "", f"Next: fmplan calendar {folder}"]))
