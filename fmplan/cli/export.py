"""`fmplan export`: the plan as a file for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from fmplan.cli.feedoptions import FeedOptions
from fmplan.cli.groups import with_options
from fmplan.cli.options import Answer, Days, Estates, Which

Format = Annotated[
    Literal["csv", "html", "ical", "json", "xlsx"],
    typer.Argument(metavar="FORMAT", help="csv, html, ical, json or xlsx."),
]

Sheets = Annotated[
    int | None,
    typer.Option(
        metavar="N", min=0, max=366, help="xlsx: days from today that have work sheets; else 14.", show_default=False
    ),
]

Site = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="html: a folder with a page and a calendar for each team.", show_default=False),
]


@with_options
def export(
    format_: Format,
    days: Days,
    which: Which,
    feeds: FeedOptions,
    answer: Answer,
    estates: Estates = None,
    sheets: Sheets = None,
    site: Site = None,
) -> None:
    """Write the plan for other programs.

    The calendar year of today, for ical from 60 days before today to 400 after it, unless other days are named.
    """
    from fmplan.cli.days import calendar_year, feed_window
    from fmplan.cli.planning import plans_of
    from fmplan.cli.rendering import rendered
    from fmplan.cli.session import open_estates
    from fmplan.cli.writing import write

    if format_ != "ical" and feeds != FeedOptions():
        raise typer.BadParameter("--per, --as, --timed, --alarm, --split and --allow-empty are for ical.")
    if sheets is not None and format_ != "xlsx":
        raise typer.BadParameter("only a workbook has work sheets", param_hint="--sheets")
    if site is not None and format_ != "html":
        raise typer.BadParameter("only html makes a site", param_hint="--site")
    session = open_estates(estates, quiet=answer.quiet)
    plans = plans_of(session, days, which, feed_window if format_ == "ical" else calendar_year)
    if format_ == "ical":
        from fmplan.cli.feeds import write_feeds

        write_feeds(session, plans, which, feeds, answer)
    elif format_ == "xlsx":
        from fmplan.cli.workbook import workbook

        write(workbook(session, plans, answer, sheets), answer.output)
    elif format_ == "html":
        from fmplan.cli.pages import write_page, write_site

        if site is None:
            write_page(session, plans, days, answer)
        else:
            write_site(session, plans, days, which, answer, site)
    else:
        write(rendered(format_, plans, answer), answer.output)
    session.end()
