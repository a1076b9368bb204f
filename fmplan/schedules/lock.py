"""`estate.lock.yaml`: the days off that plans are made with, pinned, so that a new release moves no date unasked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct, field

from fmplan.assets.mistakes import divided, read_form
from fmplan.assets.register import unreadable
from fmplan.assets.written import Form, TruthText
from fmplan.dates.day import ISO, Day
from fmplan.dates.publicholidays import YearOff, days_off
from fmplan.dates.ranges import parse_day
from fmplan.findings import Finding, Place, Severity
from fmplan.tree import Tree, TreeError
from fmplan.yamlfile.block import Block
from fmplan.yamlfile.reader import read_yaml

LOCK_FILE = "estate.lock.yaml"


class _YearForm(Form):
    source: str
    provisional: TruthText = False
    off: dict[str, str] = {}
    work: dict[str, str] = {}


class _LockForm(Form):
    fmplan: Literal["1"]
    days_off: dict[str, dict[str, _YearForm]] = {}


class Lock(Struct, frozen=True):
    """What is pinned: for each country and year its days off and make-up days."""

    years: Mapping[tuple[str, int], YearOff] = field(default_factory=dict)

    def year_off(self, country: str, year: int) -> YearOff:
        """Return the pinned days of a year, else those of the installed data."""
        pinned = self.years.get((country, year))
        return days_off(country, year) if pinned is None else pinned


def read_lock(tree: Tree) -> tuple[Lock | None, list[Finding]]:
    """Return the lock of an estate, None where it has none, and what is wrong with it."""
    if not tree.has(LOCK_FILE):
        return None, []
    try:
        block, findings = read_yaml(LOCK_FILE, tree.read(LOCK_FILE))
    except TreeError as error:
        return None, [unreadable(error)]
    if block is None:
        return None, findings
    form, mistakes = read_form(_LockForm, block)
    findings += mistakes
    if form is None:
        return None, findings
    years = {}
    for country, by_year in form.days_off.items():
        for year, written in by_year.items():
            here = block["days_off"][country]
            if not (year.isascii() and year.isdigit() and len(year) == 4):
                findings.append(_bad_lock(f"{year[:20]!r} is no year", here.key_place(year)))
                continue
            off, work = (
                {day: name for text, name in days.items() if (day := _day(text, here[year].get(key), findings))}
                for key, days in (("off", written.off), ("work", written.work))
            )
            years[country, int(year)] = YearOff(off, work, written.provisional, written.source)
    return Lock(years), findings


def _day(text: str, written: Block, findings: list[Finding]) -> Day | None:
    try:
        return parse_day(text)
    except ValueError as error:
        findings.append(_bad_lock(divided(str(error))[0], written.key_place(text)))
        return None


def _bad_lock(message: str, place: Place) -> Finding:
    return Finding(
        "bad-lock",
        Severity.ERROR,
        place,
        message,
        "Write the lock anew with: fmplan lock --upgrade",
    )


def written_lock(years: Mapping[tuple[str, int], YearOff]) -> str:
    """Return the text of a lock file that pins `years`, the same text for the same days."""
    lines = [
        "# The days off this estate is planned with, written by `fmplan lock`.",
        "# Plans read them from here; `fmplan lock --upgrade` brings in what has been announced since.",
        "fmplan: 1",
        "days_off:" if years else "days_off: {}",
    ]
    for country in sorted({country for country, _ in years}):
        lines.append(f"  {country}:")
        for (its_country, year), off in sorted(years.items()):
            if its_country == country:
                lines += _year_lines(year, off)
    return "\n".join(lines) + "\n"


def _year_lines(year: int, off: YearOff) -> Iterable[str]:
    yield f"    {year}:"
    yield f"      source: {off.source}"
    if off.provisional:
        yield "      provisional: true  # the official notice was not out yet"
    for key, days in (("off", off.off), ("work", off.work)):
        if days:
            yield f"      {key}:"
            yield from (f"        {ISO[day]}: {_quoted(name)}" for day, name in sorted(days.items()))


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
