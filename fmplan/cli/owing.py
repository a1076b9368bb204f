"""From opened estates to what they owe, and telling it in one of the forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from fmplan.cli.options import Answer, Which
from fmplan.cli.planning import note_register, selection_of
from fmplan.cli.rendering import paints, width
from fmplan.cli.session import Opened, Session, today_of
from fmplan.exports.owed.rows import Group
from fmplan.exports.selection import ALL
from fmplan.schedules.lock import Lock
from fmplan.schedules.occurrence import Status
from fmplan.schedules.owed import Owed, owed_of


def owed_by(session: Session, which: Which, today: str | None, within: int) -> list[Owed]:
    """Return what each estate owes of what the options select."""
    found = []
    for opened in session.usable:
        note_register(session, opened)
        owed = _owed(opened, which, today, within)
        plan = replace(owed.plan, findings=(*opened.all_findings, *owed.plan.findings))
        found.append(replace(owed, plan=plan))
    selection = selection_of(which)
    if selection != ALL and not any(selection.fits(one) for opened in session.usable for one in opened.series):
        session.note("nothing in the register fits this selection")
    return found


def note_owed(session: Session, which: Which, today: str | None) -> None:
    """Say in one line for each estate how much it owes of what the options select, where it is anything."""
    for opened in () if session.quiet else session.usable:
        number = len(_owed(opened, which, today, 0).due_now)
        if number:
            session.note(f"{number:,} owed: fmplan overdue", f"{opened.estate.id}: " if session.is_portfolio else "")


def fails(all_owed: Sequence[Owed], fail_on: str) -> bool:
    """Tell whether anything is owed in the state that is asked about, or a worse one."""
    states = {debt.status for owed in all_owed for debt in owed.due_now}
    return {"overdue": bool(states), "breach": Status.BREACH in states, "never": False}[fail_on]


def _owed(opened: Opened, which: Which, today: str | None, within: int) -> Owed:
    lock = opened.lock or Lock()
    day = today_of(opened, today)
    fits = selection_of(which).fits
    return owed_of(opened.estate, opened.series, opened.logbook, day, lock, within=within, fits=fits)


def told(
    session: Session, all_owed: Sequence[Owed], format_: str, answer: Answer, group: Group | None
) -> Iterator[bytes]:
    """Yield the answer in one of the forms; only the module of that form is loaded."""
    languages = [answer.language or owed.estate.language for owed in all_owed]
    match format_:
        case "json" | "csv":
            from fmplan.exports.owed.json import as_csv, as_json

            if format_ == "csv":
                return as_csv(all_owed, languages, group)
            return as_json(all_owed, languages, group, portfolio=session.is_portfolio)
        case "md":
            from fmplan.exports.owed.markdown import as_markdown

            return as_markdown(all_owed, languages, group)
        case "github":
            from fmplan.exports.owed.github import as_github

            folders = [opened.folder for opened in session.usable]
            told_of = zip(all_owed, languages, folders, strict=True)
            return (chunk for owed, language, folder in told_of for chunk in as_github(owed, language, group, folder))
    from fmplan.exports.owed.table import as_table

    return as_table(
        all_owed,
        languages,
        group=group,
        width=width(),
        colour=paints(answer.output),
        portfolio=session.is_portfolio,
    )
