from __future__ import annotations

import ssl
from pathlib import Path
from typing import Final

import pytest

from fmplan.exports.mail.message import Attachment
from fmplan.post.secret import Secret
from fmplan.post.smtp import Patience, Smtp
from fmplan.post.smtpurl import Privacy, Server
from tests.post.letters import a_message, came, delivered, states
from tests.post.scripted import DROP, PHASES, Scripted, serving

PASSWORD: Final = "pa ss/w%rd"
_MUCH: Final = Attachment("much.bin", "application/octet-stream", bytes(8_000_000))
QUICK: Final = Patience(answer=5, takeover=5)


def _smtp(server: Scripted) -> Smtp:
    if server.context:
        return Smtp(Server("127.0.0.1", server.port, Privacy.STARTTLS, "plan", Secret(PASSWORD)), QUICK)
    return Smtp(Server("127.0.0.1", server.port, Privacy.NONE), QUICK)


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
