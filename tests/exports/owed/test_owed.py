"""What is owed, in each of its forms."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from fmplan.dates.ranges import parse_day
from fmplan.exports.fields import FIELDS
from fmplan.exports.owed.github import as_github
from fmplan.exports.owed.json import OWED_FIELDS, as_csv, as_json
from fmplan.exports.owed.markdown import as_markdown
from fmplan.exports.owed.rows import Group, in_groups
from fmplan.exports.owed.table import as_table
from fmplan.logbook.entries import EMPTY
from fmplan.logbook.read import logbook_of
from fmplan.schedules.owed import Owed, owed_of
from tests.exports.registers import whole
from tests.lively import ASSETS, TODAY, acts, lively_files
from tests.schedules.factories import an_estate


def lively(within: int = 0, assets: str = ASSETS) -> Owed:
    one = an_estate({**lively_files(), "assets/a.yaml": assets})
    return owed_of(one.estate, one.series, logbook_of(acts()), parse_day(TODAY), one.lock, within=within)


def table(language: str = "en", width: int = 140, group: Group | None = None, *, colour: bool = False) -> str:
    return whole(as_table([lively()], [language], group=group, width=width, colour=colour, portfolio=False))


def objects(group: Group | None = None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(whole(as_json([lively()], ["en"], group, portfolio=False)))["owed"]
    return found


def test_every_field_of_an_occurrence_is_there_and_then_those_of_a_debt() -> None:
    assert OWED_FIELDS[: len(FIELDS)] == FIELDS
    assert {tuple(one) for one in objects()} == {OWED_FIELDS}


def test_csv_says_what_json_says() -> None:
    rows = list(csv.DictReader(io.StringIO(whole(as_csv([lively()], ["en"], None)))))
    names = ("key", "status", "what", "remedy", "why", "last_done")
    assert [[row[name] for name in names] for row in rows] == [[one[name] or "" for name in names] for one in objects()]
    assert [row["days_late"] for row in rows] == [str(one["days_late"]) for one in objects()]


def test_a_formula_is_no_formula_in_a_cell() -> None:
    owed = lively(assets=ASSETS.replace("name: Extinguisher 1", 'name: "=1+1"'))
    rows = csv.DictReader(io.StringIO(whole(as_csv([owed], ["en"], None))))
    assert "'=1+1" in {row["asset_name"] for row in rows}


def test_an_expired_certificate_says_that_the_thing_must_not_be_used() -> None:
    (one,) = [one for one in objects() if one["must_not_be_used"]]
    assert one["why"] == "must not be used, ran out on 2027-05-31"
    assert one["remedy"].startswith("renew it and correct `expires` at assets/a.yaml:")
    assert "禁止使用，已于2027-05-31到期" in table("zh")


def test_what_ran_out_before_the_plan_began_says_so() -> None:
    register = """\
        assets:
          lift-1:
            class: elevator
            name: Lift 1
            certificates: {mark: {expires: 2022-12-13}}
            tasks: {look: {name: Look, every: 1 month, from: completion, max_gap: 1 month, last: 2022-10-20}}
    """
    one = an_estate(register)
    owed = owed_of(one.estate, one.series, EMPTY, parse_day("2027-02-01"), one.lock)
    told = json.loads(whole(as_json([owed], ["en"], None, portfolio=False)))["owed"]
    whys = {debt["key"]: debt["why"] for debt in told}
    assert whys == {
        "lift-1/certificate.mark/2027-01-01": "must not be used, ran out on 2022-12-13",
        "lift-1/look/#1": "the cap of 1 month ran out before the plan began on 2027-01-01",
    }


def test_each_says_what_to_do() -> None:
    remedies = {one["key"]: one["remedy"] for one in objects()}
    assert remedies["ext-1/look/2027-04-15"] == "fmplan done ext-1 look --for 2027-04-15"
    assert remedies["lift-3/half-month/2027-05-10"].startswith("done since: fmplan skip lift-1a half-month --for")
    assert remedies["lift-3/half-month/A-1-07"].endswith("--item A-1-07=…")


def test_a_number_is_quoted_for_the_shell() -> None:
    one = an_estate(lively_files())
    owed = owed_of(one.estate, one.series, logbook_of(acts()), parse_day("2027-08-30"), one.lock)
    text = whole(as_json([owed], ["en"], None, portfolio=False))
    assert "fmplan done pump-1 oil --for '#3'" in text


def test_a_reading_tells_what_it_was_and_what_it_should_be() -> None:
    (one,) = [one for one in objects() if one["what"] == "reading"]
    assert one["why"] == "Levelling was 14 mm on 2027-05-24, should be at most 10 mm"
    assert (one["reading"]["value"], one["reading"]["bounds"]) == (14, "at most 10 mm")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [80, 140])
def test_no_row_is_wider_than_the_terminal_and_no_command_is_cut(language: str, width: int) -> None:
    from rich.cells import cell_len

    lines = table(language, width).splitlines()
    assert max(cell_len(line) for line in lines if "`" not in line) <= width
    assert any(line.endswith("fmplan done ext-1 look --for 2027-01-15") for line in lines)


def test_dates_of_one_series_stand_in_one_row() -> None:
    assert "also due 2027-02-15, 2027-04-15, 2027-05-15" in table()
    assert table().count("Extinguisher 1") == 2  # the looks, and the end of its life


def test_groups_stand_under_headings_the_worst_group_first() -> None:
    lines = table(group="team").splitlines()
    headings = [line for line in lines if line and not line.startswith(" ")]
    assert headings[:3] == ["Lift contractor", "Own staff", "no team"]
    owed = lively()
    assert sorted(map(id, in_groups(owed, "class"))) == sorted(map(id, owed.debts))
    assert [one["team"] for one in objects("team")] != [one["team"] for one in objects()]


def test_the_last_line_counts() -> None:
    owed = lively()
    breaches = sum(debt.status.value == "breach" for debt in owed.due_now)
    last = table().splitlines()[-1]
    assert last.startswith(f"{len(owed.due_now)} owed, breach {breaches}, overdue {len(owed.due_now) - breaches}, ")


def test_nothing_owed_says_so() -> None:
    one = an_estate(lively_files())
    owed = owed_of(one.estate, one.series, logbook_of(acts()), parse_day("2027-01-01"), one.lock)
    assert whole(as_table([owed], ["en"], group=None, width=80, colour=False, portfolio=False)) == (
        "Nothing is owed: 2027-01-01\n"
    )


def test_markdown_escapes_and_has_a_row_for_each_series() -> None:
    owed = lively(assets=ASSETS.replace("name: Extinguisher 1", 'name: "a | b <i>"'))
    text = whole(as_markdown([owed], ["en"], "location"))
    assert "## Tower 1" in text
    assert r"a \| b \<i\>" in text
    assert "**breach**" in text


def test_github_shows_each_beside_its_line() -> None:
    lines = whole(as_github(lively(), "en", None, "court/")).splitlines()
    assert lines[0].startswith("::error file=court/assets/a.yaml,line=")
    assert {line.split()[0] for line in lines} == {"::error", "::warning", "::notice"}
    assert len(lines) == len(lively().debts)


def test_colours_only_where_they_are_asked_for() -> None:
    assert "\x1b" not in table()
    assert "\x1b[1;31m" in table(colour=True)
