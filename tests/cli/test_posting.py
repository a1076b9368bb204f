from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from email import message_from_bytes
from pathlib import Path
from unittest.mock import patch

import pytest
import typer

from fmplan.cli.exits import Exit
from fmplan.cli.maillog import log
from fmplan.cli.posting import post
from fmplan.cli.session import Session
from fmplan.cli.waysout import WaysOut
from fmplan.exports.mail.message import Attachment, Mailbox, Message
from tests.cli.commands import Ended
from tests.post.chat import Chat, chatting
from tests.post.letters import a_calendar, a_message, to
from tests.post.mailserver import MailServer, a_server
from tests.post.scripted import DROP, Scripted, serving


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def server() -> Iterator[MailServer]:
    with a_server(MailServer()) as server:
        yield server


def _posted(*messages: Message, quiet: bool = False, code: Exit = Exit.NOTHING, **options: object) -> Ended:
    session = Session((), quiet, code)
    out, err = _streams(lambda: post(session, messages, WaysOut(**{"budget": "0 s", **options})))  # type: ignore[arg-type]
    return Ended(session.code, out, err)


def _logged(**options: object) -> str:
    usual = {"state": None, "period": None, "format_": "table", "output": "-", "debug": False}
    return _streams(lambda: log(**{**usual, **options}))[0]  # type: ignore[arg-type]


def _streams(work: object) -> Sequence[str]:
    streams = {name: io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for name in ("stdout", "stderr")}
    with patch.multiple(sys, **streams), patch.dict(os.environ, COLUMNS="120"):
        work()  # type: ignore[operator]
        for stream in streams.values():
            stream.flush()
    return [stream.buffer.getvalue().decode() for stream in streams.values()]  # type: ignore[attr-defined]


def _to(server: MailServer | Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FMPLAN_SMTP_URL", f"smtp://127.0.0.1:{server.port}")


def test_mail_is_sent_once_and_a_line_says_so(server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    _to(server, monkeypatch)
    assert _posted(a_message()) == Ended(0, "", "fmplan: smtp: 1 sent\n")
    assert _posted(a_message()) == Ended(0, "", "fmplan: smtp: 1 sent before\n")
    assert _posted(a_message(), quiet=True) == Ended(0, "", "")
    assert len(server.taken) == 1


def test_nothing_to_say_needs_no_way_out() -> None:
    assert _posted() == Ended(0, "", "fmplan: nothing to send\n")


def test_what_did_not_go_well_is_told_also_to_those_who_want_quiet(
    server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    _to(server, monkeypatch)
    server.refused["gone@example.com"] = "550 nobody of that name"
    message = a_message(to=to("gone@example.com", "lead@example.com"), part="lifts")
    key = "court/weekly/2027-W05/lifts to gone@example.com"
    assert _posted(message, quiet=True) == Ended(1, "", f"fmplan: {key}: refused: RCPT: 550 nobody of that name\n")
    assert _posted(message) == Ended(
        1,
        "",
        f"fmplan: {key}: refused before: RCPT: 550 nobody of that name (--again tries once more)\n"
        "fmplan: smtp: 1 sent before, 1 refused before\n",
    )


def test_refused_for_now_ends_with_75(server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    _to(server, monkeypatch)
    server.refused["lead@example.com"] = "450 come back"
    assert _posted(a_message()) == Ended(
        75,
        "",
        "fmplan: court/weekly/2027-W05 to lead@example.com: not sent yet: RCPT: 450 come back "
        "(the next run takes it up)\nfmplan: smtp: 1 not sent yet\n",
    )


def test_a_server_that_cannot_be_reached_is_one_line_however_much_there_is_to_send(
    deaf_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FMPLAN_SMTP_URL", f"smtp://127.0.0.1:{deaf_port}")
    assert _posted(a_message(to=to(*(f"{n}@example.com" for n in range(9)))), quiet=True) == Ended(
        75,
        "",
        f"fmplan: court/weekly/2027-W05 to 0@example.com and 8 others: not sent yet: smtp://127.0.0.1:{deaf_port}: "
        "Connection refused (the next run takes it up)\n",
    )


def test_what_may_have_arrived_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Scripted({"dot": [DROP]})) as server:
        _to(server, monkeypatch)
        ended = _posted(a_message(), quiet=True)
        assert ended.code == 1
        assert ended.err.startswith("fmplan: court/weekly/2027-W05 to lead@example.com: may or may not have arrived: ")
        assert ended.err.endswith(" (--resend-unknown sends it once more)\n")
        assert _posted(a_message(), resend_unknown=True) == Ended(0, "", "fmplan: smtp: 1 sent\n")
    assert len(server.mailbox) == 2


def test_a_changed_plan_is_told_of_and_sent_as_an_update_when_asked(
    server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    _to(server, monkeypatch)
    _posted(a_message())
    changed = a_message(text="Tuesday: fire pump\n")
    assert _posted(changed) == Ended(
        0,
        "",
        "fmplan: smtp: 1 sent before, and says something else now (--again sends it as an update)\n",
    )
    assert _posted(changed, again=True) == Ended(0, "", "fmplan: smtp: 1 sent\n")
    assert [message_from_bytes(mail)["Subject"] for _, _, mail in server.taken] == ["Week 5", "Updated: Week 5"]


def test_without_a_server_it_ends_with_78(tmp_path: Path) -> None:
    ended = _posted(a_message())
    assert (ended.code, ended.err.splitlines()[0][:40]) == (78, "fmplan: FMPLAN_SMTP_URL says which serve")
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_password_ends_with_78_and_the_next_run_sends(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Scripted({"AUTH": ["535 wrong hunter2"] * 3})) as server:
        monkeypatch.setenv("FMPLAN_SMTP_URL", f"smtp://plan@127.0.0.1:{server.port}")
        monkeypatch.setenv("FMPLAN_SMTP_PASSWORD", "hunter2")
        line = f"fmplan: smtp://127.0.0.1:{server.port} does not let us in: 535 wrong ****\n"
        assert _posted(a_message()) == Ended(78, "", f"{line}fmplan: smtp: 1 held back\n")
        server.script.clear()
        assert _posted(a_message()) == Ended(0, "", "fmplan: smtp: 1 sent\n")


def test_a_journal_that_cannot_be_used_ends_with_74(
    tmp_path: Path, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    _to(server, monkeypatch)
    (tmp_path / "state").write_text("a file")
    path = tmp_path / "state/fmplan/mail.sqlite3"
    assert _posted(a_message()) == Ended(
        74, "", f"fmplan: cannot write the journal of the post, {path}: Not a directory; nothing more is sent\n"
    )
    assert server.taken == []


def test_the_worse_of_two_codes_stands(server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    _to(server, monkeypatch)
    assert _posted(a_message(), code=Exit.UNUSABLE).code == 65
    server.refused["lead@example.com"] = "450 come back"
    assert _posted(a_message(period="2027-W06"), code=Exit.UNUSABLE).code == 75


def test_robots_get_it_instead_of_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    with chatting(Chat([(200, {}, b'{"errcode":0}')])) as chat:
        monkeypatch.setenv("FMPLAN_WECOM_URL", f"http://127.0.0.1:{chat.port}/x?key=abc")
        assert _posted(a_message(), robot=["wecom"]) == Ended(0, "", "fmplan: wecom: 1 sent\n")
    assert len(chat.posts) == 1


def test_a_chat_gets_the_summary_and_the_parts_of_teams_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    lead, team = a_message(), a_message(part="lifts", subject="Week 5, lifts")
    alone = a_message(estate="yard", part="own", subject="Yard, own staff")
    with chatting(Chat([(200, {}, b'{"errcode":0}')])) as chat:
        monkeypatch.setenv("FMPLAN_WECOM_URL", f"http://127.0.0.1:{chat.port}/send")
        shown = _posted(lead, team, alone, robot=["wecom"], dry_run=True).out
        first = _posted(lead, team, alone, robot=["wecom"])
        then = _posted(lead, team, alone, robot=["wecom"], teams=True)
    assert [line for line in shown.splitlines() if line.startswith("Subject")] == [
        "Subject: Week 5",
        "Subject: Yard, own staff",
    ]
    assert (first.err, then.err) == ("fmplan: wecom: 2 sent\n", "fmplan: wecom: 1 sent, 2 sent before\n")
    heads = [body["markdown"]["content"].split("\n")[0] for body in chat.bodies]
    assert heads == ["**Week 5**", "**Yard, own staff**", "**Week 5, lifts**"]


def test_what_was_sent_before_is_not_laid_out_again(server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FMPLAN_SMTP_URL", f"smtp://127.0.0.1:{server.port}")
    made: list[str] = []

    def noting(what: str) -> bytes:
        made.append(what)
        return b""

    def message() -> Message:
        attached = Attachment("week.ics", "text/calendar", lambda: noting("calendar"))
        usual = a_message(to=to("lead@example.com", "boss@example.com"), attachments=(attached,))
        return replace(usual, page=lambda: noting("page").decode())

    assert [_posted(message()).err, made] == ["fmplan: smtp: 2 sent\n", ["page", "calendar"]]
    assert [_posted(message()).err, made] == ["fmplan: smtp: 2 sent before\n", ["page", "calendar"]]


def test_sendmail_may_be_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "msmtp"
    program.write_text(f"#!/bin/sh\ncat > {tmp_path}/mail\n")
    program.chmod(0o755)
    monkeypatch.setenv("FMPLAN_SENDMAIL", str(program))
    assert _posted(a_message(), sendmail=True) == Ended(0, "", "fmplan: sendmail: 1 sent\n")
    assert message_from_bytes((tmp_path / "mail").read_bytes())["To"] == "lead@example.com"


def test_a_dry_run_shows_what_would_go_to_whom_and_changes_nothing(
    tmp_path: Path, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = a_message(sender=Mailbox("plan@example.com", "Court,\nHarbour"), attachments=(a_calendar(),))
    _to(server, monkeypatch)
    _posted(lead)
    before = (tmp_path / "state/fmplan/mail.sqlite3").read_bytes()
    both = a_message(sender=lead.sender, to=to("lead@example.com", "boss@example.com"), attachments=lead.attachments)
    ended = _posted(both, a_message(part="lifts", to=to("lifts@example.com"), text="Lift A\n"), dry_run=True)
    assert ended == Ended(
        0,
        """\
To: lead@example.com   (sent before)
To: boss@example.com
From: Court, Harbour <plan@example.com>
Subject: Week 5
Attached: week.ics (51 bytes)

Monday: fire pump
------------------------------------------------------------------------
To: lifts@example.com
From: Harbour Court <plan@example.com>
Subject: Week 5

Lift A
""",
        "",
    )
    assert (tmp_path / "state/fmplan/mail.sqlite3").read_bytes() == before
    assert len(server.taken) == 1


def test_a_dry_run_needs_no_server_and_makes_no_journal(tmp_path: Path) -> None:
    assert _posted(a_message(), dry_run=True).code == 0
    assert list(tmp_path.iterdir()) == []


def test_letters_are_written_into_a_folder_and_the_journal_knows_nothing_of_them(tmp_path: Path) -> None:
    message = a_message(to=to("lead@example.com", "no address"), part="lifts")
    for _ in range(2):
        assert _posted(message, eml=tmp_path / "out") == Ended(
            1,
            "",
            "fmplan: court/weekly/2027-W05/lifts to no address: 'no address' is no mail address\n"
            f"fmplan: letters in {tmp_path}/out: 1\n",
        )
    (path,) = (tmp_path / "out").iterdir()
    assert path.name.startswith("court-weekly-2027-W05-lifts-")
    assert message_from_bytes(path.read_bytes())["To"] == "lead@example.com"
    assert not (tmp_path / "state").exists()


@pytest.mark.parametrize(
    "options", [{"eml": Path("out"), "dry_run": True}, {"eml": Path("out"), "sendmail": True}, {"budget": "long"}]
)
def test_options_that_do_not_go_together_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(typer.BadParameter):
        _posted(a_message(), **options)


def test_the_log_is_empty_before_anything_was_sent() -> None:
    assert _logged() == ""


def test_the_log_shows_what_was_sent_and_what_was_not(server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    _to(server, monkeypatch)
    server.refused["gone@example.com"] = "550 nobody of that name"
    _posted(a_message(to=to("lead@example.com", "gone@example.com")))
    lines = _logged().splitlines()
    assert lines[0].split() == ["when", "(UTC)", "state", "digest", "estate", "part", "to"]
    assert [line.split()[2:] for line in lines[1:3]] == [
        ["sent", "weekly", "2027-W05", "court", "lead@example.com"],
        ["failed", "weekly", "2027-W05", "court", "gone@example.com"],
    ]
    assert lines[3].strip() == "RCPT: 550 nobody of that name"
    _posted(a_message(to=to("gone@example.com")), again=True)
    assert _logged().splitlines()[3].strip() == "2 tries: RCPT: 550 nobody of that name"
    assert len(_logged(state=["sent"]).splitlines()) == 2
    assert _logged(period="2027-W06") == ""


def test_the_log_as_json_has_every_field(server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    _to(server, monkeypatch)
    _posted(a_message())
    (one,) = json.loads(_logged(format_="json"))["messages"]
    assert (one.pop("planned")[-6:], one.pop("changed")[-6:], len(one.pop("id"))) == ("+00:00", "+00:00", 32)
    assert one == {
        "estate": "court",
        "digest": "weekly",
        "period": "2027-W05",
        "part": "",
        "recipient": "lead@example.com",
        "update": 0,
        "state": "sent",
        "tries": 1,
        "way": "smtp",
        "said": "250 taken",
    }


def test_a_journal_that_is_torn_ends_the_log_with_74(tmp_path: Path) -> None:
    (tmp_path / "state/fmplan").mkdir(parents=True)
    (tmp_path / "state/fmplan/mail.sqlite3").write_text("dear diary\n" * 100)
    with pytest.raises(typer.Exit) as caught:
        _logged()
    assert caught.value.exit_code == 74
