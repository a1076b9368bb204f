from __future__ import annotations

from pathlib import Path

from tests.cli.yard import YARD, a_yard, an_act, fm, recorded_in


def test_the_date_of_today_is_skipped_with_its_reason(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    ended = fm(yard, "skip", "pump-*", "check", "--reason", "frost", today="2027-01-12")
    assert "pump-2 check: skipped 2027-01-12, closes pump-2/check/2027-01-12, due 2027-01-12" in ended.out
    assert recorded_in(yard)[0] == an_act("skipped", "2027-01-12", "pump-1", "check", for_="2027-01-10", reason="frost")


def test_where_no_date_is_near_the_next_one_is_skipped(tmp_path: Path) -> None:
    yard = a_yard(tmp_path, an_act("done", "2027-01-10", "pump-1", "check", for_="2027-01-10"))
    fm(yard, "skip", "pump-1", "check", "--reason", "closed", today="2027-01-12")
    assert recorded_in(yard)[0]["for"] == "2027-02-10"


def test_a_floating_task_goes_on_from_what_was_skipped(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    ended = fm(yard, "skip", "pump-1", "oil", "--reason", "no oil", today="2027-01-21")
    assert "  next: #2, due 2027-04-20" in ended.out.splitlines()


def test_the_same_once_more_changes_nothing_and_another_date_does(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    for date in ("2027-01-10", "2027-01-10", "2027-02-10"):
        assert fm(yard, "skip", "pump-1", "check", "--for", date, "--reason", "frost").code == 0
    assert sorted(line["for"] for line in recorded_in(yard)) == ["2027-01-10", "2027-02-10"]


def test_a_reason_must_be_given(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    assert fm(yard, "skip", "pump-1", "check").code == 2
    assert fm(yard, "skip", "pump-1", "check", "--reason", " ").code == 2
    assert not (yard / "logbook").exists()


def test_a_skip_tells_that_the_cap_goes_on(tmp_path: Path) -> None:
    yard = a_yard(tmp_path, an_act("done", "2027-01-04", "lift", "half-month", for_="2027-01-04"))
    ended = fm(yard, "skip", "lift", "half-month", "--reason", "no fitter", today="2027-01-18")
    assert ended.out.splitlines()[-1] == "  a skip is no service: the cap of 15 days ends on 2027-01-19"
    late = fm(yard, "skip", "lift", "half-month", "--reason", "no fitter", "--for", "2027-02-01", today="2027-02-01")
    assert late.out.splitlines()[-1] == "  a skip is no service: the cap of 15 days ran out on 2027-01-19"


def test_a_date_far_ahead_must_be_named(tmp_path: Path) -> None:
    yard = a_yard(
        tmp_path, assets=YARD.replace("every: 1 month, first: 2027-01-15", "every: 1 week, first: 2027-05-15")
    )
    ended = fm(yard, "skip", "pump-2", "clean", "--reason", "rain")
    assert ended.code == 2
    assert "the next date of pump-2 clean is far ahead: due 2027-05-15" in ended.err
    assert fm(yard, "skip", "pump-2", "clean", "--reason", "rain", "--for", "2027-05-15").code == 0
