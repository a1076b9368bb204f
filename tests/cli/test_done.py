from __future__ import annotations

import io
import json
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from fmplan.cli import asking
from tests.cli.commands import fmplan
from tests.cli.yard import YARD, a_yard, an_act, fm, recorded_in

HALF_MONTHS = [
    an_act("done", day, "lift", "half-month", for_=day, number="R")
    for day in ("2027-01-04", "2027-01-18", "2027-02-01", "2027-02-15")
]
FEBRUARY = [an_act("done", day, "pump-1", "check", for_=day) for day in ("2027-01-10", "2027-02-10")]


def test_what_it_closes_and_what_comes_next_is_told(tmp_path: Path) -> None:
    yard = a_yard(tmp_path, *FEBRUARY)
    ended = fm(yard, "done", "pump-1", "check", "--on", "2027-03-12", "--minutes", "55", today="2027-03-20")
    assert ended.code == 0
    assert ended.out.splitlines() == [
        "pump-1 check: done 2027-03-12, closes pump-1/check/2027-03-10, due 2027-03-10, 2 days late [bce653fa627b]",
        "  next: due 2027-04-10, planned 2027-04-12",
    ]
    assert recorded_in(yard) == [an_act("done", "2027-03-12", "pump-1", "check", for_="2027-03-10", minutes=55)]


def test_the_end_of_a_contract_is_no_work(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    text = (yard / "estate.yaml").read_text()
    (yard / "estate.yaml").write_text(f"{text}\nteams: {{firm: {{name: Firm, contract: {{expires: 2027-02-28}}}}}}\n")
    ended = fm(yard, "done", "firm", "contract")
    assert ended.code == 2
    assert "the end of firm's contract is no work: renew it, and correct `expires` in estate.yaml" in ended.err
    assert recorded_in(yard) == []


def test_a_next_date_before_the_work_is_refused(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    for next_ in ("2026-03-01", "2027-02", "2027-03-01"):
        ended = fm(yard, "done", "lift", "inspection", "--next", next_)
        assert ended.code == 2
        assert f"--next: {next_} is not after 2027-03-01, the day it was done" in ended.err
    assert recorded_in(yard) == []
    assert fm(yard, "done", "lift", "inspection", "--next", "2027-03").code == 0


def test_where_it_closes_nothing_the_day_it_was_done_before_is_told(tmp_path: Path) -> None:
    yard = a_yard(tmp_path, *FEBRUARY)
    ended = fm(yard, "done", "pump-1", "check", "--on", "2027-02-12", today="2027-02-20")
    assert "closes nothing: no date of its own lies near, and it was done on 2027-02-10; it counts" in ended.out


def test_a_line_says_when_it_was_recorded_and_by_whom(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    ended = fm(yard, "done", "pump-1", "check", today="2027-07-10")
    (path,) = (yard / "logbook").glob("*/*/*")
    assert ended.err == f"fmplan: recorded in {path}\n"
    assert path.parent.relative_to(yard).as_posix() == "logbook/2027/07"
    assert path.name.startswith("2027-07-10-")
    line = json.loads(path.read_text())
    assert (line["recorded"], line["recorder"]) == ("2027-07-10T12:00+01:00", "desk")


def test_without_a_day_that_is_given_the_clock_says_when(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    before = datetime.now(UTC).replace(second=0, microsecond=0)
    ended = fmplan("done", "pump-1", "check", "--estate", yard, "--dry-run", FMPLAN_TODAY="")
    recorded = datetime.fromisoformat(json.loads(ended.out)["recorded"])
    assert before <= recorded <= datetime.now(UTC)


def test_a_dry_run_shows_the_lines_and_writes_nothing(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    ended = fm(yard, "done", "pump-*", "check", "--dry-run", today="2027-01-12")
    assert [json.loads(line)["for"] for line in ended.out.splitlines()] == ["2027-01-10", "2027-01-12"]
    assert "closes pump-2/check/2027-01-12" in ended.err
    assert not (yard / "logbook").exists()


def test_many_assets_are_one_file(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    assert fm(yard, "done", "pump-*", "lift", "c*", today="2027-01-12").code == 2
    assert fm(yard, "done", "pump-*", "check", today="2027-01-12").code == 0
    assert len(list((yard / "logbook").glob("*/*/*"))) == 1
    assert [line["asset"] for line in recorded_in(yard)] == ["pump-1", "pump-2"]


def test_a_larger_service_says_which_smaller_dates_it_closes(tmp_path: Path) -> None:
    grease = an_act("done", "2027-01-20", "lift", "grease", for_="#1")
    yard = a_yard(tmp_path, *HALF_MONTHS, grease)
    ended = fm(yard, "done", "hoist", "quarter", "--for", "2027-02-01")
    assert ended.out.splitlines()[1:3] == [
        "  with it hoist/half-month/2027-03-01, due 2027-03-01",
        "  with it hoist/grease/#2, due 2027-03-20",
    ]
    (line,) = recorded_in(yard)
    assert line["closes"] == {"half-month": "2027-03-01", "grease": 2}
    assert line["asset"] == "lift"
    plan = json.loads(fmplan("export", "json", yard, "--month", "2027-03").out)
    status = {one["key"]: one["status"] for one in plan["occurrences"]}
    assert status["hoist/half-month/2027-03-01"] == "covered"


def test_the_open_date_of_a_floating_task_is_named_by_its_number(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    fm(yard, "done", "pump-1", "oil", today="2027-01-25")
    fm(yard, "done", "pump-1", "oil", today="2027-04-20")
    assert [line["for"] for line in recorded_in(yard)] == ["#1", "#2"]


def test_a_forgotten_one_of_a_floating_task_closes_nothing(tmp_path: Path) -> None:
    yard = a_yard(tmp_path, an_act("done", "2027-04-20", "pump-1", "oil", for_="#1"))
    ended = fm(yard, "done", "pump-1", "oil", "--on", "2027-02-20", today="2027-05-01")
    assert "closes nothing" in ended.out
    assert "for" not in recorded_in(yard)[0]


def test_the_same_once_more_is_said_and_changes_nothing(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    fm(yard, "done", "pump-1", "check", today="2027-01-12")
    before = recorded_in(yard)
    ended = fm(yard, "done", "pump-1", "check", "--note", "once more", today="2027-01-12")
    assert (ended.code, recorded_in(yard)) == (0, before)
    assert ended.out.startswith("pump-1 check: already recorded as done on 2027-01-12 for 2027-01-10 [")


def test_a_real_second_time_has_a_number(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    for _ in range(3):
        fm(yard, "done", "pump-1", "check", "--again", today="2027-01-12")
    assert sorted(line.get("again", 1) for line in recorded_in(yard)) == [1, 2, 3]


def test_what_was_taken_back_is_recorded_anew(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    id_ = fm(yard, "done", "pump-1", "check", today="2027-01-12").out.partition("[")[2][:12]
    fm(yard, "undo", id_, "--reason", "wrong pump", today="2027-01-12")
    ended = fm(yard, "done", "pump-1", "check", today="2027-01-12")
    assert "closes pump-1/check/2027-01-10" in ended.out
    assert [line.get("again") for line in recorded_in(yard) if line["entry"] == "done"].count(2) == 1


def test_nobody_got_in_closes_nothing(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    ended = fm(yard, "done", "pump-1", "check", "--result", "no-access", today="2027-01-12")
    assert "nobody got in: pump-1/check/2027-01-10, due 2027-01-10, stays open" in ended.out
    assert fm(yard, "done", "pump-1", "check", "--on", "2027-01-13", today="2027-01-13").out.count("closes") == 1


def test_a_date_that_was_deferred_is_closed(tmp_path: Path) -> None:
    deferred = an_act("deferred", "2027-03-09", "pump-1", "check", for_="2027-03-10", to="2027-04-20", reason="parts")
    yard = a_yard(tmp_path, *FEBRUARY, deferred)
    assert "closes pump-1/check/2027-03-10" in fm(yard, "done", "pump-1", "check", today="2027-03-20").out


def test_what_is_owed_for_longer_is_told(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    out = fm(yard, "done", "pump-1", "check", today="2027-03-12").out
    assert "  still owed: due 2027-01-10, planned 2027-01-11; due 2027-02-10" in out.splitlines()


def test_what_an_inspector_sets_renews_the_certificate(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    arguments = ("inspection", "--result", "pass", "--number", "TJ-311", "--next", "2028-03")
    ended = fm(yard, "done", "lift", *arguments, today="2027-03-19")
    assert "  the certificate mark now runs until 2028-03-31" in ended.out.splitlines()
    assert recorded_in(yard)[0]["next"] == "2028-03"


def test_evidence_is_named_from_the_estate_with_its_hash(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    (yard / "photos").mkdir()
    (yard / "photos/pump.jpg").write_bytes(b"a picture")
    fm(yard, "done", "pump-1", "check", "--evidence", yard / "photos/pump.jpg", today="2027-01-12")
    evidence = [{"path": "photos/pump.jpg", "sha256": sha256(b"a picture").hexdigest()}]
    assert recorded_in(yard)[0]["evidence"] == evidence


def test_all_that_was_found_stands_in_the_line(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    said = ["--by", "p-1", "--by", "p-2", "--cost", "12.50", "--units", "63/66", "--missed", "h-07", "--note", "wet"]
    fm(yard, "done", "pump-1", "check", *said, "--reading", "hours=10412", today="2027-01-12")
    done, read = recorded_in(yard)
    assert {key: done[key] for key in ("by", "cost", "units", "missed", "note")} == {
        "by": ["p-1", "p-2"],
        "cost": "12.50",
        "units": "63/66",
        "missed": ["h-07"],
        "note": "wet",
    }
    assert (read["entry"], read["meter"], read["value"]) == ("reading", "hours", "10412")


def test_a_value_out_of_its_bounds_is_told_and_is_a_finding_until_it_is_inside(tmp_path: Path) -> None:
    yard = a_yard(tmp_path, *HALF_MONTHS)
    ended = fm(yard, "done", "lift", "half-month", "--item", "A-1-29=4", "--number", "R")
    assert "A-1-29 is 4 mm and should be at least 7 mm" in ended.out
    assert "out-of-bounds" in fmplan("check", yard).out
    fm(yard, "done", "lift", "half-month", "--item", "A-1-29=8 mm", "--number", "R", today="2027-03-02")
    assert "out-of-bounds" not in fmplan("check", yard, FMPLAN_TODAY="2027-03-02").out


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["pump-1"], "write the assets, and then the task"),
        (["pmup-1", "check"], "no asset is called 'pmup-1': did you mean 'pump-1'?"),
        (["pump-1", "chek"], "pump-1 has no task 'chek': did you mean 'check'?"),
        (["pump-2", "c*"], "several tasks fit 'c*': check, clean. Name one of them."),
        (["pump-1", "check", "--on", "2027-03-02"], "2027-03-02 is still to come: today is 2027-03-01"),
        (["pump-1", "check", "--for", "2027-03-11"], "pump-1 check has no date 2027-03-11; open are: 2027-01-10,"),
        (["pump-1", "check", "--for", "soon"], "cannot read 'soon' as a date of the series"),
        (["pump-1", "check", "--evidence", "nix.jpg"], "nix.jpg cannot be read: No such file or directory"),
        (["pump-1", "check", "--result", "fine"], "'fine' is not one of the words for 'result'"),
        (["pump-1", "check", "--minutes", "long"], "cannot read 'long' as minutes"),
        (["pump-1", "check", "--units", "67/66"], "67 of 66 cannot be"),
        (["pump-1", "check", "--reading", "hours"], "cannot read 'hours'"),
        (["lift", "half-month", "--item", "A-1-92=4"], "has no item 'A-1-92': did you mean 'A-1-29'?"),
        (["lift", "half-month", "--item", "A-1-29=few"], "A-1-29 wants a number of mm, and there is 'few'"),
        (["lift", "certificate.mark"], "mark is a certificate, and no work: record inspection with --next"),
    ],
)
def test_what_cannot_be_is_a_usage_error_and_nothing_is_written(
    tmp_path: Path, arguments: list[str], complaint: str
) -> None:
    yard = a_yard(tmp_path)
    ended = fm(yard, "done", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert complaint in ended.err
    assert not (yard / "logbook").exists()


def test_a_date_that_is_closed_cannot_be_closed_again(tmp_path: Path) -> None:
    yard = a_yard(tmp_path, *FEBRUARY)
    ended = fm(yard, "done", "pump-1", "check", "--for", "2027-02-10")
    assert ended.code == 2
    assert "pump-1 check of 2027-02-10 is done on 2027-02-10 already" in ended.err


def test_after_two_storms_nobody_can_tell_which_is_meant(tmp_path: Path) -> None:
    storms = [{"entry": "event", "on": day, "event": "storm"} for day in ("2027-02-20", "2027-02-26")]
    yard = a_yard(tmp_path, *storms)
    ended = fm(yard, "done", "pump-1", "storm")
    assert ended.code == 2
    assert (
        "2027-02-20, due 2027-02-22; 2027-02-26, due 2027-02-28, planned 2027-03-01. Name one with --for." in ended.err
    )
    assert "closes pump-1/storm/2027-02-20" in fm(yard, "done", "pump-1", "storm", "--for", "2027-02-20").out


def test_on_a_terminal_it_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    yard = a_yard(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.StringIO("7\n2\n"))
    monkeypatch.setattr(asking, "is_terminal", lambda: True)
    ended = fm(yard, "done", "pump-2", "c*", today="2027-01-15")
    assert ended.err.startswith("several tasks fit 'c*':\n  1  check\n  2  clean\nWhich one? 1 to 2,")
    assert recorded_in(yard)[0]["task"] == "clean"


def test_a_register_that_cannot_be_used_is_65(tmp_path: Path) -> None:
    yard = a_yard(tmp_path, assets="assets: {pump-1: {class: pump, name: Pump, tasks: {check: {every: 1 monht}}}}\n")
    assert fm(yard, "done", "pump-1", "check").code == 65


def test_a_folder_that_cannot_be_written_to_is_74_with_one_line(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    (yard / "logbook").write_text("a file where a folder should be")
    ended = fm(yard, "done", "pump-1", "check")
    assert (ended.code, ended.out) == (74, "")
    assert ended.err.count("\n") == 1
    assert ended.err.startswith(f"fmplan: cannot write {yard / 'logbook'}")


@pytest.mark.parametrize("said", ["../yard-log", '"../yard-log"', "\n  ../yard-log"])
def test_the_logbook_may_lie_elsewhere(said: str, tmp_path: Path) -> None:
    yard = a_yard(tmp_path / "yard")
    with (yard / "estate.yaml").open("a") as estate:
        estate.write(f"logbook: {said}\n")
    fm(yard, "done", "pump-1", "check")
    assert len(list((tmp_path / "yard-log").glob("*/*/*.jsonl"))) == 1
    assert "2027-" in fm(yard, "history", "pump-1").out


def test_history_from_before_the_plan_closes_nothing(tmp_path: Path) -> None:
    yard = a_yard(tmp_path, assets=YARD.replace("    name: Pump 1\n", "    name: Pump 1\n    in_service: 2020-05-01\n"))
    told = fm(yard, "done", "pump-1", "check", "--on", "2026-12-11").out
    assert "closes nothing: its plan begins on 2027-01-01, and what was done before is history" in told
    assert "is it the right year?" not in told
    told = fm(yard, "done", "pump-1", "check", "--on", "2017-12-11").out
    assert "  that is before pump-1 came into use on 2020-05-01: is it the right year?\n" in told
