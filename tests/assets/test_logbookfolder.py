from __future__ import annotations

import pytest

from fmplan.assets.load import load_estate
from fmplan.assets.logbookfolder import likely_folder
from tests.memorytree import MemoryTree

ESTATE = b"fmplan: 1\nestate: mill-lane\nname: Mill Lane\ntimezone: Europe/London\nstarts: 2027-01-01\n"


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"logbook: records\n",
        b"logbook:   ../mill-lane-log  # a repository of its own\n",
        b"logbook: ./log.d/jsonl/\r\n",
        b"teams: {own: {name: Own}}\nlogbook: a_b",
    ],
)
def test_the_folder_is_seen_before_the_file_is_read(said: bytes) -> None:
    tree = MemoryTree({"estate.yaml": ESTATE + said})
    estate, _ = load_estate(tree)
    assert estate is not None
    assert likely_folder(tree) == estate.logbook


@pytest.mark.parametrize(
    "said", [b'logbook: "my log"\n', b"logbook:\n  records\n", b"logbook: my log\n", b"  logbook: x\n"]
)
def test_what_is_said_in_another_way_has_to_be_read(said: bytes) -> None:
    assert likely_folder(MemoryTree({"estate.yaml": ESTATE + said})) is None


def test_without_an_estate_there_is_none() -> None:
    assert likely_folder(MemoryTree({})) is None
