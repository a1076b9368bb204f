"""A connection to a mail server whose answers have an end."""

from __future__ import annotations

import smtplib
from typing import Final

_LINES_MOST: Final = 100
_LINE_LONGEST: Final = 8192
"""So many lines, of so many bytes, one answer may have: that to EHLO, the longest there is, has some twenty."""


class Line(smtplib.SMTP):
    """An open line, or one that STARTTLS makes private."""

    def getreply(self) -> tuple[int, bytes]:
        """Return code and text of an answer; -1 for one that has no code.

        Raises SMTPServerDisconnected, also for an answer that does not end: smtplib would read it until no memory is
        left.
        """
        if self.file is None:
            assert self.sock is not None  # noqa: S101 - smtplib calls it after it has connected
            self.file = self.sock.makefile("rb")
        said = []
        for _ in range(_LINES_MOST):
            try:
                line = self.file.readline(_LINE_LONGEST + 1)
            except TimeoutError:
                self.close()
                raise
            except OSError as error:
                self.close()
                raise smtplib.SMTPServerDisconnected(f"Connection unexpectedly closed: {error}") from error
            if not line:
                self.close()
                raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")
            if len(line) > _LINE_LONGEST:
                break
            said.append(line[4:].strip(b" \t\r\n"))
            if not line[:3].isdigit():
                return -1, b"\n".join(said)
            if line[3:4] != b"-":
                return int(line[:3]), b"\n".join(said)
        self.close()
        raise smtplib.SMTPServerDisconnected("its answer does not end")


class PrivateLine(Line, smtplib.SMTP_SSL):
    """A line that is private from the start."""
