"""The words of the library: packs, classes, facts, seasons, trades, sources; names in every language."""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import cache
from typing import Any, Final

from msgspec import Struct, field

from fmplan.assets.form import Form
from fmplan.assets.mistakes import read_form
from fmplan.assets.task_form import SourceForm
from fmplan.assets.text import Text
from fmplan.assets.timing_form import FactTest
from fmplan.assets.written import Names
from fmplan.dates.ranges import YearlyRange, parse_season
from fmplan.findings import Place
from fmplan.keeping import kept
from fmplan.schedules.library.files import block_of
from fmplan.yamlfile.block import Block, Items


class Fact(Struct, frozen=True):
    """One fact that library tasks ask for; `default` holds where nobody says it, None where it must be said."""

    name: Text
    values: tuple[str, ...] = ()
    default: str | None = None


class ReadIn(Struct, frozen=True):
    """Where a rule was read: the law itself (`text`) or a page that reports it (`report`)."""

    grade: str
    what: str
    at: str


@cache
def packs() -> Mapping[str, Text]:
    """Return the packs an estate may name under `standards:`, each with its name."""
    return {pack: written["name"] for pack, written in _words("packs").items()}


@cache
def classes() -> Mapping[str, Text]:
    """Return the tree of classes: each path with its name."""
    # An estate has them all: as names alone, without where each of their words is written.
    return {path: name if isinstance(name, str) else dict(name) for path, name in _words("classes").items()}


@cache
def trades() -> Mapping[str, Text]:
    """Return the trades that library tasks name."""
    return dict(_words("trades"))


@cache
def facts() -> Mapping[str, Fact]:
    """Return the facts that library tasks ask for."""
    return {
        name: Fact(written["name"], tuple(written.get("values", ())), written.get("default"))
        for name, written in _words("facts").items()
    }


def assumed_at(name: str) -> Place:
    """Return where the library says what is assumed of a fact that nobody says."""
    written: Block = _words("facts")[name]
    return written.key_place("default")


@cache
def sources() -> Mapping[str, ReadIn]:
    """Return where rules were read, by the key that `read_in:` names."""
    return {key: ReadIn(**written) for key, written in _words("sources").items()}


@cache
def renamed() -> Mapping[str, str]:
    """Return `schedule/task` of tasks that earlier editions had, each with its name now, "" where it was withdrawn."""
    return {old: new or "" for old, new in _words("renamed").items()}


class Usual(Struct, frozen=True):
    """What a building of a kind usually has: classes that the register is expected to hold beside it."""

    of: str
    pack: str
    when: Mapping[str, FactTest]
    classes: tuple[str, ...]
    because: Text
    source: SourceForm | None


@cache
def usual() -> tuple[Usual, ...]:
    """Return what buildings usually have, in the order it is written. Raises ValueError where that is broken."""
    rows = []
    for written in block_of("words/usual.yaml")["usual"]:
        form, findings = read_form(_UsualForm, written)
        if form is None:
            raise ValueError(f"words/usual.yaml: {findings[0].place}: {findings[0].message}")
        rows.append(Usual(form.for_, form.pack, form.when, form.classes, form.because, form.source))
    return tuple(rows)


class _UsualForm(Form, frozen=True, kw_only=True):
    for_: str = field(name="for")
    pack: str
    when: dict[str, FactTest] = field(default_factory=dict)
    classes: Names
    because: Text
    source: SourceForm | None = None


def periods(climate: str | None) -> Mapping[str, tuple[YearlyRange, ...]]:
    """Return the seasons of a climate zone by name; a zone that is not listed has no such season."""
    seasons: dict[str, tuple[YearlyRange, ...]] = {}
    for name, by_zone in _words("periods").items():
        written: Any = by_zone.get((climate or "").upper())
        if written is not None:
            seasons[name] = tuple(map(parse_season, written if isinstance(written, Items) else [written]))
    return seasons


def period_names() -> Set[str]:
    """Return the names of all seasons, those of any climate zone."""
    return _words("periods").keys()


@cache
def _all_words() -> Mapping[str, Block]:
    found: Mapping[str, Block] = kept(
        "words", (), lambda: {name: block_of(f"words/{name}.yaml")[name] for name in _NAMES}
    )
    return found


_NAMES: Final = ("classes", "facts", "packs", "periods", "renamed", "sources", "trades")


def _words(name: str) -> Block:
    words: Block = _all_words()[name]
    return words
