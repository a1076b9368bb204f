"""The pages of docs/schedules, written from the library: one for each of its files, an index, and the counts."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from fmplan.assets.text import said
from fmplan.exports.library import as_markdown, rules_of
from fmplan.exports.markdown import escaped
from fmplan.schedules.library import words
from fmplan.schedules.library.contents import contents
from fmplan.schedules.library.files import schedule_files
from fmplan.schedules.library.shelf import taken

COUNTED: Final = Path(__file__).parent / "schedules/library/standards"
"""For each table of the standards that the library was written from, what became of each of its rows."""

_WRITTEN: Final = "Written from the library by `make pages`; what it says is `fmplan/schedules/library`.\n"


def pages() -> dict[str, str]:
    """Return the text of every page below docs/schedules, by the name of its file."""
    found = {f"{name.removesuffix('.yaml')}.md": _page(name) for name in schedule_files()}
    return {"README.md": "".join(_index()), "classes.md": "".join(_classes()), "counts.md": "".join(_counts()), **found}


def _page(file: str) -> str:
    schedules = [taken(one) for one in contents() if one.file == file]
    title = file.removesuffix(".yaml")
    return f"# {title}\n\n{_WRITTEN}\n{''.join(as_markdown(schedules, rules_of(schedules), 'en'))}"


def _index() -> Iterator[str]:
    yield f"# The library of schedules\n\n{_WRITTEN}\n"
    yield (
        "A rule says how sure it is: *verified* was read in the source that `fmplan schedules NAME` names;\n"
        "*known, not verified* comes from professional knowledge; *estimate* is house practice. None of it is legal\n"
        "advice: the local rule, the maker's manual and the contract stand above it. [classes.md](classes.md) has the\n"
        "classes, facts and seasons, [counts.md](counts.md) what became of each row of the standards.\n\n## Packs\n\n"
    )
    yield "| pack | | rules |\n| --- | --- | ---: |\n"
    by_pack: dict[str, int] = {}
    for one in contents():
        by_pack[one.pack] = by_pack.get(one.pack, 0) + len(taken(one).layers)
    for pack, name in words.packs().items():
        yield f"| `{pack}` | {_both(name)} | {by_pack.get(pack, 0)} |\n"
    yield "\n## Files\n\n| file | schedules | rules |\n| --- | --- | ---: |\n"
    for file in schedule_files():
        schedules = [taken(one) for one in contents() if one.file == file]
        titles = "; ".join(escaped(said(one.form.title or one.id, "en")) for one in schedules)
        name = file.removesuffix(".yaml")
        yield f"| [{name}]({name}.md) | {titles} | {sum(len(one.layers) for one in schedules)} |\n"


def _classes() -> Iterator[str]:
    yield f"# Classes, facts and seasons\n\n{_WRITTEN}\n## Classes\n\n"
    yield "A schedule for a class also fits every class below it.\n\n"
    yield "| class | | schedules |\n| --- | --- | --- |\n"
    for class_, name in words.classes().items():
        bringing = ", ".join(f"`{one.id}`" for one in contents() if class_ in one.classes)
        yield f"| `{class_}` | {_both(name)} | {bringing} |\n"
    yield "\n## Facts\n\n| fact | | values | where nobody says it |\n| --- | --- | --- | --- |\n"
    for fact, form in words.facts().items():
        assumed = f"`{form.default}`" if form.default is not None else "it is asked for"
        yield f"| `{fact}` | {_both(form.name)} | {', '.join(f'`{one}`' for one in form.values)} | {assumed} |\n"
    yield "\n## Seasons by climate zone\n\n| season | Z1 | Z2 | Z3 | Z4 | Z5 |\n|" + " --- |" * 6 + "\n"
    zones = [words.periods(f"Z{number}") for number in range(1, 6)]
    for name in dict.fromkeys(name for zone in zones for name in zone):
        cells = (", ".join(map(str, zone.get(name, ()))) for zone in zones)
        yield f"| `{name}` | {' | '.join(cells)} |\n"
    yield "\n## Trades\n\n| trade | |\n| --- | --- |\n"
    yield from (f"| `{trade}` | {_both(name)} |\n" for trade, name in words.trades().items())


def _counts() -> Iterator[str]:
    yield f"# What became of each row of the standards\n\n{_WRITTEN}\n"
    yield (
        "The library was written from tables of 424 duties. Most rows became one rule. Where a row was split, merged\n"
        "or left out, the note says why; *added* are rules that no row asks for.\n\n"
    )
    tables = {
        path.stem: list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
        for path in sorted(COUNTED.glob("*.csv"))
    }
    yield "| table | rows | rules |\n| --- | ---: | ---: |\n"
    for name, rows in tables.items():
        rules = {rule for row in rows for rule in row["tasks"].split()}
        yield f"| {name} | {sum('id' in row for row in rows)} | {len(rules)} |\n"
    for name, rows in tables.items():
        noted = [row for row in rows if row["note"]]
        if noted:
            yield f"\n## {name}\n\n| row | rules | why |\n| --- | --- | --- |\n"
            yield from (_noted(row) for row in noted)


def _noted(row: Mapping[str, str]) -> str:
    rules = "<br>".join(f"`{rule}`" for rule in row["tasks"].split()) or "left out"
    return f"| {row.get('id') or '*added*'} | {rules} | {escaped(row['note'])} |\n"


def _both(name: str | Mapping[str, str]) -> str:
    return f"{escaped(said(name, 'en'))} · {escaped(said(name, 'zh'))}"
