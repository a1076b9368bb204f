"""What is told of the library from its text alone is what its files say."""

from __future__ import annotations

import pytest

from fmplan.assets.mistakes import read_form
from fmplan.schedules.library.contents import Listed, contents
from fmplan.schedules.library.files import block_of, schedule_files
from fmplan.schedules.library.shelf import wanted
from fmplan.schedules.schedule_form import ScheduleFileForm


def _said_by(file: str) -> list[Listed]:
    """Return what a file holds, read as YAML."""
    form, findings = read_form(ScheduleFileForm, block_of(file))
    assert form is not None, findings
    return [
        Listed(id_, file, form.edition or "", one.pack or "", one.applies_to or ())
        for id_, one in form.schedules.items()
    ]


@pytest.mark.parametrize("file", schedule_files())
def test_a_file_is_listed_as_it_is_written(file: str) -> None:
    said = sorted(_said_by(file), key=lambda one: one.id)
    assert [one for one in contents() if one.file == file] == said
    assert said


def test_every_schedule_is_listed_once_by_its_id() -> None:
    ids = [one.id for one in contents()]
    assert ids == sorted(set(ids))


def test_every_schedule_has_an_edition_a_pack_and_a_class() -> None:
    assert [one.id for one in contents() if not (one.edition and one.pack and all(one.classes))] == []


def test_a_schedule_fits_its_class_and_all_below_it() -> None:
    pumps = Listed("s", "s.yaml", "2026-11-21", "good-practice", ("pump", "fire/door"))
    assert [pumps.fits(one) for one in ("pump", "pump/fire", "pumpe", "fire", "fire/door/rolling")] == [
        True,
        True,
        False,
        False,
        True,
    ]


def test_only_the_packs_of_an_estate_are_wanted_and_only_for_its_classes() -> None:
    found = wanted(["us-nfpa"], ["pump/fire", "fire/extinguisher"])
    assert {one.pack for one in found} == {"us-nfpa"}
    assert {one.file for one in found} == {"us-nfpa10.yaml", "us-nfpa25.yaml"}
    assert wanted(["us-nfpa"], ["greenery/lawn"]) == ()
    assert wanted([], ["pump/fire"]) == ()
