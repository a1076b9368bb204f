"""Mail by SMTP (RFC 5321): one transaction for each letter, and always known how far it came."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from fmplan.exports.mail.message import Mailbox, Message
from fmplan.exports.plain import one_line
from fmplan.post.address import BadAddressError
from fmplan.post.letter import Letter, mail_of
from fmplan.post.outcome import Fate, Outcome
from fmplan.post.secret import Secret
from fmplan.post.smtpline import Line, PrivateLine, has_something_to_say, open_socket, own_name
from fmplan.post.smtpurl import Privacy, Server
from fmplan.post.way import Rate, WayError

_TROUBLE: Final = (OSError, smtplib.SMTPException)
_BEGINS_WITH_DOT: Final = re.compile(rb"^\.", re.MULTILINE)
_SAID_LONGEST: Final = 300
_PIECE: Final = 65_536


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds a server may take: to answer a command, and to take the letter over after its final dot.

    RFC 5321 4.5.3.2.6 asks for ten minutes after the dot: who leaves earlier does not know whether it arrived.
    """

    answer: float = 60
    takeover: float = 600


class _RefusedError(Exception):
    """The server said no, in one step of a transaction."""

    def __init__(self, step: str, code: int, text: bytes) -> None:
        super().__init__(f"{step}: {code} {text.decode('utf-8', 'replace')}")
        self.code = code


class Smtp:
    """One server; the connection is made when a letter needs it, and kept for the next."""

    name = "smtp"
    rate: Rate | None = None

    def __init__(self, server: Server, patience: Patience | None = None) -> None:
        self._server = server
        self._patience = patience or Patience()
        self._line: smtplib.SMTP | None = None

    def recipients(self, message: Message) -> Sequence[Mailbox]:
        """Return everybody the message is for."""
        return message.to

    def send(self, letter: Letter, leaving: Callable[[], None]) -> Outcome:
        """Send one letter. Raises WayError where the server does not let us in at all."""
        try:
            mail = mail_of(letter)
        except BadAddressError as error:
            return Outcome(Fate.FAILED, str(error))
        try:
            is_kept = self._line is not None
            outcome = self._attempt(letter, mail, leaving)
            if is_kept and outcome.halts and outcome.fate is Fate.LATER:
                # A server takes so many letters from one connection, or waits so long: it hangs up, and takes us anew.
                self._drop()
                outcome = self._attempt(letter, mail, leaving)
        except BaseException:
            self._drop()
            raise
        if outcome.halts:
            self._drop()
        return outcome

    def check(self) -> str:
        """Connect, log in where a user is named, send nothing, and return what the server calls itself.

        Raises WayError, also where it cannot be reached now.
        """
        try:
            line = self._connected()
            greeting = (line.ehlo_resp or line.helo_resp or b"").split(b"\n", 1)[0]
            return self._masked(greeting.decode("utf-8", "replace"))
        except _TROUBLE as error:
            raise WayError(f"{self._server} cannot be reached: {self._told(error)}") from error
        finally:
            self.close()

    def close(self) -> None:
        """Say goodbye, whatever the answer: all letters are where they are."""
        if self._line is not None:
            with suppress(*_TROUBLE):
                self._line.quit()
        self._drop()

    def _attempt(self, letter: Letter, mail: bytes, leaving: Callable[[], None]) -> Outcome:
        try:
            line = self._line or self._connected()
        except _TROUBLE as error:
            return Outcome(Fate.LATER, f"{self._server}: {self._told(error)}", halts=True)
        try:
            self._address(line, letter, mail)
            self._carry(line, mail)
        except _RefusedError as error:
            return self._refused(line, error)
        except _TROUBLE as error:
            return Outcome(Fate.LATER, self._told(error), halts=True)
        # Until the final dot has left, the server must not deliver (RFC 5321 4.1.1.4); from here on it may.
        leaving()
        return self._end(line)

    def _address(self, line: smtplib.SMTP, letter: Letter, mail: bytes) -> None:
        options = []
        if not mail.isascii():
            if not line.has_extn("smtputf8"):
                raise _RefusedError("RCPT", 553, b"this server takes no address with other than ASCII letters")
            options = ["SMTPUTF8", "BODY=8BITMIME"]
        if line.has_extn("size"):
            most = int(line.esmtp_features["size"] or 0) if line.esmtp_features["size"].isdigit() else 0
            if 0 < most < len(mail):
                raise _RefusedError("SIZE", 552, f"the letter has {len(mail)} bytes, the server takes {most}".encode())
            options.append(f"SIZE={len(mail)}")
        line.command_encoding = "utf-8" if "SMTPUTF8" in options else "ascii"
        _expect("MAIL", 2, line.docmd(" ".join(["MAIL", f"FROM:<{letter.sender}>", *options])))
        _expect("RCPT", 2, line.docmd(f"RCPT TO:<{letter.to}>"))
        _expect("DATA", 3, line.docmd("DATA"))

    def _carry(self, line: smtplib.SMTP, mail: bytes) -> None:
        """Send all of the mail but the final dot."""
        body = _BEGINS_WITH_DOT.sub(b"..", mail)
        body = body if body.endswith(b"\r\n") else body + b"\r\n"
        try:
            # A socket's patience is for all that one call hands over: a long letter on a slow line takes several.
            for start in range(0, len(body), _PIECE):
                open_socket(line).sendall(body[start : start + _PIECE])
        except OSError as trouble:
            raise _last_words(line) or trouble from trouble
        if has_something_to_say(line):
            # An answer before its time: with the dot it would be taken for the answer to the dot.
            code, text = line.getreply()
            line.close()
            raise _RefusedError("in the middle of the letter", code, text)

    def _end(self, line: smtplib.SMTP) -> Outcome:
        try:
            sock = open_socket(line)
            sock.settimeout(self._patience.takeover)
            sock.sendall(b".\r\n")
            code, text = line.getreply()
            sock.settimeout(self._patience.answer)
        except _TROUBLE as error:
            said = f"the connection was lost after the letter, before the answer: {self._told(error)}"
            return Outcome(Fate.UNKNOWN, said, halts=True)
        answer = _RefusedError("after the letter", code, text)
        match code // 100:
            case 2:
                return Outcome(Fate.SENT, self._masked(f"{code} {text.decode('utf-8', 'replace')}"))
            case 4 | 5:
                return self._refused(line, answer)
            case _:
                return Outcome(Fate.UNKNOWN, self._masked(str(answer)), halts=True)

    def _refused(self, line: smtplib.SMTP, error: _RefusedError) -> Outcome:
        said = self._masked(str(error))
        if not self._starts_anew(line, error.code):
            self._drop()
        if error.code // 100 == 5:
            return Outcome(Fate.FAILED, said)
        # What has no code of refusal was still no takeover of the letter; such a server is best left alone for now.
        return Outcome(Fate.LATER, said, halts=error.code == 421 or error.code // 100 != 4)

    def _starts_anew(self, line: smtplib.SMTP, code: int) -> bool:
        """Ask to forget the letter that was refused; tell whether the connection is good for another."""
        if code == 421 or line.sock is None:
            return False
        try:
            return line.rset()[0] // 100 == 2
        except _TROUBLE:
            return False

    def _connected(self) -> smtplib.SMTP:
        """Connect, make the line private and log in. Raises WayError for what only a person can mend."""
        server = self._server
        try:
            line = self._line = self._opened()
            line.ehlo_or_helo_if_needed()
            if server.privacy is Privacy.STARTTLS:
                line.starttls(context=ssl.create_default_context())
                line.ehlo_or_helo_if_needed()
            if server.user is not None and server.password is not None:
                line.login(server.user, server.password.reveal())
        except BaseException as error:
            self._drop()
            if self._is_for_people(error):
                raise WayError(f"{server} does not let us in: {self._told(error)}") from error
            raise
        return line

    @staticmethod
    def _is_for_people(error: BaseException) -> bool:
        """Tell whether trying again would change nothing: somebody has to mend the setting, or the server."""
        match error:
            case smtplib.SMTPResponseException():
                return error.smtp_code // 100 == 5
            case smtplib.SMTPServerDisconnected():
                return False
            case _:
                # The server has not what we need; a certificate nobody vouches for; a password no mechanism can carry.
                return isinstance(error, smtplib.SMTPException | ssl.SSLCertVerificationError | UnicodeError)

    def _opened(self) -> smtplib.SMTP:
        server, answer = self._server, self._patience.answer
        us = own_name()
        if server.privacy is Privacy.TLS:
            context = ssl.create_default_context()
            return PrivateLine(server.host, server.port, us, timeout=answer, context=context)
        return Line(server.host, server.port, us, timeout=answer)

    def _drop(self) -> None:
        """Leave without a word: what is in the middle of a letter ends without its dot."""
        if self._line is not None:
            self._line.close()
        self._line = None

    def _told(self, error: BaseException) -> str:
        match error:
            case ssl.SSLCertVerificationError():
                return f"its certificate is not trusted: {one_line(error.verify_message)}"
            case UnicodeError():
                return "its ways to log in take a user and a password in ASCII alone"
            case smtplib.SMTPResponseException():
                said = error.smtp_error
                text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
                return self._masked(f"{error.smtp_code} {text}")
            case TimeoutError():
                return "no answer in time"
            case OSError() if error.strerror:
                return self._masked(error.strerror)
            case _:
                return self._masked(str(error) or type(error).__name__)

    def _masked(self, text: str) -> str:
        user, password = self._server.user, self._server.password
        if password is not None:
            # AUTH PLAIN says both in one word (RFC 4616), which a server may repeat as what it did not understand.
            text = password.mask(Secret(f"\0{user}\0{password.reveal()}").mask(text))
        return one_line(text)[:_SAID_LONGEST]


def _expect(step: str, hundreds: int, answer: tuple[int, bytes]) -> None:
    if answer[0] // 100 != hundreds:
        raise _RefusedError(step, *answer)


def _last_words(line: smtplib.SMTP) -> _RefusedError | None:
    """Return what the server said before it hung up, if it did: a refusal for good is not to be tried again."""
    try:
        code, text = line.getreply() if has_something_to_say(line) else (0, b"")
    except _TROUBLE:
        return None
    line.close()
    return _RefusedError("in the middle of the letter", code, text) if code else None
