"""Writing the page: one file, or with --site a folder of them, with a page and a calendar for each team."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

import typer

from fmplan.cli.days import feed_window
from fmplan.cli.feedoptions import FeedOptions
from fmplan.cli.feeds import write_feeds
from fmplan.cli.options import Answer, Days, Which
from fmplan.cli.planning import plans_of, selection_of
from fmplan.cli.session import Session, today_of
from fmplan.cli.writing import STDOUT, CannotWriteError, make_folder, write, write_file
from fmplan.exports.html import Link, render
from fmplan.exports.ical.index import MADE_BY
from fmplan.exports.ical.split import INDEX, Part, parts_of
from fmplan.exports.page.words import page_words
from fmplan.exports.portfolio import Plans, each, language_of
from fmplan.exports.selection import ALL
from fmplan.schedules.lock import Lock
from fmplan.schedules.owed import Owed, owed_of

CALENDARS = "calendars"
"""The folder of a site that its calendars lie in, with a page that lists them."""


def write_page(session: Session, plans: Plans, days: Days, answer: Answer) -> None:
    """Write the page of the plans. Raises CannotWriteError."""
    write(render(plans, answer.language, _owed(session, days)), answer.output)


def write_site(session: Session, plans: Plans, days: Days, which: Which, answer: Answer, site: Path) -> None:
    """Write the page, one for each team, and the calendars, into a folder. Raises CannotWriteError and usage errors.

    Pages that somebody else wrote are never replaced. What an earlier site had and this one has not stays.
    """
    if answer.output != STDOUT:
        raise typer.BadParameter("it names the folder already: leave -o out.", param_hint="--site")
    all_plans = each(plans)
    parts = parts_of(all_plans, "team", answer.language, whole=selection_of(which) == ALL)
    pages = {f"{INDEX}.html": plans} | {f"{part.file}.html": part.plan for part in parts}
    make_folder(site)
    for name in pages:
        _require_ours(site / name)
    owed = _owed(session, days)
    language = language_of(all_plans[0], answer.language)
    for name, shown in pages.items():
        write_file(site / name, render(shown, answer.language, owed, _links(parts, name, language)))
    _write_calendars(session, days, which, answer, site)


def _write_calendars(session: Session, days: Days, which: Which, answer: Answer, site: Path) -> None:
    """Write the calendars, of their own days; what the plans find was told with the page."""
    was_quiet = session.quiet
    session.quiet = True
    plans = plans_of(session, days, which, feed_window)
    session.quiet = was_quiet
    folder = Answer(str(site / CALENDARS), answer.language, answer.quiet, answer.debug)
    write_feeds(session, plans, which, FeedOptions(split="team"), folder)


def _links(parts: Sequence[Part], here: str, language: str) -> Mapping[str, Sequence[Link]]:
    words = page_words(language)
    every = Link(f"{INDEX}.html", words["everything"], here == f"{INDEX}.html")
    pages = [every, *(Link(quote(f"{one.file}.html"), one.name, here == f"{one.file}.html") for one in parts)]
    mine = [one for one in parts if here == f"{one.file}.html"]
    feeds = [Link(quote(f"{CALENDARS}/{one.file}.ics"), one.name) for one in mine]
    return {words["pages"]: pages, words["feeds"]: feeds or [Link(f"{CALENDARS}/{INDEX}.html", words["everything"])]}


def _require_ours(path: Path) -> None:
    """Raise CannotWriteError where there is a page that fmplan did not make."""
    try:
        if path.is_file() and MADE_BY not in path.read_text(encoding="utf-8", errors="replace"):
            raise CannotWriteError(str(path), "this page is not of fmplan's making; name another folder")
    except OSError as error:
        raise CannotWriteError(str(path), error.strerror or "it cannot be read") from error


def _owed(session: Session, days: Days) -> Mapping[str, Owed]:
    """Return what each estate owes since its plan began, by its id."""
    return dict(_owed_by_estate(session, days))


def _owed_by_estate(session: Session, days: Days) -> Iterator[tuple[str, Owed]]:
    for opened in session.usable:
        today = today_of(opened, days.today)
        yield opened.estate.id, owed_of(opened.estate, opened.series, opened.logbook, today, opened.lock or Lock())
