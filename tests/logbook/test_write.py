from __future__ import annotations

import errno
import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from unittest.mock import patch

import pytest

from fmplan.dates.ranges import parse_day
from fmplan.logbook.read import read_logbook
from fmplan.logbook.write import CannotRecordError, lines_of, record
from fmplan.tree import Folder
from tests.logbook import recorder
from tests.logbook.acts import an_act

DAY = parse_day("2027-03-02")
WHEN = "2027-03-02T17:20+08:00"
ROOT = Path(__file__).parents[2]


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _sound(folder: Path) -> int:
    """Return how many entries there are, and that nothing is wrong with them."""
    logbook, findings = read_logbook(Folder(folder.parent), folder.name)
    assert findings == []
    return sum(1 for _ in logbook.entries)


def test_lines_are_written_in_the_order_in_which_people_read_them() -> None:
    act = {
        "recorder": "desk",
        "recorded": WHEN,
        "items": {"b": "1", "a": "2"},
        "zz": 1,
        "zy": 2,
        **an_act(for_="2027-03-01"),
    }
    assert lines_of([act]).decode() == (
        '{"entry":"done","on":"2027-03-02","asset":"lift-1a","task":"half-month","for":"2027-03-01",'
        f'"items":{{"a":"2","b":"1"}},"zy":2,"zz":1,"recorded":"{WHEN}","recorder":"desk"}}\n'
    )


def test_one_act_of_recording_is_one_file_named_by_day_and_content(tmp_path: Path) -> None:
    path = record(tmp_path / "logbook", [an_act(), an_act("event")], WHEN, "desk", DAY)
    assert re.fullmatch(r"2027/03/2027-03-02-[0-9a-f]{12}\.jsonl", path.relative_to(tmp_path / "logbook").as_posix())
    assert path.read_bytes() == lines_of(
        [{**act, "recorded": WHEN, "recorder": "desk"} for act in (an_act(), an_act("event"))]
    )
    assert _files(tmp_path) == [path]


def test_the_same_once_more_changes_nothing(tmp_path: Path) -> None:
    once = record(tmp_path, [an_act()], WHEN, "desk", DAY)
    written = once.stat().st_mtime_ns
    assert record(tmp_path, [an_act()], WHEN, "desk", DAY) == once
    assert (once.stat().st_mtime_ns, _files(tmp_path)) == (written, [once])


NO_LINKS = patch.object(Path, "hardlink_to", side_effect=OSError(errno.EPERM, "no links here"))
CHANGED_MEANWHILE = patch.object(Path, "exists", return_value=False)


@pytest.mark.parametrize("where", [nullcontext(), NO_LINKS, CHANGED_MEANWHILE], ids=["here", "no links", "meanwhile"])
def test_a_file_that_somebody_changed_by_hand_is_never_written_over(
    where: AbstractContextManager[object], tmp_path: Path
) -> None:
    once = record(tmp_path, [an_act()], WHEN, "desk", DAY)
    written = once.read_bytes()
    once.write_text("changed by hand\n")
    with where:
        other = record(tmp_path, [an_act()], WHEN, "desk", DAY)
    assert once.read_text() == "changed by hand\n"
    assert other.name.startswith(once.stem)
    assert _files(tmp_path) == sorted([once, other])
    assert other.read_bytes() == written


def test_who_else_may_read_it_is_for_the_users_mask_to_say(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        path = record(tmp_path, [an_act()], WHEN, "desk", DAY)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_each_new_name_is_brought_to_the_disk(tmp_path: Path) -> None:
    with patch("fmplan.logbook.write.settle") as settled:
        record(tmp_path / "logbook", [an_act()], WHEN, "desk", DAY)
    names = [call.args[0].relative_to(tmp_path).as_posix() for call in settled.call_args_list]
    assert names == [".", "logbook", "logbook/2027", "logbook/2027/03"]


@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOTSUP])
def test_a_file_system_without_second_names_will_do(number: int, tmp_path: Path) -> None:
    with patch.object(Path, "hardlink_to", side_effect=OSError(number, "no links here")):
        path = record(tmp_path, [an_act()], WHEN, "desk", DAY)
    assert _files(tmp_path) == [path]


def test_whoever_comes_second_with_the_same_finds_it_done(tmp_path: Path) -> None:
    once = record(tmp_path, [an_act()], WHEN, "desk", DAY)
    with patch.object(Path, "exists", return_value=False):
        assert record(tmp_path, [an_act()], WHEN, "desk", DAY) == once
    assert _files(tmp_path) == [once]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_told_and_nothing_changes(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(CannotRecordError, match="Permission denied"):
        record(tmp_path / "logbook", [an_act()], WHEN, "desk", DAY)
    assert _files(tmp_path) == []


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "logbook").write_text("")
    with pytest.raises(CannotRecordError, match=r"cannot write .*logbook"):
        record(tmp_path / "logbook", [an_act()], WHEN, "desk", DAY)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO, errno.EDQUOT])
@pytest.mark.parametrize("call", ["open", "fsync", "link"])
def test_a_full_disk_leaves_everything_as_it_was(call: str, number: int, tmp_path: Path) -> None:
    record(tmp_path, [an_act()], WHEN, "desk", DAY)
    before = _files(tmp_path)
    full = OSError(number, os.strerror(number))
    with patch.object(os, call, side_effect=full), pytest.raises(CannotRecordError, match=full.strerror):
        record(tmp_path, [an_act("event")], WHEN, "desk", DAY)
    assert _files(tmp_path) == before


def _recorder(folder: Path, name: str, number: int) -> list[str]:
    return [sys.executable, str(Path(recorder.__file__)), str(folder), name, str(number)]


def test_fifty_who_write_at_once_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "logbook"
    # Five of each name record the very same acts.
    started = [
        subprocess.Popen(_recorder(folder, f"desk-{number % 10}", 4), cwd=ROOT, stdout=subprocess.PIPE)
        for number in range(50)
    ]
    written = {line for one in started for line in one.communicate(timeout=600)[0].decode().splitlines()}
    assert {one.returncode for one in started} == {0}
    assert {str(path) for path in _files(folder)} == written
    assert (len(written), _sound(folder)) == (40, 80)


# Stopping the writer at every call it makes to the system


def _strace(*options: str) -> list[str]:
    return ["strace", "-f", "-qq", *options]


def _may_trace() -> str:
    """Return why the writer cannot be stopped here; nothing where it can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    tried = subprocess.run(
        _strace("-o", os.devnull, "-e", "inject=getpid:error=EIO", "true"), capture_output=True, check=False
    )
    return "" if tried.returncode == 0 else "strace is not allowed to trace here"


CANNOT_TRACE = _may_trace()
CALLS = (
    "mkdir",
    "openat",
    "write",
    "fsync",
    "link",
    "linkat",
    "unlink",
    "close",
    "newfstatat",
    "stat",
    "ioctl",
    "lseek",
)


def _calls_of_writing(folder: Path, trace: Path) -> Sequence[tuple[str, int]]:
    """Return each call that one act of recording makes, with its number among those of its name in the process."""
    traced = ",".join(f"?{call}" for call in CALLS)
    command = [*_strace("-o", str(trace), "-e", f"trace={traced}"), *_recorder(folder, "a", 1)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=600)
    counted: Counter[str] = Counter()
    calls = []
    is_writing = False
    for line in trace.read_text(errors="replace").splitlines():
        call = re.match(r"\d+\s+(\w+)\(", line)
        if call is None:
            continue
        counted[call[1]] += 1
        is_writing = is_writing or recorder.BEGUN in line
        if is_writing:
            calls.append((call[1], counted[call[1]]))
        if call[1] == "write" and "write(1," in line:
            break
    return calls


def _stopped(folder: Path, trace: Path, call: str, number: int, fault: str) -> subprocess.CompletedProcess[bytes]:
    inject = ["-e", f"trace={call}", "-e", f"inject={call}:{fault}:when={number}"]
    command = [*_strace("-o", str(trace), *inject), *_recorder(folder, "a", 1)]
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True, timeout=600)


@pytest.mark.skipif(bool(CANNOT_TRACE), reason=CANNOT_TRACE)
@pytest.mark.parametrize("fault", ["signal=KILL", "error=ENOSPC", "error=EIO"])
def test_wherever_the_writer_is_stopped_the_file_is_there_as_a_whole_or_not_at_all(fault: str, tmp_path: Path) -> None:
    calls = _calls_of_writing(tmp_path / "first/logbook", tmp_path / "trace")
    assert {"mkdir", "fsync", "write"} <= {call for call, _ in calls}
    whole = (_only_file(tmp_path / "first/logbook")).read_bytes()
    outcomes = Counter[int]()
    for turn, (call, number) in enumerate(calls):
        folder = tmp_path / str(turn) / "logbook"
        folder.parent.mkdir()
        ended = _stopped(folder, tmp_path / "trace", call, number, fault)
        there = [path for path in _files(folder) if not path.name.startswith(".")]
        assert [path.read_bytes() for path in there] in ([], [whole]), (call, number)
        # What nobody reads may be left behind by one who was killed, and by nobody else.
        assert len(_files(folder)) == len(there) or fault == "signal=KILL" or call in {"unlink", "unlinkat"}
        if ended.returncode == 0:
            assert there, (call, number)
        elif ended.returncode == 74:
            assert not there, (call, number, ended.stdout)
        outcomes[ended.returncode] += 1
        # Whatever happened, to record it once more ends well, and nothing is doubled.
        assert recorder.main(folder, "a", 1) == 0
        assert _sound(folder) == 2
    assert sum(outcomes.values()) == len(calls) > 15
    assert outcomes[74] > 3 or fault == "signal=KILL"


def _only_file(folder: Path) -> Path:
    (path,) = _files(folder)
    return path


# Two branches


def test_two_branches_that_both_record_merge_without_a_conflict(tmp_path: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")

    def git(*arguments: str) -> str:
        options = ["-c", "user.name=desk", "-c", "user.email=desk@example.com", "-c", "init.defaultBranch=main"]
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        command = ["git", *options, *arguments]
        return subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True).stdout

    def commit(*acts: dict[str, object], who: str) -> None:
        record(tmp_path / "logbook", acts, WHEN, who, DAY)
        git("add", ".")
        git("commit", "-qm", who)

    git("init", "-q")
    (tmp_path / ".gitattributes").write_text("*.jsonl text eol=lf\n")
    commit(an_act(on="2027-03-01"), who="desk")
    git("checkout", "-qb", "other")
    commit(an_act(), an_act("event"), who="night-shift")
    git("checkout", "-q", "main")
    commit(an_act(), who="desk")
    git("merge", "-q", "--no-edit", "other")
    assert git("status", "--porcelain") == ""
    assert len(_files(tmp_path / "logbook")) == 3
    # The service that both recorded is one.
    assert _sound(tmp_path / "logbook") == 3
    for path in _files(tmp_path / "logbook"):
        assert all(json.loads(line) for line in path.read_text().splitlines())
