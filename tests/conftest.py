"""What holds for every test: it depends on neither time nor chance, nor on who runs it and where.

`pytest --hypothesis-profile=wild` draws other examples each time.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# The first example of a test also loads what it needs, and a busy computer is slow.
_UNTIMED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("wild", **_UNTIMED)  # type: ignore[arg-type]
# A change is judged by what it changes, not by what is drawn for the first time that day.
settings.register_profile("steady", **_UNTIMED, derandomize=True, database=None)  # type: ignore[arg-type]
settings.load_profile("steady")

_SAYS_OTHERWISE = ("FMPLAN_", "GIT_", "XDG_", "SOURCE_DATE_EPOCH", "NO_COLOR", "FORCE_COLOR", "PY_COLORS", "TERMINAL_")
_OF_A_FORGE = ("GITHUB_ACTIONS",)  # there the help is painted, to whatever it is written


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew; read their diff")


@pytest.fixture(scope="session", autouse=True)
def _anywhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Whatever the user has set up, for fmplan, git or a proxy, is left out; nothing is kept in the user's folders."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(_SAYS_OTHERWISE + _OF_A_FORGE) or name.lower().endswith("_proxy"):
                patch.delenv(name)
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        patch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
        for kind in ("CACHE", "STATE", "CONFIG"):
            patch.setenv(f"XDG_{kind}_HOME", str(tmp_path_factory.mktemp(kind.lower())))
        yield


@pytest.fixture
def deaf_port() -> Iterator[int]:
    """A port of this computer on which nobody listens, and which nobody else is given meanwhile."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two cores, however many there are here."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
