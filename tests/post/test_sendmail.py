from __future__ import annotations

import sys
from email import message_from_bytes
from pathlib import Path

import pytest

from fmplan.post.sendmail import Sendmail
from fmplan.post.way import WayError
from tests.post.letters import a_calendar, a_message, came, delivered, states, to


def _program(folder: Path, body: str) -> Path:
    path = folder / "sendmail"
    path.write_text(f"#!{sys.executable}\nimport json, os, sys, time\n{body}\n")
    path.chmod(0o755)
    return path


def _taking(folder: Path, then: str = "") -> Path:
    return _program(
        folder,
        f"data = sys.stdin.buffer.read()\n"
        f"name = {str(folder)!r} + '/' + sys.argv[-1].replace('/', '_')\n"
        f"open(name + '.json', 'w').write(json.dumps(sys.argv[1:]))\n"
        f"open(name + '.mail', 'wb').write(data)\n{then}",
    )


def test_a_letter_is_handed_to_the_program_with_sender_and_recipient_and_no_shell(tmp_path: Path) -> None:
    way = Sendmail(str(_taking(tmp_path)))
    message = a_message(
        to=to("-oQ/tmp/x@example.com", "$(id)@example.com", "a;b@example.com"), attachments=(a_calendar(),)
    )
    report = delivered(tmp_path, way, message)
    assert came(report) == {
        "-oQ/tmp/x@example.com": "sent",
        "$(id)@example.com": "failed",
        "a;b@example.com": "failed",
    }
    words = (tmp_path / "-oQ_tmp_x@example.com.json").read_text()
    assert words == '["-i", "-f", "plan@example.com", "--", "-oQ/tmp/x@example.com"]'
    data = (tmp_path / "-oQ_tmp_x@example.com.mail").read_bytes()
    assert b"\r" not in data
    assert list(message_from_bytes(data).walk())[-1].get_payload(decode=True) == a_calendar().data


@pytest.mark.parametrize(
    ("then", "fate", "said"),
    [
        ("sys.exit(0)", "sent", ""),
        ("sys.exit(75)", "later", "ended with 75"),
        ("print('user unknown', file=sys.stderr); sys.exit(67)", "failed", "ended with 67: user unknown"),
        ("sys.exit(1)", "failed", "ended with 1"),
        ("os.kill(os.getpid(), 9)", "unknown", "was ended by signal 9"),
        ("time.sleep(60)", "unknown", "was stopped after 0.5 seconds"),
    ],
)
def test_what_the_program_ends_with_says_what_came_of_it(then: str, fate: str, said: str, tmp_path: Path) -> None:
    report = delivered(tmp_path, Sendmail(str(_taking(tmp_path, then)), patience=0.5 if "sleep" in then else 300))
    assert came(report) == {"lead@example.com": fate}
    assert report.deliveries[0].said.endswith(said)


def test_a_program_that_reads_nothing_and_ends_well_has_taken_it(tmp_path: Path) -> None:
    assert came(delivered(tmp_path, Sendmail(str(_program(tmp_path, "sys.exit(0)"))))) == {"lead@example.com": "sent"}


def test_a_program_that_is_not_there_is_told_before_anything_is_done(tmp_path: Path) -> None:
    with pytest.raises(WayError, match="/nowhere/msmtp is not there, or no program"):
        Sendmail("/nowhere/msmtp")
    (tmp_path / "msmtp").write_text("no program")
    with pytest.raises(WayError, match="is not there, or no program"):
        Sendmail(str(tmp_path / "msmtp"))


def test_a_program_that_cannot_be_started_holds_everything_back(tmp_path: Path) -> None:
    path = tmp_path / "sendmail"
    path.write_text("#!/nowhere/interpreter\n")
    path.chmod(0o755)
    report = delivered(tmp_path, Sendmail(str(path)))
    assert report.trouble == f"{path} cannot be started: No such file or directory"
    assert states(tmp_path) == {"lead@example.com": "planned"}
