"""The figures of a period, in each of their forms."""

from __future__ import annotations

import json

import pytest
from rich.cells import cell_len

from fmplan.dates.ranges import parse_date_range, parse_day
from fmplan.exports.compliance.json import as_json
from fmplan.exports.compliance.markdown import as_markdown
from fmplan.exports.compliance.rows import buckets, percent, sparkline
from fmplan.exports.compliance.table import as_table
from fmplan.logbook.read import logbook_of
from fmplan.schedules.compliance import Score, Week
from fmplan.schedules.figures import Figures, figures_of
from tests.lively import TODAY, acts, lively_files
from tests.schedules.factories import an_estate


def figures() -> Figures:
    one = an_estate(lively_files())
    period = parse_date_range(f"2027-01-01..{TODAY}")
    return figures_of(one.estate, one.series, logbook_of(acts()), period, parse_day(TODAY), one.lock)


def test_each_rule_is_printed_by_its_name() -> None:
    text = as_table(figures(), "en", 140)
    assert "  strict " in text
    assert "done inside its late window; never past a cap" in text
    assert "20 % of the interval, 28 days at most" in text
    assert "20%且最多28天" in as_table(figures(), "zh", 80)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [80, 140])
def test_no_line_is_wider_than_the_terminal(language: str, width: int) -> None:
    assert max(map(cell_len, as_table(figures(), language, width).splitlines())) <= width


def test_markdown_has_a_table_for_each_part() -> None:
    text = as_markdown(figures(), "en")
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        "## Compliance", "## team", "## kind", "## place", "## Defects",
    ]  # fmt: skip


def test_json_adds_up_what_the_parts_say() -> None:
    told = json.loads(as_json([figures()], ["en"], portfolio=False))
    strict = told["compliance"]["strict"]
    for parts in told["by"].values():
        assert sum(part["compliance"]["strict"]["due"] for part in parts.values()) == strict["due"]
    assert strict["share"] == round(strict["on_time"] / strict["due"], 4)
    assert len(told["weeks"]) == 12
    assert told["recurring_defects"][0]["days"] == ["2027-01-18", "2027-02-15", "2027-03-15"]


def test_a_portfolio_is_one_object_with_its_estates() -> None:
    told = json.loads(as_json([figures(), figures()], ["en", "zh"], portfolio=True))
    assert [one["estate"] for one in told["estates"]] == ["lively", "lively"]


@pytest.mark.parametrize(
    ("share", "text"), [(None, "-"), (0.0, "0%"), (0.5, "50%"), (0.9999, "99.9%"), (1.0, "100%"), (0.123, "12.3%")]
)
def test_what_is_not_all_is_never_rounded_up_to_all(share: float | None, text: str) -> None:
    assert percent(share) == text


def test_a_bar_for_each_week_and_a_dot_for_none() -> None:
    weeks = [Week(0, Score(*pair)) for pair in ((4, 0), (4, 2), (4, 4), (0, 0))]
    assert sparkline(weeks) == "▁▅█·"


def test_ages_fall_into_four_buckets() -> None:
    assert buckets([1, 7, 8, 30, 31, 90, 91]) == (2, 2, 2, 1)
