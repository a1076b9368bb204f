"""A connection to a mail server: its answers have an end, and what it says before its time is heard."""

from __future__ import annotations

import select
import smtplib
import socket
import ssl
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


def has_something_to_say(line: smtplib.SMTP) -> bool:
    """Tell, without waiting, whether the server has said something, or has hung up."""
    sock = open_socket(line)
    patience = sock.gettimeout()
    sock.settimeout(0)
    try:
        # Of a private line the socket may be readable though nothing was said: its keys are renewed.
        said = line.file is not None and line.file.peek(1)
        return bool(said) or isinstance(sock, ssl.SSLSocket) or bool(select.select([sock], [], [], 0)[0])
    except (ssl.SSLWantReadError, BlockingIOError):
        return False
    finally:
        sock.settimeout(patience)


def open_socket(line: smtplib.SMTP) -> socket.socket:
    """Return the socket of a line. Raises SMTPServerDisconnected where there is none any more."""
    if line.sock is None:
        raise smtplib.SMTPServerDisconnected("the connection is gone")
    return line.sock


def own_name() -> str:
    """Return the name we come by; where this computer has no full one, an address, as RFC 5321 4.1.3 has it."""
    name = socket.gethostname()
    return name if "." in name and name.isascii() else "[127.0.0.1]"
