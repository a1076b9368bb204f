"""The way in: what is asked often is answered at once, the rest is handed to the commands.

Nothing is imported here that the answer does not need.
"""

from __future__ import annotations

import gc
import os
import sys


def main() -> int:
    """Run fmplan with the arguments of the process; return its exit code, or end the process with it."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        from fmplan.release import RELEASE

        print(f"fmplan {RELEASE}")  # noqa: T201 - where standard output is closed, print says nothing
        return 0
    # One command makes one plan and ends. What it makes lives until then: to look through it for garbage would
    # take a third of the time and find next to nothing.
    gc.disable()
    from fmplan.cli.run import run

    # And it need not be freed piece by piece: the process ends as it stands, once all is written.
    return run(arguments, os._exit)
