from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from typing import Any

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fmplan.exports.mail.message import Attachment, Mailbox, Message
from fmplan.exports.plain import one_line
from fmplan.post.key import key_of
from fmplan.post.letter import Letter, mail_of
from tests.post.letters import MONDAY, a_calendar, a_message


def _letter(message: Message, recipient: Mailbox | None = None, **values: Any) -> Letter:
    to = recipient or message.to[0]
    return Letter(**{"key": key_of(message, to.address), "message": message, "recipient": to, "date": MONDAY, **values})


def _read(letter: Letter) -> EmailMessage:
    return message_from_bytes(mail_of(letter), policy=default)  # type: ignore[return-value]


def test_a_letter_without_attachments_is_this() -> None:
    message = a_message(reply_to=Mailbox("lead@example.com", "湖畔花园"), html="<p>周一</p>\n")
    mail = mail_of(_letter(message)).decode().replace("\r\n", "\n")
    assert (
        mail
        == """\
Date: Mon, 01 Feb 2027 07:00:00 +0000
From: Harbour Court <plan@example.com>
To: lead@example.com
Subject: Week 5
Message-ID: <fmplan.244497c987d25b83686b27cbb06fa82d@example.com>
Auto-Submitted: auto-generated
X-Auto-Response-Suppress: All
Content-Language: en
X-Fmplan-Digest: court weekly 2027-W05
Reply-To: =?utf-8?b?5rmW55WU6Iqx5Zut?= <lead@example.com>
Content-Type: multipart/alternative;
 boundary="=_alternative_244497c987d25b83686b27cbb06fa82d"
MIME-Version: 1.0

--=_alternative_244497c987d25b83686b27cbb06fa82d
Content-Type: text/plain; charset="utf-8"
MIME-Version: 1.0
Content-Transfer-Encoding: base64

TW9uZGF5OiBmaXJlIHB1bXANCg==

--=_alternative_244497c987d25b83686b27cbb06fa82d
Content-Type: text/html; charset="utf-8"
MIME-Version: 1.0
Content-Transfer-Encoding: base64

PHA+5ZGo5LiAPC9wPg0K

--=_alternative_244497c987d25b83686b27cbb06fa82d--
"""
    )


def test_headers_say_that_a_machine_wrote_it_when_and_under_which_name() -> None:
    mail = _read(_letter(a_message(reply_to=Mailbox("lead@example.com", "Lead, The"))))
    key = key_of(a_message(), "lead@example.com")
    assert dict(mail.items()) == {
        "Date": "Mon, 01 Feb 2027 07:00:00 +0000",
        "From": "Harbour Court <plan@example.com>",
        "To": "lead@example.com",
        "Subject": "Week 5",
        "Message-ID": f"<fmplan.{key.fingerprint}@example.com>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Content-Language": "en",
        "X-Fmplan-Digest": "court weekly 2027-W05",
        "Reply-To": '"Lead, The" <lead@example.com>',
        "Content-Type": f'multipart/alternative; boundary="=_alternative_{key.fingerprint}"',
        "MIME-Version": "1.0",
    }
    assert mail.defects == []


def test_text_and_page_stand_side_by_side_in_base64_and_come_back_as_they_were() -> None:
    text = "周一 消防泵\n.\n.. a line of dots\nFrom here on\n" + "x" * 2000 + "\n"
    mail = _read(_letter(a_message(text=text, html=f"<pre>{text}</pre>")))
    plain, page = mail.iter_parts()
    assert (plain.get_content_type(), page.get_content_type()) == ("text/plain", "text/html")
    for part in (plain, page):
        assert (part["Content-Transfer-Encoding"], part.get_content_charset()) == ("base64", "utf-8")
    assert plain.get_content().replace("\r\n", "\n") == text
    assert page.get_content().replace("\r\n", "\n") == f"<pre>{text}</pre>"


def test_attachments_keep_their_names_types_parameters_and_every_byte() -> None:
    media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    sheets = Attachment("周表.xlsx", media, lambda: bytes(range(256)) * 9)
    mail = _read(_letter(a_message(attachments=(a_calendar(), sheets))))
    assert mail.get_content_type() == "multipart/mixed"
    body, *parts = mail.iter_parts()
    assert body.get_content_type() == "multipart/alternative"
    assert [(one.get_filename(), one.get_content_type(), one.get_content_disposition()) for one in parts] == [
        ("week.ics", "text/calendar", "attachment"),
        ("周表.xlsx", sheets.media, "attachment"),
    ]
    week, table = parts
    assert (week.get_content_charset(), week.get_param("method")) == ("utf-8", "PUBLISH")
    calendar = icalendar.Calendar.from_ical(week.get_content())
    assert str(calendar["SUMMARY"]) == "消防泵"
    assert table.get_payload(decode=True) == sheets.data


def test_all_lines_are_short_and_ended_rightly_and_all_bytes_ascii() -> None:
    message = a_message(
        subject="湖畔花园" * 60,
        sender=Mailbox("plan@example.com", "花园" * 80),
        attachments=(a_calendar(),),
        text="y" * 5000,
    )
    mail = mail_of(_letter(message))
    lines = mail.split(b"\r\n")
    assert all(b"\n" not in line and b"\r" not in line and len(line) <= 78 for line in lines)
    assert mail.isascii()


def test_the_same_letter_has_the_same_bytes() -> None:
    first, second = (mail_of(_letter(a_message(attachments=(a_calendar(),)))) for _ in range(2))
    assert first == second


def test_the_name_of_a_message_hangs_on_its_key_and_nothing_else() -> None:
    usual = _read(_letter(a_message()))["Message-ID"]
    assert (
        _read(_letter(a_message(text="other", subject="other"), date=MONDAY + timedelta(days=1)))["Message-ID"] == usual
    )
    others = [
        a_message(estate="yard"),
        a_message(period="2027-W06"),
        a_message(part="lifts"),
        a_message(to=(Mailbox("boss@example.com"),)),
    ]
    assert len({usual, *(_read(_letter(one))["Message-ID"] for one in others)}) == 5


def test_an_update_answers_the_first() -> None:
    message = a_message()
    first = key_of(message, "lead@example.com")
    mail = _read(_letter(message, key=replace(first, issue=1), first=first))
    assert mail["Subject"] == "Updated: Week 5"
    assert mail["In-Reply-To"] == mail["References"] == f"<fmplan.{first.fingerprint}@example.com>"
    assert mail["Message-ID"] != mail["In-Reply-To"]


@pytest.mark.parametrize(
    ("when", "date"),
    [
        (datetime(2027, 3, 28, 0, 59, tzinfo=UTC), "Sun, 28 Mar 2027 00:59:00 +0000"),
        (datetime(2027, 3, 28, 2, 0, tzinfo=timezone(timedelta(hours=1))), "Sun, 28 Mar 2027 02:00:00 +0100"),
    ],
)
def test_the_date_has_its_offset(when: datetime, date: str) -> None:
    assert _read(_letter(a_message(), date=when))["Date"] == date


def test_an_address_that_needs_it_stands_in_utf8() -> None:
    mail = mail_of(_letter(a_message(to=(Mailbox("李@湖畔.example", "李"),))))
    assert "To: =?utf-8?b?5p2O?= <李@xn--n7w22m.example>\r\n".encode() in mail


_TEXT = st.text(max_size=150) | st.text("a,;:\"'\\<>@()[]\r\n\0\t=?_ 湖\u202e\ud800", max_size=150)


@settings(max_examples=150, deadline=None)
@given(name=_TEXT, subject=_TEXT, file=_TEXT, text=_TEXT)
def test_nothing_people_write_breaks_out_of_its_place(name: str, subject: str, file: str, text: str) -> None:
    message = a_message(
        sender=Mailbox("plan@example.com", name),
        subject=subject,
        text=text,
        html=text,
        attachments=(Attachment(file, "text/plain; charset=utf-8", lambda: b"data"),),
    )
    usual = _read(_letter(a_message(attachments=(Attachment("a", "text/plain; charset=utf-8", lambda: b"data"),))))
    mail = message_from_bytes(mail_of(_letter(message)))
    assert mail.keys() == usual.keys()
    shown = str(make_header(decode_header(mail["Subject"]))) if mail["Subject"] else ""
    assert shown == one_line(subject)
    # What follows the name is the one address, whatever the name looks like.
    assert mail["From"].endswith("plan@example.com>" if one_line(name) else "plan@example.com")
    assert [part.get_content_type() for part in mail.walk()] == [part.get_content_type() for part in usual.walk()]
    assert list(mail.walk())[-1].get_payload(decode=True) == b"data"
