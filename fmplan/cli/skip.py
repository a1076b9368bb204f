"""`fmplan skip`: what is not done this time."""

from __future__ import annotations

from fmplan.cli.groups import with_options
from fmplan.cli.options import For, Given, Reason, Recorded


@with_options
def skip(reason: Reason, how: Recorded, given: Given = None, for_: For = None) -> None:
    """Record that work is not done this time, and why.

    Its date is closed; a cap goes on counting from the visit before.
    """
    from fmplan.cli.closing import add_closings
    from fmplan.cli.recording import begin, refusals, some_text
    from fmplan.logbook.entry import Kind

    recording = begin(how)
    with refusals():
        keys = {**recording.shared(), "reason": some_text("reason", reason)}
        add_closings(recording, given, Kind.SKIPPED, for_, keys)
    recording.finish()
