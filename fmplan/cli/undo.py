"""`fmplan undo`: what was recorded by mistake."""

from __future__ import annotations

from typing import Annotated

import typer

from fmplan.cli.groups import with_options
from fmplan.cli.options import Reason, Recorded

Id = Annotated[str, typer.Argument(metavar="ID", help="The entry's id, or its first 6 digits or more.")]


@with_options
def undo(id_: Id, reason: Reason, how: Recorded) -> None:
    """Take back what was recorded by mistake, and say why.

    The entry stays where it stands, and counts no more. What was taken back can be brought back the same way.
    """
    from fmplan.cli.recording import begin, refusals
    from fmplan.cli.takingback import add_undone

    recording = begin(how)
    with refusals():
        add_undone(recording, id_, reason)
    recording.finish()
