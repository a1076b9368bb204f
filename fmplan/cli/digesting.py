"""From opened estates to the messages of a digest; of a broken one its lead is told what is broken."""

from __future__ import annotations

from collections.abc import Iterator

from fmplan.assets.estate import ESTATE_FILE
from fmplan.assets.mail import mail_of, named_in
from fmplan.assets.text import said
from fmplan.cli.exits import Exit
from fmplan.cli.saying import say
from fmplan.cli.session import Opened, Session, local_today, today_of
from fmplan.dates.day import ISO
from fmplan.exports.mail.broken import broken
from fmplan.exports.mail.message import Digest, Mailbox, Message
from fmplan.exports.mail.messages import SUMMARY, mailboxes, message_of, messages_of, sender_of
from fmplan.exports.mail.outlook import Outlook
from fmplan.exports.mail.periods import period_of
from fmplan.schedules.lock import Lock
from fmplan.tree import TreeError
from fmplan.yamlfile.block import Block
from fmplan.yamlfile.reader import read_yaml


def messages_by(session: Session, digest: Digest, today: str | None, language: str | None) -> list[Message]:
    """Return the messages of a digest of all estates; those of broken ones tell their leads what is wrong.

    The session ends with 65 where an estate is broken, and with 78 where none of them has the digest.
    """
    messages: list[Message] = []
    lacking = 0
    for one in session.estates:
        if not one.is_usable:
            session.code = Exit.UNUSABLE
            say(one.letters().rstrip("\n"))
            messages += _of_broken(session, one, digest, today, language)
            continue
        found = _of(session, one, digest, today, language)
        if found is None:
            lacking += 1
        else:
            messages += found
    if lacking == len(session.estates):
        session.code = Exit.CONFIGURATION
    return messages


def _of(
    session: Session, opened: Opened, digest: Digest, today: str | None, language: str | None
) -> list[Message] | None:
    """Return the messages of an estate; None where its register does not have the digest."""
    estate = opened.estate
    mail = estate.mail
    form = getattr(mail, digest.value) if mail is not None else None
    if mail is None or form is None:
        say(f"{estate.id}: nobody gets a {digest.value} digest: {opened.folder}{ESTATE_FILE} has none under mail:")
        return None
    day = today_of(opened, today)
    period = period_of(form, day)
    if period is None:
        session.note(f"the {digest.value} digest goes out on {', '.join(form.on)}", f"{estate.id}: ")
        return []
    if day < period.sends_from:
        session.note(
            f"the {digest.value} digest of {period.name} goes out from {ISO[period.sends_from]} on", f"{estate.id}: "
        )
        return []
    outlook = Outlook(
        estate,
        opened.series,
        opened.logbook,
        opened.lock or Lock(),
        day,
        period.days,
        len(opened.all_findings),
    )
    return list(messages_of(outlook, digest, form, mail, period.name, language))


def _of_broken(
    session: Session, opened: Opened, digest: Digest, today: str | None, language: str | None
) -> Iterator[Message]:
    """Yield what the lead of a broken estate is told, where the register still says who that is."""
    block = _estate_block(opened)
    mail = mail_of(block)
    id_, name = named_in(block)
    form = getattr(mail, digest.value) if mail is not None else None
    if mail is None or form is None or not form.to or not id_:
        session.note(
            f"nobody can be told: its mail: cannot be read, or has no {digest.value}: with to:",
            f"{id_ or opened.tree.name}: ",
        )
        return
    spoken = language or form.language or ("zh" if block.get("language") == "zh" else "en")
    called = said(name, spoken) or id_
    day = today_of(opened, today) if opened.loaded is not None else local_today(today)
    letter = broken(called, opened.findings, spoken)
    reply_to = Mailbox(mail.reply_to.address, mail.reply_to.name) if mail.reply_to else None
    sender, to = sender_of(mail, called), mailboxes(form.to)
    yield message_of(letter, id_, Digest.BROKEN, ISO[day], SUMMARY, sender, reply_to, to)


def _estate_block(opened: Opened) -> Block:
    """Return estate.yaml as far as it can be read: empty where it cannot."""
    try:
        return read_yaml(ESTATE_FILE, opened.tree.read(ESTATE_FILE))[0] or Block()
    except TreeError:
        return Block()
