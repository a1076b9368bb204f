"""Finding the export for a format, and telling the table how wide it may be and whether to paint."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from importlib import import_module

from fmplan.cli.options import Answer
from fmplan.cli.writing import STDOUT
from fmplan.exports import FORMATS
from fmplan.exports.portfolio import Plans


def rendered(format_: str, plans: Plans, answer: Answer) -> Iterator[bytes]:
    """Return the plans in one of the formats, in chunks; only the module of that format is loaded."""
    module = import_module(FORMATS[format_])
    look = {"width": width(), "colour": paints(answer.output)} if format_ == "table" else {}
    chunks: Iterator[bytes] = module.render(plans, answer.language, **look)
    return chunks


def width() -> int:
    """Return how many cells a line may have: COLUMNS, else the terminal's, else 80."""
    return max(40, shutil.get_terminal_size().columns)


def paints(output: str = STDOUT) -> bool:
    """Tell whether the answer goes to a terminal that shows colours, and nobody objects with NO_COLOR."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or output != STDOUT:
        return False
    return sys.stdout is not None and sys.stdout.isatty()
