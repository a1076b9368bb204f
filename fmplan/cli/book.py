"""`fmplan book`: a day that was agreed on."""

from __future__ import annotations

from typing import Annotated

import typer

from fmplan.cli.groups import with_options
from fmplan.cli.options import For, Given, Recorded

To = Annotated[str, typer.Option(metavar="DATE", help="The day that was agreed on.", show_default=False)]
At = Annotated[str | None, typer.Option(metavar="HH:MM", help="The time of day.", show_default=False)]


@with_options
def book(to: To, how: Recorded, given: Given = None, at: At = None, for_: For = None) -> None:
    """Record a day that was agreed on, earlier or later than planned.

    It wins over days off and the spread, never over a cap.
    """
    from fmplan.cli.closing import add_closings
    from fmplan.cli.recording import begin, refusals, value_of
    from fmplan.logbook.entry import Kind

    recording = begin(how)
    with refusals():
        keys = {**recording.shared(), "to": value_of("to", to), **({"at": value_of("at", at)} if at else {})}
        add_closings(recording, given, Kind.BOOKED, for_, keys)
    recording.finish()
