from __future__ import annotations

import base64
import socket
import ssl
from pathlib import Path
from typing import Final

import pytest

from fmplan.exports.mail.message import Attachment
from fmplan.post import smtp
from fmplan.post.secret import Secret
from fmplan.post.smtp import Patience, Smtp
from fmplan.post.smtpline import Line, open_socket
from fmplan.post.smtpurl import Privacy, Server
from tests.post.letters import Clock, a_message, came, delivered, states, to
from tests.post.scripted import DROP, ENDLESS, LONG, PHASES, SILENCE, Scripted, serving

PASSWORD: Final = "pa ss/w%rd"
_MUCH: Final = Attachment("much.bin", "application/octet-stream", lambda: bytes(8_000_000))


def _smtp(server: Scripted, patience: Patience | None = None) -> Smtp:
    if server.context:
        return Smtp(Server("127.0.0.1", server.port, Privacy.STARTTLS, "plan", Secret(PASSWORD)), patience)
    return Smtp(Server("127.0.0.1", server.port, Privacy.NONE), patience)


# What a first run says and what the journal holds after it, for each phase that fails once and how; then, in the same
# way, a second run; and how often the letter is in the server's mailbox at the end.
_LATER = ("later", "planned")
_HELD = ("held", "planned")
_FAILED = ("failed", "failed")
_UNKNOWN = ("unknown", "unknown")
_SENT = ("sent", "sent")
_BEFORE = ("before", "sent")
TABLE: Final = {
    ("connect", "421 busy"): (_LATER, _SENT, 1),
    ("connect", "554 no"): (_HELD, _SENT, 1),
    ("connect", DROP): (_LATER, _SENT, 1),
    ("EHLO", "421 busy"): (_LATER, _SENT, 1),
    ("EHLO", "550 no"): (_HELD, _SENT, 1),
    ("EHLO", DROP): (_LATER, _SENT, 1),
    ("STARTTLS", "454 not now"): (_LATER, _SENT, 1),
    ("STARTTLS", "554 no"): (_HELD, _SENT, 1),
    ("STARTTLS", DROP): (_LATER, _SENT, 1),
    ("AUTH", "454 not now"): (_LATER, _SENT, 1),
    ("AUTH", "535 wrong"): (_HELD, _SENT, 1),
    ("AUTH", DROP): (_LATER, _SENT, 1),
    ("MAIL", "451 not now"): (_LATER, _SENT, 1),
    ("MAIL", "550 no"): (_FAILED, ("failed_before", "failed"), 0),
    ("MAIL", DROP): (_LATER, _SENT, 1),
    ("RCPT", "450 greylisted"): (_LATER, _SENT, 1),
    ("RCPT", "550 nobody of that name"): (_FAILED, ("failed_before", "failed"), 0),
    ("RCPT", DROP): (_LATER, _SENT, 1),
    ("mid-DATA", "451 not now"): (_LATER, _SENT, 1),
    ("mid-DATA", "552 too much"): (_FAILED, ("failed_before", "failed"), 0),
    ("mid-DATA", DROP): (_LATER, _SENT, 1),
    ("dot", "451 not now"): (_LATER, _SENT, 1),
    ("dot", "554 spam"): (_FAILED, ("failed_before", "failed"), 0),
    ("dot", DROP): (_UNKNOWN, ("unknown_before", "unknown"), 1),
    ("QUIT", "421 busy"): (_SENT, _BEFORE, 1),
    ("QUIT", "500 no"): (_SENT, _BEFORE, 1),
    ("QUIT", DROP): (_SENT, _BEFORE, 1),
}


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize(("phase", "said"), TABLE)
def test_what_is_sent_tried_again_or_unknown_where_a_server_fails(
    phase: str, said: str, tmp_path: Path, context: ssl.SSLContext
) -> None:
    # What fails in the middle of a letter must be heard there: more is on its way than any line holds.
    message = a_message(attachments=[_MUCH] if phase == "mid-DATA" else [])
    with serving(Scripted({phase: [said]}, context)) as server:
        runs = []
        for _ in range(2):
            report = delivered(tmp_path, _smtp(server), message)
            runs.append((came(report)["lead@example.com"], states(tmp_path)["lead@example.com"]))
    assert (*runs, len(server.mailbox)) == TABLE[phase, said]


def test_every_phase_stands_in_the_table_with_each_way_to_fail() -> None:
    assert sorted({(phase, said[:1]) for phase, said in TABLE}) == sorted(
        (phase, way) for phase in PHASES for way in "45d"
    )


def test_a_connection_the_server_has_left_meanwhile_is_made_anew(tmp_path: Path) -> None:
    clock = Clock()
    with serving(Scripted({"RCPT": ["450 greylisted"], "MAIL": [None, "421 you were idle"]})) as server:
        report = delivered(tmp_path, _smtp(server), clock=clock, budget=5)
    assert (came(report), clock.slept, len(server.mailbox)) == ({"lead@example.com": "sent"}, [5], 1)


@pytest.mark.parametrize("goodbye", ["421 enough for one connection", DROP])
def test_a_server_that_takes_one_letter_from_a_connection_gets_them_all(goodbye: str, tmp_path: Path) -> None:
    turns = [None, *[goodbye, None] * 2]
    with serving(Scripted({"MAIL": turns})) as server:
        report = delivered(tmp_path, _smtp(server), a_message(to=to("a@example.com", "b@example.com", "c@example.com")))
    assert set(came(report).values()) == {"sent"}
    assert server.recipients() == ["a@example.com", "b@example.com", "c@example.com"]


def test_a_letter_too_large_for_the_server_is_refused_before_it_is_sent(tmp_path: Path) -> None:
    with serving(Scripted(offers=("SIZE 1000",))) as server:
        report = delivered(tmp_path, _smtp(server), a_message(attachments=[_MUCH]))
    (delivery,) = report.deliveries
    assert delivery.came.name == "FAILED"
    assert delivery.said.endswith("bytes, the server takes 1000")
    assert "DATA" not in server.heard


def test_an_address_with_other_than_ascii_letters_needs_a_server_that_takes_them(tmp_path: Path) -> None:
    with serving(Scripted(offers=())) as server:
        report = delivered(tmp_path, _smtp(server), a_message(to=to("李@example.com", "lead@example.com")))
    assert came(report) == {"李@example.com": "failed", "lead@example.com": "sent"}


@pytest.mark.parametrize(
    ("phase", "patience", "ends", "arrived"),
    [
        ("connect", Patience(answer=0.3), _LATER, 0),
        ("EHLO", Patience(answer=0.3), _LATER, 0),
        ("RCPT", Patience(answer=0.3), _LATER, 0),
        ("dot", Patience(takeover=0.3), _UNKNOWN, 1),
    ],
)
def test_a_server_that_says_nothing_more(
    phase: str, patience: Patience, ends: tuple[str, str], arrived: int, tmp_path: Path
) -> None:
    with serving(Scripted({phase: [SILENCE]})) as server:
        report = delivered(tmp_path, _smtp(server, patience))
    assert (came(report)["lead@example.com"], states(tmp_path)["lead@example.com"]) == ends
    assert len(server.mailbox) == arrived


def test_a_server_that_does_not_say_goodbye_has_what_it_took(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = Line.quit

    def impatient(line: Line) -> object:
        assert line.sock is not None
        assert line.sock.gettimeout() == Patience().answer
        line.sock.settimeout(0.3)
        return said(line)

    monkeypatch.setattr(Line, "quit", impatient)
    with serving(Scripted({"QUIT": [SILENCE]})) as server:
        report = delivered(tmp_path, _smtp(server))
    assert (came(report), states(tmp_path)) == ({"lead@example.com": "sent"},) * 2
    assert (server.heard[-1], len(server.mailbox)) == ("quit", 1)


@pytest.mark.parametrize(
    ("answer", "told"),
    [(ENDLESS, "its answer does not end"), (LONG, "its answer does not end")],
    ids=["lines without end", "a line without end"],
)
@pytest.mark.parametrize(
    ("phase", "ends", "arrived"),
    [("connect", _LATER, 0), ("EHLO", _LATER, 0), ("MAIL", _LATER, 0), ("dot", _UNKNOWN, 1)],
)
def test_an_answer_without_an_end_is_a_lost_connection(
    phase: str, ends: tuple[str, str], arrived: int, answer: str, told: str, tmp_path: Path
) -> None:
    with serving(Scripted({phase: [answer]})) as server:
        report = delivered(tmp_path, _smtp(server))
    assert (came(report)["lead@example.com"], states(tmp_path)["lead@example.com"]) == ends
    assert report.deliveries[0].said.endswith(told)
    assert len(server.mailbox) == arrived


def test_a_line_that_is_slow_but_never_still_carries_a_long_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "open_socket", lambda line: _SlowLine(open_socket(line)))
    with serving(Scripted()) as server:
        long = Attachment("long.bin", "application/octet-stream", lambda: bytes(300_000))
        report = delivered(tmp_path, _smtp(server), a_message(attachments=[long]))
    assert (came(report), len(server.mailbox)) == ({"lead@example.com": "sent"}, 1)
    assert len(server.mailbox[0]) > 2 * Patience().answer * _SlowLine.bytes_a_second


class _SlowLine:
    """A socket that gives up what it could not have sent within its patience at so many bytes a second."""

    bytes_a_second: Final = 65_536 // 30

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self.settimeout = sock.settimeout

    def sendall(self, data: bytes) -> None:
        patience = self._sock.gettimeout()
        if patience is not None and len(data) > patience * self.bytes_a_second:
            raise TimeoutError
        self._sock.sendall(data)


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN"])
def test_a_server_that_repeats_what_it_heard_betrays_no_password(
    mechanism: str, tmp_path: Path, context: ssl.SSLContext
) -> None:
    heard = base64.b64encode(f"\0plan\0{PASSWORD}".encode() if mechanism == "PLAIN" else PASSWORD.encode()).decode()
    with serving(Scripted({"AUTH": [f"535 what is {heard}?"]}, context)) as server:
        report = delivered(tmp_path, _smtp(server))
    assert report.trouble == f"smtp+starttls://127.0.0.1:{server.port} does not let us in: 535 what is ****?"


def test_an_answer_that_is_none_after_the_letter_is_uncertain(tmp_path: Path) -> None:
    with serving(Scripted({"dot": ["well, maybe"]})) as server:
        assert came(delivered(tmp_path, _smtp(server))) == {"lead@example.com": "unknown"}
    assert server.mailbox == []


def test_lines_that_begin_with_a_dot_arrive_as_they_were() -> None:
    # No letter of ours has such a line, for all is base64; the header of one might.
    with serving(Scripted()) as server:
        way = _smtp(server)
        line = way._connected()
        for command in ("MAIL FROM:<a@example.com>", "RCPT TO:<b@example.com>", "DATA"):
            line.docmd(command)
        way._carry(line, b"A: b\r\n\r\n.\r\n..\r\n.x\r\n")
        way._end(line)
        way.close()
    assert server.mailbox == [b"A: b\r\n\r\n.\r\n..\r\n.x\r\n"]
