"""The one place that writes what a command has made: to standard output, or whole into a file or not at all."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from fmplan.cli.progress import progress, told_as_written

STDOUT = "-"


class CannotWriteError(Exception):
    """Something could not be written; the text is one line that says what and why."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"cannot write {where}: {reason}")


def write(chunks: Iterable[bytes], output: str = STDOUT) -> None:
    """Write to a file by its path, or to standard output where `output` is "-". Raises CannotWriteError."""
    if output == STDOUT:
        write_out(told_as_written(chunks, "standard output"))
    else:
        write_file(Path(output), chunks)


def write_out(chunks: Iterable[bytes]) -> None:
    """Write to standard output. A reader that has had enough, such as `head`, ends it quietly."""
    if sys.stdout is None:  # closed by the caller: >&-
        raise CannotWriteError("standard output", "it is closed")
    try:
        out = sys.stdout.buffer
        is_terminal = out.isatty()
        for chunk in chunks:
            if is_terminal:
                progress.hush()
            out.write(chunk)
        out.flush()
    except BrokenPipeError:
        _listen_no_more()
    except OSError as error:
        _listen_no_more()
        raise CannotWriteError("standard output", _reason(error)) from error


def write_file(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file so that a reader sees the old content or the new, never a part, whatever happens meanwhile.

    A link is followed and stays a link, the permissions of a file that is there stay, and what is no ordinary
    file (/dev/null, a pipe) is written to as it is. Raises CannotWriteError.
    """
    try:
        path = Path(os.path.realpath(path))
        if path.is_symlink():  # else every link was followed to its end
            raise CannotWriteError(str(path), "it is a link that leads back to itself")
        there = path.stat() if path.exists() else None
        chunks = told_as_written(chunks, path.name)
        if there is not None and stat.S_ISDIR(there.st_mode):
            raise CannotWriteError(str(path), "it is a folder")
        if there is not None and not stat.S_ISREG(there.st_mode):
            _write_through(path, chunks)
        else:
            _write_beside(path, chunks, there)
    except OSError as error:
        raise CannotWriteError(str(path), _reason(error)) from error


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, where it is not there yet. Raises CannotWriteError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise CannotWriteError(str(path), "it is a file, and a folder is wanted") from error
    except OSError as error:
        raise CannotWriteError(str(path), _reason(error)) from error


def finish_output() -> None:
    """Flush what still waits for standard output, so that no complaint comes when the process ends."""
    if sys.stdout is not None and not sys.stdout.closed:
        write_out(())


def _write_through(path: Path, chunks: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        file.writelines(chunks)


def _write_beside(path: Path, chunks: Iterable[bytes], there: os.stat_result | None) -> None:
    """Write into a new file in the same folder, and put it in the place of the old one at the end."""
    beside = path.parent / f".fmplan-{os.urandom(6).hex()}.tmp"
    mode = 0o666 if there is None else stat.S_IMODE(there.st_mode)
    file = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(file, "wb") as written:
            if there is not None:
                os.fchmod(file, mode)
                with suppress(OSError):  # only root may give a file away
                    os.fchown(file, there.st_uid, there.st_gid)
            written.writelines(chunks)
            written.flush()
            os.fsync(file)
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Let the new name reach the disk too, where the file system knows how."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _listen_no_more() -> None:
    """Point standard output at nothing: Python flushes it once more at the end, and would complain."""
    with suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
