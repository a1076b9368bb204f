"""What holds for every test: whether the golden files are to be written anew, and that none is about time."""

from __future__ import annotations

import pytest
from hypothesis import settings

# The first example of a test also loads what it needs, and a busy computer is slow.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew; read their diff")
