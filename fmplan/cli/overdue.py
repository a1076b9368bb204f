"""`fmplan overdue`: what is owed on a day, the worst first."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from fmplan.cli.groups import with_options
from fmplan.cli.options import Answer, Estates, Today, Which

Format = Annotated[
    Literal["table", "json", "csv", "md", "github"], typer.Option("--format", help="Form of the answer.")
]
Within = Annotated[int, typer.Option(metavar="N", min=0, max=3660, help="Add what comes due within so many days.")]
Group = Annotated[
    Literal["team", "location", "class"] | None,
    typer.Option(help="Put together what belongs to one of them.", show_default=False),
]
FailOn = Annotated[
    Literal["overdue", "breach", "never"], typer.Option(help="End with 1 from this state on; breach is the worse.")
]


@with_options
def overdue(
    which: Which,
    answer: Answer,
    estates: Estates = None,
    within: Within = 0,
    group: Group = None,
    fail_on: FailOn = "overdue",
    format_: Format = "table",
    today: Today = None,
) -> None:
    """Show what is owed, the worst first: breaches before overdue work, then by criticality and age.

    With it stand certificates, contracts and lives that have run out or soon will, and readings out of bounds that
    nobody has answered. Ends with 1 where anything is owed.
    """
    from fmplan.cli.exits import Exit
    from fmplan.cli.owing import fails, owed_by, told
    from fmplan.cli.session import open_estates
    from fmplan.cli.writing import write

    session = open_estates(estates, quiet=answer.quiet)
    all_owed = owed_by(session, which, today, within)
    write(told(session, all_owed, format_, answer, group), answer.output)
    if session.code is Exit.NOTHING and fails(all_owed, fail_on):
        session.code = Exit.FOUND
    session.end()
