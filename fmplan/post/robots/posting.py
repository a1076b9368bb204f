"""One POST over HTTP, and always known whether it may have arrived."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from threading import Timer
from typing import Final
from urllib.parse import SplitResult, urlsplit
from urllib.request import getproxies, proxy_bypass

from fmplan.post.outcome import Fate, Outcome
from fmplan.post.way import WayError
from fmplan.release import RELEASE

_ANSWER_LONGEST: Final = 65_536
_WAIT_LONGEST: Final = 86_400.0
_ANSWERS_LONGEST: Final = 4
"""So many times its patience a whole answer may take."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the HTTP status, how many seconds we are to wait, and the body."""

    status: int
    wait: float
    body: bytes


def post(
    url: SplitResult, body: bytes, headers: Mapping[str, str], patience: float, leaving: Callable[[], None]
) -> Answer | Outcome:
    """Post a JSON body once; return the answer, or the outcome where none came. `leaving` as in Way.send.

    A redirect is not followed. `patience` in seconds. Raises WayError for a certificate that is not trusted, and for
    a proxy that is none.
    """
    connection, target = _line(url, patience)
    try:
        try:
            connection.connect()
        except ssl.SSLCertVerificationError as error:
            raise WayError(f"{url.hostname}: its certificate is not trusted: {error.verify_message}") from error
        except (OSError, http.client.HTTPException) as error:
            return Outcome(Fate.LATER, f"no connection to {url.hostname}: {_told(error)}", halts=True)
        leaving()
        # The patience of a socket is for each read: who says a little now and then would be listened to for ever.
        hang_up = Timer(_ANSWERS_LONGEST * patience, _hang_up, [connection.sock])
        hang_up.daemon = True
        hang_up.start()
        try:
            sent = {"Content-Type": "application/json; charset=utf-8", "User-Agent": f"fmplan/{RELEASE}", **headers}
            connection.request("POST", target, body, sent)
            answer = connection.getresponse()
            return Answer(answer.status, _seconds(answer.getheader("Retry-After")), answer.read(_ANSWER_LONGEST))
        except (OSError, http.client.HTTPException) as error:
            said = f"the connection to {url.hostname} was lost before the answer: {_told(error)}"
            return Outcome(Fate.UNKNOWN, said, halts=True)
        finally:
            hang_up.cancel()
    finally:
        connection.close()


def by_status(answer: Answer, said: str) -> Outcome | None:
    """Return what an HTTP status alone decides; None where it is one of success and the body has the word."""
    said = f"HTTP {answer.status}: {said}" if said else f"HTTP {answer.status}"
    match answer.status:
        case status if 200 <= status < 300:
            return None
        case 408 | 425 | 429 | 503:
            return Outcome(Fate.LATER, said, answer.wait, halts=True)
        case status if status >= 500:
            # The server broke while it had the message, or a gateway lost sight of it: it may have been posted.
            return Outcome(Fate.UNKNOWN, said)
        case _:
            return Outcome(Fate.FAILED, said)


def _line(url: SplitResult, patience: float) -> tuple[http.client.HTTPConnection, str]:
    """Return a connection, through the proxy the environment names, and what to ask it for."""
    target = (url.path or "/") + (f"?{url.query}" if url.query else "")
    host = url.hostname or ""
    proxy = None if proxy_bypass(url.netloc) else _proxy(url.scheme)
    if url.scheme == "https":
        context = ssl.create_default_context()
        if proxy is None:
            return http.client.HTTPSConnection(host, url.port, timeout=patience, context=context), target
        tunnel = http.client.HTTPSConnection(*proxy, timeout=patience, context=context)
        tunnel.set_tunnel(host, url.port)
        return tunnel, target
    if proxy is None:
        return http.client.HTTPConnection(host, url.port, timeout=patience), target
    return http.client.HTTPConnection(*proxy, timeout=patience), url.geturl()


def _proxy(scheme: str) -> tuple[str, int | None] | None:
    """Return host and port of the proxy the environment names for a scheme; None for none. Raises WayError."""
    through = getproxies().get(scheme)
    if not through:
        return None
    try:
        proxy = urlsplit(through if "://" in through else f"http://{through}")
        host, port = proxy.hostname, proxy.port
    except ValueError:
        host = port = None
    if not host:
        # It is not repeated: it may hold a password.
        raise WayError(f"{scheme.upper()}_PROXY is no address of a proxy: write it as http://proxy.example.com:3128")
    return host, port


def _hang_up(line: socket.socket) -> None:
    """End a line under whoever reads from it, also from a private one: the reader finds it at its end."""
    with suppress(OSError):
        socket.socket.shutdown(line, socket.SHUT_RDWR)


def _seconds(text: str | None) -> float:
    """Return Retry-After in seconds; a date there, which hardly any robot writes, is no wish we read."""
    return min(float(text), _WAIT_LONGEST) if text and text.isascii() and text.isdigit() else 0.0


def _told(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__
