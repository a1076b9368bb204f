"""FMPLAN_SMTP_URL: which server takes the mail, how the line to it is kept private, and as whom we come."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import unquote, urlsplit

from fmplan.post.secret import Secret, smtp_password
from fmplan.post.way import WayError

VARIABLE: Final = "FMPLAN_SMTP_URL"
_EXAMPLE: Final = "smtp+starttls://user@mail.example.com:587"
# Names inside a house may hold an underscore, which IDNA does not know.
_HOST: Final = re.compile(r"(?=.{1,253}\Z)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*\.?", re.IGNORECASE)


class Privacy(StrEnum):
    """How the line is kept private; the value is the scheme of the URL."""

    NONE = "smtp"
    STARTTLS = "smtp+starttls"
    TLS = "smtps"


_PORTS: Final = {Privacy.NONE: 25, Privacy.STARTTLS: 587, Privacy.TLS: 465}


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server and how to come to it; without a user nobody logs in."""

    host: str
    port: int
    privacy: Privacy
    user: str | None = None
    password: Secret | None = None

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.privacy.value}://{host}:{self.port}"


def server_of(environment: Mapping[str, str]) -> Server:
    """Return the server that the environment names. Raises WayError."""
    url = environment.get(VARIABLE, "").strip()
    if not url:
        raise WayError(f"{VARIABLE} says which server takes the mail, and is not set: for example {_EXAMPLE}")
    try:
        parts = urlsplit(url)
        privacy = Privacy(parts.scheme)
        host, port = parts.hostname, parts.port
        user = unquote(parts.username, errors="strict") if parts.username else None
    except ValueError as error:
        # The URL itself is not repeated: whoever wrote it wrongly may have written a password into it.
        raise WayError(f"{VARIABLE} is no address of a mail server: write it as {_EXAMPLE}") from error
    if parts.password is not None:
        raise WayError(f"{VARIABLE} holds a password: put it into FMPLAN_SMTP_PASSWORD, a file or a command instead")
    name = _ascii(host or "")
    if not host or name is None or parts.path.strip("/") or parts.query or parts.fragment or port == 0:
        raise WayError(f"{VARIABLE} is no address of a mail server: write it as {_EXAMPLE}")
    password = smtp_password(environment) if user is not None else None
    if user is not None and password is None:
        raise WayError(f"{VARIABLE} names a user, and no password is said: FMPLAN_SMTP_PASSWORD, _FILE or _COMMAND")
    if user is not None and privacy is Privacy.NONE and not is_this_computer(host):
        raise WayError(f"{VARIABLE} would send the password over an open line: use smtp+starttls:// or smtps://")
    return Server(name, port or _PORTS[privacy], privacy, user, password)


def _ascii(host: str) -> str | None:
    """Return a host as name servers and certificates know it, in ASCII; None for what is no name of a host."""
    if _HOST.fullmatch(host) or ":" in host:
        return host
    import idna

    try:
        return idna.encode(host, uts46=True).decode()
    except (idna.IDNAError, UnicodeError):
        return None


def is_this_computer(host: str) -> bool:
    """Tell whether a line to this host never leaves the computer."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
