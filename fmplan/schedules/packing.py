"""A register as it is kept, and back: what every command needs, and apart from it what few ask for.

What is kept holds no Block, which would be the half of it: only where each stands. See `yamlfile/unread.py`.
"""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import chain, islice, repeat
from typing import TYPE_CHECKING, Any, Final, cast

from msgspec import Struct
from msgspec.structs import replace

from fmplan.assets.estate import Asset, Estate, Layer, Team
from fmplan.columns import Column, column, columns, places_among, things
from fmplan.findings import Finding
from fmplan.schedules.apart import ListApart, MapApart
from fmplan.schedules.lock import Lock
from fmplan.schedules.register import Register
from fmplan.schedules.series import Anchor, Series
from fmplan.yamlfile.block import Block
from fmplan.yamlfile.unread import UnreadFiles, trees_of

if TYPE_CHECKING:
    from fmplan.schedules.load import Schedule

_OF_ESTATE: Final = frozenset({"assets", "block", "teams"})
_OF_ASSET: Final = frozenset({"block", "tasks", "within"})
_OF_TEAM: Final = frozenset({"block"})
_OF_SERIES: Final = frozenset({"asset", "layers", "team"})
_OF_SCHEDULE: Final = frozenset({"block", "layers", "within"})
_OF_LAYER: Final = frozenset({"block", "within"})

_REGISTER, _LOCK = range(2)
"""The schedules that the register goes by, and those that its lock holds."""

_NOWHERE: Final = -1


class _Places(Struct, frozen=True):
    """Where some blocks stand: their files, and the position of each in its file; below 0 for None."""

    paths: Column
    positions: array[int]

    def blocks(self, files: UnreadFiles) -> list[Any]:
        return files.blocks(self.paths.all(), self.positions)


class Packed(Struct, frozen=True):
    """A register with all that was found in it. `trees` are of `yamlfile/unread.py`, `apart` is packed once more.

    `assets` are those of the estate, and behind them those that stand for a team whose contract ends.
    """

    estate: Mapping[str, Any]
    estate_at: _Places
    teams: Mapping[str, Column]
    teams_at: _Places
    assets: Mapping[str, Column]
    assets_at: _Places
    assets_within: _Places
    number_of_assets: int
    series: Mapping[str, Column]
    asset_of_series: array[int]
    team_of_series: array[int]
    lock: Lock | None
    findings: tuple[Finding, ...]
    trees: Mapping[str, bytes]
    apart: bytes


class _Apart(Struct, frozen=True):
    """The layers of series and of tasks, and the schedules: those that the register goes by, then those in its lock.

    Layers lie over one another in stacks: one for each series, then one for each task of each asset, then of each
    schedule. `heights` says how many layers each has, `stacked` which, by their numbers.
    """

    layers: Mapping[str, Column]
    layers_at: _Places
    layers_within: _Places
    heights: array[int]
    stacked: array[int]
    tasks: Column
    number_of_series: int
    number_of_assets: int
    schedules: Mapping[str, Column]
    schedules_at: _Places
    schedules_within: _Places
    number_of_schedules: int


def packed(register: Register) -> Packed | None:
    """Return what is to be kept of a register without errors; None where two of its blocks could be taken for one."""
    estate = register.estate
    if estate is None:
        return None
    packing = _Packing()
    teams = list(estate.teams.values())
    assets = list({id(one): one for one in (*estate.assets.values(), *(of.asset for of in register.series))}.values())
    lock = register.lock
    library = lock.library if lock is not None else None
    apart = packing.apart(register.series, assets, register.schedules, library.schedules if library else ())
    whole = Packed(
        estate={field: getattr(estate, field) for field in Estate.__struct_fields__ if field not in _OF_ESTATE},
        estate_at=packing.places([estate.block]),
        teams=columns(Team, teams, _OF_TEAM),
        teams_at=packing.places([team.block for team in teams]),
        assets=columns(Asset, assets, _OF_ASSET),
        assets_at=packing.places([asset.block for asset in assets]),
        assets_within=packing.places([asset.within for asset in assets]),
        number_of_assets=len(estate.assets),
        series=columns(Series, register.series, _OF_SERIES, {Anchor}),
        asset_of_series=places_among(assets, [one.asset for one in register.series]),
        team_of_series=places_among([*teams, None], [one.team for one in register.series]),
        lock=lock and replace(lock, library=library and replace(library, schedules=())),
        findings=register.findings,
        trees={},
        apart=pickle.dumps(apart, protocol=5),
    )
    blocks = packing.blocks()
    is_ambiguous = len({(block.path, block.at) for block in blocks}) < len(blocks)
    return None if is_ambiguous else replace(whole, trees=trees_of(blocks))


class _Packing:
    """What is packed, with the blocks that were met on the way."""

    def __init__(self) -> None:
        self._blocks: dict[int, Block | None] = {}

    def blocks(self) -> list[Block]:
        """Return every block that was met, each once."""
        return [block for block in self._blocks.values() if block is not None]

    def places(self, blocks: Sequence[Block | None]) -> _Places:
        """Return where some blocks stand."""
        self._blocks.update(zip(map(id, blocks), blocks, strict=True))
        positions = [_NOWHERE if block is None else block.at for block in blocks]
        return _Places(column(["" if block is None else block.path for block in blocks]), array("q", positions))

    def apart(
        self,
        series: Sequence[Series],
        assets: Sequence[Asset],
        schedules: Sequence[Schedule],
        pinned: Sequence[Schedule],
    ) -> _Apart:
        """Return what lies apart of a register and of its lock."""
        from fmplan.schedules.load import Schedule

        both = [*schedules, *pinned]
        tasks = [*(asset.tasks for asset in assets), *(one.layers for one in both)]
        stacks = [one.layers for one in series]
        stacks += chain.from_iterable(of.values() for of in tasks)
        stacked = list(chain.from_iterable(stacks))
        layers = list({id(layer): layer for layer in stacked}.values())
        return _Apart(
            layers=columns(Layer, layers, _OF_LAYER),
            layers_at=self.places([layer.block for layer in layers]),
            layers_within=self.places([layer.within for layer in layers]),
            heights=array("I", map(len, stacks)),
            stacked=places_among(layers, stacked),
            tasks=column([tuple(of) for of in tasks], {tuple}),
            number_of_series=len(series),
            number_of_assets=len(assets),
            schedules=columns(Schedule, both, _OF_SCHEDULE),
            schedules_at=self.places([one.block for one in both]),
            schedules_within=self.places([one.within for one in both]),
            number_of_schedules=len(schedules),
        )


def unpacked(kept: Packed, bytes_of: Callable[[str], bytes]) -> Register:
    """Return the register that was kept; `bytes_of` returns the bytes of a file as they were when it was."""
    files = UnreadFiles(bytes_of, kept.trees)
    apart = _Unpacking(kept.apart, files)
    teams = things(Team, kept.teams, {"block": kept.teams_at.blocks(files)})
    numbers = range(len(kept.assets_at.positions))
    assets = things(
        Asset,
        kept.assets,
        {
            "block": kept.assets_at.blocks(files),
            "within": kept.assets_within.blocks(files),
            "tasks": map(MapApart, repeat(apart.tasks_of), numbers),
        },
    )
    series = things(
        Series,
        kept.series,
        {
            "asset": map(assets.__getitem__, kept.asset_of_series),
            "team": map([*teams, None].__getitem__, kept.team_of_series),
            "layers": map(ListApart, repeat(apart.layers_of), range(len(kept.asset_of_series))),
        },
    )
    (block,) = kept.estate_at.blocks(files)
    estate = Estate(
        **kept.estate,
        block=block,
        teams={team.id: team for team in teams},
        assets={asset.id: asset for asset in assets[: kept.number_of_assets]},
    )
    lock = kept.lock
    if lock is not None and lock.library is not None:
        lock = replace(lock, library=replace(lock.library, schedules=ListApart(apart.schedules_of, _LOCK)))
    schedules = cast("Sequence[Schedule]", ListApart(apart.schedules_of, _REGISTER))
    return Register(estate, schedules, tuple(series), lock, kept.findings)


class _Unpacking:
    """What lies apart, taken out when the first of it is asked for."""

    def __init__(self, data: bytes, files: UnreadFiles) -> None:
        self._data = data
        self._files = files

    def layers_of(self, series: int) -> tuple[Layer, ...]:
        """Return the layers of a series, by its place among all."""
        return self._stacks[series]

    def tasks_of(self, asset: int) -> Mapping[str, tuple[Layer, ...]]:
        """Return the tasks that are written about an asset, by its place among all."""
        return self._tasks[asset]

    def schedules_of(self, which: int) -> Sequence[Schedule]:
        """Return the schedules that the register goes by, or those that its lock holds."""
        number = self._apart.number_of_schedules
        return self._schedules[number:] if which == _LOCK else self._schedules[:number]

    @cached_property
    def _apart(self) -> _Apart:
        # The file is the user's own, and was written by this very code, see keeping.py.
        apart: _Apart = pickle.loads(self._data)  # noqa: S301
        return apart

    @cached_property
    def _stacks(self) -> list[tuple[Layer, ...]]:
        apart = self._apart
        blocks, withins = (at.blocks(self._files) for at in (apart.layers_at, apart.layers_within))
        layers = things(Layer, apart.layers, {"block": blocks, "within": withins})
        stacked = map(layers.__getitem__, apart.stacked)
        return [tuple(islice(stacked, height)) for height in apart.heights]

    @cached_property
    def _tasks(self) -> list[dict[str, tuple[Layer, ...]]]:
        stacks = islice(self._stacks, self._apart.number_of_series, None)
        # The names first: zip takes no stack for which there is none.
        return [dict(zip(names, stacks, strict=False)) for names in self._apart.tasks.all()]

    @cached_property
    def _schedules(self) -> tuple[Schedule, ...]:
        from fmplan.schedules.load import Schedule

        apart = self._apart
        blocks, withins = (at.blocks(self._files) for at in (apart.schedules_at, apart.schedules_within))
        layers = self._tasks[apart.number_of_assets :]
        return tuple(things(Schedule, apart.schedules, {"block": blocks, "within": withins, "layers": layers}))
