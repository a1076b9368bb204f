"""Reading and writing `estate.lock.yaml`: the library tasks and the days off that plans are made with.

They are pinned, so that a new release moves no date unasked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import StringIO
from typing import Any, Final, Literal

from fmplan.assets.form import Form
from fmplan.assets.mistakes import divided, read_form
from fmplan.assets.register import unreadable
from fmplan.assets.written import Names, TruthText
from fmplan.dates.day import ISO, Day
from fmplan.dates.publicholidays import YearOff
from fmplan.dates.ranges import parse_day
from fmplan.findings import Finding, Place, Severity
from fmplan.keeping import OF_ESTATES, kept
from fmplan.schedules.load import schedule_of
from fmplan.schedules.lock import LOCK_FILE, Lock, PinnedLibrary
from fmplan.schedules.schedule_form import ScheduleForm
from fmplan.tree import Tree, TreeError
from fmplan.yamlfile.block import Block, Items
from fmplan.yamlfile.reader import read_yaml

_NO_EDITION: Final = "unknown"

_LONG: Final = 20_000
"""Bytes from which on a lock takes longer to read than what was kept of it takes to load."""


class _YearForm(Form, frozen=True):
    source: str
    provisional: TruthText = False
    off: dict[str, str] = {}
    work: dict[str, str] = {}


class _LibraryForm(Form, frozen=True):
    standards: Names = ()
    classes: Names = ()
    schedules: dict[str, ScheduleForm] = {}


class _LockForm(Form, frozen=True):
    fmplan: Literal["1"]
    days_off: dict[str, dict[str, _YearForm]] = {}
    library: _LibraryForm | None = None


def read_lock(tree: Tree) -> tuple[Lock | None, list[Finding]]:
    """Return the lock of an estate, None where it has none, and what is wrong with it."""
    if not tree.has(LOCK_FILE):
        return None, []
    try:
        data = tree.read(LOCK_FILE)
    except TreeError as error:
        return None, [unreadable(error)]
    # A lock that holds the library is as long as all else that is written of an estate, and seldom changes.
    sound = kept("lock", [data], lambda: _sound(data), OF_ESTATES) if len(data) > _LONG else None
    return _read(data) if sound is None else (sound, [])


def _sound(data: bytes) -> Lock | None:
    lock, findings = _read(data)
    return None if findings else lock


def _read(data: bytes) -> tuple[Lock | None, list[Finding]]:
    block, findings = read_yaml(LOCK_FILE, data)
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
    return Lock(years, _library(form.library, block, findings) if form.library else None), findings


def _library(form: _LibraryForm, block: Block, findings: list[Finding]) -> PinnedLibrary:
    here = (block["library"] or {}).get("schedules") or {}
    schedules = tuple(
        schedule_of(id_, schedule, here[id_], findings, schedule.edition or _NO_EDITION)
        for id_, schedule in sorted(form.schedules.items())
    )
    return PinnedLibrary(frozenset(form.standards), frozenset(form.classes), schedules)


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


def written_lock(years: Mapping[tuple[str, int], YearOff], library: PinnedLibrary | None = None) -> str:
    """Return the text of a lock file that pins `years` and `library`, the same text for the same content."""
    lines = [
        "# What this estate is planned with, written by `fmplan lock`: days off, and tasks of the library.",
        "# Plans read it from here; `fmplan lock --upgrade` brings in what has changed since.",
        "fmplan: 1",
        "days_off:" if years else "days_off: {}",
    ]
    for country in sorted({country for country, _ in years}):
        lines.append(f"  {country}:")
        for (its_country, year), off in sorted(years.items()):
            if its_country == country:
                lines += _year_lines(year, off)
    return "\n".join(lines) + "\n" + ("" if library is None else _library_text(library))


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


def _library_text(library: PinnedLibrary) -> str:
    from ruamel.yaml import YAML

    # The pure emitter is there in every installation, so the bytes do not hang on how ruamel was installed.
    yaml: Any = YAML(typ="safe", pure=True)
    yaml.default_flow_style = None  # what holds no block in turn stands on one line
    yaml.allow_unicode = True
    yaml.width = _NEVER_WRAP
    yaml.sort_base_mapping_type_on_output = False
    text = StringIO()
    schedules = {one.id: {"edition": one.edition} | _plain(one.block) for one in library.schedules}
    packs_and_classes = {"standards": sorted(library.packs), "classes": sorted(library.classes)}
    yaml.dump({"library": packs_and_classes | ({"schedules": schedules} if schedules else {})}, text)
    return text.getvalue()


def _plain(written: Any) -> Any:
    """Return a block or list as dicts and lists, which is what the emitter takes."""
    if isinstance(written, Block):
        return {key: _plain(value) for key, value in written.items()}
    return [_plain(value) for value in written] if isinstance(written, Items) else written


_NEVER_WRAP = 1_000_000
