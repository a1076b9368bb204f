from __future__ import annotations

import pickle
from collections.abc import Callable
from copy import copy
from functools import cache
from pathlib import Path
from pickletools import genops
from typing import Any

import pytest
from msgspec.structs import replace

from fmplan.assets.estate import Layer
from fmplan.schedules.opening import open_register
from fmplan.schedules.packing import packed, unpacked
from fmplan.schedules.register import Register
from fmplan.tree import Folder
from fmplan.yamlfile.unread import UnreadBlock
from tests.golden.seen import ESTATES, EXAMPLES
from tests.memorytree import MemoryTree
from tests.spelling import Speller, who_is_who

every_estate = pytest.mark.parametrize("estate", ESTATES)

LEAN = """\
fmplan: 1
estate: court
name: Court
timezone: Europe/London
starts: 2027-01-01
calendar: {country: none}
classes: {pump: {name: Pump}}
teams:
  own: {name: Own staff, contract: {expires: 2027-06-30}}
"""
PUMP = (
    "assets:\n  pump:\n    name: Pump\n    class: pump\n    tasks:\n      a:\n        name: A\n        every: 1 month\n"
)


def again(register: Register, bytes_of: Callable[[str], bytes]) -> Register:
    """A register as it comes out of what was kept of it."""
    return unpacked(pickle.loads(pickle.dumps(packed(register), protocol=5)), bytes_of)


def bytes_in(folder: Path) -> Callable[[str], bytes]:
    def read(path: str) -> bytes:
        built_in = path.removeprefix("fmplan:")
        return (Path("fmplan/schedules/library") / built_in if built_in != path else folder / path).read_bytes()

    return read


@cache
def sample(estate: str) -> Register:
    return open_register(Folder(EXAMPLES / estate))


@cache
def sample_again(estate: str) -> Register:
    return again(sample(estate), bytes_in(EXAMPLES / estate))


def small(estate: str = LEAN, assets: str = PUMP, **more: str) -> tuple[Register, Register]:
    """A register of a few lines, and the same as it comes out of what was kept of it."""
    files = {"estate.yaml": estate, "assets/pumps.yaml": assets, **more}
    register = open_register(MemoryTree(files))
    assert register.is_whole, register.findings
    return register, again(register, lambda path: files[path].encode())


@every_estate
def test_all_of_a_register_comes_back_to_the_last_detail(estate: str) -> None:
    spell = Speller().spell
    for field in Register.__struct_fields__:
        one, other = getattr(sample(estate), field), getattr(sample_again(estate), field)
        if isinstance(one, tuple):
            assert list(map(spell, other)) == list(map(spell, one))
        assert spell(other) == spell(one)


@every_estate
def test_what_is_shared_is_shared_again(estate: str) -> None:
    def shared(register: Register) -> list[list[int]]:
        assert register.estate is not None
        layers = [layer for one in register.series for layer in one.layers]
        own = [layer for asset in register.estate.assets.values() for of in asset.tasks.values() for layer in of]
        return [
            who_is_who(one.task for one in register.series),
            who_is_who([*(one.asset for one in register.series), *register.estate.assets.values()]),
            who_is_who([*(one.team for one in register.series), *register.estate.teams.values()]),
            who_is_who(
                [*layers, *own, *(of for one in register.schedules for some in one.layers.values() for of in some)]
            ),
            who_is_who([*(layer.block for layer in layers), *(layer.within for layer in layers)]),
            who_is_who(asset.within for asset in register.estate.assets.values()),
        ]

    assert shared(sample_again(estate)) == shared(sample(estate))


@every_estate
def test_every_layer_stands_where_it_was_written(estate: str) -> None:
    def places(register: Register) -> list[Any]:
        layers: list[Layer] = [layer for one in register.series for layer in one.layers]
        return [
            *(layer.place() for layer in layers),
            *(one.asset.place() for one in register.series),
            *(one.written_at(key) for one in register.series for key in ("every", "first", "last", "name", "team")),
            *(one.mended_at("duration") for one in register.series),
            *(one.place() for one in register.schedules),
        ]

    assert places(sample_again(estate)) == places(sample(estate))


def test_a_register_of_which_two_blocks_could_be_taken_for_one_is_not_kept() -> None:
    register, _ = small()
    assert register.estate is not None
    team = register.estate.teams["own"]
    twin = replace(team, id="twin", block=copy(team.block))
    estate = replace(register.estate, teams={"own": team, "twin": twin})
    assert packed(register) is not None
    assert packed(replace(register, estate=estate)) is None


def test_nothing_is_read_before_somebody_looks() -> None:
    def refuse(path: str) -> bytes:
        raise AssertionError(path)

    register, _ = small()
    one = again(register, refuse)
    assert one.estate is not None
    assert [series.key for series in one.series] == [series.key for series in register.series]
    assert register.estate is not None
    assert one.estate.assets["pump"].block.place() == register.estate.assets["pump"].block.place()
    assert type(one.series[0].layers[0].block) is UnreadBlock


def test_a_team_whose_contract_ends_is_an_asset_beside_the_estates_own() -> None:
    register, one = small()
    assert [series.asset.id for series in one.series] == [series.asset.id for series in register.series]
    assert "own" in [series.asset.id for series in one.series]
    assert one.estate is not None
    assert list(one.estate.assets) == ["court", "pump"]


def test_a_register_with_neither_assets_nor_teams_comes_back_too() -> None:
    bare = "fmplan: 1\nestate: court\nname: Court\ntimezone: Europe/London\nstarts: 2027-01-01\n"
    register, one = small(bare, "assets: {}\n")
    assert Speller().spell(one) == Speller().spell(register)


def test_layers_and_tasks_of_assets_behave_as_tuples_and_dicts() -> None:
    register, one = small()
    kept, read = one.series[-1].layers, register.series[-1].layers
    assert (len(kept), kept[0].origin, kept[-1:] == read[-1:], bool(kept)) == (1, read[0].origin, True, True)
    assert list(reversed(kept)) == list(read)
    assert kept == read
    assert read == kept
    assert read[0] in kept
    assert one.estate is not None
    assert register.estate is not None
    tasks, of_read = one.estate.assets["pump"].tasks, register.estate.assets["pump"].tasks
    assert tasks == of_read
    assert of_read == tasks
    assert (list(tasks), len(tasks), "a" in tasks, tasks.get("b"), dict(tasks)) == (["a"], 1, True, None, dict(of_read))
    assert list(tasks.items()) == list(of_read.items())
    assert (list(tasks.keys()), list(tasks.values())) == (list(of_read.keys()), list(of_read.values()))


def test_what_lies_apart_goes_to_a_second_process_as_it_is() -> None:
    register, one = small()
    assert pickle.loads(pickle.dumps(one.series, protocol=5)) == register.series


@every_estate
def test_what_is_kept_of_a_register_holds_no_block(estate: str) -> None:
    kept = packed(sample(estate))
    assert kept is not None
    # Pickles inside the pickle are bytes to it: the blocks of files that are not of plain lines are there.
    named = {told for part in (pickle.dumps(kept, protocol=5), kept.apart) for _, told, _ in genops(part)}
    assert "fmplan.schedules.packing" in named
    assert "fmplan.yamlfile.block" not in named
