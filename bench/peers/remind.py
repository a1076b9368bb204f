"""The register as a script for `remind`, the reminder calendar written in C.

remind knows no "every third month". Its manual's way is a trigger for each month with a SATISFY clause that
lets some of them pass; that is the script a user would generate. By hand it can be made about twice as fast:
a block for each remainder of the month by three, which remind enters or skips as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.register import START, BenchAsset, BenchTask, assets


def write_remind(path: Path, size: int, *, tuned: bool = False) -> Path:
    """Write the script of the register of `size` assets to `path`, in the manual's way or tuned by hand."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(_tuned(size) if tuned else _plain(size))
    return path


def command(script: Path) -> tuple[str, ...]:
    """Return the command that prints a line for each occurrence of the year."""
    return ("remind", "-s12", str(script), START.isoformat())


def _plain(size: int) -> Iterator[str]:
    for asset in assets(size):
        for task in asset.tasks:
            if task.days or task.months == 12:
                yield _trigger(asset, task)
            else:
                third = f"SATISFY [monnum(trigdate()) % 3 == {task.last.month % 3}]"
                yield f"REM {task.last.day} {third} {_message(asset, task)}"


def _tuned(size: int) -> Iterator[str]:
    by_month: dict[int, list[str]] = {0: [], 1: [], 2: []}
    for asset in assets(size):
        for task in asset.tasks:
            if task.days or task.months == 12:
                yield _trigger(asset, task)
            else:
                by_month[task.last.month % 3].append(f"REM {task.last.day} {_message(asset, task)}")
    for remainder, lines in by_month.items():
        yield f"IF monnum(today()) % 3 == {remainder}\n"
        yield from lines
        yield "ENDIF\n"


def _trigger(asset: BenchAsset, task: BenchTask) -> str:
    if task.days:
        return f"REM {task.last} *{task.days} {_message(asset, task)}"
    return f"REM {task.last:%b} {task.last.day} {_message(asset, task)}"


def _message(asset: BenchAsset, task: BenchTask) -> str:
    return f"MSG {asset.id}/{task.id}\n"
