"""`fmplan defer`: what is done later."""

from __future__ import annotations

from typing import Annotated

import typer

from fmplan.cli.groups import with_options
from fmplan.cli.options import For, Given, Reason, Recorded

To = Annotated[str, typer.Option(metavar="DATE", help="The day it is deferred to.", show_default=False)]


@with_options
def defer(to: To, reason: Reason, how: Recorded, given: Given = None, for_: For = None) -> None:
    """Record that work is put off to a later day, and why.

    Never past a cap, nor past the end of the certificate that comes from it: that is refused.
    """
    from fmplan.cli.closing import add_closings
    from fmplan.cli.recording import begin, refusals, some_text, value_of
    from fmplan.logbook.entry import Kind

    recording = begin(how)
    with refusals():
        keys = {**recording.shared(), "to": value_of("to", to), "reason": some_text("reason", reason)}
        add_closings(recording, given, Kind.DEFERRED, for_, keys)
    recording.finish()
