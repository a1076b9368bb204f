from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from fmplan.cli.writing import CannotWriteError, write_file
from tests.cli.commands import BROKEN, PUMP, TABLE, an_estate, finished, fmplan, process


def test_a_file_holds_what_was_written(tmp_path: Path) -> None:
    write_file(tmp_path / "plan.csv", [b"a\n", b"b\n"])
    assert (tmp_path / "plan.csv").read_bytes() == b"a\nb\n"
    assert [path.name for path in tmp_path.iterdir()] == ["plan.csv"]


def test_a_new_file_has_the_permissions_of_the_users_mask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_file(tmp_path / "plan.csv", [b"a"])
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "plan.csv").stat().st_mode) == 0o640


def test_the_permissions_of_a_file_that_is_there_stay(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_bytes(b"old")
    path.chmod(0o666)  # more than a mask gives a new file
    write_file(path, [b"new"])
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o666)


def test_a_file_that_is_there_is_its_owners_still(tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_bytes(b"old")
    with patch.object(os, "fchown") as given:
        write_file(tmp_path / "plan.csv", [b"new"])
    assert [call.args[1:] for call in given.call_args_list] == [(os.geteuid(), (tmp_path / "plan.csv").stat().st_gid)]


def test_what_was_written_has_reached_the_disk_and_so_has_its_name(tmp_path: Path) -> None:
    reached = []
    with patch.object(os, "fsync", lambda file: reached.append(stat.S_IFMT(os.fstat(file).st_mode))):
        write_file(tmp_path / "plan.csv", [b"new"])
    assert reached == [stat.S_IFREG, stat.S_IFDIR]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_bytes(b"old")
    (tmp_path / "link.csv").symlink_to("real.csv")
    write_file(tmp_path / "link.csv", [b"new"])
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"new"


def test_a_failure_half_way_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    def failing() -> Iterator[bytes]:
        yield b"new"
        raise RuntimeError

    (tmp_path / "plan.csv").write_bytes(b"old")
    with pytest.raises(RuntimeError):
        write_file(tmp_path / "plan.csv", failing())
    assert (tmp_path / "plan.csv").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["plan.csv"]


def test_what_is_no_ordinary_file_is_written_to_and_stays_what_it_is(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")  # and no file of /dev, which would be lost to all others if this failed
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    with os.fdopen(reader, "rb") as read:
        write_file(tmp_path / "pipe", [b"x", b"y"])
        assert read.read() == b"xy"
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("folder", "it is a folder"),
        ("nowhere/plan.csv", "No such file or directory"),
        ("file/plan.csv", "Not a directory"),
        ("x" * 300, "File name too long"),
    ],
)
def test_what_cannot_be_written_is_told_in_one_line(tmp_path: Path, path: str, reason: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(CannotWriteError) as caught:
        write_file(tmp_path / path, [b"x"])
    assert str(caught.value) == f"cannot write {tmp_path / path}: {reason}"


def test_a_command_that_cannot_write_ends_with_74(tmp_path: Path) -> None:
    ended = fmplan("calendar", an_estate(tmp_path / "court"), "-o", tmp_path)
    assert (ended.code, ended.out, ended.err) == (74, "", f"fmplan: cannot write {tmp_path}: it is a folder\n")


def test_a_full_disk_behind_standard_output_is_74(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = finished("calendar", an_estate(tmp_path / "court"), stdout=full)
    assert ended.code == 74
    assert ended.err == "fmplan: cannot write standard output: No space left on device\n"


def test_a_read_only_folder_is_74_for_an_ordinary_user(tmp_path: Path) -> None:
    estate = an_estate(tmp_path / "court")
    shut = tmp_path / "shut"
    shut.mkdir()
    shut.chmod(0o555)
    if os.access(shut, os.W_OK):
        pytest.skip("this user may write everywhere")
    ended = fmplan("calendar", estate, "-o", shut / "plan.md")
    assert (ended.code, ended.err) == (74, f"fmplan: cannot write {shut / 'plan.md'}: Permission denied\n")


def test_a_reader_who_has_had_enough_ends_it_quietly(tmp_path: Path) -> None:
    assets = PUMP.replace("1 month", "1 day")
    estate = an_estate(tmp_path / "court", assets=assets)
    with process("calendar", estate, "--from", "2027-01-01", "--to", "2099-12-31", "--format", "csv") as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline().startswith(b"uid,")
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(600) == 0


def test_a_reader_who_goes_away_does_not_turn_errors_into_success(tmp_path: Path) -> None:
    estate = an_estate(tmp_path / "court", assets=BROKEN)
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as nobody:
        assert finished("check", estate, "--quiet", stdout=nobody).code == 1


def test_closed_standard_output_is_74(tmp_path: Path) -> None:
    estate = an_estate(tmp_path / "court")
    with process("calendar", estate, stdout=None, stderr=subprocess.PIPE, preexec_fn=lambda: os.close(1)) as running:
        assert running.wait(600) == 74


def test_a_dash_is_standard_output(tmp_path: Path) -> None:
    assert fmplan("calendar", an_estate(tmp_path / "court"), "-o", "-").out == TABLE
