"""Addresses of mail as people write them: `lead@example.com`, or with a name `Estate office <lead@example.com>`."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from fmplan.dates.plain import quoted, require_plain

_LONGEST: Final = 254
_LONGEST_LOCAL: Final = 64
_LONGEST_LABEL: Final = 63
"""In octets, as RFC 5321 (4.5.3.1) and RFC 1035 (2.3.4) have them."""

_NAMED: Final = r"(?s)(?P<name>.*?)\s*<(?P<address>[^<>]*)>"
# What an atom of RFC 5322 (3.2.3) may not hold; letters of any script it may, by RFC 6532. No quoted local parts:
# nobody has one, and each is a door for what only looks like an address.
_NO_ATOM: Final = r"[\x00-\x20\x7f-\xa0\u2028\u2029\ufeff()<>\[\]:;@\\,\"]"
_LABEL: Final = r"[^\W_](?:(?:[^\W_]|-)*[^\W_])?"


class Address(Struct, frozen=True):
    """Where mail goes: `address` is what the post takes, `name` stands beside it; "" for none."""

    address: str
    name: str = ""


def parse_address(text: str) -> Address:
    """Read an address, with or without a name before it in `<>`. Raises ValueError with what to write."""
    named = re.fullmatch(_NAMED, text.strip())
    address = (named["address"] if named else text).strip()
    name = named["name"].strip().strip('"') if named else ""
    if trouble := _trouble(address):
        raise ValueError(f"{quoted(text)} is no address: {trouble}")
    return Address(address, name)


def _trouble(address: str) -> str:
    """Return what is wrong with an address; "" for nothing."""
    example = "write for example lead@example.com"
    local, at, domain = address.rpartition("@")
    if not at:
        try:
            require_plain(address)
        except ValueError:
            return f"it has full-width signs, {example}"
        return f"it has no @, {example}"
    if not local or not domain:
        return f"nothing stands {'after' if local else 'before'} the @, {example}"
    if sign := re.search(_NO_ATOM, local):
        return f"{quoted(sign[0])} cannot stand before the @, {example}; of several, write a list"
    if ".." in local or local[0] == "." or local[-1] == ".":
        return f"a dot stands before the @ without a letter beside it, {example}"
    labels = domain.split(".")
    if len(labels) < 2 or not all(re.fullmatch(_LABEL, label) for label in labels):
        return f"{quoted(domain)} is no name of a host, {example}"
    return _too_long(address, local, labels)


def _too_long(address: str, local: str, labels: list[str]) -> str:
    try:
        longest = max(len(label.encode("idna")) for label in labels)
    except UnicodeError:
        longest = _LONGEST_LABEL + 1
    if len(local.encode()) > _LONGEST_LOCAL or longest > _LONGEST_LABEL or len(address.encode()) > _LONGEST:
        return f"it is too long: at most {_LONGEST_LOCAL} bytes before the @, {_LONGEST} in all"
    return ""
