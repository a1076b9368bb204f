"""`fmplan event`: what happened, and what is to be done about it."""

from __future__ import annotations

from typing import Annotated

import typer

from fmplan.cli.groups import with_options
from fmplan.cli.options import Recorded

Name = Annotated[str, typer.Argument(metavar="NAME", help="What happened, as typhoon.")]


@with_options
def event(name: Name, how: Recorded) -> None:
    """Record that something happened, and tell what falls due by it."""
    from fmplan.cli.happening import add_event
    from fmplan.cli.recording import begin, refusals

    recording = begin(how)
    with refusals():
        add_event(recording, name)
    recording.finish()
