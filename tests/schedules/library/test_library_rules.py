"""What holds for every rule of the library: its form, its words, its sources, and how it goes with others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

import pytest

from fmplan.assets.mistakes import read_form
from fmplan.assets.task_form import Force, SourceForm
from fmplan.assets.timing_form import Bound
from fmplan.assets.written import Choice, SeasonName
from fmplan.dates.day import ISO
from fmplan.dates.ranges import parse_day
from fmplan.schedules.library.contents import contents
from fmplan.schedules.library.files import FILES, block_of, schedule_files
from fmplan.schedules.library.words import classes, facts, packs, periods, renamed, sources, trades, usual
from fmplan.schedules.schedule_form import ScheduleFileForm
from fmplan.yamlfile.block import Block
from fmplan.yamlfile.reader import read_yaml
from tests.schedules.library.books import COUNTRIES, Rule, meetings, rules, schedules
from tests.schedules.library.wholeestates import ZONES

_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")
_WORDS: Final = sorted(path.name for path in (FILES.root / "words").glob("*.yaml"))
_IN_LANGUAGES: Final = ("name", "title", "qualification", "note", "text", "because")
"""The keys whose value people read in their own language."""


# The files


@pytest.mark.parametrize("file", schedule_files())
def test_a_file_fits_the_model(file: str) -> None:
    block, findings = read_yaml(file, FILES.read(file))
    assert block is not None
    assert findings == []
    form, findings = read_form(ScheduleFileForm, block)
    assert findings == []
    assert form is not None
    assert form.edition is not None
    assert ISO[parse_day(form.edition)] == form.edition
    stem = file.removesuffix(".yaml")
    assert [id_ for id_ in form.schedules if id_ != stem and not id_.startswith(f"{stem}-")] == []


@pytest.mark.parametrize("file", [*schedule_files(), *(f"words/{name}" for name in _WORDS)])
def test_what_people_read_is_there_in_english_and_in_chinese(file: str) -> None:
    texts = list(_texts_in(block_of(file)))
    assert [path for path, text in texts if not (isinstance(text, Mapping) and set(text) == {"en", "zh"})] == []
    assert [path for path, text in texts if _CHINESE.search(text["en"]) or not text["en"].strip()] == []
    assert [path for path, text in texts if not text["zh"].strip()] == []


def test_what_is_said_in_chinese_is_chinese() -> None:
    """Not the English left standing; what is written in letters in Chinese too is named here."""
    latin = {
        text["zh"]
        for file in [*schedule_files(), *(f"words/{name}" for name in _WORDS)]
        for _, text in _texts_in(block_of(file))
        if not _CHINESE.search(text["zh"])
    }
    assert latin == {"UPS/EPS"}


def _texts_in(block: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield what stands under a key that people read, each with the way to it; the words' own names stand bare."""
    if isinstance(block, list):
        for number, one in enumerate(block):
            yield from _texts_in(one, f"{path}[{number}]")
    elif isinstance(block, Mapping):
        if "en" in block:
            yield path, block
            return
        for key, value in block.items():
            if key in _IN_LANGUAGES and not isinstance(value, Mapping):
                yield f"{path}/{key}", value
            else:
                yield from _texts_in(value, f"{path}/{key}")


# The words


def test_every_pack_and_class_is_a_word_of_the_library() -> None:
    assert [one.id for one in schedules() if one.form.pack not in packs()] == []
    assert [(one.id, class_) for one in schedules() for class_ in one.classes if class_ not in classes()] == []
    assert [(one.id, need) for one in schedules() for need in one.form.needs or () if need not in classes()] == []


def test_a_class_stands_below_classes_that_have_a_name() -> None:
    assert [one for one in classes() if "/" in one and one.rpartition("/")[0] not in classes()] == []


def test_every_trade_is_a_word_of_the_library_and_none_is_idle() -> None:
    used = {rule.form.trade for rule in rules()}
    assert used - {None} == set(trades())
    # A lift tests its own alarm.
    assert [rule.id for rule in rules() if rule.form.trade is None] == ["eu-lift-alarm/alarm-autotest"]


def test_a_fact_is_asked_for_only_by_a_name_and_a_value_that_it_has() -> None:
    asked = [(rule.id, name, value) for rule in rules() for name, value in _asked(rule)]
    assert [one for one in asked if one[1] not in facts()] == []
    assert [
        (id_, name, value)
        for id_, name, value in asked
        if facts()[name].values and value is not None and value not in facts()[name].values
    ] == []


def test_a_bound_is_put_only_on_a_fact_that_is_a_number() -> None:
    bounded = {
        name
        for rule in rules()
        for when in (rule.schedule.form.when, rule.form.when)
        for name, test in (when or {}).items()
        if isinstance(test, Bound)
    }
    assert bounded
    assert [name for name in sorted(bounded) if facts()[name].values] == []


def test_no_fact_is_there_that_no_rule_asks_for() -> None:
    by_usual = {name for row in usual() for name in row.when}
    assert set(facts()) - {name for rule in rules() for name, _ in _asked(rule)} - by_usual == set()


def test_a_choice_by_level_or_by_climate_says_what_holds_for_each() -> None:
    """Of the zones and levels that the rule applies in; a level that is left out would have no date and no finding."""
    left_out = [
        (rule.id, key, sorted(missing))
        for rule in rules()
        for key, choice in _choices(rule)
        for fact in [choice.by]
        if fact in {"level", "climate"}
        for missing in [_applying(rule, fact) - set(choice.options)]
        if missing
    ]
    assert left_out == []


def _applying(rule: Rule, fact: str) -> set[str]:
    """Return the values of a fact under which a rule applies."""
    values = set(facts()[fact].values)
    for when in (rule.schedule.form.when, rule.form.when):
        test = (when or {}).get(fact)
        if test is not None:
            values &= {test} if isinstance(test, str) else set(test)  # type: ignore[arg-type]
    return values


def test_a_season_with_a_name_is_one_of_the_library_wherever_the_rule_applies() -> None:
    nowhere = []
    for rule in rules():
        for name in _season_names(rule):
            zones = _applying(rule, "climate")
            nowhere += [(rule.id, name, zone) for zone in sorted(zones) if name not in periods(zone)]
    assert nowhere == []


def test_a_season_by_climate_has_every_zone_that_is_one() -> None:
    assert set(facts()["climate"].values) == set(ZONES)
    assert all(set(row) <= {"by", *ZONES} for row in block_of("words/periods.yaml")["periods"].values())


def _season_names(rule: Rule) -> list[str]:
    written = rule.form.season
    if isinstance(written, Choice) and written.by == "fired":
        return []  # outside the north of China it is the site's to say when its boilers are fired
    options = list(written.options.values()) if isinstance(written, Choice) else [written or ()]
    return [str(one) for option in options for one in option if isinstance(one, SeasonName)]


def _choices(rule: Rule) -> Iterator[tuple[str, Choice]]:
    for key, value in rule.form.said().items():
        if isinstance(value, Choice):
            yield key, value


def _asked(rule: Rule) -> Iterator[tuple[str, str | None]]:
    """Yield each fact that a rule asks for, with each value it names; None for one that is a number."""
    for when in (rule.schedule.form.when, rule.form.when):
        for name, test in (when or {}).items():
            if isinstance(test, str):
                yield name, test
            elif isinstance(test, tuple):
                yield from ((name, one) for one in test)
            else:
                yield name, None
    for _, choice in _choices(rule):
        if choice.by != "age":
            yield from ((choice.by, option) for option in choice.options)
    if rule.form.rotate is not None and isinstance(rule.form.rotate.units, str):
        yield rule.form.rotate.units, None


# The sources


def test_every_rule_says_what_it_is_and_why_it_must_be() -> None:
    assert [rule.id for rule in rules() if rule.form.kind is None or rule.form.force is None] == []


def test_every_rule_has_a_source_and_says_how_sure_that_is() -> None:
    assert [rule.id for rule in rules() if rule.source is None or not rule.source.standard] == []
    assert [
        (rule.id, one.standard) for rule in rules() for one in rule.sources if not (one.standard and one.confidence)
    ] == []


def test_every_rule_of_law_has_a_clause() -> None:
    of_law = [rule for rule in rules() if rule.form.force is Force.LAW]
    assert len(of_law) > 90
    assert [rule.id for rule in of_law if rule.source is None or not rule.source.clause] == []


def test_what_is_verified_says_where_it_was_read() -> None:
    verified = [(rule.id, one) for rule in rules() for one in rule.sources if one.confidence == "verified"]
    assert len(verified) > 200
    assert [id_ for id_, one in verified if not one.read_in] == []


def test_what_was_read_is_in_the_list_of_sources() -> None:
    assert [(id_, key) for id_, one in _all_sources() for key in one.read_in or () if key not in sources()] == []


def _all_sources() -> list[tuple[str, SourceForm]]:
    of_usual = [(row.of, row.source) for row in usual() if row.source is not None]
    return [*((rule.id, one) for rule in rules() for one in rule.sources), *of_usual]


# How they go together


def test_what_a_rule_names_is_there_where_it_is_due() -> None:
    """A task that is covered, followed or left out is one that the same asset can have."""
    can_meet: dict[str, set[str]] = {}
    for _, _, met in meetings():
        ids = {rule.task for rule in met}
        for rule in met:
            can_meet.setdefault(rule.id, set()).update(ids)
    assert [
        (rule.id, named) for rule in rules() for named in _named(rule) if named not in can_meet.get(rule.id, set())
    ] == []


def _named(rule: Rule) -> list[str]:
    form = rule.form
    return [
        *(form.covers or ()),
        *([form.after.task] if form.after else []),
        *([form.before.task] if form.before and form.before.task else []),
        *([form.ages.except_years_of] if form.ages and form.ages.except_years_of else []),
    ]


def test_covering_and_following_never_go_in_a_circle() -> None:
    circles = []
    for class_, country, met in meetings():
        for key in ("covers", "hangs on"):
            names: dict[str, set[str]] = {}
            for rule in met:
                form = rule.form
                of_it = form.covers or () if key == "covers" else set(_named(rule)) - set(form.covers or ())
                names.setdefault(rule.task, set()).update(of_it)
            circles += [(class_, country, key, task) for task in names if task in _reached(names, task)]
    assert circles == []


def _reached(names: Mapping[str, set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    ahead = set(names[start])
    while ahead:
        one = ahead.pop()
        if one not in seen:
            seen.add(one)
            ahead |= names.get(one, set())
    return seen


def test_no_two_rules_that_can_meet_on_one_asset_have_one_id() -> None:
    shared = set()
    for _, country, met in meetings():
        counts = Counter(rule.task for rule in met)
        shared |= {(country, rule.id) for rule in met if counts[rule.task] > 1}
    assert sorted(shared) == []


def test_every_country_has_rules_that_meet() -> None:
    assert {country for _, country, _ in meetings()} == set(COUNTRIES)


def test_items_of_a_checklist_have_ids_of_their_own() -> None:
    counts = [(rule.id, Counter(item.id for item in rule.form.checklist or ())) for rule in rules()]
    assert [(id_, item) for id_, items in counts for item, number in items.items() if number > 1] == []


# What else the words hold


def test_what_buildings_usually_have_is_of_words_the_library_knows() -> None:
    rows = usual()
    assert rows
    assert [row.of for row in rows if row.of not in classes()] == []
    assert [row.pack for row in rows if row.pack not in packs()] == []
    assert [name for row in rows for name in row.when if name not in facts()] == []
    assert [class_ for row in rows for class_ in row.classes if class_ not in classes()] == []


def test_a_renamed_rule_leads_to_one_that_is_there() -> None:
    known = {rule.id for rule in rules()}
    assert [old for old, new in renamed().items() if old in known or (new and new not in known)] == []


def test_a_rule_says_nothing_that_only_an_estate_knows() -> None:
    """Whose team does it, when it was last done, what it costs: the estate's own to say."""
    own = {"team", "first", "last", "cost", "instructions", "because", "starts", "was"}
    assert [(rule.id, key) for rule in rules() for key in sorted(own & rule.form.said().keys())] == []


def test_every_block_of_a_rule_has_a_place_in_its_file() -> None:
    for rule in rules():
        assert isinstance(rule.block, Block)
        assert rule.block.place().path == f"fmplan:{_file_of(rule)}"
        assert rule.block.place().line > 0


def _file_of(rule: Rule) -> str:
    return next(one.file for one in contents() if one.id == rule.schedule.id)
