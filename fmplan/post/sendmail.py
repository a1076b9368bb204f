"""Mail by the sendmail of this computer, or what stands in for it (msmtp, nullmailer)."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from typing import Final

from fmplan.exports.mail.message import Mailbox, Message
from fmplan.exports.plain import one_line
from fmplan.post.address import BadAddressError
from fmplan.post.letter import Letter, mail_of
from fmplan.post.outcome import Fate, Outcome
from fmplan.post.way import Rate, WayError

USUAL: Final = ("sendmail", "/usr/sbin/sendmail", "/usr/lib/sendmail")
_SAID_LONGEST: Final = 300


class Sendmail:
    """A program that takes a letter on its standard input: `program -i -f sender -- recipient`."""

    name = "sendmail"
    rate: Rate | None = None

    def __init__(self, program: str | None = None, patience: float = 300) -> None:
        """Raise WayError where the program, or without one any of the usual, is not there. `patience` in seconds."""
        found = next(filter(None, map(shutil.which, [program] if program else USUAL)), None)
        if found is None:
            raise WayError(f"{program or 'sendmail'} is not there, or no program")
        self._program = found
        self._patience = patience

    def recipients(self, message: Message) -> Sequence[Mailbox]:
        """Return everybody the message is for."""
        return message.to

    def send(self, letter: Letter, leaving: Callable[[], None]) -> Outcome:
        """Hand one letter over. Exit code 75 of the program means later, any other but 0 that it was refused."""
        try:
            # The program wants the line ends of this computer, and makes its own of them.
            mail = mail_of(letter).replace(b"\r\n", b"\n")
            words = [self._program, "-i", "-f", str(letter.sender), "--", str(letter.to)]
        except BadAddressError as error:
            return Outcome(Fate.FAILED, str(error))
        # A program whose input breaks off takes that for the end of the letter: from its start on it may go out.
        leaving()
        try:
            ended = subprocess.run(  # noqa: S603 - the user's own program, sound addresses, and no shell
                words, input=mail, capture_output=True, timeout=self._patience, check=False
            )
        except subprocess.TimeoutExpired:
            return Outcome(Fate.UNKNOWN, f"{self._program} was stopped after {self._patience:g} seconds")
        except OSError as error:
            raise WayError(f"{self._program} cannot be started: {error.strerror}") from error
        return self._outcome(ended.returncode, ended.stderr + ended.stdout)

    def close(self) -> None:
        """Nothing is open."""

    def _outcome(self, code: int, output: bytes) -> Outcome:
        said = one_line(output.decode("utf-8", "replace"))[:_SAID_LONGEST]
        told = f"{self._program} ended with {code}" + (f": {said}" if said else "")
        match code:
            case 0:
                return Outcome(Fate.SENT, said)
            case os.EX_TEMPFAIL:
                return Outcome(Fate.LATER, told)
            case _ if code < 0:
                return Outcome(Fate.UNKNOWN, f"{self._program} was ended by signal {-code}")
            case _:
                return Outcome(Fate.FAILED, told)
