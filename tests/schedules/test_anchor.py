"""Where a series begins, and the spread of what nobody dated (design 4.2)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.schedules import oracle
from tests.schedules.factories import MON_TO_FRI, a_plan, an_estate, due_days, weekdays

BEGIN = date(2027, 1, 1)
IDS = ["pump-1", "lift-1a", "泵-3", "x"]


def place(asset: str, begin: date = BEGIN) -> date:
    return begin + timedelta(days=oracle.hash_of(asset) % 365)


def test_the_hash_is_the_first_eight_bytes_of_the_sha_256_of_the_id() -> None:
    """printf pump | sha256sum: the reckoning that anybody can repeat by hand."""
    assert oracle.hash_of("") == 0xE3B0C44298FC1C14


@pytest.mark.parametrize("asset", IDS)
def test_a_yearly_task_falls_on_the_place_of_its_asset(asset: str) -> None:
    assert due_days(a_plan("every: 1 year", id_=asset), asset=asset) == [str(place(asset))]


@pytest.mark.parametrize("asset", IDS)
@pytest.mark.parametrize("months", [1, 3, 6])
def test_shorter_periods_run_through_the_place(asset: str, months: int) -> None:
    days = due_days(a_plan(f"every: {months} months", id_=asset), asset=asset)
    assert len(days) == 12 // months
    assert str(place(asset)) in days


@pytest.mark.parametrize("years", [2, 5])
def test_longer_periods_add_years_by_the_hash_of_asset_and_task(years: int) -> None:
    plan = a_plan(f"every: {years} years", id_="pump-1", span=f"2027..{2027 + years - 1}")
    later = oracle.hash_of("pump-1/check") % years
    assert due_days(plan, asset="pump-1") == [str(oracle.add(place("pump-1"), later, "year"))]


@pytest.mark.parametrize("asset", IDS)
@pytest.mark.parametrize("period", ["1 week", "14 days", "4 weeks"])
def test_whole_weeks_have_the_assets_own_weekday_of_the_working_week(asset: str, period: str) -> None:
    plan = a_plan(f"every: {period}, shift: keep", id_=asset, estate=MON_TO_FRI)
    own = ["Mon", "Tue", "Wed", "Thu", "Fri"][oracle.hash_of(asset) // 365 % 5]
    days = due_days(plan, asset=asset)
    assert set(weekdays(days)) == {own}
    first = next(day for day in oracle.days(place(asset), date(2028, 2, 1)) if f"{day:%a}" == own)
    assert first.year > 2027 or str(first) in days


def test_a_yearly_service_falls_on_a_quarterly_one() -> None:
    plan = a_plan(tasks="q: {name: Q, every: 3 months}\ny: {name: Y, every: 1 year}")
    assert set(due_days(plan, "y")) < set(due_days(plan, "q"))


def test_a_renamed_asset_keeps_the_place_of_its_oldest_id() -> None:
    plan = a_plan("every: 1 year", id_="pump-9", asset="formerly: [pump-1, pump-2]")
    assert due_days(plan, asset="pump-9") == [str(place("pump-1"))]


def test_with_on_the_place_gives_the_period_and_on_the_day() -> None:
    days = due_days(a_plan("every: 3 months, on: 15", id_="pump-1"), asset="pump-1")
    months = {(place("pump-1").month - 1 + n) % 12 + 1 for n in (0, 3, 6, 9)}
    assert days == [f"2027-{month:02}-15" for month in sorted(months)]


@pytest.mark.parametrize("asset", IDS)
def test_with_a_season_the_place_is_among_its_days(asset: str) -> None:
    days = due_days(a_plan("every: 1 year, season: 04-01..05-31", id_=asset, span="2027..2029"), asset=asset)
    assert len(days) == 3
    assert all("04-01" <= day[5:] <= "05-31" for day in days)


def test_a_series_begins_with_the_latest_of_the_starts() -> None:
    asset = "in_service: 2027-03-01\nstarts: 2027-02-01"
    days = due_days(a_plan("every: 1 month", id_="pump-1", asset=asset, span="2027..2028"), asset="pump-1")
    assert days[0] >= "2027-03-01"
    assert str(place("pump-1", date(2027, 3, 1))) in days


LAW = "force: law"


def test_a_legal_task_of_a_new_asset_counts_from_its_day_in_service() -> None:
    plan = a_plan(f"every: 3 months, {LAW}", asset="in_service: 2027-02-01")
    assert due_days(plan) == ["2027-05-01", "2027-08-01", "2027-11-01"]


@pytest.mark.parametrize("rule", [f"every: 3 months, {LAW}", "every: 3 months, max_gap: 100 days"])
def test_a_legal_task_last_done_nobody_knows_when_is_due_within_a_month(rule: str) -> None:
    plan = a_plan(rule, id_="pump-1", asset="in_service: 2015-02-01")
    anchor = BEGIN + timedelta(days=oracle.hash_of("pump-1") % 30)
    assert due_days(plan, asset="pump-1") == [str(oracle.add(anchor, n, "month")) for n in (0, 3, 6, 9)]
    assert str(plan.series[0].anchor.origin) == "last done unknown"


def test_a_legal_task_of_up_to_thirty_days_uses_its_ordinary_place() -> None:
    plan = a_plan(f"every: 10 days, {LAW}", id_="pump-1")
    assert str(place("pump-1")) in due_days(plan, asset="pump-1")


def test_a_legal_task_with_a_last_counts_from_it() -> None:
    assert due_days(a_plan(f"every: 6 months, {LAW}, last: 2026-10-31")) == ["2027-04-30", "2027-10-31"]


def test_a_hundred_assets_do_not_fall_on_one_day() -> None:
    lines = "".join(
        f"  ext-{n}: {{class: pump, name: E, tasks: {{check: {{name: C, every: 1 year}}}}}}\n" for n in range(100)
    )
    plan = an_estate("assets:\n" + lines).plan()
    assert len({one.due for one in plan.occurrences}) > 70
