"""A benchmark register written as an estate's folder: what fmplan and the scripts read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from bench.register import CLASSES, TEAM, BenchAsset, assets

ASSETS_PER_FILE = 1_000

# No public holidays and a week of seven working days: no date moves, so that the peers, who know
# neither, have as many.
ESTATE = f"""\
fmplan: 1
estate: bench
name: Benchmark estate
timezone: Europe/London
language: en
starts: 2027-01-01
calendar:
  country: none
  workweek: [mon, tue, wed, thu, fri, sat, sun]
teams:
  {TEAM}:
    name: Own staff
classes:
"""


def write_estate(folder: Path, size: int) -> Path:
    """Write the estate of `size` assets, a thousand to a file, into the new `folder`, and return it."""
    (folder / "assets").mkdir(parents=True)
    classes = "".join(f"  {name}: {{name: {name.rpartition('/')[2].title()}}}\n" for name in CLASSES)
    (folder / "estate.yaml").write_text(ESTATE + classes, encoding="utf-8")
    register = assets(size)
    for number in range(-(-size // ASSETS_PER_FILE)):
        lines = (line for asset in islice(register, ASSETS_PER_FILE) for line in _lines(asset))
        text = "assets:\n" + "".join(lines)
        (folder / "assets" / f"plant-{number + 1:03}.yaml").write_text(text, encoding="utf-8")
    return folder


def _lines(asset: BenchAsset) -> Iterator[str]:
    yield f"  {asset.id}:\n"
    yield f"    name: {asset.name}\n"
    yield f"    class: {asset.asset_class}\n"
    yield f"    location: {asset.location}\n"
    yield f"    team: {TEAM}\n"
    yield "    tasks:\n"
    for task in asset.tasks:
        yield f"      {task.id}:\n"
        yield f"        name: {task.name}\n"
        yield f"        every: {task.every}\n"
        yield f"        last: {task.last}\n"
