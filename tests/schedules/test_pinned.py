"""The lock holds the library as it was when it was written: a new release moves no date unasked."""

from __future__ import annotations

import pytest

from fmplan.schedules.library import shelf
from fmplan.schedules.load import Schedule
from fmplan.schedules.lock import PinnedLibrary
from fmplan.schedules.lockfile import read_lock, written_lock
from fmplan.schedules.opening import library_of, open_register
from tests.memorytree import MemoryTree
from tests.schedules.factories import Opened, an_estate, codes, estate_file

SYSTEM = "pressure/system"

# As an earlier release had it: another period, and a task more.
EARLIER = """\
fmplan: 1
library:
  standards: [uk-statutory]
  classes: [estate, pressure/system]
  schedules:
    uk-pressure-system:
      edition: 2020-01-01
      pack: uk-statutory
      applies_to: [pressure/system]
      source: {standard: Pressure Systems Safety Regulations 2000, confidence: known}
      tasks:
        written-scheme-examination: {name: Examination, every: 26 months, from: completion, force: law}
        week: {name: Weekly look, once_per: week}
"""


def _files(classes: list[str], *, standards: str = "uk-statutory", lock: str = EARLIER) -> dict[str, str]:
    assets = "".join(f"  asset-{n}: {{class: {class_}, name: Asset}}\n" for n, class_ in enumerate(classes, 1))
    files = {"estate.yaml": estate_file(f"standards: [{standards}]"), "assets/all.yaml": f"assets:\n{assets}"}
    return {**files, "estate.lock.yaml": lock} if lock else files


def _opened(classes: list[str], *, standards: str = "uk-statutory", lock: str = EARLIER) -> Opened:
    return an_estate(_files(classes, standards=standards, lock=lock))


def _rules(one: Opened) -> dict[str, str]:
    return {f"{series.asset.id} {series.task.bare_id}": str(series.task.timing) for series in one.series}


def test_a_pinned_rule_stays_as_it_was() -> None:
    assert _rules(_opened([SYSTEM], lock="")) == {"asset-1 written-scheme-examination": "every 14 months"}
    assert _rules(_opened([SYSTEM])) == {
        "asset-1 week": "once per week",
        "asset-1 written-scheme-examination": "every 26 months",
    }


def test_a_pinned_rule_is_told_with_its_place_in_the_lock_and_its_edition() -> None:
    (schedule,) = _opened([SYSTEM]).schedules
    assert (schedule.edition, schedule.is_built_in) == ("2020-01-01", True)
    assert schedule.block.place().path == "estate.lock.yaml"


def test_a_class_that_is_new_since_gets_its_rules_from_the_release() -> None:
    rules = _rules(_opened([SYSTEM, "elevator/escalator"]))
    assert rules["asset-1 written-scheme-examination"] == "every 26 months"
    assert rules["asset-2 escalator-examination"] == "every 6 months"


def test_a_class_that_was_there_gets_nothing_new() -> None:
    """What a newer release adds for a class waits for the next lock."""
    assert _rules(_opened(["elevator/escalator"], lock=EARLIER.replace(SYSTEM, "elevator/escalator"))).keys() == {
        "asset-1 week",
        "asset-1 written-scheme-examination",
    }


def test_a_pack_that_is_new_since_gets_its_rules_from_the_release() -> None:
    rules = _rules(_opened([SYSTEM, "power/ups"], standards="uk-statutory, good-practice"))
    assert rules["asset-1 written-scheme-examination"] == "every 26 months"
    assert "asset-2 quarter" in rules


def test_a_pack_that_is_no_longer_named_is_not_used() -> None:
    assert _rules(_opened([SYSTEM], standards="us-nfpa")) == {}


def test_a_rule_for_two_classes_comes_only_to_the_one_that_is_new() -> None:
    """What the release asks of chillers now waits for the next lock; air handlers are new, and get it at once."""
    lock = EARLIER.partition("  schedules:")[0].replace(SYSTEM, "hvac/chiller").replace("uk-statutory", "us-nfpa")
    one = _opened(["hvac/chiller", "hvac/ahu"], standards="us-nfpa", lock=lock)
    assert {schedule.id: schedule.classes for schedule in one.schedules} == {"us-hvac": ("hvac/ahu",)}


def test_without_a_lock_or_with_one_of_days_off_alone_the_library_is_the_release() -> None:
    for lock in ("", "fmplan: 1\n"):
        assert _rules(_opened([SYSTEM], lock=lock)) == {"asset-1 written-scheme-examination": "every 14 months"}


def test_an_override_lies_over_what_is_pinned() -> None:
    own = "schedules: {uk-pressure-system: {tasks: {week: {once_per: month, because: ours are watched}}}}\n"
    one = an_estate({**_files([SYSTEM]), "schedules/own.yaml": own})
    assert _rules(one)["asset-1 week"] == "once per month"
    assert codes([finding for finding in one.findings if finding.is_error]) == []


# Writing it and reading it again


def _library(classes: list[str], standards: str = "uk-statutory") -> PinnedLibrary:
    register = open_register(MemoryTree(_files(classes, standards=standards, lock="")))
    assert register.estate is not None
    return PinnedLibrary(frozenset(standards.split(", ")), frozenset(classes), library_of(register.estate, None))


def _as_read(text: str) -> PinnedLibrary:
    lock, findings = read_lock(MemoryTree({"estate.lock.yaml": text}))
    assert findings == []
    assert lock is not None
    assert lock.library is not None
    return lock.library


@pytest.mark.parametrize(
    ("standards", "classes"),
    [
        ("uk-statutory", ["pressure/system", "elevator/traction", "fire/alarm"]),
        ("cn-statutory, cn-residential", ["elevator/traction", "fire/extinguisher", "water/tank", "pump/fire"]),
        ("us-nfpa, us-statutory, good-practice", ["fire/sprinkler/dry", "power/generator", "hvac/boiler/steam"]),
    ],
)
def test_what_is_pinned_reads_back_as_it_was(standards: str, classes: list[str]) -> None:
    library = _library(classes, standards)
    again = _as_read(written_lock({}, library))
    assert (again.packs, again.classes) == (library.packs, library.classes)
    assert [_said(one) for one in again.schedules] == [_said(one) for one in library.schedules]
    assert written_lock({}, again) == written_lock({}, library)


def _said(schedule: Schedule) -> tuple[object, ...]:
    tasks = {task: layer.form for task, (layer,) in schedule.layers.items()}
    form = schedule.form
    return schedule.id, schedule.edition, schedule.classes, form.title, form.pack, form.source, form.when, tasks


def test_a_pinned_schedule_without_an_edition_counts_as_the_librarys() -> None:
    (schedule,) = _as_read(EARLIER.replace("      edition: 2020-01-01\n", "")).schedules
    assert schedule.is_built_in
    assert schedule.edition == "unknown"


def test_what_is_broken_in_a_pinned_schedule_is_told_in_the_lock() -> None:
    lock, findings = read_lock(MemoryTree({"estate.lock.yaml": EARLIER.replace("26 months", "26 monhts")}))
    assert lock is None
    assert [(one.code, one.place.path, one.place.line) for one in findings] == [("bad-period", "estate.lock.yaml", 12)]


def test_only_what_the_register_has_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("fmplan.schedules.opening.taken", lambda one: asked.append(one.id) or shelf.taken(one))
    _opened([SYSTEM], lock="")
    assert asked == ["uk-pressure-system"]
