"""Where a robot posts to, and what it signs with: from the environment, never from a register."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, parse_qsl, urlsplit

from fmplan.post.secret import Secret
from fmplan.post.smtpurl import is_this_computer
from fmplan.post.way import WayError

_PLAIN: Final = re.compile(r"[!-~]+")
_KEY_SHORTEST: Final = 8
"""What is shorter in an address is a word, as `send` or `hook`, and no key."""


@dataclass(frozen=True, slots=True)
class Hook:
    """An address to post to, which is itself a key, and the secret that signs; `kind` is the robot's."""

    kind: str
    url: Secret
    signing: Secret | None = None

    @property
    def parts(self) -> SplitResult:
        """The address, taken apart."""
        return urlsplit(self.url.reveal())

    @property
    def name(self) -> str:
        """Whom the journal knows it by: the same address has the same name, which tells nothing about it."""
        return f"{self.kind}:{hashlib.sha256(self.url.reveal().encode()).hexdigest()[:8]}"

    def __str__(self) -> str:
        return f"{self.kind} at {self.parts.hostname}"

    def mask(self, text: str) -> str:
        """Return text without the address and the secret."""
        parts = self.parts
        # Answers and errors repeat the path or the query alone as well, or the key that stands in one of them.
        keys = [*parts.path.split("/"), *(value for _, value in parse_qsl(parts.query))]
        secrets = (parts.query, parts.path.strip("/"), *(key for key in keys if len(key) >= _KEY_SHORTEST))
        for secret in (self.url, self.signing, *map(Secret, secrets)):
            text = secret.mask(text) if secret else text
        return text


def hook_of(kind: str, environment: Mapping[str, str]) -> Hook:
    """Return the hook of a kind of robot: FMPLAN_WECOM_URL, and FMPLAN_WECOM_SECRET to sign. Raises WayError."""
    variable = f"FMPLAN_{kind.upper()}_URL"
    url = environment.get(variable, "").strip()
    if not url:
        raise WayError(f"{variable} says where the robot posts to, and is not set")
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise WayError(f"{variable} is no address: it begins with https://") from error
    if parts.scheme not in {"http", "https"} or not host or parts.username or not _PLAIN.fullmatch(url):
        raise WayError(f"{variable} is no address: it begins with https://")
    if parts.scheme == "http" and kind != "webhook" and not is_this_computer(host):
        raise WayError(f"{variable} would send over an open line: it begins with https://")
    secret = environment.get(f"FMPLAN_{kind.upper()}_SECRET", "").strip()
    return Hook(kind, Secret(url), Secret(secret) if secret else None)
