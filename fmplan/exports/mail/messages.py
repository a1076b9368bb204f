"""The messages of a digest: one for the lead and one for each team, with what is attached to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Final

from fmplan.assets.address import Address
from fmplan.assets.estate import Estate, Team
from fmplan.assets.mail_form import DigestForm, MailForm, MonthlyForm, WeeklyForm
from fmplan.assets.text import said
from fmplan.exports.mail.attached import calendar_of, work_sheets_of
from fmplan.exports.mail.digests import LETTERS
from fmplan.exports.mail.html import as_html
from fmplan.exports.mail.letter import Letter
from fmplan.exports.mail.message import Attachment, Digest, Mailbox, Message
from fmplan.exports.mail.outlook import Outlook
from fmplan.exports.mail.share import Share
from fmplan.exports.mail.short import as_short
from fmplan.exports.mail.text import as_text
from fmplan.exports.mail.words import mail_words
from fmplan.exports.plain import one_line

SUMMARY: Final = ""
"""The part that the lead gets: the whole estate."""


def messages_of(
    outlook: Outlook, digest: Digest, form: DigestForm, mail: MailForm, period: str, language: str | None = None
) -> Iterator[Message]:
    """Yield the messages of a digest: the lead's first, then those of teams in the order of the register.

    A part without anything to say is left out, unless the register wants it sent all the same. `language` is that
    of all of them, where it is given; else the digest's, else the estate's.
    """
    estate = outlook.estate
    spoken = language or form.language or estate.language
    sender = sender_of(mail, said(estate.name, spoken))
    parts = list(recipients_of(form, estate, spoken))
    with_their_own = frozenset(team.id for team, _ in parts if team is not None)
    for team, to in parts:
        share = Share(outlook, team, spoken)
        letter = LETTERS[digest](share)
        if letter.is_empty and form.when_empty == "skip":
            continue
        part = SUMMARY if team is None else team.id
        attachments = tuple(
            _attachments(share, form, with_their_own, f"{estate.id}-{period}{f'-{part}' if part else ''}")
        )
        yield message_of(letter, estate.id, digest, period, part, sender, _mailbox(mail.reply_to), to, attachments)


def message_of(
    letter: Letter,
    estate: str,
    digest: Digest,
    period: str,
    part: str,
    sender: Mailbox,
    reply_to: Mailbox | None,
    to: tuple[Mailbox, ...],
    attachments: tuple[Attachment, ...] = (),
) -> Message:
    """Return a letter laid out in every form a message has."""
    return Message(
        estate=estate,
        digest=digest,
        period=period,
        part=part,
        language=letter.language,
        sender=sender,
        reply_to=reply_to,
        to=to,
        subject=letter.subject,
        updated=mail_words(letter.language).updated.format(letter.subject),
        text=as_text(letter),
        page=partial(as_html, letter),
        short=as_short(letter),
        attachments=attachments,
    )


def sender_of(mail: MailForm, estate_name: str) -> Mailbox:
    """Return from whom a digest comes; without a name of its own, the estate's stands beside the address."""
    return Mailbox(mail.from_.address, one_line(mail.from_.name or estate_name))


def recipients_of(form: DigestForm, estate: Estate, language: str) -> Iterator[tuple[Team | None, tuple[Mailbox, ...]]]:
    """Yield for each part of a digest, None for the summary, whom it goes to; nobody twice."""
    if form.to:
        yield None, mailboxes(form.to)
    chosen: Sequence[str] = form.teams if isinstance(form.teams, tuple) else tuple(estate.teams) if form.teams else ()
    for id_, team in estate.teams.items():
        if id_ in chosen and team.form.email:
            yield team, mailboxes(team.form.email, one_line(said(team.name, language)))


def mailboxes(addresses: Iterable[Address], name: str = "") -> tuple[Mailbox, ...]:
    """Return addresses as the post takes them, each once; those without a name get this one."""
    return tuple({one.address: Mailbox(one.address, one_line(one.name) or name) for one in addresses}.values())


def _mailbox(address: Address | None) -> Mailbox | None:
    return None if address is None else Mailbox(address.address, one_line(address.name))


def _attachments(share: Share, form: DigestForm, with_their_own: frozenset[str], stem: str) -> Iterator[Attachment]:
    """Yield what the register wants attached; a file of days without work is none.

    The lead gets the work sheets of those who get no letter of their own: a sheet that two people have is filled in
    twice.
    """
    period = share.outlook.period
    if not isinstance(form, WeeklyForm | MonthlyForm) or not any(True for _ in share.work_in(period)):
        return
    stem = stem.replace(":", "-")
    if "ical" in form.attach:
        yield calendar_of(share, period, stem)
    if "xlsx" in form.attach:
        without = with_their_own if share.team is None else frozenset()
        if any(one.series.team is None or one.series.team.id not in without for one in share.work_in(period)):
            yield work_sheets_of(share, period, stem, without)
