"""Random registers for the properties: any mixture of rules, calendars, covers and lives, as YAML."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from tests.schedules.oracle import WEEK

START, END = date(2027, 1, 1), date(2028, 12, 31)

days_of_plan = st.dates(START, END)
asset_ids = st.from_regex(r"[a-z]{1,5}-[0-9]{1,2}", fullmatch=True)


def spans(most: int, *, size: int, start: date = START, end: date = END) -> st.SearchStrategy[list[str]]:
    """Up to `size` ranges of days, none longer than `most`."""
    one = st.builds(
        lambda day, days: f"{day}..{day + timedelta(days=days)}", st.dates(start, end), st.integers(0, most)
    )
    return st.lists(one, max_size=size)


def listed(values: object) -> str:
    """Return a list in flow style."""
    return "[" + ", ".join(str(value) for value in values) + "]"  # type: ignore[attr-defined]


@st.composite
def calendars(draw: st.DrawFn, longest: int = 12) -> str:
    """A calendar with any week, days off, days worked, closed and quiet days."""
    week = draw(st.sets(st.sampled_from(WEEK), min_size=1))
    parts = [
        "country: none",
        f"workweek: {listed(day for day in WEEK if day in week)}",
        f"holidays: {listed(draw(spans(longest, size=5)))}",
        f"workdays: {listed(draw(spans(2, size=2)))}",
        f"closed: {listed(draw(spans(longest, size=2)))}",
    ]
    quiet = draw(spans(9, size=1))
    if quiet:
        parts.append(f"quiet: [{{range: {quiet[0]}, reason: exams, bars: [noise]}}]")
    return f"calendar: {{{', '.join(parts)}}}"


seasons = st.sampled_from(["", "", "", ", season: 04-01..10-31", ", season: [02..03, 11-10..01-20]"])
shifts = st.sampled_from(
    ["", "", ", shift: earlier", ", shift: later", ", shift: nearest", ", shift: keep", ", shift: skip"]
)
windows = st.sampled_from(["", "", ", window: {early: 5 days, late: 5 days}", ", window: {early: 20 days}"])
impacts = st.sampled_from(["", "", ", impact: {type: noise}"])


@st.composite
def anchors(draw: st.DrawFn) -> str:
    how = draw(st.sampled_from(["", "first", "last"]))
    if not how:
        return ""
    low, high = (date(2026, 9, 1), date(2026, 12, 31)) if how == "last" else (START, date(2027, 6, 30))
    return f", {how}: {draw(st.dates(low, high))}"


@st.composite
def simple_timings(draw: st.DrawFn) -> str:
    """A rule without a cap, with anything that shapes it."""
    rule = draw(
        st.one_of(
            st.builds("every: {} days".format, st.integers(1, 60)),
            st.builds("every: {} months".format, st.integers(1, 18)),
            st.builds("every: {} weeks, from: completion".format, st.integers(1, 30)),
            st.builds("every: {} months, from: completion".format, st.integers(1, 14)),
            st.builds(
                "once_per: {}, count: {}".format,
                st.sampled_from(["week", "half-month", "month", "2 months", "quarter", "half-year", "year"]),
                st.integers(1, 3),
            ),
            st.sampled_from(
                [
                    "every: 1 month, on: first monday",
                    "every: 2 weeks, on: [tue, sat]",
                    "every: 1 year, on: [03-15, 09-15]",
                    "rrule: FREQ=MONTHLY;BYDAY=2TU",
                    "dates: [2027-03-20, 2027-03-21, 2027-09-18, 2028-02-29]",
                    "ages: {of: in_service, at: [1 year], then: 7 months}",
                ]
            ),
        )
    )
    placed = "on:" in rule or "rrule" in rule or "dates" in rule or "ages" in rule or "once_per" in rule
    anchor = "" if placed else draw(anchors())
    return rule + anchor + draw(seasons) + draw(shifts) + draw(windows) + draw(impacts)


@st.composite
def capped_timings(draw: st.DrawFn) -> str:
    """A rule under a cap, fixed or floating."""
    days = draw(st.integers(3, 60))
    cap = days + draw(st.integers(0, 7))
    floats = draw(st.sampled_from(["", "", ", from: completion"]))
    return f"every: {days} days, max_gap: {cap} days{floats}" + draw(anchors()) + draw(impacts)


@st.composite
def task_blocks(draw: st.DrawFn, *, capped: bool | None = None) -> str:
    """The tasks of one asset: a small one, a middle and a large one that may cover it, one after and one before."""
    is_capped = draw(st.booleans()) if capped is None else capped
    lines = [f"small: {{name: Small, {draw(capped_timings() if is_capped else simple_timings())}}}"]
    if draw(st.booleans()):
        lines.append(f"middle: {{name: Middle, {draw(simple_timings())}, covers: [small]}}")
        if draw(st.booleans()):
            lines.append(f"yearly: {{name: Large, every: 1 year{draw(anchors())}{draw(windows)}, covers: [middle]}}")
    if draw(st.booleans()):
        lines.append("sample: {name: Sample, after: {task: small, within: 3 days}}")
    if draw(st.booleans()):
        lines.append("check: {name: Check, before: {task: small, by: 2 weeks}}")
    return "\n".join(lines)


lives = st.builds(
    "in_service: {}\nout_of_service: {}\nsuspended: {}".format,
    st.dates(date(2020, 1, 1), date(2027, 9, 1)),
    st.dates(date(2027, 10, 1), date(2032, 1, 1)),
    spans(90, size=2).map(listed),
)
