"""How a register answers what the library asks of its assets."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from fmplan.dates.day import ISO
from fmplan.dates.ranges import parse_day
from fmplan.schedules.coverage import Answer, Standing, answers_of, lacking, last_dates, next_dates, without_schedule
from tests.schedules.factories import Act, Opened, an_estate, entry, estate_file, logbook_of

RULE = "uk-pressure-system/written-scheme-examination"


def _opened(assets: str, *, standards: str = "uk-statutory", estate: str = "") -> Opened:
    said = f"standards: [{standards}]\n{estate}"
    return an_estate({"estate.yaml": estate_file(said), "assets/all.yaml": f"assets:\n{assets}"})


def _a_system(keys: str = "", id_: str = "system-1") -> str:
    return f"  {id_}: {{class: pressure/system, name: Steam system{', ' if keys else ''}{keys}}}\n"


def _answers(one: Opened, today: str = "2027-01-01") -> Sequence[Answer]:
    return list(answers_of(one.estate, one.schedules, one.series, parse_day(today)))


def _answer(keys: str = "", today: str = "2027-01-01") -> Answer:
    """Return how one pressure system answers the one rule for it."""
    (answer,) = _answers(_opened(_a_system(keys)), today)
    assert answer.id == RULE
    return answer


def _said(task: str) -> str:
    return f"tasks: {{written-scheme-examination: {{{task}}}}}"


def test_a_rule_that_is_planned_is_covered() -> None:
    answer = _answer()
    assert (answer.standing, answer.why, answer.is_gap) == (Standing.COVERED, "", False)
    assert answer.series is not None
    assert answer.rule == answer.series.task


def test_a_stricter_override_is_covered() -> None:
    assert _answer(_said("every: 1 year, because: x")).standing is Standing.COVERED


def test_an_override_that_asks_for_less_is_laxer_and_names_the_keys() -> None:
    answer = _answer(_said("every: 2 years, max_gap: 26 months, because: x"))
    assert (answer.standing, answer.why, answer.is_gap) == (Standing.LAXER, "max_gap, every", True)
    assert answer.rule is not None
    assert str(answer.rule.timing) == "every 14 months"


def test_a_first_date_further_off_than_two_may_lie_apart_is_laxer() -> None:
    assert _answer(_said("first: 2028-01-01, because: x")).standing is Standing.COVERED
    answer = _answer(_said("first: 2031-01-01, because: x"))
    assert (answer.standing, answer.why) == (Standing.LAXER, "first")


def test_ages_from_a_day_that_nobody_says_name_that_day() -> None:
    keys = "attributes: {agent: powder}, manufactured: 2025-01-01"
    said = "tasks: {extended: {ages: {of: in_service, at: [5 years], then: 5 years}, because: x}}"
    one = _opened(f"  ext: {{class: fire/extinguisher, name: E, {keys}, {said}}}\n")
    (answer,) = [answer for answer in _answers(one) if answer.task == "extended"]
    assert (answer.standing, answer.why) == (Standing.MISSING, "nothing says in_service")


@pytest.mark.parametrize("laxer", ["season: 07..07", "starts: 2032-01-01", "tracked: false"])
def test_a_task_of_ones_own_that_comes_oftener_and_asks_for_less_displaces_no_rule(laxer: str) -> None:
    answer = _answer(f"tasks: {{look: {{name: Look, every: 1 month, {laxer}, duty: {RULE}}}}}")
    assert answer.standing is Standing.COVERED
    assert answer.series is not None
    assert answer.series.task.bare_id == RULE.rpartition("/")[2]


def test_a_task_of_ones_own_that_answers_a_rule_has_its_force_and_its_cap() -> None:
    answer = _answer(f"tasks: {{look: {{name: Look, every: 1 year, duty: {RULE}}}}}")
    assert (answer.standing, answer.rule is None) == (Standing.OWN, False)
    assert answer.series is not None
    assert answer.rule is not None
    assert (answer.series.task.force, answer.series.task.max_gap) == (answer.rule.force, answer.rule.max_gap)


def test_a_rule_that_a_condition_of_ones_own_leaves_out_is_missing() -> None:
    one = _opened(_a_system(_said("when: {use: industrial}, because: x")), estate="facts: {use: office}")
    (answer,) = _answers(one)
    assert (answer.standing, answer.why, answer.is_gap) == (Standing.MISSING, "nothing plans it", True)


def test_a_waiver_is_told_with_its_reason() -> None:
    answer = _answer("waive: {written-scheme-examination: {because: it stands cold}}")
    assert (answer.standing, answer.why, answer.is_gap) == (Standing.WAIVED, "it stands cold", False)


def test_a_waiver_by_the_whole_name_counts() -> None:
    one = _opened(_a_system(f"waive: {{{RULE}: {{because: it stands cold}}}}"))
    assert [answer.standing for answer in _answers(one)] == [Standing.WAIVED]


def test_a_waiver_that_has_run_out_covers_nothing_more() -> None:
    keys = "waive: {written-scheme-examination: {because: it stands cold, until: 2027-06-30}}"
    assert _answer(keys, today="2027-06-30").standing is Standing.WAIVED
    assert _answer(keys, today="2027-07-01").standing is Standing.COVERED


def test_a_task_of_ones_own_answers_the_duty_it_names() -> None:
    answer = _answer(f"tasks: {{look: {{name: Our examination, every: 1 year, duty: {RULE}}}}}")
    assert (answer.standing, answer.why) == (Standing.OWN, "look")
    assert answer.series is not None
    assert answer.series.task.bare_id == "look"


def test_a_task_of_ones_own_that_comes_more_seldom_leaves_the_rule_in_force() -> None:
    answer = _answer(f"tasks: {{look: {{name: Our examination, every: 3 years, duty: {RULE}}}}}")
    assert answer.standing is Standing.COVERED
    assert answer.series is not None
    assert answer.series.task.bare_id == "written-scheme-examination"


def test_of_two_rules_for_one_duty_the_milder_is_covered_by_the_stricter() -> None:
    towers = "  tower-1: {class: building/block, name: Tower 1}\n"
    facts = "facts: {use: office, height_m: 60, key_fire_unit: true}"
    answers = {one.id: one for one in _answers(_opened(towers, standards="cn-statutory", estate=facts))}
    milder = answers["cn-fire-building/fire-check-enterprise"]
    assert (milder.standing, milder.why) == (Standing.COVERED, "cn-fire-highrise-public/fire-check-highrise-public")


def test_a_rule_that_hangs_on_a_fact_nobody_says_is_unknown() -> None:
    towers = "  tower-1: {class: building/block, name: Tower 1}\n"
    answers = {one.id: one for one in _answers(_opened(towers, estate="facts: {region: GB-ENG}"))}
    answer = answers["uk-fire-high-rise/high-rise-equipment"]
    assert (answer.standing, answer.rule, answer.is_gap) == (Standing.UNKNOWN, None, True)
    assert answer.why == "use"


def test_a_rule_whose_conditions_do_not_hold_is_not_asked() -> None:
    towers = "  tower-1: {class: building/block, name: Tower 1}\n"
    ids = [one.id for one in _answers(_opened(towers, estate="facts: {use: office, height_m: 60}"))]
    assert ids
    assert "uk-fire-high-rise/high-rise-equipment" not in ids


def test_a_rule_by_age_needs_to_know_the_age() -> None:
    lift = "  lift-1: {{class: elevator/traction, name: Lift{}}}\n"
    without, with_it = (
        {one.id: one for one in _answers(_opened(lift.format(keys), standards="cn-statutory"))}
        for keys in ("", ", in_service: 2020-05-20")
    )
    id_ = "cn-elevator-inspection/periodic-inspection"
    assert (without[id_].standing, without[id_].why) == (Standing.MISSING, "nothing says in_service")
    assert with_it[id_].standing is Standing.COVERED


def test_only_law_and_regulators_make_a_gap() -> None:
    pump = "  pump-1: {class: fire/riser, name: Riser, tasks: {five-year: {when: {use: mill}, because: x}}}\n"
    (answer,) = _answers(_opened(pump, standards="us-nfpa", estate="facts: {use: office}"))
    assert (answer.standing, answer.is_binding, answer.is_gap) == (Standing.MISSING, False, False)


def test_answers_stand_in_the_order_of_assets_and_rules() -> None:
    both = _a_system(id_="system-2") + _a_system(id_="system-1")
    assert [one.asset.id for one in _answers(_opened(both))] == ["system-1", "system-2"]


def test_schedules_of_ones_own_are_not_asked_for() -> None:
    own = "schedules: {steam: {applies_to: [pressure], tasks: {look: {name: Look, every: 1 week, force: law}}}}\n"
    estate = estate_file("standards: [uk-statutory]")
    one = an_estate({"estate.yaml": estate, "assets/a.yaml": f"assets:\n{_a_system()}", "schedules/s.yaml": own})
    assert [answer.id for answer in _answers(one)] == [RULE]


# What else an auditor asks


def test_assets_for_which_nothing_is_planned_are_named() -> None:
    one = _opened(_a_system() + "  pump-1: {class: pump, name: Pump}\n")
    assert [asset.id for asset in without_schedule(one.estate, one.series)] == ["pump-1"]


def test_a_tower_usually_has_what_its_height_asks_for() -> None:
    tower = "  tower-1: {class: building/block, name: Tower 1}\n"
    facts = "facts: {use: residential, height_m: 60}"
    absent = {one.class_: one for one in lacking(_opened(tower, standards="cn-statutory", estate=facts).estate)}
    assert "pump/fire" in absent
    assert [asset.id for asset in absent["pump/fire"].beside] == ["tower-1"]


def test_a_class_below_the_usual_one_will_do() -> None:
    facts = "facts: {use: residential, height_m: 60}"
    both = "  tower-1: {class: building/block, name: Tower 1}\n  lift-1: {class: elevator/traction, name: Lift}\n"
    absent = {one.class_ for one in lacking(_opened(both, standards="cn-statutory", estate=facts).estate)}
    assert absent
    assert "elevator" not in absent


def test_nothing_is_usual_of_a_low_house_or_of_a_pack_that_is_not_used() -> None:
    tower = "  tower-1: {class: building/block, name: Tower 1}\n"
    high, low = "facts: {use: residential, height_m: 60}", "facts: {use: residential, height_m: 9}"
    assert lacking(_opened(tower, standards="us-statutory", estate=high).estate) == []
    assert "pump/fire" not in {
        one.class_ for one in lacking(_opened(tower, standards="cn-statutory", estate=low).estate)
    }


LIFT = "  lift-1: {class: elevator/traction, name: Lift, in_service: 2026-05-20}\n"
INSPECTED = entry("done", "2027-05-18", "2027-05-20", "periodic-inspection", "lift-1")


def _next(one: Opened, today: str, *acts: Act) -> dict[str, str]:
    ranks = {series.rank for series in one.series}
    dates = next_dates(one.estate, one.series, logbook_of(acts), one.lock, parse_day(today), ranks)
    return {series.task.bare_id: ISO[dates[series.rank]] for series in one.series if series.rank in dates}


def test_the_next_date_of_each_rule_is_looked_for_as_far_as_it_lies() -> None:
    by_task = _next(_opened(LIFT, standards="cn-statutory"), "2028-01-01", INSPECTED)
    assert by_task["self-testing"] == "2028-05-20"
    assert by_task["periodic-inspection"] == "2030-05-20"
    assert by_task["ageing-assessment"] == "2041-05-20"
    assert "restart-inspection" not in by_task


def test_what_is_owed_is_the_next_date_however_long_ago_it_was() -> None:
    assert _next(_opened(LIFT, standards="cn-statutory"), "2028-01-01")["periodic-inspection"] == "2027-05-20"


def test_what_was_missed_and_given_up_is_not_the_next_date() -> None:
    pump = "  pump-1: {class: pump, name: P, tasks: {look: {name: Look, every: 1 day}}}\n"
    assert _next(_opened(pump), "2027-03-10")["look"] == "2027-03-09"


def test_the_next_date_of_what_hangs_on_another_is_found_with_it() -> None:
    """The inspection of 2030 brings the request for it: neither has a date before."""
    by_task = _next(_opened(LIFT, standards="cn-statutory"), "2028-01-01", INSPECTED)
    assert by_task["inspection-request"] == "2030-04-20"


def test_the_last_date_of_each_rule_is_the_logbooks_else_what_the_register_says() -> None:
    system = _a_system(_said("last: 2026-06-01"))
    one = _opened(system + LIFT, standards="cn-statutory, uk-statutory")
    last = last_dates(one.series, logbook_of([INSPECTED]))
    by_task = {series.task.bare_id: ISO[last[series.rank]] for series in one.series if series.rank in last}
    assert by_task == {"periodic-inspection": "2027-05-18", "written-scheme-examination": "2026-06-01"}
