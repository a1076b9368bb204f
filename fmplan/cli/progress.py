"""What a command is about, told on a terminal from the second second on; nothing of it stays there."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from threading import Event, Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING, Final

from fmplan.exports.plain import one_line

if TYPE_CHECKING:
    from rich.live import Live
    from rich.spinner import Spinner
    from rich.text import Text

AFTER: Final = 1.0
"""Seconds before anything is shown: what is over sooner would only flicker."""

_TURN: Final = 0.1
"""Seconds until the line is drawn anew: something turns in it."""

_MEGABYTE: Final = 1_000_000


class Progress:
    """One line on standard error that says what is being done; nothing where that is no terminal.

    A thread of its own shows it, for most of the time goes by inside one step. It does nothing while another process
    is begun, so that cores are shared out on a terminal too.
    """

    def __init__(self, after: float = AFTER) -> None:
        self._after = after
        self._lock = Lock()
        self._doing = ""
        self._began: float | None = None
        self._over: Event | None = None
        self._line: Live | None = None
        self._spinner: Spinner | None = None
        self._is_quiet = False

    def now(self, doing: str) -> None:
        """Say what is done from here on."""
        if self._is_quiet or not _is_terminal():
            return
        with self._lock:
            self._doing = one_line(f"fmplan: {doing}")
            if self._began is None:
                self._began = monotonic()
            wait = self._began + self._after - monotonic()
            if self._line is not None or wait <= 0:
                self._draw()
            if self._over is None:
                from fmplan.aside import at_rest_in_forks

                self._over = Event()
                thread = Thread(target=self._go_on, args=(max(wait, _TURN), self._over), daemon=True)
                at_rest_in_forks(thread, self._lock)
                thread.start()

    def hush(self) -> None:
        """Take the line away, so that something else may be written; the next step brings it back."""
        with self._lock:
            if self._over is not None:
                self._over.set()
                self._over = None
            if self._line is not None:
                self._line.stop()
                self._line = None

    def be_quiet(self) -> None:
        """Show nothing for the rest of this command."""
        self._is_quiet = True
        self.hush()

    def end(self) -> None:
        """Take the line away for good: the command has ended."""
        self.hush()
        self._began, self._is_quiet = None, False

    def _go_on(self, wait: float, over: Event) -> None:
        """Draw the line after a while, and again and again, until it is over."""
        while not over.wait(wait):
            with self._lock:
                if over.is_set():  # it was taken away while this thread waited for its turn
                    return
                self._draw()
            wait = _TURN

    def _draw(self) -> None:
        if self._line is not None and self._spinner is not None:
            self._spinner.update(text=_text(self._doing))
            self._line.refresh()
            return
        from rich.console import Console
        from rich.live import Live
        from rich.spinner import Spinner

        self._spinner = Spinner("line", _text(self._doing))
        # Standard output is the data's: it is never led through the terminal of this line.
        self._line = Live(
            self._spinner,
            console=Console(stderr=True),
            auto_refresh=False,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._line.start(refresh=True)


progress: Final = Progress()
"""That of this process, which has one standard error."""


def told_as_written(chunks: Iterable[bytes], name: str) -> Iterator[bytes]:
    """Yield the chunks of a file, and say how much of it there is."""
    progress.now(f"writing {name}")
    size = told = 0
    for chunk in chunks:
        yield chunk
        size += len(chunk)
        if size - told >= _MEGABYTE:
            told = size
            progress.now(f"writing {name}: {size // _MEGABYTE} MB")


def _text(doing: str) -> Text:
    from rich.text import Text

    return Text(doing, no_wrap=True, overflow="ellipsis")


def _is_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
