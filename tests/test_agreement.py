"""Every output says the same of every date: `overdue`, `calendar`, `export` and `status` hold one plan."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
from python_calamine import CalamineWorkbook

from tests.cli.commands import fmplan
from tests.lively import TODAY, a_lively_estate

EXAMPLES: Final = Path(__file__).parent.parent / "estate-examples"
WITH_LOGBOOK: Final = sorted(folder.parent for folder in EXAMPLES.glob("*/logbook"))
AHEAD: Final = 27
OWED: Final = {"overdue", "breach"}


WITHIN: Final = 14
"""So many days ahead the due list of a workbook looks."""

LETTERS: Final = {"": "planned", "D": "due", "O": "overdue", "B": "breach", "X": "done", "S": "skipped"}
LETTERS_ALSO: Final = {"F": "deferred", "M": "missed"}
"""The letters of states on the page."""

_TOKEN: Final = re.compile(r"(-?[0-9a-z]+)([A-Z]?)[^*]*?(?:\*([0-9a-z]+))?")


class Told(NamedTuple):
    """What each command says of one estate, from its first day to four weeks after today."""

    today: str
    calendar: dict[str, Any]
    exported: dict[str, Any]
    in_csv: dict[str, Any]
    overdue: dict[str, Any]
    status: dict[str, Any]
    beside: str
    feed: str
    page: dict[str, Any]
    due_list: list[list[Any]]


@pytest.fixture(scope="module", params=["lively", *(folder.name for folder in WITH_LOGBOOK)])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """An estate as every command tells it; an example on the day of its newest entry."""
    if request.param == "lively":
        return _told(a_lively_estate(tmp_path_factory.mktemp("lively")), TODAY, tmp_path_factory.mktemp("spare"))
    folder = EXAMPLES / request.param
    days = (
        json.loads(line)["on"]
        for path in (folder / "logbook").rglob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    )
    return _told(folder, max(days), tmp_path_factory.mktemp("spare"))


def _told(folder: Path, today: str, spare: Path) -> Told:
    lines = (folder / "estate.yaml").read_text(encoding="utf-8").splitlines()
    begin = next(line.split()[1] for line in lines if line.startswith("starts:"))
    end = f"{date.fromisoformat(today) + timedelta(AHEAD)}"
    days = ("--from", begin, "--to", end, "--today", today)
    calendar = fmplan("calendar", folder, *days, "--format", "json")
    rows = csv.DictReader(io.StringIO(fmplan("export", "csv", folder, *days).out))
    seen = ("--today", today, "--format", "json")
    return Told(
        today,
        _by_key(calendar.out),
        _by_key(fmplan("export", "json", folder, *days).out),
        {row["key"]: row for row in rows},
        json.loads(fmplan("overdue", folder, "--within", f"{AHEAD}", *seen).out),
        json.loads(fmplan("status", folder, *seen).out),
        calendar.err,
        fmplan("export", "ical", folder, *days, "--per", "occurrence", "--as", "todo").out.replace("\r\n ", ""),
        _page(fmplan("export", "html", folder, *days).out),
        _due_list(folder, spare / "plan.xlsx", *days),
    )


def _page(text: str) -> dict[str, Any]:
    """Return the one estate that the page holds."""
    data = text.partition('<script type="application/json" id="data">')[2].partition("</script>")[0]
    estate: dict[str, Any] = json.loads(data)["estates"][0]
    return estate


def _due_list(folder: Path, path: Path, *days: str) -> list[list[Any]]:
    """Return what the workbook's due list names: asset, task and date of each row that can be filled in."""
    assert fmplan("export", "xlsx", folder, *days, "--language", "en", "-o", path).code == 0
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("Due and overdue").to_python()
    heads = next(number for number, row in enumerate(rows) if row[:3] == ["asset", "task", "for"] and row[3])
    return [row[:4] for row in rows[heads + 1 :] if row[0]]


def _by_key(text: str) -> dict[str, Any]:
    return {one["key"]: one for one in json.loads(text)["occurrences"]}


def _owed(told: Told) -> dict[str, Any]:
    """What is owed of the plan: all but readings, which are no dates."""
    return {one["key"]: one for one in told.overdue["owed"] if one["status"] in OWED and one["what"] != "reading"}


def test_calendar_json_and_csv_have_the_same_dates_and_states(told: Told) -> None:
    assert told.calendar
    assert told.exported == told.calendar
    assert told.in_csv.keys() == told.calendar.keys()
    names = ("uid", "due", "planned", "latest", "limit", "status", "done_on", "covered_by")
    for key, one in told.calendar.items():
        assert {name: told.in_csv[key][name] for name in names} == {name: one[name] or "" for name in names}


def test_the_feed_has_every_date_that_stands_by_itself_on_its_day(told: Told) -> None:
    states = {"done": "COMPLETED", "skipped": "CANCELLED", "missed": "CANCELLED"}
    expected = {
        one["uid"]: (one["planned"].replace("-", ""), states.get(one["status"], "NEEDS-ACTION"))
        for one in told.calendar.values()
        if one["status"] != "covered"
    }
    todos = [
        {name.partition(";")[0]: value for name, _, value in (line.partition(":") for line in todo.splitlines())}
        for todo in told.feed.split("BEGIN:VTODO")[1:]
    ]
    assert {todo["UID"]: (todo["DUE"][:8], todo["STATUS"]) for todo in todos} == expected


def test_the_page_has_every_date_that_stands_by_itself_in_its_state(told: Told) -> None:
    expected = sorted(
        (one["asset"], one["task_name"], one["planned"], one["status"])
        for one in told.calendar.values()
        if one["status"] != "covered"
    )
    assert sorted(_dates_of(told.page)) == expected


def _dates_of(page: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    letters = LETTERS | LETTERS_ALSO
    for asset, task, _, _, dates, *_ in page["series"]:
        day = date.fromisoformat(page["start"])
        for token in page["dates"][dates].split():
            step, letter, count = _TOKEN.fullmatch(token).groups()  # type: ignore[union-attr]
            for _ in range(int(count or "1", 36)):
                day += timedelta(int(step, 36))
                yield page["assets"][asset]["i"], page["tasks"][task]["n"], f"{day}", letters[letter]


def test_the_due_list_of_the_workbook_names_what_overdue_tells(told: Told) -> None:
    end = f"{date.fromisoformat(told.today) + timedelta(WITHIN)}"
    expected = [
        [one["asset"], one["task"], one["key"].rpartition("/")[2], one["status"]]
        for one in told.overdue["owed"]
        if one["what"] == "work" and (one["status"] in OWED or one["planned"] <= end)
    ]
    assert sorted(told.due_list) == sorted(expected)


def test_what_is_owed_is_what_the_calendar_shows_as_late(told: Told) -> None:
    last = max(one["planned"] for one in told.calendar.values())
    late = {key: one for key, one in told.calendar.items() if one["status"] in OWED}
    # What was put off beyond the calendar although its cap has run out is owed all the same.
    assert {key for key, one in _owed(told).items() if one["planned"] <= last} == late.keys()


def test_what_is_owed_or_comes_due_says_the_same_as_the_calendar(told: Told) -> None:
    known = [one for one in told.overdue["owed"] if one["key"] in told.calendar]
    assert known or not told.overdue["owed"]
    for one in known:
        beside = told.calendar[one["key"]]
        assert {name: one[name] for name in beside} == beside


def test_whatever_is_due_today_or_late_is_told_by_overdue(told: Told) -> None:
    looked_at = {one["key"] for one in told.overdue["owed"]}
    assert {key for key, one in told.calendar.items() if one["status"] in {"due", *OWED}} <= looked_at


def test_the_backlog_of_status_is_what_is_owed(told: Told) -> None:
    status = told.status
    assert {one["key"]: one["status"] for one in status["owed"]} == {
        key: one["status"] for key, one in _owed(told).items()
    }
    assert status["backlog"]["owed"] == sum(one["what"] == "work" for one in _owed(told).values())
    for part in status["by"].values():
        assert sum(one["backlog"]["owed"] for one in part.values()) == status["backlog"]["owed"]


def test_the_calendar_counts_what_overdue_tells(told: Told) -> None:
    number = told.overdue["counts"]["owed"]
    assert (f"{number:,} owed: fmplan overdue\n" in told.beside) == bool(number)
