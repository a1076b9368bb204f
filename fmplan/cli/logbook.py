"""`fmplan logbook`: looking after the logbook's files."""

from __future__ import annotations

import typer

from fmplan.cli.groups import with_options
from fmplan.cli.options import Debug, Estates, Quiet, Today

logbook = typer.Typer(
    help="Look after the files of the logbook.", no_args_is_help=True, rich_markup_mode=None, add_completion=False
)


@logbook.callback()
def _logbook() -> None:
    # A group of one command would otherwise be that command itself.
    return


@logbook.command()
@with_options
def compact(
    estates: Estates = None,
    today: Today = None,
    quiet: Quiet = False,
    debug: Debug = False,  # noqa: ARG001 - `run` looks for it itself, also before options are read
) -> None:
    """Bring what was recorded in each month that is over into one file.

    Nothing is lost and nothing is changed: lines stay as they were written. Files that hold a line with an error
    stay, and so do those that people named themselves.
    """
    from fmplan.cli.compacting import compact_logbook
    from fmplan.cli.session import open_estates, today_of

    session = open_estates(estates, quiet=quiet)
    for one in session.usable:
        compact_logbook(session, one, today_of(one, today))
    session.end()
