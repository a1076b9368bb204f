from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from fmplan.dates.day import ISO
from fmplan.dates.ranges import DateRange, parse_day
from fmplan.logbook.read import logbook_of
from fmplan.schedules.occurrence import Occurrence, Status
from fmplan.schedules.owed import Debt, Owed, What, owed_of
from fmplan.schedules.plan import make_plan
from tests.lively import TODAY, acts, lively_files
from tests.schedules.factories import an_estate, opened


def what_is_owed(
    task: str = "",
    done: Sequence[Mapping[str, Any]] = (),
    today: str = "2027-04-15",
    within: int = 0,
    **register: str,
) -> Owed:
    one = opened(task, **register)
    assert not [finding for finding in one.findings if finding.is_error], one.findings
    return owed_of(
        one.estate, one.series, logbook_of(_whole(done)), parse_day(today), one.lock, within=within
    )  # fmt: skip


def _whole(done: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{"entry": "done", "asset": "pump", "task": "check", **act} for act in done]


def lively(within: int = 0, today: str = TODAY) -> Owed:
    one = an_estate(lively_files())
    return owed_of(one.estate, one.series, logbook_of(acts()), parse_day(today), one.lock, within=within)


def told(owed: Owed) -> list[str]:
    return [f"{debt.status} {key_of(debt)}" for debt in owed.debts]


def key_of(debt: Debt) -> str:
    return debt.occurrence.key if debt.occurrence else f"{debt.series.key} {debt.reading and debt.reading.item.id}"


MONTHLY = "every: 1 month, first: 2027-01-10"


def test_each_date_left_undone_is_owed_oldest_first() -> None:
    owed = what_is_owed(MONTHLY, [{"on": "2027-02-10", "for": "2027-02-10"}])
    assert told(owed) == [f"overdue pump/check/{day}" for day in ("2027-01-10", "2027-03-10", "2027-04-10")]
    assert [debt.days_late for debt in owed.debts] == [95, 36, 5]
    assert {debt.last_done for debt in owed.debts} == {parse_day("2027-02-10")}


def test_what_is_owed_is_not_hidden_by_a_floating_date_that_was_done_long_before_its_day() -> None:
    task = "every: 1 month, from: completion, first: 2027-03-01"
    acts = [
        {"entry": "skipped", "on": "2027-01-10", "for": "#1", "reason": "new"},
        {"on": "2027-01-20", "for": "#2"},  # due on 1 April, a month after the day of the first
    ]
    assert told(what_is_owed(task, acts, today="2027-02-25")) == ["overdue pump/check/#3"]


def test_work_in_its_late_window_is_not_owed() -> None:
    task = "every: 1 month, first: 2027-04-10, window: {late: 5 days}"
    assert told(what_is_owed(task, today="2027-04-15")) == []
    assert told(what_is_owed(task, today="2027-04-16")) == ["overdue pump/check/2027-04-10"]


def test_untracked_work_is_never_owed_and_never_comes() -> None:
    assert told(what_is_owed(f"{MONTHLY}, tracked: false", within=60)) == []


def test_a_cap_that_ran_out_is_a_breach_with_its_days() -> None:
    task = "every: 14 days, max_gap: 15 days, first: 2027-04-01"
    (debt,) = what_is_owed(task, [{"on": "2027-04-01", "for": "2027-04-01"}], today="2027-04-20").debts
    assert (debt.status.value, debt.days_late, debt.days_over) == ("breach", 5, 4)


def test_what_was_put_off_is_owed_from_its_new_day() -> None:
    put_off = [
        {"entry": "deferred", "on": "2027-04-09", "for": "2027-04-10", "to": "2027-04-20", "reason": "parts"},
        *({"on": f"2027-0{month}-10", "for": f"2027-0{month}-10"} for month in (1, 2, 3)),
    ]
    assert told(what_is_owed(MONTHLY, put_off, today="2027-04-20")) == []
    assert told(what_is_owed(MONTHLY, put_off, today="2027-04-21")) == ["overdue pump/check/2027-04-10"]


def test_a_deferral_hides_no_breach_however_far_it_reaches() -> None:
    task = "every: 14 days, max_gap: 15 days, first: 2027-04-01"
    done = [
        {"on": "2027-04-01", "for": "2027-04-01"},
        {"entry": "deferred", "on": "2027-04-14", "for": "2027-04-15", "to": "2027-09-20", "reason": "parts"},
    ]
    (debt,) = what_is_owed(task, done, today="2027-04-20").debts
    assert key_of(debt) == "pump/check/2027-04-15"
    assert (debt.status.value, debt.days_late, debt.days_over) == ("breach", 4, 4)


def test_within_adds_what_comes_due_but_of_a_floating_task_no_forecast() -> None:
    fixed = what_is_owed(MONTHLY, today="2027-01-05", within=40)
    assert told(fixed) == ["planned pump/check/2027-01-10", "planned pump/check/2027-02-10"]
    floating = what_is_owed("every: 1 week, from: completion, first: 2027-01-10", today="2027-01-05", within=40)
    assert told(floating) == ["planned pump/check/#1"]


def test_the_worst_stands_first() -> None:
    owed = lively()
    states = [debt.status.value for debt in owed.debts]
    assert states == sorted(states, key=["breach", "overdue", "due", "deferred", "planned"].index)
    overdue = [debt.series.asset.criticality.value for debt in owed.due_now if debt.status.value == "overdue"]
    assert overdue == sorted(overdue, key=["safety", "high", "normal", "low"].index)


def test_an_expired_certificate_forbids_use_and_a_renewed_one_does_not() -> None:
    owed = {debt.series.task.id: debt for debt in lively().debts}
    assert owed["certificate.insurance"].is_forbidden
    assert owed["certificate.insurance"].days_over == 7
    assert "certificate.mark" not in owed


def test_what_runs_out_soon_is_told_before_it_does() -> None:
    soon = {debt.what: debt for debt in lively().debts if not debt.is_owed}
    assert soon[What.CONTRACT].series.asset.id == "lift-co"
    assert soon[What.LIFE].occurrence is not None
    assert ISO[soon[What.LIFE].occurrence.due] == "2027-07-10"
    assert What.LIFE not in {debt.what for debt in lively(today="2027-05-10").debts}


def test_a_reading_out_of_bounds_stays_until_it_is_answered() -> None:
    readings = [debt for debt in lively().due_now if debt.what is What.READING]
    assert [(key_of(debt), debt.days_late) for debt in readings] == [("lift-3/half-month A-1-07", 14)]


def test_last_done_counts_what_a_larger_task_included() -> None:
    owed = what_is_owed(
        tasks="check: {name: C, every: 1 month, first: 2027-01-10}\nyear: {name: Y, every: 1 year, covers: [check]}",
        done=[{"task": "year", "on": "2027-01-20"}],
        today="2027-03-20",
    )
    assert {debt.last_done for debt in owed.debts if debt.series.task.id == "check"} == {parse_day("2027-01-20")}


def test_only_what_fits_is_looked_at() -> None:
    one = an_estate(lively_files())
    day = parse_day(TODAY)
    owed = owed_of(
        one.estate, one.series, logbook_of(acts()), day, one.lock, fits=lambda of: of.asset.id == "ext-1"
    )  # fmt: skip
    assert {debt.series.asset.id for debt in owed.debts} == {"ext-1"}


def test_before_the_plan_begins_nothing_is_owed() -> None:
    assert told(what_is_owed(MONTHLY, estate="starts: 2027-05-01", today="2027-04-15")) == []


@pytest.mark.parametrize("today", ["2027-03-01", TODAY, "2027-11-30"])
def test_leaving_out_what_was_closed_changes_nothing(today: str) -> None:
    one, day = an_estate(lively_files()), parse_day(today)
    days = DateRange(parse_day("2027-01-01"), day)
    whole, part = (
        make_plan(one.estate, one.series, logbook_of(acts()), days, day, one.lock, only_open=only_open)
        for only_open in (False, True)
    )
    assert list(map(left_open, part.by_series)) == list(map(left_open, whole.by_series))
    assert part.findings == whole.findings


def left_open(dates: Sequence[Occurrence]) -> list[Occurrence]:
    return [one for one in dates if one.status not in {Status.DONE, Status.SKIPPED, Status.COVERED}]
