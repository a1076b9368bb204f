"""The past of one thing, in each of its forms."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from html.parser import HTMLParser

import pytest
from rich.cells import cell_len

from fmplan.dates.ranges import parse_day
from fmplan.exports.history.html import as_html
from fmplan.exports.history.json import as_json
from fmplan.exports.history.markdown import as_markdown
from fmplan.exports.history.rows import summary
from fmplan.exports.history.table import as_table
from fmplan.logbook.read import logbook_of
from fmplan.schedules.past import Past, past_of
from tests.lively import TODAY, acts, lively_files
from tests.logbook.acts import an_act
from tests.schedules.factories import an_estate


def past(asset: str = "lift-1a", today: str = TODAY) -> Past:
    one = an_estate(lively_files())
    series = [each for each in one.series if each.asset.id == asset]
    logbook = logbook_of(acts())
    return past_of(one.estate, one.estate.assets[asset], series, logbook, parse_day(today), one.lock)


def test_the_first_line_is_what_an_inspector_asks_for() -> None:
    first = "services 15, longest gap 28 days, over the cap 2 (2026-12-03, 18 days; 2027-05-24, 28 days)"
    assert as_table(past(), "en", 80, colour=False).splitlines()[0] == first
    assert as_markdown(past(), "en").splitlines()[0] == first
    assert summary(past(), "zh") == "服务15次，最长间隔28天，超上限2次（2026-12-03，18天；2027-05-24，28天）"


def test_it_says_where_the_cap_has_run_out_by_now() -> None:
    assert summary(past(today="2027-06-15"), "en").endswith("22 days since the last, over the cap")


def test_what_is_counted_says_its_name_where_it_is_no_maintenance() -> None:
    one = an_estate("""\
        assets:
          lift-1:
            class: elevator
            name: Lift 1
            tasks:
              test: {name: Yearly test, kind: testing, every: 1 year, from: completion, max_gap: 1 year}
              visit: {name: Monthly visit, kind: maintenance, every: 1 month}
    """)
    done = [("test", "2027-02-01"), ("visit", "2027-01-10"), ("visit", "2027-02-10")]
    logbook = logbook_of([an_act("done", on=on, asset="lift-1", task=task) for task, on in done])
    seen = past_of(one.estate, one.estate.assets["lift-1"], one.series, logbook, parse_day("2027-03-01"), one.lock)
    assert summary(seen, "en") == "services 1 (Yearly test), over the cap 0"


def test_where_nothing_was_done_it_says_so() -> None:
    text = as_table(past("ext-1", today="2027-01-10"), "en", 80, colour=False)
    assert text.splitlines()[0] == "services 0"
    assert text.endswith("The logbook says nothing of it\n")


@pytest.mark.parametrize("said", ["p-1, p-3", "TJ-311", "reports/q1.pdf", "no parts", "lin", "new rope in 2026"])
def test_people_numbers_evidence_and_reasons_are_told_in_every_form(said: str) -> None:
    for text in (
        as_table(past(), "en", 140, colour=False),
        as_markdown(past(), "en"),
        as_html(past(), "en"),
        as_json(past(), "en").replace('"p-1","p-3"', "p-1, p-3"),
    ):
        assert said in text


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [80, 140])
def test_no_line_is_wider_than_the_terminal(language: str, width: int) -> None:
    assert max(map(cell_len, as_table(past(), language, width, colour=False).splitlines()[1:])) <= width


def test_the_day_of_recording_stands_beside_the_day_of_work() -> None:
    rows = as_table(past("pump-1"), "en", 100, colour=False).splitlines()
    assert any(row.split()[0] == "2027-01-11" and row.split()[-1] == "2027-06-01" for row in rows if row.strip())


def test_the_begin_of_the_plan_parts_the_entries() -> None:
    lines = as_table(past(), "en", 80, colour=False).splitlines()
    here = lines.index("  -- the plan begins --")
    assert lines[here - 1].split()[0] == "2026-12-31"
    assert lines[here + 1].split()[0] == "2027-01-04"


def test_the_page_stands_by_itself_and_escapes_what_people_wrote() -> None:
    page = as_html(past("ext-1"), "en")
    assert "painters &lt;b&gt;in&lt;/b&gt; the room" in page
    assert "<b>" not in page
    tags = _Tags()
    tags.feed(page)
    assert not tags.names & {"script", "link", "img", "iframe", "object"}
    assert not tags.loading
    style = page.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in html.unescape(page)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.loading: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.loading += (name for name, _ in attrs if name in {"src", "href", "onload", "onclick"})


def test_json_holds_each_line_as_it_was_written() -> None:
    told = json.loads(as_json(past(), "en"))
    assert [one["entry"] for one in told["entries"]].count("deferred") == 1
    inspection = next(one for one in told["entries"] if one["task"] == "inspection")
    assert (inspection["number"], inspection["next"], inspection["days_late"]) == ("TJ-311", "2028-05", 0)
    assert [one["until"] for one in told["certificates"]["mark"]] == ["2027-05-31", "2028-05-31"]
    assert told["tasks"][0]["over_cap"][1] == {"on": "2027-05-24", "days": 28, "over": 13}
