"""Handing messages to the post: the ways the options name, the journal, and what came of it as lines and exit code."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

from fmplan.cli.exits import Exit
from fmplan.cli.saying import say
from fmplan.cli.session import Session, post_time
from fmplan.cli.waysout import WaysOut
from fmplan.cli.writing import make_folder, write, write_file
from fmplan.exports.mail.message import Message
from fmplan.exports.mail.messages import SUMMARY
from fmplan.post.address import BadAddressError
from fmplan.post.deciding import Orders
from fmplan.post.deliver import deliver
from fmplan.post.emlfolder import file_name, letters_of
from fmplan.post.journal import Journal, JournalError, read_journal
from fmplan.post.letter import mail_of
from fmplan.post.report import Came, Report
from fmplan.post.statefolder import JOURNAL, NoStateFolderError, state_folder
from fmplan.post.telling import preview_text, report_lines, summary
from fmplan.post.way import Way, WayError

if TYPE_CHECKING:
    from fmplan.post.smtp import Smtp

SENDMAIL: Final = "FMPLAN_SENDMAIL"
_UNITS: Final = {"s": 1, "min": 60, "h": 3600}
_WORST: Final = (Exit.NOTHING, Exit.FOUND, Exit.UNUSABLE, Exit.LATER, Exit.CONFIGURATION, Exit.CANNOT_WRITE)
"""Of several codes the last in this order is what a run ends with."""

_NOT_WELL: Final = (
    Came.FAILED,
    Came.FAILED_BEFORE,
    Came.UNKNOWN,
    Came.UNKNOWN_BEFORE,
    Came.OVERTAKEN,
    Came.CLASH,
    Came.NOBODY,
)


def post(session: Session, messages: Sequence[Message], out: WaysOut) -> None:
    """Send messages by the ways the options name, say what came of it, and set the code the session ends with."""
    if out.eml is not None and (out.dry_run or out.sendmail or out.robot):
        raise typer.BadParameter("it only writes files: name no other way out", param_hint="--eml")
    orders = _orders(out)
    try:
        if not messages:
            session.note("nothing to send")
        elif out.eml is not None:
            _write_letters(session, messages, out.eml)
        elif out.dry_run:
            write(_shown(messages, out, orders))
        else:
            _send(session, _ways(messages, out), orders)
    except WayError as error:
        say(f"fmplan: {error}")
        session.code = Exit.CONFIGURATION
    except (JournalError, NoStateFolderError) as error:
        say(f"fmplan: {error}; nothing more is sent")
        session.code = Exit.CANNOT_WRITE


def _orders(out: WaysOut) -> Orders:
    found = re.fullmatch(r"([0-9]{1,6}) ?(s|min|h)", out.budget.strip())
    if found is None:
        raise typer.BadParameter("write a number and a unit, as 90 s, 10 min or 2 h", param_hint="--budget")
    return Orders(int(found[1]) * _UNITS[found[2]], out.again, out.resend_unknown)


def _ways(messages: Sequence[Message], out: WaysOut) -> list[tuple[Way, Sequence[Message]]]:
    """Return the ways out, set up by the environment, each with what goes by it.

    Raises WayError for the first that is not set up rightly.
    """
    from fmplan.post.sendmail import Sendmail

    ways: list[tuple[Way, Sequence[Message]]] = []
    if out.sendmail:
        ways.append((Sendmail(os.environ.get(SENDMAIL) or None), messages))
    elif not out.robot:
        ways.append((smtp(), messages))
    chosen = _for_chats(messages, out)
    return ways + [(robot, chosen) for robot in _robots(out)]


def _for_chats(messages: Sequence[Message], out: WaysOut) -> Sequence[Message]:
    """Return what goes into a chat: of each estate the summary, which has all that its teams' parts have.

    The parts go where they are asked for, and where the register wants no summary.
    """
    summed_up = {one.estate for one in messages if one.part == SUMMARY}
    return [one for one in messages if out.teams or one.part == SUMMARY or one.estate not in summed_up]


def smtp() -> Smtp:
    """Return the way to the mail server that the environment names. Raises WayError."""
    from fmplan.post.smtp import Smtp
    from fmplan.post.smtpurl import server_of

    return Smtp(server_of(os.environ))


def _robots(out: WaysOut) -> list[Way]:
    from fmplan.post.robots.robot import robot_of

    return [robot_of(kind, os.environ) for kind in dict.fromkeys(out.robot or ())]


def _send(session: Session, ways: Sequence[tuple[Way, Sequence[Message]]], orders: Orders) -> None:
    with Journal(state_folder(os.environ) / JOURNAL) as journal:
        for way, messages in ways:
            report = deliver(messages, way, journal, post_time(), orders)
            for text in report_lines(report):
                say(f"fmplan: {text}")
            session.note(f"{way.name}: {summary(report)}")
            session.code = max(session.code, _code_of(report), key=_WORST.index)


def _code_of(report: Report) -> Exit:
    if report.trouble:
        return Exit.CONFIGURATION
    if report.has(Came.LATER):
        return Exit.LATER
    return Exit.FOUND if report.has(*_NOT_WELL) else Exit.NOTHING


def _shown(messages: Sequence[Message], out: WaysOut, orders: Orders) -> Iterator[bytes]:
    """Yield what would go out. For mail the server need not be known; a chat is known by where it posts to."""
    from fmplan.post.preview import Addressing, AsMail, preview

    records = read_journal(state_folder(os.environ) / JOURNAL)
    ways: Sequence[Addressing] = _robots(out) if out.robot else [AsMail()]
    shown = _for_chats(messages, out) if out.robot else messages
    for way in ways:
        for text in preview_text(preview(shown, way, records, orders), short=bool(out.robot)):
            yield text.encode("utf-8", "replace")


def _write_letters(session: Session, messages: Sequence[Message], folder: Path) -> None:
    make_folder(folder)
    written = 0
    for letter in letters_of(messages, post_time().now()):
        try:
            mail = mail_of(letter)
        except BadAddressError as error:
            say(f"fmplan: {letter.key}: {error}")
            session.code = max(session.code, Exit.FOUND, key=_WORST.index)
            continue
        write_file(folder / file_name(letter), [mail])
        written += 1
    session.note(f"letters in {folder}: {written}")
