"""Passwords, tokens and addresses that are themselves a key: where they come from, and that nobody sees them."""

from __future__ import annotations

import base64
import os
import shlex
import stat
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import quote

from fmplan.exports.plain import one_line
from fmplan.post.way import WayError

PASSWORD: Final = "FMPLAN_SMTP_PASSWORD"  # noqa: S105 - the name of it
PASSWORD_FILE: Final = f"{PASSWORD}_FILE"
PASSWORD_COMMAND: Final = f"{PASSWORD}_COMMAND"
_MASK: Final = "****"
_PATIENCE: Final = 60
"""Seconds a command may take to say the password: it may have to ask a keyring."""


class Secret:
    """A text nobody is to see: it does not show in tracebacks, and `mask` takes it out of what others say."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return f"Secret({_MASK})"

    def reveal(self) -> str:
        """Return the text itself, for the one line that needs it."""
        return self._text

    def mask(self, text: str) -> str:
        """Return text without the secret in any form a server may repeat it in."""
        raw = self._text
        if not raw:
            return text
        coded = base64.b64encode(raw.encode()).decode()
        for form in sorted({raw, quote(raw), quote(raw, safe=""), coded}, key=len, reverse=True):
            text = text.replace(form, _MASK)
        return text


def smtp_password(environment: Mapping[str, str]) -> Secret | None:
    """Return the password by the one variable that says it; None where there is none. Raises WayError."""
    given = [name for name in (PASSWORD, PASSWORD_FILE, PASSWORD_COMMAND) if environment.get(name)]
    if not given:
        return None
    if len(given) > 1:
        raise WayError(f"the password is said in {len(given)} ways, {' and '.join(given)}: leave one of them")
    reading = {PASSWORD: Secret, PASSWORD_FILE: _from_file, PASSWORD_COMMAND: _from_command}
    return reading[given[0]](environment[given[0]])


def _from_file(name: str) -> Secret:
    try:
        path = Path(name).expanduser()
    except RuntimeError as error:
        raise WayError(
            f"{PASSWORD_FILE}, {one_line(name)}, begins in the home of nobody this computer knows"
        ) from error
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            if status.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise WayError(f"others may read the password in {path}: chmod 600 {shlex.quote(str(path))}")
            return _first_line(file.read(), f"{PASSWORD_FILE}, {path},")
    except OSError as error:
        raise WayError(f"the password in {path} cannot be read: {error.strerror}") from error


def _from_command(text: str) -> Secret:
    try:
        words = shlex.split(text)
    except ValueError as error:
        raise WayError(f"{PASSWORD_COMMAND} is no command: {error}") from error
    if not words:
        raise WayError(f"{PASSWORD_COMMAND} names no program")
    program = one_line(words[0])
    try:
        # The user's own words from the user's own environment, and no shell looks at them. What the program complains
        # of goes where our own complaints go.
        ended = subprocess.run(words, stdout=subprocess.PIPE, timeout=_PATIENCE, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise WayError(f"{program}, which says the password, took longer than {_PATIENCE} seconds") from error
    except (OSError, ValueError) as error:
        raise WayError(f"{program}, which says the password, cannot be started: {error}") from error
    if ended.returncode:
        raise WayError(f"{program}, which says the password, ended with {ended.returncode}")
    return _first_line(ended.stdout, program)


def _first_line(data: bytes, where: str) -> Secret:
    """Return the first line, as password managers print it: what follows are notes."""
    try:
        text = data.decode().split("\n", 1)[0].rstrip("\r")
    except UnicodeDecodeError as error:
        raise WayError(f"{where} holds a password that is not UTF-8") from error
    if not text:
        raise WayError(f"{where} holds no password")
    return Secret(text)
