"""`fmplan coverage`: what the standards ask that the register does not have."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from fmplan.cli.groups import with_options
from fmplan.cli.options import Answer, Estates, Today

Format = Annotated[Literal["table", "json", "md"], typer.Option("--format", help="Form of the answer.")]
All = Annotated[bool, typer.Option("--all", help="Show what is covered, too; json and md always do.")]


@with_options
def coverage(
    answer: Answer, estates: Estates = None, all_: All = False, format_: Format = "table", today: Today = None
) -> None:
    """Show what the standards ask that the register does not have.

    For each rule of the packs that the estate names: missing, laxer than the rule, unknown for want of a fact,
    waived, answered by the estate's own task, or covered. Ends with 1 where law or a regulator asks for what is
    missing, laxer or unknown.
    """
    from fmplan.cli.auditing import audited, told
    from fmplan.cli.exits import Exit
    from fmplan.cli.session import open_estates
    from fmplan.cli.writing import write

    session = open_estates(estates, quiet=answer.quiet)
    coverages = [audited(one, today) for one in session.usable]
    write(told(coverages, format_, answer, everything=all_), answer.output)
    if session.code is Exit.NOTHING and any(one.has_gaps for one in coverages):
        session.code = Exit.FOUND
    session.end()
