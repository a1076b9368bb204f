"""`fmplan notice`: what residents are to be told of, and when."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from fmplan.cli.feedoptions import NoticeFeedOptions
from fmplan.cli.groups import with_options
from fmplan.cli.options import Answer, Days, Estates, Which

Format = Annotated[Literal["text", "md", "html", "ical"], typer.Option("--format", help="Form of the answer.")]


@with_options
def notice(
    days: Days,
    which: Which,
    feeds: NoticeFeedOptions,
    answer: Answer,
    estates: Estates = None,
    format_: Format = "text",
) -> None:
    """Write the notices for work that touches residents: those to be posted in the week from today.

    With days named, those for the work of these days; as ical without days, the work of the next 400.
    """
    from fmplan.cli.noticing import batches_of, told
    from fmplan.cli.session import open_estates
    from fmplan.cli.writing import write

    if format_ != "ical" and feeds != NoticeFeedOptions():
        raise typer.BadParameter("--split and --allow-empty are for --format ical.")
    session = open_estates(estates, quiet=answer.quiet)
    batches = batches_of(session, days, which, format_)
    if format_ == "ical":
        from fmplan.cli.residents import write_residents_feeds

        write_residents_feeds(session, batches, feeds, answer)
    else:
        write(told(batches, format_, answer.language), answer.output)
    session.end()
