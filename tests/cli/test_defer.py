from __future__ import annotations

import json
from pathlib import Path

from tests.cli.commands import fmplan
from tests.cli.yard import a_yard, an_act, fm, recorded_in


def _defer(yard: Path, asset: str, task: str, to: str, today: str = "2027-03-05") -> tuple[int, str, str]:
    ended = fm(yard, "defer", asset, task, "--to", to, "--reason", "spare bearing not delivered", today=today)
    return ended.code, ended.out, ended.err


def test_the_next_date_is_moved_and_keeps_its_key(tmp_path: Path) -> None:
    done = [an_act("done", day, "pump-1", "check", for_=day) for day in ("2027-01-10", "2027-02-10")]
    yard = a_yard(tmp_path, *done)
    code, out, _ = _defer(yard, "pump-1", "check", "2027-03-25")
    assert code == 0
    assert out.startswith("pump-1 check: deferred to 2027-03-25, moves pump-1/check/2027-03-10, due 2027-03-10 [")
    plan = json.loads(fmplan("export", "json", yard, "--month", "2027-03").out)
    moved = {one["key"]: (one["planned"], one["status"]) for one in plan["occurrences"]}
    seen = json.loads(fmplan("export", "json", yard, "--month", "2027-03", FMPLAN_TODAY="2027-03-20").out)
    assert moved["pump-1/check/2027-03-10"][0] == "2027-03-10"
    assert ("pump-1/check/2027-03-10", "2027-03-25", "deferred") in {
        (one["key"], one["planned"], one["status"]) for one in seen["occurrences"]
    }


def test_past_a_cap_is_refused_with_the_last_day(tmp_path: Path) -> None:
    days = ["2027-01-04", "2027-01-18", "2027-02-01", "2027-02-15", "2027-03-01"]
    yard = a_yard(tmp_path, *(an_act("done", day, "lift", "half-month", for_=day) for day in days))
    code, _, err = _defer(yard, "lift", "half-month", "2027-03-17", today="2027-03-10")
    assert code == 2
    assert "2027-03-17 would breach the cap of 15 days: the last day is 2027-03-16" in err
    assert recorded_in(yard) == []
    assert _defer(yard, "lift", "half-month", "2027-03-16", today="2027-03-10")[0] == 0


def test_where_the_cap_has_run_out_nothing_can_be_put_off(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    code, _, err = _defer(yard, "lift", "half-month", "2027-03-16", today="2027-03-10")
    assert code == 2
    assert "the cap of 15 days ran out on 2027-03-02 already: it is in breach until it is done" in err
    assert recorded_in(yard) == []


def test_past_the_certificate_that_comes_from_it_is_refused(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    code, _, err = _defer(yard, "lift", "inspection", "2027-04-20")
    assert code == 2
    assert "2027-04-20 would breach the certificate mark: it expires on 2027-03-31" in err
    assert _defer(yard, "lift", "inspection", "2027-03-30")[0] == 0


def test_an_earlier_day_is_no_deferral(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    assert "fmplan book brings it there" in _defer(yard, "lift", "inspection", "2027-03-12")[2]
    assert _defer(yard, "lift", "inspection", "2027-03-01")[0] == 2


def test_two_deferrals_of_one_day_would_leave_open_which_holds(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    assert _defer(yard, "lift", "inspection", "2027-03-25")[0] == 0
    assert _defer(yard, "lift", "inspection", "2027-03-25")[0] == 0
    code, _, err = _defer(yard, "lift", "inspection", "2027-03-26")
    assert code == 2
    assert "lift inspection was deferred to 2027-03-25 on this very day: take that back first" in err
    assert len(recorded_in(yard)) == 1
