"""Whole letters, as people read them; `--update-golden` writes them anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from fmplan.exports.mail.message import Mailbox
from tests.exports.mail.estates import ASSETS, ESTATE, a_quay, written

LETTERS = Path(__file__).parent / "letters"


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("digest", ["weekly", "monthly", "overdue"])
def test_a_digest_reads_so(digest: str, language: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    told = "".join(
        f"=== {one.part or 'the lead'}: {', '.join(to.address for to in one.to)}\n{one.subject}\n\n{one.text}"
        f"--- in short\n{one.short}\n"
        for one in written(a_quay(tmp_path / "quay"), digest, language=language)
    )
    path = LETTERS / f"{digest}.{language}.txt"
    if request.config.getoption("--update-golden"):
        path.write_text(told, encoding="utf-8")
    assert told == path.read_text(encoding="utf-8")


def test_the_lead_gets_all_and_each_team_its_own_part(tmp_path: Path) -> None:
    messages = written(a_quay(tmp_path / "quay"))
    assert [(one.part, one.to) for one in messages] == [
        ("", (Mailbox("lead@example.com"),)),
        ("lifts", (Mailbox("lifts@example.com", "Lift firm"), Mailbox("night@example.com", "Night desk"))),
        ("own", (Mailbox("own@example.com", "Own staff"),)),
    ]
    lifts = messages[1].text
    assert "Half-monthly service" in lifts
    assert "Pump" not in lifts
    assert "Lawn" not in lifts
    assert {one.sender for one in messages} == {Mailbox("plan@example.com", "Old Quay")}
    assert {one.reply_to for one in messages} == {Mailbox("lead@example.com")}


def test_who_has_nothing_to_do_gets_nothing_unless_the_register_wants_it(tmp_path: Path) -> None:
    sent = ESTATE.replace("teams: true, attach", "teams: [idle], when_empty: send, attach")
    silent = [one.part for one in written(a_quay(tmp_path / "silent"))]
    told = written(a_quay(tmp_path / "told", sent))
    assert "idle" not in silent
    assert [one.part for one in told] == ["", "idle"]
    assert "Nothing is to be done." in told[1].text
    assert "Nothing is to be done." in told[1].html
    assert told[1].attachments == ()


def test_an_estate_without_work_or_debts_says_nothing(tmp_path: Path) -> None:
    estate = ESTATE.replace("    contract: {expires: 2027-02-28, notice: 60 days}\n", "")
    folder = a_quay(tmp_path / "quay", estate, "assets: {}\n", acts=())
    assert [written(folder, digest) for digest in ("weekly", "monthly", "overdue")] == [[], [], []]


def test_overdue_says_nothing_where_nothing_is_owed_though_a_mark_runs_out_one_day(tmp_path: Path) -> None:
    done = {"entry": "done", "on": "2027-01-11", "asset": "pump-1", "task": "check"}
    folder = a_quay(tmp_path / "quay", acts=[done])
    assert written(folder, "overdue") == []


def test_what_was_done_on_monday_is_gone_on_tuesday_and_what_was_left_is_still_there(tmp_path: Path) -> None:
    def tuesday(folder: Path, *acts: dict[str, str]) -> str:
        text = written(a_quay(folder, acts=acts), today="2027-02-04")[0].text
        return text.partition("== This week ==")[2].partition("== Next week")[0]

    done = {"entry": "done", "on": "2027-02-03", "asset": "lift-1", "task": "ropes"}
    assert "Ropes greased" not in tuesday(tmp_path / "one", done)
    late = ASSETS.replace("first: 2027-02-03, duration: 30 min}", "first: 2027-02-03, window: {late: 9 days}}")
    left = written(a_quay(tmp_path / "two", assets=late), today="2027-02-04")[0].text
    assert "Ropes greased" in left.partition("== This week ==")[2].partition("== Next week")[0]
    assert "Daily look" not in left.partition("Wednesday 3 February")[2].partition("On several")[0]


def test_what_is_past_its_latest_day_is_overdue_and_no_work_of_the_week(tmp_path: Path) -> None:
    text = written(a_quay(tmp_path / "quay"), today="2027-02-04")[0].text
    overdue, _, rest = text.partition("== This week ==")
    assert "Ropes greased · 1 day late" in overdue
    assert "Ropes greased" not in rest.partition("== Next week")[0]


def test_the_same_day_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = a_quay(tmp_path / "quay")
    first, second = (
        [(one, one.html, [attached.data for attached in one.attachments]) for one in written(folder)] for _ in range(2)
    )
    assert first == second
