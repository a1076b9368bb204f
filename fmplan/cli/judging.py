"""From opened estates to the figures of a period, and telling them in one of the forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import typer

from fmplan.cli.days import day_option, range_of, year_to_date
from fmplan.cli.options import Answer, Days, Which
from fmplan.cli.planning import note_register, selection_of
from fmplan.cli.rendering import width
from fmplan.cli.session import Opened, Session, today_of
from fmplan.dates.day import ISO, Day
from fmplan.exports.selection import ALL, Selection
from fmplan.schedules.figures import Figures, figures_of
from fmplan.schedules.lock import Lock


def figures_by(session: Session, days: Days, which: Which, known_on: str | None) -> list[Figures]:
    """Return the figures of each estate, of what the options select."""
    selection = selection_of(which)
    known = None if known_on is None else day_option(known_on, "--as-known-on")
    found = []
    for opened in session.usable:
        note_register(session, opened)
        found.append(_figures(opened, days, selection, known))
    if selection != ALL and not any(selection.fits(one) for opened in session.usable for one in opened.series):
        session.note("nothing in the register fits this selection")
    return found


def told(session: Session, all_figures: Sequence[Figures], format_: str, answer: Answer) -> Iterator[bytes]:
    """Yield the answer in one of the forms; several estates one after the other, in JSON as one object."""
    languages = [answer.language or one.estate.language for one in all_figures]
    if format_ == "json":
        from fmplan.exports.compliance.json import as_json

        yield as_json(all_figures, languages, portfolio=session.is_portfolio).encode("utf-8", "backslashreplace")
        return
    for number, (figures, language) in enumerate(zip(all_figures, languages, strict=True)):
        if number:
            yield b"\n"
        if format_ == "md":
            from fmplan.exports.compliance.markdown import as_markdown

            text = as_markdown(figures, language)
        else:
            from fmplan.exports.compliance.table import as_table

            text = as_table(figures, language, width())
        yield text.encode("utf-8", "backslashreplace")


def _figures(opened: Opened, days: Days, selection: Selection, known: Day | None) -> Figures:
    today = today_of(opened, days.today)
    period = range_of(days, today, year_to_date)
    if period.start > today:
        raise typer.BadParameter(f"{period} begins after today, {ISO[today]}: there is nothing to judge yet.")
    lock = opened.lock or Lock()
    return figures_of(
        opened.estate, opened.series, opened.logbook, period, today, lock, known_on=known, fits=selection.fits
    )
