"""A real mail server on loopback, aiosmtpd's, with certificates and passwords."""

from __future__ import annotations

import ssl
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


@dataclass
class MailServer:
    """Whom it knows, what it has taken, and what it says to which recipient instead of taking."""

    user: str = "plan@example.com"
    password: str = "pa ss/w%rd:@"
    refused: dict[str, str] = field(default_factory=dict)
    taken: list[tuple[str, list[str], bytes]] = field(default_factory=list)
    users: list[str] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802 - aiosmtpd's
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, _server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - as above
        self.taken.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        if session.authenticated:
            self.users.append(session.auth_data.login.decode())
        return "250 taken"

    def knows(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        right = (data.login.decode(), data.password.decode()) == (self.user, self.password)
        return AuthResult(success=right, handled=False, auth_data=data)


class _Controller(Controller):
    def __init__(self, server: MailServer, within: ssl.SSLContext | None, **options: Any) -> None:
        super().__init__(server, hostname="127.0.0.1", port=0, ssl_context=within, ready_timeout=60)
        self.options = options

    def factory(self) -> SMTP:
        with warnings.catch_warnings():
            # It does not see that the line was private before it came to it.
            warnings.filterwarnings("ignore", "Requiring AUTH while not requiring TLS")
            return SMTP(self.handler, enable_SMTPUTF8=True, hostname="mail.test", **self.options)

    def _trigger_server(self) -> None:
        # The port is known only now; aiosmtpd would try to connect to port 0.
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def a_server(
    server: MailServer, *, tls: ssl.SSLContext | None = None, starttls: ssl.SSLContext | None = None
) -> Iterator[MailServer]:
    """Let the server listen: on a private line from the start, on one that is made private, or on an open one."""
    asks = tls is not None or starttls is not None
    options: dict[str, Any] = {"tls_context": starttls, "require_starttls": True} if starttls else {}
    if asks:
        options |= {"authenticator": server.knows, "auth_required": True, "auth_require_tls": starttls is not None}
    controller = _Controller(server, tls, **options)
    controller.start()
    server.port = controller.port
    try:
        yield server
    finally:
        controller.stop()
