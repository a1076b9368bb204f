"""`fmplan facts`: who says which fact, and who asks for it."""

from __future__ import annotations

from fmplan.cli.groups import with_options
from fmplan.cli.options import Answer, Estates


@with_options
def facts(answer: Answer, estates: Estates = None) -> None:
    """List the facts, who says them and who asks.

    For each fact what it switches on, and which ones are asked for and missing.
    """
    from fmplan.cli.session import open_estates
    from fmplan.cli.writing import write
    from fmplan.exports.facts import facts_of, told

    session = open_estates(estates, quiet=answer.quiet)
    write(
        (text.encode() for one in session.usable for text in told(facts_of(one.estate, one.schedules), one.folder)),
        answer.output,
    )
    session.end()
