"""Certificates run out, and inspections renew them."""

from __future__ import annotations

import pytest

from fmplan.schedules.expiry import runs_out
from tests.schedules.factories import Act, a_plan, an_estate, done, estate_file, states

TASKS = "inspection: {name: Inspection, every: 1 year, first: 2027-09-30}"


def mark(*acts: Act, expires: str = ", expires: 2027-09", today: str = "2027-12-31", asset: str = "") -> dict[str, str]:
    """Return the expiries of a mark that comes from the inspection."""
    certificates = f"certificates: {{mark: {{from: inspection, renew_before: 60 days{expires}}}}}"
    plan = a_plan(tasks=TASKS, asset=f"{certificates}\n{asset}", span="2027..2030", today=today, logbook=acts)
    return states(plan, "certificate.mark")


def inspected(on: str, until: str) -> Act:
    return done(on, task="inspection", next=until)


def test_a_certificate_is_open_from_renew_before_on_and_forbids_use_past_its_day() -> None:
    days = ["2027-07-31", "2027-08-01", "2027-09-30", "2027-10-01"]
    seen = [mark(today=day)["2027-09-30"] for day in days]
    assert seen == ["planned", "due", "due", "breach"]


def test_an_inspection_renews_it_until_the_date_it_set() -> None:
    assert mark(inspected("2027-09-10", "2028-09")) == {"2027-09-30": "done 2027-09-10", "2028-09-30": "planned"}


def test_an_inspection_that_set_no_date_renews_nothing() -> None:
    assert mark(done("2027-09-10", task="inspection")) == {"2027-09-30": "breach"}


@pytest.mark.parametrize("result", ["fail", "no-access"])
def test_an_inspection_that_was_not_passed_renews_nothing_though_it_says_when_to_come_again(result: str) -> None:
    act = done("2027-08-20", task="inspection", next="2027-12", result=result)
    assert mark(act, today="2027-10-05") == {"2027-09-30": "breach"}


def test_an_inspection_before_the_begin_is_history_and_says_until_when_it_holds() -> None:
    assert mark(inspected("2026-09-10", "2027-11"), today="2027-01-05") == {"2027-11-30": "planned"}
    assert mark(inspected("2026-09-10", "2027-08"), expires="", today="2027-01-05") == {"2027-08-31": "planned"}


def test_a_register_that_was_brought_up_to_date_closes_nothing_that_is_to_come() -> None:
    acts = [inspected("2027-09-10", "2028-09"), inspected("2027-12-05", "2029-09")]
    assert mark(*acts, expires=", expires: 2029-09") == {"2028-09-30": "done 2027-12-05", "2029-09-30": "planned"}
    assert mark(*acts[:1], expires=", expires: 2028-09") == {"2028-09-30": "planned"}


def test_what_was_shortened_and_given_back_runs_out_on_its_day() -> None:
    acts = [inspected("2027-02-01", "2027-06"), inspected("2027-05-01", "2027-09")]
    assert mark(*acts, today="2027-05-02") == {"2027-06-30": "done 2027-05-01", "2027-09-30": "planned"}


def test_what_ran_out_before_the_begin_is_in_breach_from_the_begin_on() -> None:
    assert mark(expires=", expires: 2026-11", today="2027-01-02") == {"2027-01-01": "breach"}


def test_what_runs_out_while_suspended_runs_out_on_the_first_day_back() -> None:
    found = mark(asset="suspended: [2027-09-01..2027-10-31]", today="2027-10-15")
    assert found == {"2027-11-01": "due"}


def test_what_runs_out_after_the_last_day_in_use_does_not_matter() -> None:
    assert mark(asset="out_of_service: 2027-06-30", today="2027-12-31") == {}


TEAM = "teams: {lift-co: {name: Lift Co, contract: {expires: 2027-12-31}}}\nclasses: {contract: {name: Contracts}}"
FILE = """
assets:
  cleaning:
    class: contract
    name: Cleaning contract
    certificates: {insurance: {expires: 2027-09}}
    tasks: {audit: {name: Audit, every: 1 month, first: 2027-01-10, max_gap: 40 days}}
"""


def test_what_runs_out_is_a_certificate_or_the_contract_of_a_team_and_no_work_on_an_asset_called_so() -> None:
    one = an_estate({"estate.yaml": estate_file(TEAM), "assets/assets.yaml": FILE})
    assert {f"{series.asset.id}/{series.task.id}": runs_out(series) for series in one.series} == {
        "cleaning/audit": False,
        "cleaning/certificate.insurance": True,
        "lift-co/contract": True,
    }
