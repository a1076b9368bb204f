"""`fmplan done`: what was done."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fmplan.cli.groups import with_options
from fmplan.cli.options import For, Given, Recorded

Minutes = Annotated[str | None, typer.Option(metavar="N", help="How long it took.", show_default=False)]
Cost = Annotated[str | None, typer.Option(metavar="AMOUNT", help="What it cost.", show_default=False)]
Evidence = Annotated[
    list[str] | None, typer.Option(metavar="FILE", help="A file that shows it; may be repeated.", show_default=False)
]
Result = Annotated[
    str | None,
    typer.Option(metavar="WORD", help="ok, pass, conditions, fail, defect or no-access.", show_default=False),
]
Number = Annotated[str | None, typer.Option(metavar="TEXT", help="Of the report or certificate.", show_default=False)]
Next = Annotated[
    str | None,
    typer.Option("--next", metavar="DATE", help="The date an inspector set, or a mark's month.", show_default=False),
]
Item = Annotated[
    list[str] | None,
    typer.Option(
        metavar="ID=VALUE", help="What was found at an item, as A-1-07=4; may be repeated.", show_default=False
    ),
]
Units = Annotated[str | None, typer.Option(metavar="N/M", help="So many of so many, as 63/66.", show_default=False)]
Missed = Annotated[
    list[str] | None, typer.Option(metavar="UNIT", help="One that was left out; may be repeated.", show_default=False)
]
Reading = Annotated[
    list[str] | None,
    typer.Option(metavar="METER=VALUE", help="What a meter says, as hours=10412; may be repeated.", show_default=False),
]
Sheet = Annotated[
    Path | None,
    typer.Option("--from", metavar="FILE", help="A filled sheet: .csv, .xlsx or .jsonl.", show_default=False),
]


@with_options
def done(
    how: Recorded,
    given: Given = None,
    for_: For = None,
    result: Result = None,
    minutes: Minutes = None,
    cost: Cost = None,
    number: Number = None,
    next_: Next = None,
    item: Item = None,
    units: Units = None,
    missed: Missed = None,
    reading: Reading = None,
    evidence: Evidence = None,
    sheet: Sheet = None,
) -> None:
    """Record what was done.

    Tells which date of the task it closes, which smaller ones with it, and what comes next. What is recorded
    already changes nothing. Asks, on a terminal, where nobody can tell what is meant.
    """
    from fmplan.cli.recording import begin, refusals
    from fmplan.cli.work import Work, add_done

    recording = begin(how)
    work = Work(minutes, cost, result, number, next_, units, item or (), missed or (), evidence or (), reading or ())
    with refusals():
        if sheet is not None:
            # Only who has a sheet needs what reads them.
            from fmplan.cli.sheets import add_sheet

            add_sheet(recording, sheet, given, work)
        else:
            add_done(recording, given, for_, work)
    recording.finish()
