"""A register that leans on the library: classes in the proportion of a housing estate, and nothing of its own.

What an asset is follows from its number alone, so that a larger register begins with the smaller one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

ASSETS_PER_FILE = 1_000

ESTATE = """\
fmplan: 1
estate: large
name: Large estate
timezone: Asia/Shanghai
language: zh
starts: 2027-01-01
standards: [cn-statutory, cn-residential, good-practice]
facts:
  region: CN-33
  city: hangzhou
  use: residential
  level: L1
  climate: Z3
  key_fire_unit: false
  height_m: 79
calendar:
  country: CN
  holidays: [2027-02-05..2027-02-12, 2027-10-01..2027-10-07]
  workdays: [2027-01-31, 2027-02-20, 2027-09-26, 2027-10-09]
periods:
  flood-season: 04-15..10-15
teams:
  own: {name: Own staff}
"""

# Of 250 assets so many are of a class.
CLASSES = {
    "fire/extinguisher": 52,
    "fire/hydrant": 34,
    "elevator/traction": 24,
    "power/distribution": 16,
    "fire/emergency-light": 13,
    "building/block": 12,
    "building/roof": 12,
    "cleaning/corridor": 12,
    "cleaning/lobby": 12,
    "fire/door": 12,
    "fire/alarm": 8,
    "security/access": 8,
    "fire/smoke-control": 7,
    "greenery/lawn/warm": 6,
    "pump/domestic": 6,
    "pump/sump": 6,
    "fire/sprinkler/wet": 4,
    "pump/fire": 4,
    "water/tank": 4,
    "drainage/septic": 4,
    "greenery/hedge": 4,
    "greenery/tree/deciduous": 4,
    "power/switchroom": 3,
    "power/transformer": 3,
    "power/generator": 2,
    "hvac/fan": 2,
    "play/playground": 2,
    "waste/room": 2,
}


def write_large_estate(folder: Path, size: int) -> Path:
    """Write an estate of `size` assets on the standards of China into the new `folder`, and return it."""
    (folder / "assets").mkdir(parents=True)
    (folder / "estate.yaml").write_text(ESTATE, encoding="utf-8")
    kinds = [class_ for class_, number in CLASSES.items() for _ in range(number)]
    for start in range(0, size, ASSETS_PER_FILE):
        numbers = range(start, min(start + ASSETS_PER_FILE, size))
        lines = (line for number in numbers for line in _lines(number, kinds[number * 97 % len(kinds)]))
        text = "assets:\n" + "".join(lines)
        (folder / "assets" / f"part-{start // ASSETS_PER_FILE + 1:03}.yaml").write_text(text, encoding="utf-8")
    return folder


def _lines(number: int, class_: str) -> Iterator[str]:
    yield f"  {class_.rpartition('/')[2]}-{number:05}:\n"
    yield f"    name: Asset {number}\n"
    yield f"    class: {class_}\n"
    yield f"    location: tower-{number // 25}/level-{number % 25}\n"
    yield "    team: own\n"
    yield f"    in_service: 20{10 + number % 16}-0{1 + number % 9}-1{number % 10}\n"
