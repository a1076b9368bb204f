"""Whatever is written and wherever to: the right output, or one clear line and 74, and never half a file."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.commands import ESTATE, PUMP, an_estate, fmplan

EXPORTS = [("export", form) for form in ("csv", "json", "ical", "xlsx", "html")]
NOTICES = [("notice", "--format", form) for form in ("text", "md", "html", "ical")]
FOLDERS = [
    (("export", "ical", "--split", "team"), "-o"),
    (("notice", "--format", "ical", "--split", "location"), "-o"),
    (("export", "html"), "--site"),
]
IMPACT = PUMP.replace("duration: 1 h}", "duration: 1 h, impact: {type: noise}}")
OFFICE = ESTATE.replace("Own staff}", "Own staff, trades: [administration], phone: +44 117 496 0100}")
ids = "-".join
FULL = Path("/dev/full")

HOSTILE = (
    "=cmd|' /C calc'!A0",
    "quote \" and ' and `",
    "tab\tand\r\nline\nends",
    "x" * 300,
    "消防水泵" * 75,
    "\u202eback\u202c and שלום",
    "</script><script>alert(1)</script>",
    "{{ 7 * 7 }} {% raw %} %(x)s {0}",
    "../../etc/passwd",
    "\U0001f525\U0001f9d1\u200d\U0001f692",
)


def _quoted(name: str) -> str:
    """A text between the double quotes of YAML, where no sign that turns the direction may stand as it is."""
    return json.dumps(name, ensure_ascii=False).replace("\u202e", "\\u202e").replace("\u202c", "\\u202c")


NAMES = list(map(_quoted, HOSTILE))
_TEAM = "  t%(n)d: {name: %(name)s, phone: %(name)s, trades: [administration]}\n"
HOSTILE_ESTATE = ESTATE.replace("name: Harbour Court", f"name: {NAMES[0]}").replace(
    "teams: {own: {name: Own staff}}",
    "teams:\n" + "".join(_TEAM % {"n": n, "name": name} for n, name in enumerate(NAMES)),
)
HOSTILE_ESTATE += "locations:\n" + "".join(f"  place-{n}: {{name: {name}}}\n" for n, name in enumerate(NAMES))
_ASSET = """\
  a%(n)d:
    class: pump/fire
    name: %(name)s
    serial: %(name)s
    team: t%(n)d
    location: place-%(n)d
    tasks:
      t:
        name: %(name)s
        every: 1 month
        first: 2027-03-03
        impact: {type: noise}
        checklist: [{id: i, text: %(name)s}]
"""
HOSTILE_ASSETS = "assets:\n" + "".join(_ASSET % {"n": n, "name": name} for n, name in enumerate(NAMES))


def full_disk(folder: Path) -> Path:
    """A disk that is always full: where root could do harm to the one in /dev, another of its kind."""
    if os.access(FULL.parent, os.W_OK):
        with suppress(OSError):
            os.mknod(folder / "full", stat.S_IFCHR | 0o666, FULL.stat().st_rdev)
            (folder / "full").open("wb").close()  # refused where the file system takes no devices
            return folder / "full"
    return FULL


def left_behind(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.name.startswith(".fmplan-")]


@pytest.mark.parametrize("command", EXPORTS + NOTICES, ids=ids)
class TestOneFile:
    def test_into_a_folder_is_refused(self, tmp_path: Path, command: tuple[str, ...]) -> None:
        ended = fmplan(*command, an_estate(tmp_path / "court", OFFICE, IMPACT), "-o", tmp_path)
        assert (ended.code, ended.out) == (74, "")
        assert ended.err == f"fmplan: cannot write {tmp_path}: it is a folder\n"
        assert left_behind(tmp_path) == []

    def test_below_a_file_is_refused(self, tmp_path: Path, command: tuple[str, ...]) -> None:
        court = an_estate(tmp_path / "court", OFFICE, IMPACT)
        ended = fmplan(*command, court, "-o", court / "estate.yaml" / "out")
        assert (ended.code, ended.err.count("\n")) == (74, 1)
        assert ended.err.endswith("Not a directory\n")

    def test_where_nothing_is_to_be_written_is_refused(self, tmp_path: Path, command: tuple[str, ...]) -> None:
        ended = fmplan(*command, an_estate(tmp_path / "court", OFFICE, IMPACT), "-o", tmp_path / "nowhere" / "out")
        assert (ended.code, ended.err.count("\n")) == (74, 1)
        assert ended.err.endswith("No such file or directory\n")

    @pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
    def test_onto_a_full_disk_is_refused(self, tmp_path: Path, command: tuple[str, ...]) -> None:
        full = full_disk(tmp_path)
        ended = fmplan(*command, an_estate(tmp_path / "court", OFFICE, IMPACT), "-o", full)
        assert ended.code == 74
        assert ended.err == f"fmplan: cannot write {full}: No space left on device\n"

    def test_a_link_is_followed_and_stays(self, tmp_path: Path, command: tuple[str, ...]) -> None:
        (tmp_path / "link").symlink_to("file")
        assert fmplan(*command, an_estate(tmp_path / "court", OFFICE, IMPACT), "-o", tmp_path / "link").code == 0
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "file").stat().st_size > 100
        assert left_behind(tmp_path) == []

    def test_a_link_to_itself_is_refused(self, tmp_path: Path, command: tuple[str, ...]) -> None:
        (tmp_path / "loop").symlink_to("loop")
        ended = fmplan(*command, an_estate(tmp_path / "court", OFFICE, IMPACT), "-o", tmp_path / "loop")
        assert (ended.code, ended.err.count("\n")) == (74, 1)

    def test_names_of_any_kind_are_told(self, tmp_path: Path, command: tuple[str, ...]) -> None:
        court = an_estate(tmp_path / "court", HOSTILE_ESTATE, HOSTILE_ASSETS)
        for language in ("en", "zh"):
            ended = fmplan(*command, court, "--language", language, "-o", tmp_path / "out")
            assert (ended.code, ended.err) == (0, "")
            assert "שלום".encode() in _said_in(tmp_path / "out")

    def test_two_processes_write_the_same_bytes(self, tmp_path: Path, command: tuple[str, ...]) -> None:
        court = an_estate(tmp_path / "court", HOSTILE_ESTATE, HOSTILE_ASSETS)
        written = []
        for seed, zone, locale in (("1", "Asia/Shanghai", "C"), ("2", "America/Chicago", "C.UTF-8")):
            path = tmp_path / seed
            subprocess.run(
                [sys.executable, "-m", "fmplan", *command, str(court), "-o", str(path)],
                env={**os.environ, "FMPLAN_TODAY": "2027-03-01", "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale},
                check=True,
                timeout=600,
            )
            written.append(path.read_bytes())
        assert written[0] == written[1]


@pytest.mark.parametrize(("command", "option"), FOLDERS)
class TestAFolder:
    def test_in_the_place_of_a_file_is_refused(self, tmp_path: Path, command: tuple[str, ...], option: str) -> None:
        court = an_estate(tmp_path / "court", OFFICE, IMPACT)
        ended = fmplan(*command, court, option, court / "estate.yaml")
        assert ended.code == 74
        assert ended.err.splitlines()[-1].endswith("it is a file, and a folder is wanted")
        assert (court / "estate.yaml").read_text(encoding="utf-8") == OFFICE

    def test_a_link_to_a_folder_is_a_folder(self, tmp_path: Path, command: tuple[str, ...], option: str) -> None:
        (tmp_path / "real").mkdir()
        (tmp_path / "link").symlink_to("real")
        assert fmplan(*command, an_estate(tmp_path / "court", OFFICE, IMPACT), option, tmp_path / "link").code == 0
        assert (tmp_path / "real/index.html").stat().st_size > 100

    def test_a_folder_in_the_place_of_its_page_is_one_line(
        self, tmp_path: Path, command: tuple[str, ...], option: str
    ) -> None:
        (tmp_path / "out/index.html").mkdir(parents=True)
        ended = fmplan(*command, an_estate(tmp_path / "court", OFFICE, IMPACT), option, tmp_path / "out")
        assert (ended.code, ended.err.count("\n")) == (74, 1)
        assert left_behind(tmp_path) == []

    def test_names_of_any_kind_are_told(self, tmp_path: Path, command: tuple[str, ...], option: str) -> None:
        court = an_estate(tmp_path / "court", HOSTILE_ESTATE, HOSTILE_ASSETS)
        ended = fmplan(*command, court, option, tmp_path / "out")
        assert (ended.code, ended.err) == (0, "")
        page = (tmp_path / "out/index.html").read_text(encoding="utf-8")
        assert "<script>alert" not in page
        assert len(list((tmp_path / "out").rglob("*.ics"))) == len(HOSTILE)


def _said_in(output: Path) -> bytes:
    """Return what an export says: of a workbook its parts, of a calendar its lines unfolded."""
    if zipfile.is_zipfile(output):
        with zipfile.ZipFile(output) as packed:
            return b"".join(packed.read(name) for name in packed.namelist())
    return output.read_bytes().replace(b"\r\n ", b"")
