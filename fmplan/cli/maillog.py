"""`fmplan mail log`: what was sent to whom, and what was not."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

import typer

from fmplan.cli.groups import with_options
from fmplan.cli.options import Debug, Output

Format = Annotated[Literal["table", "json"], typer.Option("--format", help="Form of the answer.")]
State = StrEnum("State", "planned sending sent failed unknown")
States = Annotated[
    list[State] | None,
    typer.Option("--state", help="Only what came so far.", show_default=False),
]
Period = Annotated[
    str | None, typer.Option(metavar="PERIOD", help="Only of one period, as 2027-W05.", show_default=False)
]


@with_options
def log(
    state: States = None,
    period: Period = None,
    format_: Format = "table",
    output: Output = "-",
    debug: Debug = False,  # noqa: ARG001 - `run` looks for it itself, also before options are read
) -> None:
    """Show the journal of the post: what was sent to whom, what was refused, and what may or may not have arrived."""
    import os

    from fmplan.cli.exits import Exit
    from fmplan.cli.rendering import width
    from fmplan.cli.saying import say
    from fmplan.cli.writing import write
    from fmplan.post.journal import JournalError, read_journal
    from fmplan.post.statefolder import JOURNAL, NoStateFolderError, state_folder
    from fmplan.post.telling import log_fields, log_table

    try:
        records = read_journal(state_folder(os.environ) / JOURNAL)
    except (JournalError, NoStateFolderError) as error:
        say(f"fmplan: {error}")
        raise typer.Exit(Exit.CANNOT_WRITE) from error
    chosen = [one for one in records if (not state or one.state.value in state) and period in {None, one.key.period}]
    if format_ == "json":
        import msgspec

        answer = {"fmplan": 1, "messages": [log_fields(one) for one in chosen]}
        write([msgspec.json.format(msgspec.json.encode(answer), indent=2), b"\n"], output)
    else:
        write((text.encode("utf-8", "replace") for text in log_table(chosen, width())), output)
