from __future__ import annotations

from fmplan.dates.day import ISO
from fmplan.dates.ranges import parse_day
from fmplan.logbook.read import logbook_of
from fmplan.schedules.past import Deed, Past, past_of
from tests.lively import TODAY, acts, lively_files
from tests.schedules.factories import an_estate, done, opened


def past(asset: str = "lift-1a", today: str = TODAY) -> Past:
    one = an_estate(lively_files())
    series = [each for each in one.series if each.asset.id == asset]
    logbook = logbook_of(acts())
    return past_of(one.estate, one.estate.assets[asset], series, logbook, parse_day(today), one.lock)


def deed(of: Past, on: str, task: str) -> Deed:
    (found,) = [one for one in of.deeds if ISO[one.entry.on] == on and one.entry.task == task]
    return found


def test_services_are_those_of_the_capped_task_with_what_includes_it() -> None:
    days, gaps, capped = past().services
    # Five before the begin, nine services, and the quarterly one.
    assert len(days) == 15
    assert capped is not None
    assert capped.series.task.id == "half-month"
    assert max(gap.days for gap in gaps) == 28


def test_gaps_over_the_cap_are_told_also_from_before_the_begin() -> None:
    _, _, capped = past().services
    assert capped is not None
    assert [(ISO[gap.on], gap.days, gap.over) for gap in capped.over_cap] == [
        ("2026-12-03", 18, 3),
        ("2027-05-24", 28, 13),
    ]


def test_gaps_are_judged_by_the_cap_that_was_known_then() -> None:
    one = opened(
        "every: 2 weeks, max_gap: 15 days, first: 2027-07-14, starts: 2027-07-01,"
        " was: [{until: 2027-06-30, every: 1 month, first: 2027-01-11}]"
    )
    logbook = logbook_of([done("2027-02-11"), done("2027-03-11"), done("2027-06-11"), done("2027-07-14")])
    of = past_of(one.estate, one.estate.assets["pump"], one.series, logbook, parse_day("2027-07-28"), one.lock)
    _, _, capped = of.services
    assert capped is not None
    assert [(ISO[gap.on], gap.days, gap.over) for gap in capped.over_cap] == [("2027-07-14", 33, 13)]


def test_what_was_done_before_the_begin_belongs_to_it_and_owes_nothing() -> None:
    first = past().deeds[0]
    assert (ISO[first.entry.on], first.is_history, first.late) == ("2026-11-01", True, None)


def test_a_late_visit_says_how_late() -> None:
    late = deed(past(), "2027-03-02", "half-month")
    assert (ISO[late.due or 0], late.late, late.gap and late.gap.days) == ("2027-03-01", 1, 15)


def test_a_larger_task_has_the_gap_of_the_capped_one_it_includes() -> None:
    quarter = deed(past(), "2027-02-01", "quarter")
    assert (quarter.includes, quarter.gap and quarter.gap.days) == (("half-month",), 14)


def test_the_gap_that_is_still_open_is_measured_to_today() -> None:
    _, _, capped = past(today="2027-06-15").services
    assert capped is not None
    assert capped.since is not None
    assert (capped.since.days, capped.since.over) == (22, 7)


def test_certificates_stand_in_the_order_of_their_issue() -> None:
    marks = past().certificates["mark"]
    assert [(one.number, ISO[one.until]) for one in marks] == [("TJ-200", "2027-05-31"), ("TJ-311", "2028-05-31")]


def test_what_was_undone_is_not_there() -> None:
    assert [one.entry.kind for one in past("ext-1").deeds] == ["skipped"]


def test_without_a_cap_every_day_of_work_is_a_service() -> None:
    days, gaps, capped = past("pump-1").services
    assert (len(days), capped) == (7, None)
    assert max(gap.days for gap in gaps) == 32


def test_readings_and_deferrals_stand_among_the_entries() -> None:
    assert [one.entry.kind for one in past("pump-1").deeds][-1] == "reading"
    assert [ISO[one.entry.to or 0] for one in past().deferrals] == ["2027-06-25"]


def test_each_entry_knows_where_it_is_written() -> None:
    places = [one.place for one in past().deeds]
    assert len(set(places)) == len(places)
