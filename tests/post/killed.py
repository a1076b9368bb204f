"""Sends one letter again and again, killed a line of the post's code later each time; then a second run sends the rest.

Started by test_kill.py: the port of a mail server, and a folder for the journals. Prints for each time what the
journal said after the kill and after the second run.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any, Final

import idna

from fmplan.post.journal import read_journal
from fmplan.post.smtp import Smtp
from fmplan.post.smtpurl import server_of
from tests.post.letters import a_message, delivered

_STEPS: Final = ("/post/deliver.py", "/post/journal.py", "/post/smtp.py")


def main(port: str, folder: Path) -> None:
    idna.encode("example.com", uts46=True)  # loads its tables once, before the processes part
    number = 0
    while True:
        estate, journal = f"court-{number}", folder / str(number)
        if _in_a_process(partial(_send, port, journal, estate, kill_at=number)):
            return
        after = _state(journal)
        _in_a_process(partial(_send, port, journal, estate))
        sys.stdout.write(f"{estate} {after} {_state(journal)}\n")
        # As long as nothing stands in the journal, one line is much like the next.
        number += 8 if after == "nothing" else 1


def _in_a_process(work: Callable[[], None]) -> bool:
    """Do it in a process of its own; tell whether that came to its end."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0


def _send(port: str, folder: Path, estate: str, kill_at: int = -1) -> None:
    passed = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal passed
        if not frame.f_code.co_filename.endswith(_STEPS):
            return None
        if event == "line":
            if passed == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)
            passed += 1
        return trace

    if kill_at >= 0:
        sys.settrace(trace)
    delivered(folder, Smtp(server_of({"FMPLAN_SMTP_URL": f"smtp://127.0.0.1:{port}"})), a_message(estate=estate))


def _state(folder: Path) -> str:
    records = read_journal(folder / "mail.sqlite3")
    return f"{records[0].state.value}{'-left' if records[0].left else ''}" if records else "nothing"


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
