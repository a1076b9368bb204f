"""Running a command: what goes wrong ends here, each kind with its own exit code and one line to read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from fmplan.cli.exits import Exit
from fmplan.cli.saying import say
from fmplan.cli.writing import CannotWriteError, finish_output


def run(arguments: Sequence[str], leave: Callable[[int], object] | None = None) -> int:
    """Run the command that `arguments` name and return the exit code.

    `leave` is called with the code once all is written, while everything that the command made is still there.
    """
    try:
        code = _command(arguments, leave)
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except CannotWriteError as error:
        say(f"fmplan: {error}")
        return Exit.CANNOT_WRITE
    except Exception as error:
        _confess(error, debug="--debug" in arguments)
        return Exit.OWN_ERROR
    return code


def _command(arguments: Sequence[str], leave: Callable[[int], object] | None) -> int:
    from fmplan.cli.app import command

    try:
        command(arguments)(args=list(arguments), prog_name="fmplan")
    except SystemExit as end:  # it holds the frames it came through, and they what the command made
        code = end.code if isinstance(end.code, int) else Exit.NOTHING
        _finish()
        if leave:
            leave(code)
        return code
    _finish()
    return Exit.NOTHING


def _finish() -> None:
    """End when all is written: what the user asked for, and then what was sent out to be kept."""
    finish_output()
    # What nobody loaded, as for --help, has sent out nothing.
    if (aside := sys.modules.get("fmplan.aside")) is not None:
        aside.errands_done()


def _confess(error: Exception, *, debug: bool) -> None:
    import traceback

    if debug:
        say("".join(traceback.format_exception(error)).rstrip())
    where = traceback.extract_tb(sys.exc_info()[2])[-1]
    place = f"{where.filename.replace(chr(92), '/').rpartition('/')[2]}:{where.lineno}"
    say(
        f"fmplan: an error of its own, {type(error).__name__} at {place}: {error}. "
        "Please report this line and the command to the people who make fmplan; --debug shows the whole traceback."
    )
