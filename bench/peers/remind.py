"""The register as a script for `remind`, the reminder calendar written in C.

Of the forms that give every third month, this is the quickest: a block for each remainder of the month by
three, which remind enters or skips as a whole. `SATISFY` on each line, or a line for each of the four months,
takes twice as long.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.register import START, BenchAsset, BenchTask, assets


def write_remind(path: Path, size: int) -> Path:
    """Write the script of the register of `size` assets to `path`, and return it."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(_script(size))
    return path


def command(script: Path) -> tuple[str, ...]:
    """Return the command that prints a line for each occurrence of the year."""
    return ("remind", "-s12", str(script), START.isoformat())


def _script(size: int) -> Iterator[str]:
    by_month: dict[int, list[str]] = {0: [], 1: [], 2: []}
    for asset in assets(size):
        for task in asset.tasks:
            last = task.last
            if task.days:
                yield f"REM {last} *{task.days} {_message(asset, task)}"
            elif task.months == 12:
                yield f"REM {last:%b} {last.day} {_message(asset, task)}"
            else:
                by_month[last.month % 3].append(f"REM {last.day} {_message(asset, task)}")
    for remainder, lines in by_month.items():
        yield f"IF monnum(today()) % 3 == {remainder}\n"
        yield from lines
        yield "ENDIF\n"


def _message(asset: BenchAsset, task: BenchTask) -> str:
    return f"MSG {asset.id}/{task.id}\n"
