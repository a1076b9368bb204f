"""A mail server that fails where it is told to, and remembers what it has taken over."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

PHASES: Final = ("connect", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "mid-DATA", "dot", "QUIT")
DROP: Final = "drop"
SILENCE: Final = "silence"
ENDLESS: Final = "lines without end"
LONG: Final = "a line without end"


@dataclass
class Scripted:
    """The server. `script` has for a phase what it answers in each turn: a line, DROP, or None for what is usual.

    After the last turn of a phase all is as usual. A letter is in `mailbox` as soon as its final dot was read and
    not refused, whether the client hears of that or not.
    """

    script: dict[str, list[str | None]] = field(default_factory=dict)
    context: ssl.SSLContext | None = None
    offers: tuple[str, ...] = ("SIZE 20000000", "SMTPUTF8", "8BITMIME")
    mailbox: list[bytes] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    port: int = 0

    def turn(self, phase: str) -> str | None:
        turns = self.script.get(phase)
        return turns.pop(0) if turns else None

    def recipients(self) -> list[str]:
        """Whom each letter in the mailbox is for, in the order of their coming."""
        lines = [line for mail in self.mailbox for line in mail.split(b"\r\n\r\n", 1)[0].split(b"\r\n")]
        return [line[4:].decode() for line in lines if line.startswith(b"To: ")]


class _GoneError(Exception):
    """The connection is over."""


@contextmanager
def serving(server: Scripted) -> Iterator[Scripted]:
    """Let the server listen on loopback."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server.port = listening.getsockname()[1]
        thread = threading.Thread(target=_listen, args=(server, listening), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join()


def _listen(server: Scripted, listening: socket.socket) -> None:
    while True:
        try:
            line, _ = listening.accept()
        except OSError:
            return
        with line:
            line.settimeout(60)  # who is gone without a word does not keep it for ever
            _Talk(server, line).run()


class _Talk:
    def __init__(self, server: Scripted, line: socket.socket) -> None:
        self.server = server
        self.line = line
        self.file = line.makefile("rb")

    def run(self) -> None:
        try:
            self._answer("connect", "220 mail.test ESMTP")
            while command := self.file.readline():
                self._obey(command.decode().rstrip("\r\n"))
        except (OSError, _GoneError):
            pass
        finally:
            self.file.close()
            self.line.close()

    def _obey(self, command: str) -> None:
        self.server.heard.append(command)
        match command.split(" ")[0].split(":")[0].upper():
            case "EHLO":
                private = isinstance(self.line, ssl.SSLSocket)
                offered = ["mail.test", *self.server.offers]
                offered += [] if private or not self.server.context else ["STARTTLS"]
                offered += ["AUTH PLAIN"]
                lines = [f"250-{one}" for one in offered[:-1]] + [f"250 {offered[-1]}"]
                self._answer("EHLO", "\r\n".join(lines))
            case "HELO" | "RSET" | "NOOP":
                self._say("250 ok")
            case "STARTTLS":
                self._answer("STARTTLS", "220 go on")
                assert self.server.context
                self.file.close()
                self.line = self.server.context.wrap_socket(self.line, server_side=True)
                self.file = self.line.makefile("rb")
            case "AUTH":
                self._answer("AUTH", "235 welcome")
            case "MAIL":
                self._answer("MAIL", "250 ok")
            case "RCPT":
                self._answer("RCPT", "250 ok")
            case "DATA":
                self._say("354 go on")
                self._take()
            case "QUIT":
                self._answer("QUIT", "221 bye")
                raise _GoneError
            case _:
                self._say("500 what?")

    def _take(self) -> None:
        mail = []
        if (early := self.server.turn("mid-DATA")) is not None:
            self.file.readline()
            self._fail(early)
            raise _GoneError
        while (line := self.file.readline()) != b".\r\n":
            if not line:
                raise _GoneError
            mail.append(line[1:] if line.startswith(b".") else line)
        said = self.server.turn("dot")
        if said in {None, DROP, SILENCE, ENDLESS, LONG}:
            self.server.mailbox.append(b"".join(mail))
        self._fail(said) if said is not None else self._say("250 taken")

    def _answer(self, phase: str, usual: str) -> None:
        said = self.server.turn(phase)
        if said is None:
            self._say(usual)
            return
        self._fail(said)
        if phase == "connect" or said.startswith("421"):
            raise _GoneError

    def _fail(self, said: str) -> None:
        if said == DROP:
            # A reset, as from a machine that has lost its power: what was said before it may be lost too.
            self.line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            raise _GoneError
        while said in {ENDLESS, LONG}:
            self.line.sendall(b"250-one more\r\n" if said == ENDLESS else b"250-and so on " * 1000)
        if said == SILENCE:
            self.file.read()  # until the client has had enough
            raise _GoneError
        self._say(said)

    def _say(self, text: str) -> None:
        self.line.sendall(f"{text}\r\n".encode())
