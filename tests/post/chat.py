"""A web server on loopback that stands for the chats: it checks what it gets, and answers as it is told."""

from __future__ import annotations

import json
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

DROP = -1
ENDLESS = -2


@dataclass
class Chat:
    """What came in, and what is answered: a status, headers and a body in turn, then always the last of them.

    DROP answers nothing; ENDLESS says its body, which is the whole of the answer, again and again.
    """

    answers: list[tuple[int, dict[str, str], bytes]]
    posts: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    port: int = 0

    @property
    def bodies(self) -> list[Any]:
        return [json.loads(body) for _, _, body in self.posts]


@contextmanager
def chatting(chat: Chat, context: ssl.SSLContext | None = None) -> Iterator[Chat]:
    class Handler(BaseHTTPRequestHandler):
        timeout = 60  # who is gone without a word does not keep it for ever

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            chat.posts.append((self.path, dict(self.headers.items()), body))
            status, headers, answer = chat.answers.pop(0) if len(chat.answers) > 1 else chat.answers[0]
            if status == DROP:
                self.close_connection = True
                return
            if status == ENDLESS:
                self.close_connection = True
                with suppress(OSError):
                    while True:
                        self.connection.sendall(answer)
                        time.sleep(0.01)
                return
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            return

    class Server(ThreadingHTTPServer):
        daemon_threads = False  # it waits for all of them when it is closed

    with Server(("127.0.0.1", 0), Handler) as server:
        if context is not None:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        chat.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield chat
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def a_proxy() -> Iterator[tuple[int, list[bytes]]]:
    """A proxy that connects one client to where it asks to go; yields its port and what the client said."""
    heard: list[bytes] = []

    def carry(source: socket.socket, goal: socket.socket, *, listens: bool) -> None:
        while data := source.recv(65_536):
            if listens:
                heard.append(data)
            goal.sendall(data)
        goal.shutdown(socket.SHUT_WR)

    def serve() -> None:
        try:
            client, _ = listening.accept()
        except OSError:  # nobody came
            return
        with client:
            asked = client.recv(65_536)
            heard.append(asked)
            host, port = asked.split()[1].decode().rsplit(":", 1)
            with socket.create_connection((host, int(port))) as server:
                client.sendall(b"HTTP/1.1 200 go on\r\n\r\n")
                back = threading.Thread(target=carry, args=(server, client), kwargs={"listens": False}, daemon=True)
                back.start()
                carry(client, server, listens=True)
                back.join()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield listening.getsockname()[1], heard
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join()
