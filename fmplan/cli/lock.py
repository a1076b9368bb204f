"""`fmplan lock`: pin the days off and the library tasks that plans are made with."""

from __future__ import annotations

from typing import Annotated

import typer

from fmplan.cli.groups import with_options
from fmplan.cli.options import Debug, Estates, Quiet, Today

Upgrade = Annotated[bool, typer.Option("--upgrade", help="Bring in what has changed since, and show it.")]


@with_options
def lock(
    estates: Estates = None,
    upgrade: Upgrade = False,
    today: Today = None,
    quiet: Quiet = False,
    debug: Debug = False,  # noqa: ARG001 - `run` looks for it itself, also before options are read
) -> None:
    """Pin the days off and the library tasks that plans are made with.

    They stand in estate.lock.yaml. What is pinned stays as it is, until --upgrade.
    """
    from fmplan.cli.pinning import pin
    from fmplan.cli.session import open_estates, today_of

    session = open_estates(estates, quiet=quiet)
    for one in session.lockable(upgrade=upgrade):
        pin(session, one, today_of(one, today), upgrade=upgrade)
    session.end()
