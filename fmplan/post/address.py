"""Addresses as they may stand in a header and in a command to a server: sound, and nothing can be smuggled in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.header import Header
from typing import Final

from fmplan.exports.mail.message import Mailbox
from fmplan.exports.plain import one_line

_LOCAL_LONGEST: Final = 64  # octets, RFC 5321 4.5.3.1.1
_LONGEST: Final = 254  # octets, RFC 5321 4.5.3.1.3 less the angle brackets
_NAME_LONGEST: Final = 100
"""So many characters of a name are shown: a line of a header may not pass 998."""

# An atom with dots (RFC 5322 3.2.3), and what RFC 6531 adds. Quoted local parts are left out on purpose: hardly anybody
# has one, and what stands in quotes is where servers disagree.
_LOCAL: Final = re.compile(r"[\w!#$%&'*+/=?^`{|}~\u0080-\U0010ffff-]+(\.[\w!#$%&'*+/=?^`{|}~\u0080-\U0010ffff-]+)*")
_ATOMS: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*")


class BadAddressError(Exception):
    """No mail can be sent to what was written; the text says why."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address a server understands, its domain in ASCII."""

    local: str
    domain: str

    def __str__(self) -> str:
        return f"{self.local}@{self.domain}"


def address_of(text: str) -> Address:
    """Return the address a person wrote, its domain as IDNA 2008 has it. Raises BadAddressError."""
    local, at, domain = text.strip().rpartition("@")
    shown = one_line(text)
    if not at or one_line(text) != text.strip() or not _LOCAL.fullmatch(local):
        raise BadAddressError(f"{shown!r} is no mail address")
    ascii_domain = _ascii(domain)
    if ascii_domain is None:
        raise BadAddressError(f"{shown!r} has no domain that mail could go to")
    address = Address(local, ascii_domain)
    if len(local.encode()) > _LOCAL_LONGEST or len(str(address).encode()) > _LONGEST:
        raise BadAddressError(f"{shown!r} is longer than a mail address may be")
    return address


def written(mailbox: Mailbox, address: Address) -> str:
    """Return name and address as a header has them: `"Smith, J." <js@example.com>`, other scripts encoded."""
    name = one_line(mailbox.name)[:_NAME_LONGEST]
    return f"{_phrase(name)} <{address}>" if name else str(address)


def _ascii(domain: str) -> str | None:
    import idna

    try:
        # The codec that comes with Python has IDNA 2003, where straße.de is strasse.de: somebody else's letterbox.
        encoded = idna.encode(domain, uts46=True).decode().rstrip(".")
    except (idna.IDNAError, UnicodeError):
        return None
    return encoded if "." in encoded or encoded == "localhost" else None


def _phrase(name: str) -> str:
    # What looks encoded would be decoded by some readers even between quotes, so it is encoded itself.
    if not name.isascii() or "=?" in name:
        return Header(name, "utf-8", maxlinelen=60).encode(linesep="\r\n")
    if _ATOMS.fullmatch(name):
        return name
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}"'
