"""A message addressed to one recipient, and its bytes as mail (RFC 5322, MIME)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.encoders import encode_base64
from email.header import Header
from email.message import Message as MimePart
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime
from typing import Final

from fmplan.exports.mail.message import Attachment, Mailbox, Message
from fmplan.exports.plain import harmless, one_line
from fmplan.post.address import Address, address_of, written
from fmplan.post.key import Key

_SUBJECT_LONGEST: Final = 250


@dataclass(frozen=True, slots=True)
class Letter:
    """One message on its way to one recipient. `date` is when it is sent; `first` is the one that it updates."""

    key: Key
    message: Message
    recipient: Mailbox
    date: datetime
    first: Key | None = None

    @property
    def subject(self) -> str:
        """What stands above it, on one line."""
        return one_line(self.message.updated if self.key.issue else self.message.subject)[:_SUBJECT_LONGEST]

    @property
    def short(self) -> str:
        """The digest for chats, in Markdown."""
        return harmless(self.message.short)

    @property
    def sender(self) -> Address:
        """Whose it is. Raises BadAddressError."""
        return address_of(self.message.sender.address)

    @property
    def to(self) -> Address:
        """Whom it is for. Raises BadAddressError."""
        return address_of(self.recipient.address)


def mail_of(letter: Letter) -> bytes:
    """Return the letter as mail, lines ended by CRLF; all of it is ASCII, but addresses that cannot be.

    The same letter gives the same bytes. Raises BadAddressError where sender or recipient has no sound address.
    """
    # The older policy folds a header at a space and nowhere else; the newer tears long media types in two.
    return _headers(letter).encode() + _body(letter).as_bytes(policy=compat32.clone(linesep="\r\n"))


def _headers(letter: Letter) -> str:
    # The headers are written here line by line: what the library makes of names with commas in other scripts has
    # differed from one Python to the next, and it has no way to leave an address of RFC 6532 as it is.
    message = letter.message
    key = letter.key
    headers = {
        "Date": format_datetime(letter.date),
        "From": written(message.sender, letter.sender),
        "To": written(letter.recipient, letter.to),
        "Subject": _unstructured("Subject", letter.subject),
        "Message-ID": message_id(key, letter.sender),
        # RFC 3834: nobody's holiday responder is to answer a digest.
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Content-Language": one_line(message.language),
        "X-Fmplan-Digest": _unstructured(
            "X-Fmplan-Digest", " ".join(filter(None, (key.estate, key.digest, key.period, key.part)))
        ),
    }
    if message.reply_to:
        headers["Reply-To"] = written(message.reply_to, address_of(message.reply_to.address))
    if letter.first:
        headers["In-Reply-To"] = headers["References"] = message_id(letter.first, letter.sender)
    return "".join(f"{name}: {value}\r\n" for name, value in headers.items())


def message_id(key: Key, sender: Address) -> str:
    """Return the Message-ID, made from the key alone and the sender's domain."""
    return f"<fmplan.{key.fingerprint}@{sender.domain}>"


def _unstructured(name: str, value: str) -> str:
    charset = "us-ascii" if value.isascii() and "=?" not in value else "utf-8"
    return Header(one_line(value), charset, header_name=name).encode(linesep="\r\n")


def _body(letter: Letter) -> MimePart:
    message = letter.message
    both = MIMEMultipart("alternative", boundary=_boundary(letter.key, "alternative"))
    both.attach(_text(message.text, "plain"))
    both.attach(_text(message.html, "html"))
    if not message.attachments:
        return both
    whole = MIMEMultipart("mixed", boundary=_boundary(letter.key, "mixed"))
    whole.attach(both)
    for attachment in message.attachments:
        whole.attach(_attached(attachment))
    return whole


def _boundary(key: Key, kind: str) -> str:
    # No line of base64 begins with two hyphens, so no text can end its part early.
    return f"=_{kind}_{key.fingerprint}"


def _text(text: str, subtype: str) -> MIMEText:
    return MIMEText(harmless(text).replace("\n", "\r\n"), subtype, "utf-8")


def _attached(attachment: Attachment) -> MimePart:
    part = MimePart()
    part["Content-Type"] = one_line(attachment.media)
    part["MIME-Version"] = "1.0"
    name = one_line(attachment.name)
    charset = None if name.isascii() else "utf-8"
    part.set_param("name", name, charset=charset)
    part.set_payload(attachment.data)
    encode_base64(part)
    part.add_header("Content-Disposition", "attachment", filename=(charset, "", name) if charset else name)
    return part
