from __future__ import annotations

from fmplan.dates.ranges import parse_date_range, parse_day
from fmplan.logbook.read import logbook_of
from fmplan.schedules.compliance import Grace
from fmplan.schedules.figures import PARTS, Figures, figures_of
from tests.lively import TODAY, acts, lively_files
from tests.schedules.factories import an_estate


def figures(period: str = f"2027-01-01..{TODAY}", known_on: str | None = None) -> Figures:
    one = an_estate(lively_files())
    known = None if known_on is None else parse_day(known_on)
    return figures_of(
        one.estate, one.series, logbook_of(acts()), parse_date_range(period), parse_day(TODAY), one.lock, known_on=known
    )


def test_the_parts_add_up_to_the_whole() -> None:
    found = figures()
    for part in PARTS:
        tallies = found.parts[part].values()
        assert sum(tally.scores[Grace.STRICT].due for tally in tallies) == found.whole.scores[Grace.STRICT].due > 0
        assert sum(tally.owed for tally in tallies) == found.whole.owed > 0
        assert sum(tally.done for tally in tallies) == found.whole.done > 0


def test_what_was_recorded_later_is_not_known_yet() -> None:
    check = {
        name: figures(known_on=day).whole.done for name, day in (("before", "2027-05-31"), ("after", "2027-06-06"))
    }
    assert check["after"] - check["before"] == 5  # the five checks were written down in June


def test_hours_and_costs_are_compared_where_both_are_said() -> None:
    actual = figures().actual
    assert (actual.entries, actual.cost_entries) == (15, 9)
    assert actual.planned_minutes == 9 * 60 + 180 + 5 * 30
    assert actual.planned_cost == 9 * 240
    assert actual.cost == 9 * 250


def test_a_deferral_is_counted_on_its_day() -> None:
    assert figures().deferrals == 1
    assert figures("2027-01-01..2027-04-30").deferrals == 0


def test_the_same_defect_three_times_a_year_is_named() -> None:
    (found,) = figures().recurring
    assert (found.series.asset.id, found.series.task.id, len(found.days)) == ("lift-1a", "half-month", 3)


def test_the_backlog_holds_hours_and_days_late() -> None:
    whole = figures().whole
    assert len(whole.ages) == whole.owed
    assert whole.breaches >= 1
    assert whole.hours > 0
