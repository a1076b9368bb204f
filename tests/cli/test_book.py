from __future__ import annotations

from pathlib import Path

from tests.cli.yard import a_yard, an_act, fm, recorded_in


def test_the_date_near_the_agreed_day_is_fixed(tmp_path: Path) -> None:
    yard = a_yard(tmp_path, an_act("done", "2027-02-01", "lift", "quarter", for_="2027-02-01"))
    ended = fm(yard, "book", "lift", "quarter", "--to", "2027-04-29", "--at", "09:00")
    assert ended.out.startswith("lift quarter: booked to 2027-04-29 at 09:00, fixes hoist/quarter/2027-05-01, due ")
    assert recorded_in(yard) == [
        an_act("booked", "2027-03-01", "lift", "quarter", for_="2027-05-01", to="2027-04-29", at="09:00")
    ]


def test_it_never_goes_past_a_cap(tmp_path: Path) -> None:
    days = ["2027-01-04", "2027-01-18", "2027-02-01", "2027-02-15", "2027-03-01"]
    yard = a_yard(tmp_path, *(an_act("done", day, "lift", "half-month", for_=day) for day in days))
    ended = fm(yard, "book", "lift", "half-month", "--to", "2027-03-18")
    assert ended.code == 2
    assert "would breach the cap of 15 days: the last day is 2027-03-16" in ended.err


def test_a_day_that_is_past_cannot_be_agreed_on(tmp_path: Path) -> None:
    yard = a_yard(tmp_path)
    assert "2027-02-20 lies before 2027-03-01" in fm(yard, "book", "lift", "quarter", "--to", "2027-02-20").err
    assert "write it as 09:00" in fm(yard, "book", "lift", "quarter", "--to", "2027-04-29", "--at", "nine").err
