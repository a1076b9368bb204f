"""The commands, put together; each stands in the file of its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

from fmplan.cli.calendar import calendar
from fmplan.cli.check import check
from fmplan.cli.explain import explain
from fmplan.cli.export import export
from fmplan.cli.facts import facts
from fmplan.cli.init import init
from fmplan.cli.lock import lock

# rich would make the help prettier and take longer to load than everything else.
APP = typer.Typer(
    help="Plan the upkeep of an estate from plain text: registers in git, calendars with reasons.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@APP.callback()
def _fmplan(
    *,
    version: Annotated[bool, typer.Option("--version", help="Show the release and end.")] = False,  # noqa: ARG001
) -> None:
    # `main` answers --version before anything is imported; here it only stands in the help.
    return


for _command in (init, check, calendar, explain, facts, lock, export):
    APP.command()(_command)


def command() -> Callable[..., Any]:
    """Return fmplan as one command with all others below it."""
    return typer.main.get_command(APP)
