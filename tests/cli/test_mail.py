"""`fmplan mail`, from the register to the letters; how they get out is told below `tests/post/`."""

from __future__ import annotations

import email
import email.policy
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from email.message import EmailMessage
from pathlib import Path

import pytest

from fmplan.cli import session
from tests.cli.commands import Ended, fmplan
from tests.exports.mail.estates import ASSETS, ESTATE, MONDAY, a_quay
from tests.post.mailserver import MailServer, a_server

BROKEN = ASSETS.replace("every: 14 days", "every: 14 dasy")


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the journal of the post lies."""
    folder = tmp_path / "state"
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    return folder


def _mail(digest: str, *arguments: str | Path, today: str = MONDAY) -> Ended:
    return fmplan("mail", digest, *arguments, FMPLAN_TODAY=today)


def _letters(folder: Path) -> list[EmailMessage]:
    files = sorted(folder.glob("*.eml")) if folder.exists() else []
    policy = email.policy.default
    return [email.message_from_bytes(file.read_bytes(), policy=policy) for file in files]  # type: ignore[misc]


def _to(letters: list[EmailMessage]) -> list[str]:
    return sorted(str(address) for one in letters for address in one["To"].addresses)


def test_a_dry_run_shows_every_message_and_sends_none(tmp_path: Path, state: Path) -> None:
    ended = _mail("weekly", a_quay(tmp_path / "quay"), "--dry-run")
    assert ended.code == 0
    assert re.findall(r"^(?:To|Subject): .*$", ended.out, re.MULTILINE) == [
        "To: lead@example.com",
        "Subject: Old Quay: week 5, 1–7 February 2027 (1 overdue)",
        "To: lifts@example.com",
        "To: night@example.com",
        "Subject: Old Quay: week 5, 1–7 February 2027 · Lift firm",
        "To: own@example.com",
        "Subject: Old Quay: week 5, 1–7 February 2027 · Own staff (1 overdue)",
    ]
    assert not state.exists()


def test_letters_are_files_with_both_forms_and_what_is_attached(tmp_path: Path, state: Path) -> None:  # noqa: ARG001
    ended = _mail("weekly", a_quay(tmp_path / "quay"), "--eml", tmp_path / "letters")
    letters = _letters(tmp_path / "letters")
    assert ended.code == 0
    assert _to(letters) == [
        "Lift firm <lifts@example.com>",
        "Night desk <night@example.com>",
        "Own staff <own@example.com>",
        "lead@example.com",
    ]
    for letter in letters:
        types = [part.get_content_type() for part in letter.walk() if not part.is_multipart()]
        assert types[:2] == ["text/plain", "text/html"]
        assert types[2] == "text/calendar"
        has_sheets = "lead@example.com" not in str(letter["To"])
        assert [type_.rpartition(".")[2] for type_ in types[3:]] == ["sheet"] * has_sheets
        plain = letter.get_body(("plain",))
        assert plain is not None
        assert plain.get_content().startswith("Week 5, 1–7 February 2027")
        assert str(letter["Reply-To"]) == "lead@example.com"


@pytest.mark.parametrize(
    ("digest", "today", "said"),
    [
        ("weekly", "2027-02-02", "the weekly digest of 2027-W05 goes out from 2027-02-03 on"),
        ("monthly", "2027-02-02", "the monthly digest of 2027-02 goes out from 2027-02-04 on"),
        ("overdue", "2027-02-02", "the overdue digest goes out on mon, thu"),
    ],
)
def test_before_its_day_nothing_goes_out(digest: str, today: str, said: str, tmp_path: Path) -> None:
    estate = ESTATE.replace("teams: true, attach", "on: wed, attach").replace(
        "monthly: {to: [Lin <lead@example.com>]", "monthly: {on: 4, to: [lead@example.com]"
    )
    ended = _mail(digest, a_quay(tmp_path / "quay", estate), "--dry-run", today=today)
    assert (ended.code, ended.out) == (0, "")
    assert f"quay: {said}\n" in ended.err


def test_where_nobody_is_to_get_it_the_setup_is_wrong(tmp_path: Path) -> None:
    bare, some = ESTATE.partition("mail:\n")[0], ESTATE.replace("  monthly: {to: [Lin <lead@example.com>]}\n", "")
    one = _mail("weekly", a_quay(tmp_path / "one", bare), "--dry-run")
    two = _mail("monthly", a_quay(tmp_path / "two", some), tmp_path / "one", "--dry-run")
    both = _mail("weekly", tmp_path / "one", tmp_path / "two", "--dry-run")
    assert [one.code, two.code, both.code] == [78, 78, 0]
    assert "quay: nobody gets a weekly digest" in one.err
    assert "has none under mail:" in one.err
    assert "To: lead@example.com" in both.out


_WHY = "its register has mistakes that stop every plan. fmplan check shows each with its line."


def test_of_a_broken_estate_the_lead_is_told_and_the_others_get_their_mail(tmp_path: Path, state: Path) -> None:  # noqa: ARG001
    broken = a_quay(tmp_path / "broken", ESTATE.replace("estate: quay", "estate: wharf"), BROKEN)
    ended = _mail("weekly", broken, a_quay(tmp_path / "quay"), "--eml", tmp_path / "letters")
    letters = {str(one["Subject"]): one for one in _letters(tmp_path / "letters")}
    assert ended.code == 65
    assert "14 dasy" in ended.err
    assert len(letters) == 4
    told = letters["Old Quay: the plan cannot be made"].get_body(("plain",))
    assert told is not None
    assert told.get_content().splitlines() == [
        "The plan cannot be made",
        "Old Quay",
        f"No digest can be made of Old Quay: {_WHY}",
        "",
        "",
        "== What is wrong ==",
        "  assets/all.yaml:13:16 · bad-period",
        "    unknown unit 'dasy' in '14 dasy'",
        "    Write a number and a unit, for example 14 days",
        "",
        "-- ",
        "The digest follows on the first run after it is mended.",
        "Sent by fmplan, by itself.",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("timezone: Europe/London", "timezone: Europe/Bristol"),
        ("starts: 2027-01-01", "starts: soon"),
        ("fmplan: 1\n", "fmplan: 1\ncolour: blue\n"),
        ("language: en", "language: xx"),
        ("name: {en: Old Quay, zh: 老码头}", "name: [1]"),
        ("trades: [idling]", "trade: [idling]"),
    ],
)
def test_the_lead_is_told_also_of_a_broken_estate_file(old: str, new: str, tmp_path: Path) -> None:
    ended = _mail("weekly", a_quay(tmp_path / "quay", ESTATE.replace(old, new)), "--dry-run")
    assert ended.code == 65
    assert ended.out.startswith("To: lead@example.com\n")
    assert "the plan cannot be made" in ended.out


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("estate: quay", "estate: Quay Wharf"),
        ("  from: plan@example.com", "  from: nobody"),
        ("to: [lead@example.com], teams: true", "teams: true"),
        ("mail:\n", "mail: {\n"),
        ("mail:\n", "post:\n"),
    ],
)
def test_who_cannot_be_told_is_not_forgotten(old: str, new: str, tmp_path: Path) -> None:
    estate = ESTATE.replace("starts: 2027-01-01", "starts: soon").replace(old, new)
    ended = _mail("weekly", a_quay(tmp_path / "quay", estate), "--dry-run")
    assert (ended.code, ended.out) == (65, "")
    assert "nobody can be told" in ended.err


@pytest.mark.parametrize(
    ("moment", "weeks"),
    [
        (datetime(2027, 2, 7, 17, 0, tzinfo=UTC), ["2027-W06", "2027-W05"]),  # Monday in Shanghai, Sunday in Chicago
        (datetime(2027, 2, 8, 5, 59, tzinfo=UTC), ["2027-W06", "2027-W05"]),
        (datetime(2027, 2, 8, 6, 0, tzinfo=UTC), ["2027-W06", "2027-W06"]),
        (datetime(2027, 3, 15, 4, 59, tzinfo=UTC), ["2027-W11", "2027-W10"]),  # the day after the clocks changed
        (datetime(2027, 3, 15, 5, 0, tzinfo=UTC), ["2027-W11", "2027-W11"]),
    ],
)
def test_each_estate_of_a_portfolio_lives_in_its_own_time_zone(
    moment: datetime, weeks: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, state: Path
) -> None:
    def clock(zone: tzinfo | None) -> datetime:
        return moment.astimezone(zone)

    monkeypatch.setattr(session, "_clock", clock)
    monkeypatch.delenv("FMPLAN_TODAY", raising=False)
    folders = [
        a_quay(tmp_path / name, ESTATE.replace("estate: quay", f"estate: {name}").replace("Europe/London", zone))
        for name, zone in (("east", "Asia/Shanghai"), ("west", "America/Chicago"))
    ]
    from fmplan.cli.run import run

    assert run(["mail", "weekly", "--eml", str(state / "letters"), *map(str, folders)]) == 0
    found = {re.sub(r"-[0-9a-f]+$", "", file.stem) for file in (state / "letters").glob("*.eml")}
    assert {f"{name}-weekly-{week}" for name, week in zip(("east", "west"), weeks, strict=True)} <= found


_HOSTILE = 'Lifts, "A & B"; <b>x</b> \U0001f6d7 \u2028 Bcc: all@example.com'


def test_names_that_would_break_a_letter_are_only_text(tmp_path: Path, state: Path) -> None:  # noqa: ARG001
    quoted = "'" + _HOSTILE.replace("\u2028", "\n\n    ") + "'"
    estate = (
        ESTATE.replace("{en: Old Quay, zh: 老码头}", quoted)
        .replace("{en: Lift firm, zh: 电梯公司}", quoted)
        .replace("{en: Tower 1, zh: 1栋}", quoted)
    )
    assets = (
        ASSETS.replace("{en: Lift A, zh: A梯}", quoted)
        .replace("{en: Half-monthly service, zh: 半月维保}", quoted)
        .replace("{en: Machine room clean, zh: 机房清洁}", quoted)
        .replace("{en: two certified mechanics, zh: 两名持证人员}", quoted)
        .replace("{en: Hot work, zh: 动火许可}", quoted)
    )
    ended = _mail("weekly", a_quay(tmp_path / "quay", estate, assets), "--eml", tmp_path / "letters")
    letters = _letters(tmp_path / "letters")
    assert ended.code == 0
    reached = sorted(address.addr_spec for one in letters for address in one["To"].addresses)
    assert reached == ["lead@example.com", "lifts@example.com", "night@example.com", "own@example.com"]
    for letter in letters:
        assert letter["Bcc"] is None
        assert len(letter["To"].addresses) == 1
        assert "Bcc: all@example.com" in str(letter["Subject"])
        for kind in ("plain", "html"):
            body = letter.get_body((kind,))
            assert body is not None
            assert "\nBcc:" not in body.get_content()
        page = letter.get_body(("html",))
        assert page is not None
        assert "<b>x</b>" not in page.get_content()


def _crontab_of(folder: Path, *arguments: str) -> list[str]:
    ended = fmplan("mail", "crontab", folder, *arguments)
    assert ended.code == 0
    return ended.out.splitlines()


def test_a_crontab_asks_what_time_it_is_where_the_estate_lies(tmp_path: Path) -> None:
    lines = _crontab_of(a_quay(tmp_path / "o'quay 100%"), "--at", "06:30")
    assert "MAILTO=lead@example.com" in lines
    line = lines[-1]
    assert line.startswith(r"*/15 * * * * test ")
    # To cron an unescaped % ends the command.
    assert not re.search(r"(?<!\\)%", line)
    command = line.removeprefix("*/15 * * * * ").replace(r"\%", "%")
    assert '"$(TZ=Europe/London date +%H:%M)" = 06:30' in command
    assert [re.search(f" mail {digest} --quiet", command) is not None for digest in ("weekly", "monthly", "overdue")]
    assert subprocess.run(["sh", "-n", "-c", command], capture_output=True, check=False).returncode == 0


def test_the_line_of_a_crontab_runs_at_its_hour_and_at_no_other(tmp_path: Path) -> None:
    line = _crontab_of(a_quay(tmp_path / "quay"))[-1].removeprefix("*/15 * * * * ").replace(r"\%", "%")
    tools = tmp_path / "tools"
    tools.mkdir()
    ran = tmp_path / "ran"
    program = tools / "fmplan"
    program.write_text(f'#!/bin/sh\necho "$@" >> {ran}\n')
    command = re.sub(r"\S+( -m fmplan)? mail ", f"{program} mail ", line)
    for hour in ("06:45", "07:00", "07:15"):
        (tools / "date").write_text(f'#!/bin/sh\ntest "$TZ" = Europe/London && echo {hour}\n')
        for tool in tools.iterdir():
            tool.chmod(0o755)
        subprocess.run(
            ["sh", "-c", command], env={"PATH": f"{tools}:/usr/bin:/bin", "HOME": str(tmp_path)}, check=False
        )
    assert [text.split()[1] for text in ran.read_text().splitlines()] == ["monthly", "overdue", "weekly"]
    assert (tmp_path / "fmplan-mail.log").read_text() == ""


def test_a_portfolio_has_as_many_lines_as_cron_has_room_for(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    folders = [a_quay(tmp_path / f"estate-{number:02}-of-the-portfolio-of-the-harbour") for number in range(20)]
    lines = fmplan("mail", "crontab", *folders, "--at", "23:58").out.partition("weekly.\n")[2].splitlines()
    minutes = [line.split(" ", 1)[0] for line in lines]
    assert minutes == [f"{(13 + number) % 15}-59/15" if number != 2 else "*/15" for number in range(len(lines))]
    assert [re.findall(r"= (\d\d:\d\d) ", line) for line in lines[:4]] == [["23:58"], ["23:59"], ["00:00"], ["00:01"]]
    assert max(len(line.split(" * * * * ")[1].encode()) for line in lines) <= 900
    assert all(line.count(f"git -C {tmp_path} pull") == 1 for line in lines)
    sent = [
        (digest, folder)
        for line in lines
        for digest, some in re.findall(r" mail (\w+) --quiet ([^;]*);", line)
        for folder in some.split()
    ]
    assert sent == [(digest, str(folder)) for digest in ("monthly", "overdue", "weekly") for folder in folders]


@pytest.mark.parametrize("way", ["crontab", "systemd"])
def test_a_folder_that_would_break_its_line_is_refused(way: str, tmp_path: Path) -> None:
    ended = fmplan("mail", way, a_quay(tmp_path / "quay\n* * * * * true"))
    assert (ended.code, ended.out) == (2, "")
    assert "holds signs that do not show" in ended.err


def test_the_repository_is_pulled_before(tmp_path: Path) -> None:
    folder = a_quay(tmp_path / "estates" / "quay")
    (tmp_path / "estates" / ".git").mkdir()
    line = _crontab_of(folder)[-1]
    assert f"git -C {tmp_path / 'estates'} pull --quiet --ff-only; " in line
    units = fmplan("mail", "systemd", folder).out
    assert f"ExecStartPre=-/usr/bin/env git -C {tmp_path / 'estates'} pull --quiet --ff-only\n" in units


def _units(text: str) -> Iterator[tuple[str, str]]:
    for part in re.split(r"\n(?=# /etc/systemd/system/)", text)[1:]:
        yield part.partition("\n")[0].rpartition("/")[2], part


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_finds_no_fault_with_the_units(tmp_path: Path) -> None:
    folders = [
        a_quay(tmp_path / 'quay "1" $HOME'),
        a_quay(tmp_path / "east", ESTATE.replace("Europe/London", "Asia/Shanghai")),
    ]
    ended = fmplan("mail", "systemd", *folders, "--at", "06:05")
    written = tmp_path / "units"
    written.mkdir()
    for name, text in _units(ended.out):
        (written / name.replace("failed@.", "failed@x.")).write_text(text)
    units = sorted(map(str, written.iterdir()))
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True, check=False
    )
    assert len(units) == 13
    assert (verified.returncode, verified.stderr) == (0, "")


def test_the_units_have_the_time_zone_and_somebody_who_hears_of_failures(tmp_path: Path) -> None:
    units = dict(_units(fmplan("mail", "systemd", a_quay(tmp_path / "quay")).out))
    assert list(units) == [
        "fmplan-mail-monthly.service",
        "fmplan-mail-monthly.timer",
        "fmplan-mail-overdue.service",
        "fmplan-mail-overdue.timer",
        "fmplan-mail-weekly.service",
        "fmplan-mail-weekly.timer",
        "fmplan-mail-failed@.service",
    ]
    assert "OnCalendar=*-*-* 07:00:00 Europe/London\nPersistent=true\n" in units["fmplan-mail-weekly.timer"]
    assert "OnFailure=fmplan-mail-failed@%n.service\n" in units["fmplan-mail-weekly.service"]
    assert "To: lead@example.com" in units["fmplan-mail-failed@.service"]


def test_a_user_without_a_name_and_a_home_is_told_by_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 4_321_765)  # as in a container
    quay = a_quay(tmp_path / "quay")
    cron = fmplan("mail", "crontab", quay)
    assert (cron.code, cron.err) == (0, "")
    assert "Put these lines into the crontab of 4321765: crontab -e." in cron.out
    assert "FMPLAN_SMTP_PASSWORD_FILE=~/.config/fmplan/smtp-password\n" in cron.out
    assert "User=4321765\n" in fmplan("mail", "systemd", quay).out


@pytest.mark.parametrize("way", ["crontab", "systemd"])
def test_a_wrong_time_and_an_estate_without_mail_are_said(way: str, tmp_path: Path) -> None:
    bare = a_quay(tmp_path / "quay", ESTATE.partition("mail:\n")[0])
    assert fmplan("mail", way, bare, "--at", "7:00").code == 2
    ended = fmplan("mail", way, bare)
    assert (ended.code, ended.out) == (78, "")
    assert "nobody gets a digest" in ended.err


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    """A mail server on this computer."""
    with a_server(MailServer()) as listening:
        monkeypatch.setenv("FMPLAN_SMTP_URL", f"smtp://127.0.0.1:{listening.port}")
        yield listening


def test_a_second_run_sends_nothing_and_cron_hears_nothing_of_it(
    tmp_path: Path,
    state: Path,  # noqa: ARG001
    server: MailServer,
) -> None:
    folder = a_quay(tmp_path / "quay")
    first = _mail("weekly", folder)
    again = _mail("weekly", folder, "--quiet")
    tuesday = _mail("weekly", folder, "--quiet", today="2027-02-02")
    recipients = ["lead@example.com", "lifts@example.com", "night@example.com", "own@example.com"]
    assert [first.code, again.code, tuesday.code] == [0, 0, 0]
    assert [recipient for _, (recipient,), _ in server.taken] == recipients
    assert [again.out, again.err, tuesday.out, tuesday.err] == ["", "", "", ""]

    asked = _mail("weekly", folder, "--again", today="2027-02-02")
    assert asked.code == 0
    assert len(server.taken) == 8
    update = email.message_from_bytes(server.taken[4][2], policy=email.policy.default)
    assert str(update["Subject"]) == "Updated: Old Quay: week 5, 1–7 February 2027 (1 overdue)"

    week_after = _mail("weekly", folder, "--quiet", today="2027-02-08")
    assert week_after.code == 0
    assert len(server.taken) > 8


def test_who_has_something_to_do_only_later_in_the_week_gets_it_then(
    tmp_path: Path,
    state: Path,  # noqa: ARG001
    server: MailServer,
) -> None:
    folder = a_quay(tmp_path / "quay")
    _mail("weekly", folder)
    register = folder / "assets/all.yaml"
    burn = "team: own\n    tasks:\n      burn"
    idle = register.read_text(encoding="utf-8").replace(burn, burn.replace("own", "idle"))
    register.write_text(idle, encoding="utf-8")
    assert _mail("weekly", folder, "--quiet", today="2027-02-03").code == 0
    assert [recipient for _, (recipient,), _ in server.taken[4:]] == ["idle@example.com"]
