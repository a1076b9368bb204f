from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from fmplan.dates.ranges import parse_day
from fmplan.findings import Place
from fmplan.logbook.closed import closed_by, together
from fmplan.logbook.entries import EMPTY, Joined, Logbook
from fmplan.logbook.entry import Entry, id_of
from fmplan.logbook.read import logbook_of, read_logbook
from fmplan.logbook.volume import Shelf, Volume
from tests.logbook.acts import an_act
from tests.memorytree import MemoryTree

LIFT = ("lift-1a",)


def _days(logbook: Logbook, *assets: str) -> list[str]:
    return [str(one.line["on"]) for one in logbook.of(assets or LIFT, "half-month")]


def _in_files(*files: list[dict[str, Any]]) -> Logbook:
    from fmplan.logbook.write import lines_of

    tree = MemoryTree({f"logbook/{number}.jsonl": lines_of(acts) for number, acts in enumerate(files)})
    logbook, findings = read_logbook(tree, "logbook")
    assert findings == []
    return logbook


def test_an_empty_logbook_holds_nothing() -> None:
    assert EMPTY.is_empty
    assert list(EMPTY.entries) == []
    assert EMPTY.of(LIFT, "half-month") == []


def test_closings_come_in_the_order_of_day_and_id() -> None:
    acts = [an_act(on="2027-03-20"), an_act(on="2027-03-05", note="a"), an_act(on="2027-03-05", note="b")]
    first, second = sorted(map(id_of, acts[1:]))
    assert [one.id for one in logbook_of(acts).of(LIFT, "half-month")] == [first, second, id_of(acts[0])]


def test_closings_leave_out_notes_and_other_tasks() -> None:
    logbook = logbook_of([an_act(), an_act("note", asset="lift-1a", task="half-month"), an_act(task="quarter")])
    assert [one.kind for one in logbook.of(LIFT, "half-month")] == ["done"]


def test_an_asset_is_known_by_all_of_its_ids() -> None:
    logbook = logbook_of([an_act(on="2027-03-20"), an_act(on="2027-03-05", asset="lift-3")])
    assert _days(logbook, "lift-1a", "lift-3") == ["2027-03-05", "2027-03-20"]


def test_everything_of_an_asset_comes_by_task() -> None:
    logbook = logbook_of(
        [an_act(), an_act("reading", task="quarter"), an_act("note", asset="lift-1a"), an_act("event")]
    )
    found = {task: [one.kind for one in entries] for task, entries in logbook.tasks_of(LIFT).items()}
    assert found == {"half-month": ["done"], "quarter": ["reading"], "": ["note"]}


def test_readings_are_those_of_one_meter_whichever_task_they_were_taken_with() -> None:
    acts = [an_act("reading", on="2027-03-03"), an_act("reading", task="quarter"), an_act("reading", meter="starts")]
    assert [one.line["on"] for one in logbook_of(acts).readings(LIFT, "run-hours")] == ["2027-03-02", "2027-03-03"]


def test_events_are_of_the_whole_estate() -> None:
    logbook = logbook_of([an_act("event"), an_act("event", event="storm"), an_act()])
    assert [one.more["event"] for one in logbook.events()] in (["typhoon", "storm"], ["storm", "typhoon"])
    assert [one.more["event"] for one in logbook.events("storm")] == ["storm"]
    assert logbook.assets == {"lift-1a"}


def test_the_same_act_twice_is_one_whichever_file_it_stands_in() -> None:
    act = an_act()
    assert len(logbook_of([act, act]).of(LIFT, "half-month")) == 1
    assert len(_in_files([act], [act]).of(LIFT, "half-month")) == 1


def test_of_two_copies_the_one_recorded_first_counts() -> None:
    late, early = an_act(recorded="2027-03-03T08:00+08:00"), an_act(recorded="2027-03-03T00:30Z")
    earliest = an_act(recorded="2027-03-03T07:59+08:00")
    for acts in ([late, early, earliest], [earliest, late, early]):
        assert [one.recorded for one in logbook_of(acts).of(LIFT, "half-month")] == [earliest["recorded"]]
        assert [one.recorded for one in _in_files(*([act] for act in acts)).of(LIFT, "half-month")] == [
            earliest["recorded"]
        ]


def test_again_makes_a_real_second_one() -> None:
    assert len(logbook_of([an_act(), an_act(again=2)]).of(LIFT, "half-month")) == 2


def _undone(act: dict[str, Any], **keys: Any) -> dict[str, Any]:
    return an_act("undone", on="2027-03-10", undoes=id_of(act), **keys)


def test_what_was_undone_is_not_there() -> None:
    wrong = an_act()
    for keys in ({}, {"asset": "lift-1a"}, {"asset": "lift-1a", "task": "half-month"}, {"asset": "lift-2"}):
        logbook = logbook_of([wrong, an_act(on="2027-03-20"), _undone(wrong, **keys)])
        assert _days(logbook) == ["2027-03-20"]
        assert logbook.is_undone(next(one for one in logbook_of([wrong]).entries))


def test_what_was_undone_is_not_there_in_any_copy() -> None:
    wrong = an_act()
    logbook = _in_files([wrong], [_undone(wrong)], [{**wrong, "recorded": "2027-03-09"}])
    assert _days(logbook) == []
    assert logbook.assets == frozenset()


def test_an_undone_may_itself_be_undone() -> None:
    wrong = an_act()
    back = _undone(wrong)
    assert _days(logbook_of([wrong, back, _undone(back)])) == ["2027-03-02"]
    assert _days(logbook_of([wrong, back, _undone(back), _undone(_undone(back))])) == []


def test_a_reading_and_an_event_can_be_undone() -> None:
    reading, event = an_act("reading"), an_act("event")
    logbook = logbook_of([reading, event, _undone(reading), _undone(event)])
    assert (logbook.readings(LIFT, "run-hours"), logbook.events()) == ([], [])


def test_undoing_the_first_leaves_the_second() -> None:
    assert len(logbook_of([an_act(), an_act(again=2), _undone(an_act())]).of(LIFT, "half-month")) == 1


ACTS = [an_act(), an_act(on="2027-03-20"), an_act(again=2), _undone(an_act()), an_act("event"), an_act("reading")]
ACTS += [_undone(ACTS[3], reason="right after all"), _undone(ACTS[1])]


@given(st.lists(st.sampled_from(ACTS), max_size=12), st.integers(1, 4), st.randoms(use_true_random=False))
def test_neither_order_nor_repeats_nor_files_change_anything(
    acts: list[dict[str, Any]], files: int, chance: random.Random
) -> None:
    divided: list[list[dict[str, Any]]] = [[] for _ in range(files)]
    repeated = [*acts, *(chance.choice(acts) for _ in range(3 if acts else 0))]
    chance.shuffle(repeated)
    for act in repeated:
        chance.choice(divided).append(act)
    from fmplan.logbook.write import lines_of

    tree = MemoryTree({f"logbook/{number}.jsonl": lines_of(one) for number, one in enumerate(divided)})
    shuffled, _ = read_logbook(tree, "logbook")
    assert [one.line for one in shuffled.entries] == [one.line for one in logbook_of(acts).entries]


DATED = [an_act(on=f"2027-03-{n:02}", for_=f"2027-03-{n - n % 3:02}") for n in (3, 6, 7, 9)]
DATED += [an_act("skipped", for_="2027-03-15"), an_act(for_="#3", on="2027-03-20"), an_act(on="2027-03-12")]
DATED += [an_act(on="2027-03-05", for_="1990-03-05"), an_act(on="2027-03-08", for_="2027-03-08", asset="lift-3")]
DATED += [_undone(DATED[1]), _undone(DATED[-1]), an_act("reading"), an_act("note", asset="lift-3", task="half-month")]


BOTH = ("lift-1a", "lift-3")


def _as_read(logbook: Logbook) -> Logbook:
    return logbook


def _of_some_alone(logbook: Logbook) -> Logbook:
    return logbook.only(BOTH)


def _with_years_joined(logbook: Logbook) -> Logbook:
    numbers = range(len(logbook.volumes) - 1)
    closings = together([logbook.volumes[number].contents.closings for number in numbers])
    return replace(logbook, joined=Joined(numbers, closings))


@given(
    st.lists(st.sampled_from(DATED), max_size=8),
    st.integers(1, 3),
    st.sampled_from(["2027-03-02", "2027-03-07", "2027-03-12", "2027-12-31"]),
    st.sampled_from([_as_read, _with_years_joined, _of_some_alone]),
)
def test_what_was_closed_by_name_is_what_the_entries_close(
    acts: list[dict[str, Any]], files: int, seen: str, kind: Callable[[Logbook], Logbook]
) -> None:
    from fmplan.logbook.write import lines_of

    names = ["logbook/2026/01/a.jsonl", "logbook/2027/03/a.jsonl", "logbook/a.jsonl"]
    tree = MemoryTree({names[number]: lines_of(acts[number::files]) for number in range(files)})
    logbook = kind(read_logbook(tree, "logbook")[0]).seen_on(parse_day(seen))
    by_entries = {task: closed_by(found, logbook.since) for task, found in logbook.tasks_of(BOTH).items()}
    assert {
        task: (one.first, one.is_all, one.is_all and one.days) for task, one in logbook.closed_of(BOTH).items()
    } == {task: (one.first, one.is_all, one.is_all and one.days) for task, one in by_entries.items()}
    for asset in logbook.told_by_closings:
        told = {task: of_task[asset] for task, of_task in logbook.closings.by_task.items() if asset in of_task}
        assert told == logbook.closed_of([asset])
        assert not any("/" in task for task in told)


def test_what_was_copied_undone_or_lies_ahead_is_not_told_by_what_was_closed_in_reading() -> None:
    from fmplan.logbook.write import lines_of

    acts = [an_act(asset=asset, on="2026-12-30", for_="2026-12-30") for asset in ("copied", "undone", "told")]
    more = [acts[0], _undone(acts[1]), an_act(asset="named", task="lifts/half-month"), an_act(asset="told")]
    tree = MemoryTree({"logbook/2026/12/a.jsonl": lines_of(acts), "logbook/2027/03/a.jsonl": lines_of(more)})
    logbook = read_logbook(tree, "logbook")[0]
    assert logbook.told_by_closings == {"told"}
    assert logbook.seen_on(parse_day("2027-01-01")).told_by_closings == {"told", "undone"}
    assert logbook.known_on(parse_day("2027-12-31")).told_by_closings == frozenset()


def test_one_entry_of_the_future_leaves_all_others_told_by_what_was_closed_in_reading(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    acts = [an_act(asset=asset, for_="2027-03-01") for asset in BOTH]
    logbook = _in_files([*acts, an_act(asset="lift-3", on="2027-04-01", for_="2027-03-15")])
    seen = logbook.seen_on(parse_day("2027-03-31"))
    taken_apart: list[Shelf] = []
    entries_on = Volume.entries_on

    def noted(volume: Volume, shelf: Shelf) -> list[Entry]:
        taken_apart.append(shelf)
        return entries_on(volume, shelf)

    monkeypatch.setattr(Volume, "entries_on", noted)
    assert seen.told_by_closings == {"lift-1a", "lift-3"}
    assert seen.closed_of(["lift-1a"]) == seen.closed_of(["lift-3"]) == logbook.closed_of(["lift-1a"])
    assert [list(shelf.outline.days) for shelf in taken_apart] == [[parse_day("2027-03-02")]]


def test_an_entry_of_a_later_day_is_not_there_yet() -> None:
    logbook = logbook_of([an_act(), an_act(on="2027-03-20")])
    assert _days(logbook.seen_on(parse_day("2027-03-19"))) == ["2027-03-02"]
    assert _days(logbook.seen_on(parse_day("2027-03-20"))) == ["2027-03-02", "2027-03-20"]
    assert logbook.seen_on(parse_day("2027-03-01")).assets == frozenset()


def test_what_is_undone_later_is_still_there() -> None:
    wrong = an_act()
    logbook = logbook_of([wrong, _undone(wrong)])
    assert _days(logbook.seen_on(parse_day("2027-03-09"))) == ["2027-03-02"]


def test_what_was_recorded_later_was_not_known() -> None:
    logbook = logbook_of([an_act(recorded="2027-04-01T08:00+08:00"), an_act(on="2027-03-20")])
    assert _days(logbook.known_on(parse_day("2027-03-31"))) == ["2027-03-20"]
    assert _days(logbook.known_on(parse_day("2027-04-01"))) == ["2027-03-02", "2027-03-20"]


def test_an_entry_is_found_by_its_id_also_when_it_is_undone() -> None:
    wrong = an_act()
    back = _undone(wrong)
    logbook = logbook_of([wrong, back])
    found = [logbook.by_id(id_of(act)) for act in (wrong, back, an_act("event"))]
    assert [one and one.line for one in found] == [wrong, back, None]


def test_an_entry_knows_its_line() -> None:
    logbook = _in_files([an_act(), an_act(on="2027-03-20")], [an_act(on="2027-03-21"), _undone(an_act())])
    places = [logbook.place_of(one) for one in logbook.entries]
    assert places == [Place("logbook/0.jsonl", 2, 1), Place("logbook/1.jsonl", 1, 1)]
    assert logbook.place_of(logbook.undones[0]) == Place("logbook/1.jsonl", 2, 1)


def test_an_entry_of_another_logbook_has_no_place_here() -> None:
    (entry,) = logbook_of([an_act()]).entries
    with pytest.raises(ValueError, match="is not of this logbook"):
        EMPTY.place_of(entry)
