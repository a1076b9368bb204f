"""The examples of docs/dates.md: each a small estate, the command that is run on it, and the dates it prints."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from tests.cli.commands import fmplan

BASE = "fmplan: 1\nestate: hall\nname: Hall\ntimezone: Etc/UTC\nstarts: 2027-01-01\n"
EXAMPLE = re.compile(r"^```yaml\n# fmplan (.+)\n([^`]*)^```\n\n```text\n([^`]*)^```$", re.MULTILINE)
_FILE = re.compile(r"^# (\S+\.(?:yaml|jsonl))$", re.MULTILINE)


class Example(NamedTuple):
    """One example: the command without `fmplan`, the files that are written, and the dates that are shown."""

    command: str
    written: str
    shown: str

    @property
    def text(self) -> str:
        """The example as the page has it."""
        return f"```yaml\n# fmplan {self.command}\n{self.written}```\n\n```text\n{self.shown}```\n"


def examples_in(text: str) -> list[Example]:
    """Return every example of a page, in order."""
    return [Example(*match.groups()) for match in EXAMPLE.finditer(text)]


def printed(example: Example, folder: Path) -> str:
    """Return the dates that the command prints for the files of the example, written into a folder."""
    own, *others = _FILE.split(example.written)
    (folder / "estate.yaml").write_text(BASE + own, encoding="utf-8")
    for path, text in zip(others[::2], others[1::2], strict=True):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text.removeprefix("\n"), encoding="utf-8")
    ended = fmplan(*example.command.split(), "--estate", folder, FMPLAN_TODAY="2027-01-01")
    assert ended.code == 0, ended.err
    # As it is told to who stands in the folder itself.
    return ended.out.split("seen on ")[1].partition("\n\n")[2].replace(f"{folder.as_posix()}/", "")
