"""Which occurrence an entry of the logbook closes, and what must hold of every logbook (design 3, 4.6)."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fmplan.dates.day import ISO
from fmplan.logbook.entry import id_of
from tests.schedules.factories import (
    EVERY_DAY,
    Act,
    a_plan,
    booked,
    codes,
    deferred,
    done,
    due_days,
    occurrences,
    opened,
    skipped,
    states,
    told,
)
from tests.schedules.logbooks import Deed, acts_of, deeds, named_deeds
from tests.schedules.registers import asset_ids, calendars, days_of_plan, lives, simple_timings, task_blocks

MONTHLY = "every: 1 month, first: 2027-01-04"
SPRING = "2027-01-01..2027-05-31"
todays = st.dates(date(2026, 12, 1), date(2029, 3, 1))
TWO_YEARS = "2027..2028"


def closed(task: str, *acts: Act, today: str = "2027-12-31", span: str = SPRING) -> dict[str, str]:
    """Return the occurrences that were closed, and how."""
    plan = a_plan(task, span=span, today=today, logbook=acts)
    return {tail: state for tail, state in states(plan).items() if state.split()[0] in {"done", "skipped"}}


# What an act without a name is for


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2027-02-04", "2027-02-04"),
        ("2027-03-03", "2027-02-04"),  # 27 days late, less than a period
        ("2027-01-25", "2027-01-04"),  # the newest on or before the day, though the next is nearer
    ],
)
def test_an_act_without_a_name_closes_the_newest_open_date_up_to_its_day(on: str, expected: str) -> None:
    assert closed(MONTHLY, done(on)) == {expected: f"done {on}"}


def test_where_that_is_closed_it_closes_the_next_at_most_half_a_period_ahead() -> None:
    acts = [done("2027-01-04", "2027-01-04")]
    assert closed(MONTHLY, *acts, done("2027-01-20")) == {
        "2027-01-04": "done 2027-01-04",
        "2027-02-04": "done 2027-01-20",
    }
    assert closed(MONTHLY, *acts, done("2027-01-19")) == {"2027-01-04": "done 2027-01-04"}


def test_a_date_a_period_old_is_not_what_was_meant() -> None:
    assert closed("dates: [2026-12-20, 2027-01-04]", done("2028-01-05"), today="2028-02-01") == {}


def test_once_per_closes_the_oldest_open_part_of_its_period_and_no_other() -> None:
    task = "once_per: quarter, count: 3"
    acts = [done("2027-03-30"), done("2027-03-31"), done("2027-06-30")]
    assert closed(task, *acts, span="2027") == {
        "2027-01-30": "done 2027-03-30",
        "2027-03-01": "done 2027-03-31",
        "2027-04-30": "done 2027-06-30",
    }


def test_once_per_never_closes_another_period() -> None:
    assert closed("once_per: month", done("2027-02-01"), done("2027-02-02")) == {"2027-02-28": "done 2027-02-01"}


def test_a_floating_series_closes_whatever_is_open_however_early() -> None:
    plan = a_plan(
        "every: 6 months, from: completion, last: 2026-12-20", today="2027-02-01", logbook=[done("2027-01-02")]
    )
    assert states(plan)["#1"] == "done 2027-01-02"
    assert due_days(plan)[1] == "2027-07-02"


def test_what_another_act_closes_by_name_is_kept_for_it() -> None:
    acts = [done("2027-02-05"), done("2027-02-06", "2027-02-04")]
    assert closed(MONTHLY, *acts) == {"2027-02-04": "done 2027-02-06"}


def test_what_is_put_off_by_name_can_be_closed_without_one() -> None:
    acts = [deferred("2027-02-03", "2027-02-20", "2027-02-04"), done("2027-02-18")]
    assert closed(MONTHLY, *acts) == {"2027-02-04": "done 2027-02-18"}


def test_a_name_that_is_none_takes_the_choice_of_the_day_and_is_noted() -> None:
    plan = a_plan(MONTHLY, span=SPRING, today="2027-03-01", logbook=[done("2027-02-04", "2027-02-05")])
    assert states(plan)["2027-02-04"] == "done 2027-02-04"
    assert codes(plan.findings) == ["names-nothing"]


def test_a_floating_series_takes_a_due_date_for_no_name() -> None:
    plan = a_plan(
        "every: 1 month, from: completion, last: 2026-12-20",
        span=SPRING,
        today="2027-02-01",
        logbook=[done("2027-01-20", "2027-01-19")],
    )
    assert states(plan)["#1"] == "done 2027-01-20"
    assert codes(plan.findings) == ["names-nothing"]


def test_of_two_that_close_one_date_the_newer_stands_and_the_other_is_told_of() -> None:
    acts = [done("2027-02-05", "2027-02-04"), done("2027-02-06", "2027-02-04")]
    plan = a_plan(MONTHLY, span=SPRING, today="2027-03-01", logbook=acts)
    assert states(plan)["2027-02-04"] == "done 2027-02-06"
    assert codes(plan.findings) == ["closed-twice"]


@pytest.mark.parametrize("days", [("2027-02-05", "2027-02-06"), ("2027-02-06", "2027-02-05")])
def test_work_that_was_done_stands_over_a_skip(days: tuple[str, str]) -> None:
    acts = [done(days[0], "2027-02-04"), skipped(days[1], "2027-02-04")]
    assert closed(MONTHLY, *acts) == {"2027-02-04": f"done {days[0]}"}


def test_a_visit_that_found_no_access_closes_nothing() -> None:
    assert closed(MONTHLY, done("2027-02-04", "2027-02-04", result="no-access")) == {}


def test_what_is_recorded_of_a_later_day_is_not_there_yet() -> None:
    assert closed(MONTHLY, done("2027-02-04", "2027-02-04"), today="2027-02-03") == {}
    assert closed(MONTHLY, done("2027-02-04", "2027-02-04"), today="2027-02-04") == {"2027-02-04": "done 2027-02-04"}


# Before the begin


def test_what_was_done_before_the_begin_counts_as_last_and_owes_nothing() -> None:
    plan = a_plan("every: 3 months", today="2027-01-31", logbook=[done("2026-11-15"), done("2026-08-15", "2026-08-14")])
    assert due_days(plan) == ["2027-02-15", "2027-05-15", "2027-08-15", "2027-11-15"]
    assert plan.findings == ()


def test_what_was_done_before_the_begin_closes_no_date_after_it() -> None:
    assert closed(MONTHLY, done("2026-12-30")) == {}


def test_a_skip_before_the_begin_counts_for_nothing() -> None:
    usual = due_days(a_plan("every: 3 months", today="2027-01-31"))
    assert due_days(a_plan("every: 3 months", today="2027-01-31", logbook=[skipped("2026-11-15")])) == usual


def test_a_date_set_before_the_begin_is_the_first() -> None:
    plan = a_plan("every: 1 year", span="2027..2028", today="2027-01-31", logbook=[done("2026-09-10", next="2027-08")])
    assert due_days(plan) == ["2027-08-31", "2028-09-10"]


def test_what_a_larger_task_left_out_does_not_hide_the_date_set_before_the_begin() -> None:
    tasks = (
        "check: {name: Check, every: 3 months}\n"
        "other: {name: Other, every: 3 months}\n"
        "large: {name: Large, every: 1 year, covers: [check, other]}"
    )
    seen = done("2026-10-01", next="2027-02-10")
    left_out = done("2026-12-01", "2026-12-01", task="large", closes={"other": "2026-12-01"})
    plans = [a_plan(tasks=tasks, today="2027-01-31", logbook=acts) for acts in ([seen], [seen, left_out])]
    assert [due_days(plan)[0] for plan in plans] == ["2027-02-10", "2027-02-10"]


def test_numbers_go_on_from_before_the_begin() -> None:
    plan = a_plan("every: 6 months, from: completion", today="2027-01-31", logbook=[done("2026-12-10", "#12")])
    assert list(states(plan)) == ["#13", "#14"]


# Numbers of a floating series

FLOATING = "every: 1 month, from: completion, last: 2026-12-20"


def open_tail(*acts: Act) -> str:
    plan = a_plan(FLOATING, span=SPRING, today="2027-05-31", logbook=acts)
    return next(tail for tail, state in states(plan).items() if state in {"planned", "due", "overdue"})


def test_the_open_one_is_the_highest_number_and_later_completions_and_one() -> None:
    assert open_tail() == "#1"
    assert open_tail(done("2027-01-20", "#7")) == "#8"
    assert open_tail(done("2027-01-20", "#7"), done("2027-02-20"), skipped("2027-03-20")) == "#10"
    assert open_tail(done("2027-01-20"), done("2027-02-20", "#7")) == "#8"


def test_an_older_completion_without_a_number_has_no_occurrence() -> None:
    acts = [done("2027-01-20", "#1"), done("2027-02-20", "#2")]
    before = states(a_plan(FLOATING, span=SPRING, today="2027-03-01", logbook=acts))
    after = states(a_plan(FLOATING, span=SPRING, today="2027-03-01", logbook=[*acts, done("2027-01-25")]))
    assert list(before) == list(after)
    assert {tail: after[tail] for tail in ("#1", "#2")} == {tail: before[tail] for tail in ("#1", "#2")}


def test_a_deferral_without_a_number_is_of_what_was_open_that_day() -> None:
    acts = [deferred("2027-01-20", "2027-02-01"), done("2027-02-01", "#1")]
    plan = a_plan(FLOATING, span=SPRING, today="2027-02-02", logbook=acts)
    assert (due_days(plan)[1], states(plan)["#2"]) == ("2027-03-01", "planned")


def test_a_skipped_floating_one_counts_from_its_due_day() -> None:
    plan = a_plan(FLOATING, span=SPRING, today="2027-01-29", logbook=[skipped("2027-01-28", "#1")])
    assert due_days(plan)[:3] == ["2027-01-20", "2027-02-20", "2027-03-20"]


@pytest.mark.parametrize(
    ("task", "asset", "back"),
    [
        ("every: 7 days, from: completion, first: 2027-02-24", "suspended: [2027-01-21..2027-02-23]", "2027-02-24"),
        ("every: 1 month, from: completion, first: 2027-04-01, season: 04-01..10-31", "", "2027-04-01"),
    ],
)
def test_done_while_it_rested_a_floating_one_is_owed_once_more_when_it_is_back(
    task: str, asset: str, back: str
) -> None:
    plan = a_plan(task, span=SPRING, today="2027-05-01", asset=asset, logbook=[done("2027-02-04", "#1")])
    two = [(one.key, ISO[one.due], str(one.status), one.covered_by) for one in occurrences(plan)[:2]]
    assert two == [("pump/check/#1", back, "done", None), ("pump/check/#2", back, "overdue", None)]


def test_done_up_to_keep_anchor_before_its_day_it_counts_as_done_on_it() -> None:
    gas = "every: 1 year, from: completion, keep_anchor: 2 months, max_gap: 14 months, last: 2026-06-15"

    def following(on: str) -> tuple[str, object]:
        second = occurrences(a_plan(gas, span="2027..2029", today="2027-07-01", logbook=[done(on, "#1")]))[1]
        return ISO[second.due], second.limit and ISO[second.limit]

    assert following("2027-04-15") == ("2028-06-15", "2028-08-15")
    assert following("2027-04-14") == ("2028-04-14", "2028-06-14")
    assert following("2027-06-20") == ("2028-06-20", "2028-08-20")


def test_a_fixed_date_is_not_closed_by_what_was_done_too_early() -> None:
    lift = "every: 1 year, first: 2027-09-30, keep_anchor: 2 months"
    assert closed(lift, done("2027-07-29", "2027-09-30"), span="2027") == {}
    assert closed(lift, done("2027-07-30", "2027-09-30"), span="2027") == {"2027-09-30": "done 2027-07-30"}
    assert closed(lift, done("2027-07-30"), span="2027") == {"2027-09-30": "done 2027-07-30"}
    assert closed(lift, done("2027-07-29"), span="2027") == {}


def test_what_was_done_too_early_keeps_no_date_from_what_is_done_later() -> None:
    acts = [done("2027-01-20", "2027-02-04"), done("2027-02-09")]
    assert closed(f"{MONTHLY}, keep_anchor: 10 days", *acts) == {"2027-02-04": "done 2027-02-09"}


# The date an inspector sets


@pytest.mark.parametrize(
    ("next_", "expected"),
    [
        ("2028-09", ["2027-09-30", "2028-09-30", "2029-09-30", "2030-09-30"]),
        ("2028-08-15", ["2027-09-30", "2028-08-15", "2029-09-30", "2030-09-30"]),
        ("2028-10-15", ["2027-09-30", "2028-10-15", "2029-09-30", "2030-09-30"]),
        ("2029-10-15", ["2027-09-30", "2029-10-15", "2030-09-30"]),
        # Seen again soon, the year's own date stays.
        ("2027-12-01", ["2027-09-30", "2027-12-01", "2028-09-30", "2029-09-30", "2030-09-30"]),
    ],
)
def test_a_date_that_was_set_takes_the_place_of_the_rules_next(next_: str, expected: list[str]) -> None:
    act = done("2027-09-10", "2027-09-30", next=next_)
    plan = a_plan("every: 1 year, first: 2027-09-30", span="2027..2030", today="2027-10-01", logbook=[act])
    assert due_days(plan) == expected


@pytest.mark.parametrize("sheet", [done("2026-12-30", next="2027-03-20"), done("2027-01-04", next="2027-03-20")])
def test_a_forgotten_sheet_that_set_a_date_leaves_what_was_closed_since(sheet: Act) -> None:
    acts = [done("2027-02-05", "2027-02-04"), skipped("2027-03-04", "2027-03-04"), sheet]
    found = closed(MONTHLY, *acts)
    assert found["2027-02-04"] == "done 2027-02-05"
    assert found["2027-03-04"].startswith("skipped")
    assert "2027-03-20" in states(a_plan(MONTHLY, span=SPRING, today="2027-03-10", logbook=acts))


def test_a_date_that_was_set_is_the_next_of_a_floating_series() -> None:
    plan = a_plan(FLOATING, span=SPRING, today="2027-02-01", logbook=[done("2027-01-20", "#1", next="2027-04")])
    assert due_days(plan)[:2] == ["2027-01-20", "2027-04-30"]


# Extra visits under a cap

CAPPED = "every: 14 days, max_gap: 15 days, first: 2027-01-04"
EARLY = (done("2027-01-04", "2027-01-04"), done("2027-01-15", "2027-01-18"))
"""The second came early: before the third stands an extra visit, on the 23rd."""


@pytest.mark.parametrize(("named", "tail"), [("+", "+"), ("+1", "+"), ("+0", "+"), ("+2", "+2"), ("+02", "+2")])
def test_an_extra_visit_is_closed_by_its_number_however_that_is_written(named: str, tail: str) -> None:
    found = closed(CAPPED, *EARLY, done("2027-01-24", f"2027-02-01{named}"))
    assert found[f"2027-02-01{tail}"] == "done 2027-01-24"


def test_an_extra_visit_of_a_rule_whose_cap_is_gone_stands_for_no_date_of_it() -> None:
    """The one of 18 January is given up because that of 1 February is overdue."""
    task = "every: 14 days, first: 2027-01-04, missed: collapse"
    acts = [done("2027-01-04", "2027-01-04"), done("2027-01-24", "2027-02-01+")]
    assert states(a_plan(task, span="2027-01-01..2027-02-10", today="2027-02-02", logbook=acts)) == {
        "2027-01-04": "done 2027-01-04",
        "2027-01-18": "missed",
        "2027-02-01": "overdue",
    }


def test_extra_visits_behind_dates_that_were_dropped_keep_their_numbers() -> None:
    """The 18th of January and the 1st of February are dropped: two extra visits lead to the 15th."""
    task = f"{CAPPED}, shift: skip"
    estate = EVERY_DAY.replace("}", ", holidays: [2027-01-18, 2027-02-01]}")
    acts = [done("2027-01-04", "2027-01-04"), done("2027-01-17", "2027-02-15+")]
    plans = [a_plan(task, estate=estate, span="2027-01-01..2027-02-20", logbook=logbook) for logbook in ([], acts)]
    assert list(states(plans[0])) == ["2027-01-04", "2027-02-15+", "2027-02-15+2", "2027-02-15"]
    assert list(states(plans[1])) == list(states(plans[0]))


def test_an_extra_visit_that_was_done_stands_where_its_rule_has_it_though_it_was_booked() -> None:
    booking = booked("2027-01-16", "2027-01-25", "2027-02-01+")
    plans = [
        a_plan(CAPPED, span=SPRING, today="2027-05-31", logbook=[*EARLY, *acts, done("2027-01-24", "2027-02-01+")])
        for acts in ([], [booking])
    ]
    assert told(plans[1]) == told(plans[0])


# An older form of the rule

CHANGED = (
    "every: 1 week, first: 2027-07-05, starts: 2027-07-01, missed: stay,"
    " was: [{until: 2027-06-30, every: 1 month, first: 2027-01-11}]"
)


def test_what_was_done_under_the_older_form_goes_by_its_period() -> None:
    """20 days late is less than a month, and more than the week of today's rule."""
    plan = a_plan(
        CHANGED, span="2027-01-01..2027-02-28", today="2027-07-20", logbook=[done("2027-01-31"), done("2027-02-11")]
    )
    assert states(plan) == {"2027-01-11": "done 2027-01-31", "2027-02-11": "done 2027-02-11"}


def test_what_was_left_undone_under_the_older_form_stays_owed() -> None:
    plan = a_plan(CHANGED, span="2027-01-01..2027-02-28", today="2027-07-20", logbook=[done("2027-02-11")])
    assert states(plan) == {"2027-01-11": "overdue", "2027-02-11": "done 2027-02-11"}


def test_a_floating_series_neither_forgives_nor_invents_what_the_older_form_owes() -> None:
    rule = "every: {}, from: completion, starts: 2027-07-01, last: 2026-12-20, was: [{{until: 2027-06-30, every: {}}}]"
    laxer = a_plan(rule.format("3 months", "1 month"), today="2027-08-20")
    stricter = a_plan(rule.format("1 month", "3 months"), today="2027-08-20", logbook=[done("2027-04-18", "#1")])
    assert due_days(laxer)[0] == "2027-01-20"
    assert due_days(stricter)[1] == "2027-07-01"


STRICTER = (
    "every: 2 weeks, max_gap: 15 days, first: 2027-07-14, starts: 2027-07-01,"
    " was: [{until: 2027-06-30, every: 1 month, first: 2027-01-11}]"
)


def test_a_cap_that_came_with_the_new_form_asks_nothing_of_the_days_before() -> None:
    """The visit before was on 11 June: the cap of today's rule ran out under the older one, and begins with its own."""
    plan = a_plan(STRICTER, span="2027-01-01..2027-07-31", today="2027-08-10", logbook=[done("2027-02-11")])
    assert states(plan) == {
        "2027-01-11": "overdue",
        "2027-02-11": "done 2027-02-11",
        "2027-03-11": "overdue",
        "2027-04-11": "overdue",
        "2027-05-11": "overdue",
        "2027-06-11": "overdue",
        "2027-07-14+": "breach",
        "2027-07-14": "breach",
        "2027-07-28": "breach",
    }
    assert [ISO[one.limit] if one.limit else None for one in occurrences(plan)] == [
        *[None] * 6,
        "2027-07-01",
        "2027-07-16",
        "2027-07-29",
    ]


def test_a_cap_that_the_older_form_could_keep_holds_under_it_too() -> None:
    task = STRICTER.replace("every: 1 month", "every: 2 weeks")
    plan = a_plan(task, span="2027-01-01..2027-02-28", today="2027-08-10")
    assert [ISO[one.limit] if one.limit else None for one in occurrences(plan)] == [
        None,
        "2027-01-26",
        "2027-02-09",
        "2027-02-23",
    ]


# What must hold of every logbook


@settings(max_examples=60)
@given(
    id_=asset_ids,
    calendar=calendars(),
    tasks=task_blocks(),
    asset=lives,
    today=todays,
    drawn=deeds,
    start=days_of_plan,
    length=st.integers(0, 60),
)
def test_a_part_of_the_plan_is_the_plan_of_the_part_seen_on_any_day(
    id_: str, calendar: str, tasks: str, asset: str, today: date, drawn: list[Deed], start: date, length: int
) -> None:
    one = opened(tasks=tasks, id_=id_, asset=asset, estate=calendar)
    acts = acts_of(one, drawn)
    end = start + timedelta(days=length)
    whole = told(one.plan("2027..2029", str(today), acts))
    part = told(one.plan(f"{start}..{end}", str(today), acts))
    assert part == [row for row in whole if str(start) <= str(row[2]) <= str(end)]


@settings(max_examples=60)
@given(id_=asset_ids, calendar=calendars(), tasks=task_blocks(), today=todays, drawn=deeds, seed=st.integers())
def test_order_and_copies_of_entries_change_nothing(
    id_: str, calendar: str, tasks: str, today: date, drawn: list[Deed], seed: int
) -> None:
    one = opened(tasks=tasks, id_=id_, estate=calendar)
    acts = acts_of(one, drawn)
    others = [*acts, *({**act, "recorded": "2029-12-01T10:00+00:00", "recorder": "desk"} for act in acts)]
    random.Random(seed).shuffle(others)
    assert told(one.plan(TWO_YEARS, str(today), acts)) == told(one.plan(TWO_YEARS, str(today), others))


@settings(max_examples=60)
@given(id_=asset_ids, calendar=calendars(), tasks=task_blocks(), today=todays, drawn=deeds, more=deeds)
def test_an_entry_and_its_undo_are_no_entry(
    id_: str, calendar: str, tasks: str, today: date, drawn: list[Deed], more: list[Deed]
) -> None:
    one = opened(tasks=tasks, id_=id_, estate=calendar)
    acts = acts_of(one, drawn)
    wrong = [act for act in acts_of(one, more) if act not in acts]
    undone = [{"entry": "undone", "on": act["on"], "undoes": id_of(act), "reason": "wrong pump"} for act in wrong]
    both = told(one.plan(TWO_YEARS, str(today), [*acts, *wrong, *undone]))
    assert both == told(one.plan(TWO_YEARS, str(today), acts))


@settings(max_examples=60)
@given(id_=asset_ids, calendar=calendars(), timing=simple_timings(), today=todays, drawn=deeds)
def test_a_series_planned_by_itself_stands_as_it_would_on_a_course(
    id_: str, calendar: str, timing: str, today: date, drawn: list[Deed]
) -> None:
    """A follower makes its leader go the long way, through course and nesting: no date may depend on that."""
    alone = f"check: {{name: Check, {timing}}}"
    led = f"{alone}\nfollower: {{name: Follower, after: {{task: check, within: 1 day}}}}"
    acts = acts_of(opened(tasks=alone, id_=id_, estate=calendar), drawn)
    plans = [
        a_plan(tasks=tasks, id_=id_, estate=calendar, span=TWO_YEARS, today=str(today), logbook=acts)
        for tasks in (alone, led)
    ]
    by_itself, on_course = ([row for row in told(plan) if "/check/" in str(row[0])] for plan in plans)
    assert by_itself == on_course


@settings(max_examples=60)
@given(
    id_=asset_ids,
    calendar=calendars(),
    timing=simple_timings(),
    today=todays,
    drawn=named_deeds,
    which=st.integers(0, 20),
)
def test_a_forgotten_act_recorded_late_moves_no_key_of_another_date(
    id_: str, calendar: str, timing: str, today: date, drawn: list[Deed], which: int
) -> None:
    one = opened(timing, id_=id_, estate=calendar)
    acts = acts_of(one, drawn)
    late = acts[which % len(acts)] if acts else None
    before = [act for act in acts if act is not late]

    def closed_by_name(logbook: list[Act]) -> dict[object, object]:
        named = {f"{id_}/check/{act['for']}" for act in before if act["entry"] in {"done", "skipped"}}
        return {row[0]: (row[4], row[9]) for row in told(one.plan(TWO_YEARS, str(today), logbook)) if row[0] in named}

    assert closed_by_name(before) == closed_by_name(acts)


@settings(max_examples=60)
@given(calendar=calendars(), tasks=task_blocks(), drawn=named_deeds, which=st.integers(0, 20))
def test_an_act_that_goes_or_comes_late_leaves_what_others_closed_by_name(
    calendar: str, tasks: str, drawn: list[Deed], which: int
) -> None:
    """Whether the tasks cover one another, follow or precede: what was recorded for a date stays that date's."""
    one = opened(tasks=tasks, id_="pump", estate=calendar)
    acts = acts_of(one, drawn)
    late = acts[which % len(acts)] if acts else None
    before = [act for act in acts if act is not late]
    named = {f"pump/{act['task']}/{act['for']}" for act in before if act["entry"] == "done"}

    def closed_by_name(logbook: list[Act]) -> dict[object, object]:
        plan = one.plan("2026..2029", "2029-12-31", logbook)
        return {row[0]: (row[4], row[9]) for row in told(plan) if row[0] in named}

    assert closed_by_name(before) == closed_by_name(acts)


@settings(max_examples=60)
@given(calendar=calendars(), tasks=task_blocks(), today=todays, drawn=deeds, cut=st.integers(0, 12))
def test_a_rename_changes_no_key(calendar: str, tasks: str, today: date, drawn: list[Deed], cut: int) -> None:
    """What was recorded before the rename says the older id, what came after it the newer one."""
    old = opened(tasks=tasks, id_="pump-1", estate=calendar)
    new = opened(tasks=tasks, id_="well-7", asset="formerly: [pump-1]", estate=calendar)
    acts = acts_of(old, drawn)
    renamed = [*acts[:cut], *({**act, "asset": "well-7"} for act in acts[cut:])]
    assert told(old.plan(TWO_YEARS, str(today), acts)) == told(new.plan(TWO_YEARS, str(today), renamed))


def test_a_week_nobody_looked_changes_nothing() -> None:
    """Seen on 1 March it is as it is, whether anybody looked in February or not: nothing hangs on a run."""
    one = opened(MONTHLY)
    acts = [done("2027-01-05", "2027-01-04"), booked("2027-01-20", "2027-02-08", "2027-02-04")]
    assert states(one.plan(SPRING, "2027-02-09", acts))["2027-02-04"] == "overdue"
    assert states(one.plan(SPRING, "2027-03-01", acts))["2027-02-04"] == "overdue"
