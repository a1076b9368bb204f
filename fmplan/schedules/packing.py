"""A register as it is kept, and back: what every command needs, and apart from it what few ask for.

What is kept holds no Block, which would be the half of it: only where each stands. See `yamlfile/unread.py`.
"""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import repeat
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
_OF_LAYER: Final = frozenset({"block", "within"})

_REGISTER, _LOCK = range(2)
"""The two lists of schedules: those that the register goes by, and those that its lock holds."""

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
    """The layers of series and of assets' tasks, and the schedules. `stacks` are layers over one another, by number."""

    layers: Mapping[str, Column]
    layers_at: _Places
    layers_within: _Places
    stacks: Sequence[tuple[int, ...]]
    of_series: array[int]
    of_assets: Column
    schedules: tuple[Sequence[Mapping[str, Any]], Sequence[Mapping[str, Any]]]
    schedules_at: tuple[_Places, _Places]
    schedules_within: tuple[_Places, _Places]


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
    return None if packing.is_ambiguous else replace(whole, trees=trees_of(packing.blocks.values()))


class _Packing:
    """What is found on the way: the blocks by their places, the layers and how they lie over one another."""

    def __init__(self) -> None:
        self.blocks: dict[tuple[str, int], Block] = {}
        self.is_ambiguous = False
        self._layers: dict[int, Layer] = {}
        self._stacks: dict[tuple[int, ...], int] = {}

    def places(self, blocks: Sequence[Block | None]) -> _Places:
        for block in blocks:
            if block is not None and self.blocks.setdefault((block.path, block.at), block) is not block:
                self.is_ambiguous = True
        positions = [_NOWHERE if block is None else block.at for block in blocks]
        return _Places(column(["" if block is None else block.path for block in blocks]), array("q", positions))

    def apart(
        self,
        series: Sequence[Series],
        assets: Sequence[Asset],
        schedules: Sequence[Schedule],
        pinned: Sequence[Schedule],
    ) -> _Apart:
        of_series = array("L", [self._stack(one.layers) for one in series])
        of_assets = column([self._tasks(asset.tasks) for asset in assets], {tuple})
        lists = (schedules, pinned)
        said = tuple([self._schedule(one) for one in some] for some in lists)
        layers = list(self._layers.values())
        ranks = {id_: rank for rank, id_ in enumerate(self._layers)}
        return _Apart(
            layers=columns(Layer, layers, _OF_LAYER),
            layers_at=self.places([layer.block for layer in layers]),
            layers_within=self.places([layer.within for layer in layers]),
            stacks=[tuple(map(ranks.__getitem__, stack)) for stack in self._stacks],
            of_series=of_series,
            of_assets=of_assets,
            schedules=(said[_REGISTER], said[_LOCK]),
            schedules_at=(
                self.places([one.block for one in schedules]),
                self.places([one.block for one in pinned]),
            ),
            schedules_within=(
                self.places([one.within for one in schedules]),
                self.places([one.within for one in pinned]),
            ),
        )

    def _schedule(self, schedule: Schedule) -> dict[str, Any]:
        fields = {field: getattr(schedule, field) for field in schedule.__struct_fields__}
        return {**fields, "layers": self._tasks(schedule.layers), "block": None, "within": None}

    def _tasks(self, tasks: Mapping[str, Sequence[Layer]]) -> tuple[tuple[str, int], ...]:
        return tuple((id_, self._stack(layers)) for id_, layers in tasks.items())

    def _stack(self, layers: Sequence[Layer]) -> int:
        """Return the number of some layers that lie over one another."""
        ids = tuple(map(id, layers))
        number = self._stacks.get(ids)
        if number is None:
            number = self._stacks[ids] = len(self._stacks)
            self._layers.update(zip(ids, layers, strict=True))
        return number


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
        self._schedules: dict[int, tuple[Schedule, ...]] = {}

    def layers_of(self, series: int) -> tuple[Layer, ...]:
        """Return the layers of a series, by its place among all."""
        return self._stack(self._apart.of_series[series])

    def tasks_of(self, asset: int) -> Mapping[str, tuple[Layer, ...]]:
        """Return the tasks that are written about an asset, by its place among all."""
        return self._tasks(self._of_assets[asset])

    def schedules_of(self, which: int) -> tuple[Schedule, ...]:
        """Return one of the two lists of schedules."""
        found = self._schedules.get(which)
        if found is None:
            from fmplan.schedules.load import Schedule

            said = self._apart.schedules[which]
            blocks = self._apart.schedules_at[which].blocks(self._files)
            withins = self._apart.schedules_within[which].blocks(self._files)
            found = self._schedules[which] = tuple(
                Schedule(**{**fields, "block": block, "within": within, "layers": self._tasks(fields["layers"])})
                for fields, block, within in zip(said, blocks, withins, strict=True)
            )
        return found

    @cached_property
    def _apart(self) -> _Apart:
        # The file is the user's own, and was written by this very code, see keeping.py.
        apart: _Apart = pickle.loads(self._data)  # noqa: S301
        return apart

    @cached_property
    def _of_assets(self) -> list[tuple[tuple[str, int], ...]]:
        return list(self._apart.of_assets.all())

    @cached_property
    def _layers(self) -> list[Layer]:
        blocks, withins = (at.blocks(self._files) for at in (self._apart.layers_at, self._apart.layers_within))
        return things(Layer, self._apart.layers, {"block": blocks, "within": withins})

    def _stack(self, number: int) -> tuple[Layer, ...]:
        return tuple(map(self._layers.__getitem__, self._apart.stacks[number]))

    def _tasks(self, tasks: Iterable[tuple[str, int]]) -> dict[str, tuple[Layer, ...]]:
        return {id_: self._stack(stack) for id_, stack in tasks}
