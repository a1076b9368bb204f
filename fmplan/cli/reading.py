"""`fmplan reading`: what a meter says."""

from __future__ import annotations

from typing import Annotated

import typer

from fmplan.cli.groups import with_options
from fmplan.cli.options import Recorded

Asset = Annotated[str, typer.Argument(metavar="ASSET", help="The asset's id, also an older one.")]
Values = Annotated[list[str], typer.Argument(metavar="METER=VALUE...", help="What each meter says, as hours=10412.")]


@with_options
def reading(asset: Asset, values: Values, how: Recorded) -> None:
    """Record what a meter says.

    Tells how much it is more than the reading before.
    """
    from fmplan.cli.recording import begin, refusals
    from fmplan.cli.targets import asset_named
    from fmplan.cli.work import Work, add_readings

    recording = begin(how)
    with refusals():
        read = Work(readings=values).meters("METER=VALUE")
        found = asset_named(recording.opened, asset)
        recording.look_up([found])
        add_readings(recording, found, recording.day, read)
    recording.finish()
