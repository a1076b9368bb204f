from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fmplan.aside import begin_errands, errands_done
from fmplan.checks import opening
from fmplan.checks.opening import open_checked
from fmplan.cli.session import open_estate
from fmplan.schedules.apart import ListApart
from fmplan.schedules.register import Register
from fmplan.tree import Folder, Tree
from tests.cli.commands import ESTATE, PUMP, an_estate, fmplan, inside
from tests.golden.seen import ESTATES, EXAMPLES
from tests.memorytree import MemoryTree
from tests.spelling import Speller

LIFTS = """\
assets:
  lift:
    class: pump/fire
    name: Lift
    tasks:
      look:
        name: Look
        every: 1 week
"""
OWN = "schedules: {pumps: {applies_to: [pump/fire], tasks: {oil: {name: Oil, every: 1 year}}}}\n"
FILES = {"estate.yaml": ESTATE, "assets/pumps.yaml": PUMP, "assets/lifts.yaml": LIFTS, "schedules/own.yaml": OWN}


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of its own."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder / "fmplan"


def is_kept(register: Register) -> bool:
    """Whether a register was taken as it was kept."""
    return isinstance(register.schedules, ListApart)


def twice(tree: Tree) -> Register:
    """Open a register as often as it takes to keep it, and return what was read."""
    open_checked(tree)
    return open_checked(tree)


def spelled(register: Register) -> str:
    """A register to its last detail, that it is a tuple or a list or something apart left out."""
    return Speller().spell(register)


def a_folder(folder: Path) -> Path:
    """Write the small register into a folder and return it."""
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


# When it is kept


def test_a_register_is_kept_when_it_is_met_a_second_time(cache: Path) -> None:
    tree = MemoryTree(FILES)
    assert not is_kept(open_checked(tree))
    assert [path.suffix for path in cache.glob("register-*")] == [".met"]
    assert not is_kept(open_checked(tree))
    assert is_kept(open_checked(tree))


@pytest.mark.usefixtures("two_cores")
def test_that_of_an_estate_in_use_is_kept_at_once(cache: Path) -> None:
    tree = MemoryTree(FILES)
    assert not is_kept(open_checked(tree, in_use=True))
    begin_errands()
    errands_done()
    assert [path.suffix for path in cache.glob("register-*")] == [".pickle"]
    assert is_kept(open_checked(tree))


def test_with_one_core_that_of_an_estate_in_use_is_kept_like_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    tree = MemoryTree(FILES)
    assert [is_kept(open_checked(tree, in_use=True)) for _ in range(3)] == [False, False, True]


def test_nothing_is_kept_at_once_of_a_register_with_an_error(cache: Path) -> None:
    open_checked(MemoryTree({**FILES, "assets/pumps.yaml": PUMP.replace("1 month", "1 monht")}), in_use=True)
    begin_errands()
    errands_done()
    assert list(cache.glob("register-*")) == []


@pytest.mark.usefixtures("two_cores")
def test_an_estate_with_a_long_logbook_is_in_use(cache: Path) -> None:
    open_estate(Folder(EXAMPLES / "lakeside-gardens"), with_logbook=False)
    errands_done()
    assert [path.suffix for path in cache.glob("register-*")] == [".met"]
    shutil.rmtree(cache)
    open_estate(Folder(EXAMPLES / "lakeside-gardens"))
    errands_done()
    assert [path.suffix for path in cache.glob("register-*")] == [".pickle"]


def test_what_was_kept_is_what_was_read() -> None:
    tree = MemoryTree(FILES)
    assert spelled(twice(tree)) == spelled(open_checked(tree))


@pytest.mark.parametrize("estate", ESTATES)
def test_a_whole_estate_is_kept_as_it_is_read_with_all_its_findings(estate: str) -> None:
    tree = Folder(EXAMPLES / estate)
    read = twice(tree)
    kept = open_checked(tree)
    assert is_kept(kept)
    assert kept.findings == read.findings
    assert spelled(kept) == spelled(read)


def test_nothing_is_kept_of_a_register_with_an_error(cache: Path) -> None:
    tree = MemoryTree({**FILES, "assets/pumps.yaml": PUMP.replace("1 month", "1 monht")})
    for _ in range(3):
        assert not is_kept(open_checked(tree))
    assert list(cache.glob("register-*")) == []


def test_warnings_and_notes_are_kept_with_it() -> None:
    tree = MemoryTree({**FILES, "schedules/idle.yaml": OWN.replace("pumps", "idle").replace("pump/fire", "pump/oil")})
    read = twice(tree)
    assert read.findings
    assert open_checked(tree).findings == read.findings


def test_a_warning_of_the_reading_itself_is_kept_with_it() -> None:
    tree = MemoryTree({**FILES, "assets/lifts.yaml": LIFTS.replace("name: Lift", "name: Lift #2")})
    twice(tree)
    kept = open_checked(tree)
    assert is_kept(kept)
    assert [str(one.place) for one in kept.findings if one.code == "cut-off-text"] == ["assets/lifts.yaml:4:16"]


def test_nothing_is_kept_where_a_folder_cannot_be_listed(tmp_path: Path, cache: Path) -> None:
    (a_folder(tmp_path / "court") / "assets/loop").symlink_to(".", target_is_directory=True)
    for _ in range(3):
        register = open_checked(Folder(tmp_path / "court"))
        assert [finding.code for finding in register.findings] == ["unreadable-file"]
    assert list(cache.glob("register-*")) == []


# What is seen at once


CHANGES: dict[str, Callable[[Path], Any]] = {
    "a letter in estate.yaml": lambda at: _replaced(at / "estate.yaml", "Harbour Court", "Harbour Cours"),
    "a letter in an asset": lambda at: _replaced(at / "assets/pumps.yaml", "Fire pump", "Fire pumq"),
    "a day": lambda at: _replaced(at / "assets/pumps.yaml", "2027-03-03", "2027-03-04"),
    "a letter in a schedule": lambda at: _replaced(at / "schedules/own.yaml", "Oil", "Oit"),
    "a comment": lambda at: _replaced(at / "assets/lifts.yaml", "assets:\n", "assets:\n# seen\n"),
    "a file more": lambda at: (at / "assets/more.yml").write_text(LIFTS.replace("lift:", "lift-2:")),
    "a file less": lambda at: (at / "assets/lifts.yaml").unlink(),
    "another name of a file": lambda at: (at / "assets/lifts.yaml").rename(at / "assets/zlifts.yaml"),
    "another folder of a file": lambda at: _moved(at / "assets/lifts.yaml", at / "assets/a/lifts.yaml"),
    "a lock": lambda at: (at / "estate.lock.yaml").write_text("fmplan: 1\ndays_off: {}\n"),
    "a link that leads elsewhere": lambda at: _relinked(at),
    "two files with their contents changed over": lambda at: _swapped(
        at / "assets/lifts.yaml", at / "assets/pumps.yaml"
    ),
    "a schedule moved among the assets": lambda at: (at / "schedules/own.yaml").rename(at / "assets/own.yaml"),
    "no estate.yaml any more": lambda at: (at / "estate.yaml").unlink(),
    "a mistake": lambda at: _replaced(at / "assets/pumps.yaml", "1 month", "1 monht"),
}


def _replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    status = path.stat()
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))  # as git and rsync may leave it


def _moved(old: Path, new: Path) -> None:
    new.parent.mkdir()
    old.rename(new)


def _relinked(at: Path) -> None:
    (at / "assets/linked.yaml").unlink()
    (at / "assets/linked.yaml").symlink_to(at / "elsewhere/b.yaml")


def _swapped(one: Path, other: Path) -> None:
    texts = one.read_bytes(), other.read_bytes()
    other.write_bytes(texts[0])
    one.write_bytes(texts[1])


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_is_seen_at_once(change: str, tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "court")
    (folder / "elsewhere").mkdir()
    (folder / "elsewhere/a.yaml").write_text(LIFTS.replace("lift:", "hoist:"))
    (folder / "elsewhere/b.yaml").write_text(LIFTS.replace("lift:", "crane:"))
    (folder / "assets/linked.yaml").symlink_to(folder / "elsewhere/a.yaml")
    twice(Folder(folder))
    assert is_kept(open_checked(Folder(folder)))
    CHANGES[change](folder)
    after = open_checked(Folder(folder))
    assert not is_kept(after)
    assert spelled(after) == spelled(opening._read(Folder(folder)))


def test_every_byte_counts() -> None:
    twice(MemoryTree(FILES))
    for path, text in FILES.items():
        data = text.encode()
        for at in range(0, len(data), 7):
            other = bytes([*data[:at], data[at] ^ 1, *data[at + 1 :]])
            assert not is_kept(open_checked(MemoryTree({**FILES, path: other})))
    assert is_kept(open_checked(MemoryTree(FILES)))


def test_what_is_no_register_file_changes_nothing(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "court")
    twice(Folder(folder))
    (folder / "assets/README.md").write_text("read me")
    (folder / "assets/.pumps.yaml.swp").write_text("an editor's")
    (folder / "logbook").mkdir()
    assert is_kept(open_checked(Folder(folder)))


def test_files_that_are_passed_over_are_told_beside_a_register_that_was_kept(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "court")
    twice(Folder(folder))
    (folder / "assets.yaml").write_text(LIFTS)
    (folder / "assets/lifts.YAML").write_text(LIFTS)
    assert is_kept(open_checked(Folder(folder)))
    told = fmplan("check", folder).out
    assert "assets.yaml: warning: seems to hold assets, and is not read" in told
    assert "assets/lifts.YAML: warning: seems to be YAML, and is not read" in told
    (folder / "assets.yaml").unlink()
    (folder / "assets/lifts.YAML").unlink()
    assert is_kept(open_checked(Folder(folder)))
    assert "is not read" not in fmplan("check", folder).out


def test_another_release_of_a_library_reads_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    from fmplan import keeping

    twice(MemoryTree(FILES))
    keeping._code.cache_clear()
    monkeypatch.setattr(keeping, "_releases", lambda: ["holidays-9.0.dist-info"])
    assert not is_kept(open_checked(MemoryTree(FILES)))
    keeping._code.cache_clear()


def test_where_the_time_zone_is_no_longer_known_it_is_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    twice(MemoryTree(FILES))

    def unknown(name: str) -> None:
        raise opening.ZoneInfoNotFoundError(name)

    monkeypatch.setattr(opening, "ZoneInfo", unknown)
    assert not is_kept(open_checked(MemoryTree(FILES)))


def test_a_file_that_changes_after_the_opening_is_told_of_as_it_was(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "court")
    read = spelled(twice(Folder(folder)))
    kept = open_checked(Folder(folder))
    shutil.rmtree(folder / "assets")
    (folder / "estate.yaml").write_text("nothing")
    assert is_kept(kept)
    assert spelled(kept) == read


# The cache


def _torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def _flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _anybodys(path: Path) -> None:
    path.chmod(0o666)


@pytest.mark.parametrize("harm", [_torn, _flipped, _empty, _anybodys])
def test_what_is_damaged_or_not_ours_is_read_and_kept_anew(harm: Callable[[Path], None], cache: Path) -> None:
    tree = MemoryTree(FILES)
    read = spelled(twice(tree))
    (path,) = cache.glob("register-*.pickle")
    harm(path)
    anew = open_checked(tree)
    assert not is_kept(anew)
    assert spelled(anew) == read
    assert is_kept(open_checked(tree))


def test_what_belongs_to_somebody_else_is_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    twice(MemoryTree(FILES))
    monkeypatch.setattr(os, "getuid", lambda: 4_321)
    assert not is_kept(open_checked(MemoryTree(FILES)))


def test_where_nothing_can_be_kept_every_opening_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    readings = {spelled(open_checked(MemoryTree(FILES))) for _ in range(3)}
    assert len(readings) == 1
    assert not is_kept(open_checked(MemoryTree(FILES)))


def test_two_estates_alike_share_what_is_kept_and_each_tells_its_own_folder(tmp_path: Path) -> None:
    idle = OWN.replace("pumps", "idle").replace("pump/fire", "pump/oil")
    for name in ("north", "south"):
        (a_folder(tmp_path / name) / "schedules/idle.yaml").write_text(idle, encoding="utf-8")
    twice(Folder(tmp_path / "north"))
    assert is_kept(open_checked(Folder(tmp_path / "south")))
    with inside(tmp_path):
        told = [fmplan("check", name) for name in ("north", "south")]
    assert "north/schedules/idle.yaml:1:" in told[0].out
    assert told[1].out == told[0].out.replace("north/", "south/")


def test_a_portfolio_of_many_estates_is_kept_as_a_whole(tmp_path: Path) -> None:
    folders = [
        an_estate(tmp_path / f"court-{n}", ESTATE.replace("estate: court", f"estate: court-{n}")) for n in range(60)
    ]
    for folder in folders:
        twice(Folder(folder))
    assert all(is_kept(open_checked(Folder(folder))) for folder in folders)


# What is told


def _asked(folder: Path) -> list[list[str | Path]]:
    asked = [["check", folder, "--format", "json"], ["facts", folder], ["calendar", folder, "--week", "2027-W09"]]
    if folder.name != ESTATES[0]:
        return asked
    series = opening._read(Folder(folder)).series
    return [
        *asked,
        ["check", folder],
        ["check", folder, "--ask"],
        ["coverage", folder],
        ["overdue", folder, "--within", "30 days"],
        ["status", folder],
        ["lock", folder],
        ["notice", folder],
        *(["calendar", folder, "--week", "2027-W09", "--format", form] for form in ("md", "json", "csv", "ical")),
        ["export", "html", folder, "--week", "2027-W09", "-o", "-"],
        *(["explain", one.asset.id, one.task.id, "--estate", folder] for one in islice(series, 0, None, 80)),
    ]


@pytest.mark.parametrize("estate", ESTATES)
def test_every_command_tells_the_same_of_what_was_kept(estate: str, tmp_path: Path) -> None:
    folder = shutil.copytree(EXAMPLES / estate, tmp_path / estate)
    asked = _asked(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening.Place, "take", lambda _: None)
        read = [fmplan(*one) for one in asked]
    assert is_kept(open_checked(Folder(folder)))
    for arguments, told in zip(asked, read, strict=True):
        assert fmplan(*arguments) == told


# Edits at random

LINES = st.sampled_from(
    [
        "    note: seen\n",
        "    quantity: 3\n",
        "    location: cellar\n",
        "    team: own\n",
        "    team: nobody\n",
        "    starts: 2027-02-01\n",
        "      more: {name: More, every: 3 months}\n",
        "  other: {class: pump/fire, name: Other}\n",
        "# a comment\n",
        "    attributes: {level: L1}\n",
        "\n",
    ]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(sorted(FILES)), st.randoms(use_true_random=False), LINES), max_size=6))
def test_registers_edited_at_random_are_always_as_they_are_read(edits: list[tuple[str, random.Random, str]]) -> None:
    files = dict(FILES)
    for path, order, line in edits:
        lines = files[path].splitlines(keepends=True)
        at = order.randrange(len(lines) + 1)
        if order.random() < 0.5 or at == len(lines):
            lines.insert(at, line)
        else:
            del lines[at]
        files[path] = "".join(lines)
        tree = MemoryTree(files)
        read = spelled(opening._read(tree))
        assert {spelled(open_checked(tree)) for _ in range(3)} == {read}
