from __future__ import annotations

import pytest

from fmplan.dates.ranges import parse_day
from fmplan.logbook.read import logbook_of
from fmplan.schedules.named import Named
from tests.schedules.factories import Act, an_estate, done, entry, happened, opened, skipped

TODAY = parse_day("2027-12-31")
MONTHLY = "every: 1 month, first: 2027-01-04"
LARGER = f"check: {{name: C, {MONTHLY}}}\nyear: {{name: Y, every: 1 year, first: 2027-01-04, covers: [check]}}"


def doubted(*acts: Act, tasks: str = f"check: {{name: C, {MONTHLY}}}") -> list[str]:
    one = opened(tasks=tasks)
    ranks = Named(logbook_of(acts), TODAY).in_doubt(one.series)
    return [series.task.id for series in one.series if series.rank in ranks]


def test_what_names_a_date_of_its_rule_is_in_no_doubt() -> None:
    assert doubted() == []
    assert doubted(done("2027-01-05", "2027-01-04"), skipped("2027-02-05", "2027-02-04")) == []


@pytest.mark.parametrize(
    "act",
    [
        done("2027-02-05", "2027-02-05"),
        done("2027-02-05", "2027-01-04"),
        done("2027-02-05", "#2"),
        done("2027-02-05", next="2027-06"),
        done("2027-02-05"),
        entry("deferred", "2027-02-01", "2027-02-04", "check", "pump", to="2027-02-09", reason="rain"),
        done("2026-12-30", "2027-02-04"),
    ],
)
def test_whatever_else_an_entry_does_is_to_be_looked_at(act: Act) -> None:
    assert doubted(done("2027-01-05", "2027-01-04"), act) == ["check"]


def test_what_a_larger_task_closes_is_in_doubt_only_where_it_names_what_another_entry_may_mean() -> None:
    own = done("2027-02-05", "2027-02-04")

    def with_larger(closes: str) -> list[str]:
        return doubted(own, done("2027-01-05", "2027-01-04", "year", closes={"check": closes}), tasks=LARGER)

    assert doubted(own, done("2027-01-05", "2027-01-04", "year"), tasks=LARGER) == []
    assert with_larger("2027-01-04") == []
    assert with_larger("2027-02-04") == ["check"]
    assert with_larger("2027-01-05") == ["check"]
    assert doubted(done("2027-01-05", "2027-01-04", "year", closes={"check": "2027-01-05"}), tasks=LARGER) == ["check"]


def test_what_a_larger_task_did_before_the_begin_moves_the_dates() -> None:
    assert "check" in doubted(done("2026-12-30", task="year"), done("2027-01-05", "2027-01-04"), tasks=LARGER)


@pytest.mark.parametrize(
    "rule",
    [
        "every: 1 month, from: completion",
        "every: 1 month, from: {late: 50%}, first: 2027-01-04",
        "meter: {of: hours, every: 500, unit: h}",
        "before: {holiday: christmas, by: 1 day}",
    ],
)
def test_what_hangs_on_something_else_has_to_be_looked_at(rule: str) -> None:
    assert doubted(done("2027-01-05", "2027-01-04"), tasks=f"check: {{name: C, {rule}}}") == ["check"]


@pytest.mark.parametrize(
    ("storm", "named", "doubts"),
    [
        ("2027-07-21", "2027-07-21", []),
        ("2027-07-21", "2027-07-22", ["check"]),
        ("2028-01-05", "2028-01-05", ["check"]),
        ("2026-12-30", "2026-12-30", ["check"]),
    ],
)
def test_what_is_done_after_an_event_names_its_day(storm: str, named: str, doubts: list[str]) -> None:
    acts = [happened(storm, "typhoon"), done("2027-07-24", named)]
    assert doubted(*acts, tasks="check: {name: C, event: typhoon, within: 2 days}") == doubts


def test_assets_alike_share_their_due_days_and_others_do_not() -> None:
    tasks = "{month: {name: M, once_per: month, starts: %s}, rope: {name: R, every: 1 month, first: %s}}"
    pumps = {f"p{n}": tasks % (f"2027-0{n % 3 + 1}-10", f"2027-01-0{n % 4 + 1}") for n in range(8)}
    lines = "".join(f"  {id_}: {{class: pump, name: {id_}, tasks: {text}}}\n" for id_, text in pumps.items())
    one = an_estate(f"assets:\n{lines}")
    acts = [
        done(due, due, series.task.id, series.asset.id)
        for series in one.series
        for due in [
            str(date)[-10:]
            for date in (occurrence.key for occurrence in one.plan("2027").occurrences if occurrence.series is series)
        ][:: series.rank + 1]
    ]
    named = Named(logbook_of(acts), TODAY)
    for series in one.series:
        assert named.in_doubt([series]) == frozenset()
        wrong = logbook_of([*acts, done("2027-06-29", "2027-06-29", series.task.id, series.asset.id)])
        assert Named(wrong, TODAY).in_doubt([series]) == {series.rank}
