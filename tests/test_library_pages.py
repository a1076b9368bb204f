"""docs/schedules says what the library says: a stale page fails."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.librarypages import pages

PAGES: Final = Path(__file__).parents[1] / "docs/schedules"


def test_every_page_of_the_library_is_as_the_library_is(request: pytest.FixtureRequest) -> None:
    wanted = pages()
    if request.config.getoption("--update-golden"):
        PAGES.mkdir(exist_ok=True)
        for path in PAGES.glob("*.md"):
            path.unlink()
        for name, text in wanted.items():
            (PAGES / name).write_text(text, encoding="utf-8")
    written = {path.name: path.read_text(encoding="utf-8") for path in PAGES.glob("*.md")}
    stale = [name for name in {*wanted, *written} if wanted.get(name) != written.get(name)]
    assert not stale, f"stale: {sorted(stale)}; run make pages"
