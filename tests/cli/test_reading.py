from __future__ import annotations

from pathlib import Path

from fmplan.logbook.entry import id_of
from tests.cli.yard import a_yard, fm, recorded_in


def test_each_meter_is_an_entry_and_how_much_more_it_is_is_told(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    fm(yard, "reading", "pump-1", "hours=10400", "starts=12", today="2027-02-01")
    ended = fm(yard, "reading", "pump-1", "hours=10412")
    lines = recorded_in(yard)
    assert ended.out == f"pump-1 hours: 10412 on 2027-03-01, 12 more than on 2027-02-01 [{id_of(lines[-1])}]\n"
    assert [line["meter"] for line in lines] == ["hours", "starts", "hours"]


def test_a_meter_that_goes_back_is_doubted_with_what_to_do(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    fm(yard, "reading", "pump-1", "hours=10400", today="2027-02-01")
    ended = fm(yard, "reading", "pump-1", "hours=7")
    id_ = id_of(recorded_in(yard)[-1])
    assert ended.out.splitlines() == [
        f"pump-1 hours: 7 on 2027-03-01, less than 10400 on 2027-02-01 [{id_}]",
        f"  a slip: fmplan undo {id_} --reason WHY",
        "  a new meter: add to each of its readings what the old one ran",
    ]


def test_the_same_once_more_changes_nothing(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    fm(yard, "reading", "pump-1", "hours=10400")
    assert "already recorded on 2027-03-01; nothing changes" in fm(yard, "reading", "pump-1", "hours=10400").out
    (line,) = recorded_in(yard)
    other = fm(yard, "reading", "pump-1", "hours=10401").out
    assert f"as 10400: to correct it, first fmplan undo {id_of(line)} --reason WHY; nothing changes" in other
    assert len(recorded_in(yard)) == 1


def test_a_meter_that_is_new_beside_others_is_doubted(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    fm(yard, "reading", "pump-1", "run-hours=10400")
    doubt = "  nobody has read it before, and no task goes by it: "
    assert f"{doubt}did you mean 'run-hours'?\n" in fm(yard, "reading", "pump-1", "runhours=10401").out
    assert f"{doubt}pump-1 has run-hours, runhours\n" in fm(yard, "reading", "pump-1", "litres=3").out
    assert doubt not in fm(yard, "reading", "pump-1", "litres=4", today="2027-03-02").out
    assert doubt not in fm(yard, "reading", "pump-2", "litres=4").out


def test_what_is_no_number_is_refused(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    refused = fm(yard, "reading", "pump-1", "hours=many").err
    assert "Invalid value for METER=VALUE: cannot read 'many' as a reading" in refused
    assert fm(yard, "reading", "pump-9", "hours=1").code == 2
