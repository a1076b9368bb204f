from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from fmplan.post.journal import Journal, JournalError, read_journal
from fmplan.post.key import Key
from fmplan.post.record import State
from tests.post.letters import MONDAY, a_message, delivered, states
from tests.post.ways import Told

KEY = Key("court", "weekly", "2027-W05", "", "lead@example.com")


def test_a_journal_is_its_owners_alone(tmp_path: Path) -> None:
    delivered(tmp_path / "state", Told())
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "state").iterdir()}
    assert modes == {"mail.sqlite3": 0o600, "mail.lock": 0o600}
    assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == 0o700


def test_where_there_is_no_journal_nothing_is_known_and_none_is_made(tmp_path: Path) -> None:
    assert read_journal(tmp_path / "mail.sqlite3") == []
    assert list(tmp_path.iterdir()) == []


def test_each_step_stands_in_the_journal_as_soon_as_it_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "mail.sqlite3"
    steps = []

    def note() -> None:
        (record,) = read_journal(path)
        steps.append((record.state.value, record.left, record.tries, record.said))

    with Journal(path) as journal:
        journal.plan([(KEY, "text")], MONDAY)
        note()
        record = journal.newest(KEY)
        assert record
        journal.sending(record, "text", "smtp", MONDAY)
        note()
        journal.leaving(record, MONDAY)
        note()
        journal.ended(record, State.SENT, "250 ok", MONDAY)
        note()
    assert steps == [
        ("planned", False, 0, ""),
        ("sending", False, 1, ""),
        ("sending", True, 1, ""),
        ("sent", False, 1, "250 ok"),
    ]


_KILLED_MIDWAY = """
import os, signal, sqlite3, sys

base = sqlite3.connect(sys.argv[1], isolation_level=None)
base.execute("PRAGMA cache_size = 1")
base.execute("BEGIN IMMEDIATE")
base.execute("UPDATE message SET state = 'sent', said = ?", ("word " * 100,))
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_run_left_half_written_when_it_was_killed_is_read_as_it_was_before(in_memory: Path) -> None:
    path = in_memory / "mail.sqlite3"
    with Journal(path) as journal:
        journal.plan([(replace(KEY, estate=f"court-{number}"), "text") for number in range(1000)], MONDAY)
    subprocess.run([sys.executable, "-c", _KILLED_MIDWAY, path], check=False)
    assert (in_memory / "mail.sqlite3-journal").exists()
    assert {(record.state, record.said) for record in read_journal(path)} == {(State.PLANNED, "")}


def test_a_journal_that_may_only_be_read_is_read(in_memory: Path) -> None:
    path = in_memory / "mail.sqlite3"
    delivered(in_memory, Told())
    path.chmod(0o400)
    in_memory.chmod(0o500)
    said = _said(lambda: f"{os.access(path, os.W_OK)} {states(in_memory)}", in_memory)
    in_memory.chmod(0o700)
    assert said == "False {'lead@example.com': 'sent'}"


def test_a_file_of_another_program_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "mail.sqlite3"
    base = sqlite3.connect(path)
    base.execute("CREATE TABLE photos (id)")
    base.commit()
    base.close()
    before = path.read_bytes()
    with pytest.raises(JournalError, match=r"mail\.sqlite3: it is a database of another program$"):
        Journal(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "mail.sqlite3"
    path.write_text("dear diary\n" * 100)
    with pytest.raises(JournalError, match=r"cannot write the journal .*: file is not a database$"):
        Journal(path)
    with pytest.raises(JournalError, match=r"cannot read the journal .*: file is not a database$"):
        read_journal(path)


def test_a_journal_of_a_newer_fmplan_is_left_alone(tmp_path: Path) -> None:
    delivered(tmp_path, Told())
    base = sqlite3.connect(tmp_path / "mail.sqlite3")
    base.execute("PRAGMA user_version = 2")
    base.close()
    with pytest.raises(JournalError, match="a newer fmplan wrote it"):
        Journal(tmp_path / "mail.sqlite3")


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_a_torn_journal_stops_the_post(part: float, in_memory: Path) -> None:
    delivered(in_memory, Told(), *(a_message(estate=f"court-{n}", text="x" * n) for n in range(60)))
    path = in_memory / "mail.sqlite3"
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * part)])
    way = Told()
    with pytest.raises(JournalError, match=r"cannot (read|write) the journal of the post, .*mail\.sqlite3: "):
        delivered(in_memory, way)
    assert way.letters == []


def test_an_empty_file_becomes_a_journal(tmp_path: Path) -> None:
    (tmp_path / "mail.sqlite3").touch()
    assert read_journal(tmp_path / "mail.sqlite3") == []
    delivered(tmp_path, Told())
    assert states(tmp_path) == {"lead@example.com": "sent"}


@pytest.mark.parametrize("place", ["/proc/fmplan", "/dev/null/fmplan"])
def test_a_state_folder_that_cannot_be_written_stops_the_post(place: str) -> None:
    way = Told()
    with pytest.raises(JournalError, match=f"cannot write the journal of the post, {place}/mail.sqlite3: "):
        delivered(Path(place), way)
    assert way.letters == []


def _said(work: Callable[[], object], folder: Path) -> str:
    """What comes, or goes wrong, where somebody works who owns the folder and may do no more than its mode says."""
    nobody = 65534
    reading, writing = os.pipe()
    if os.getuid() == 0:
        for path in (folder, *folder.iterdir()):
            os.chown(path, nobody, nobody)
    child = os.fork()
    if child == 0:
        if os.getuid() == 0:
            os.setgroups([])
            os.setgid(nobody)
            os.setuid(nobody)
        try:
            said = str(work())
        except BaseException as error:
            said = str(error)
        os.write(writing, said.encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as said:
        return said.read()


def test_a_read_only_folder_stops_the_post(in_memory: Path) -> None:
    delivered(in_memory, Told())
    in_memory.chmod(0o500)
    said = _said(lambda: delivered(in_memory, Told(), a_message(period="2027-W06")), in_memory)
    in_memory.chmod(0o700)
    assert said.startswith(f"cannot write the journal of the post, {in_memory / 'mail.sqlite3'}: ")
    assert states(in_memory) == {"lead@example.com": "sent"}


_FULL = """
import resource, signal, sys
from pathlib import Path
from tests.post.letters import a_message, delivered
from tests.post.ways import Told
from fmplan.post.journal import JournalError

folder, most = Path(sys.argv[1]), int(sys.argv[2])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
way = Told()
try:
    delivered(folder, way, *(a_message(estate=f"court-{n}") for n in range(40)))
except JournalError as error:
    print(error)
print(len(way.letters), len(way.arrived))
"""


@pytest.mark.parametrize("most", [0, 1000, 6000, 12_000])
def test_a_disk_that_is_full_stops_the_post_before_anything_is_sent(most: int, tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _FULL, tmp_path, str(most)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=True,
    )
    line, counts = ended.stdout.splitlines()
    assert line.startswith(f"cannot write the journal of the post, {tmp_path}/mail.sqlite3: ")
    assert counts == "0 0"
    # Once there is room again, the same journal goes on.
    way = Told()
    delivered(tmp_path, way)
    assert way.arrived == ["lead@example.com"]


def test_a_disk_that_fills_while_a_letter_is_on_its_way_leaves_it_uncertain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise JournalError("cannot write the journal: database or disk is full")

    way = Told()
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "ended", full)
        with pytest.raises(JournalError):
            delivered(tmp_path, way)
    delivered(tmp_path, way)
    assert (way.arrived, states(tmp_path)) == (["lead@example.com"], {"lead@example.com": "unknown"})


def test_a_disk_that_fills_before_a_letter_leaves_keeps_it_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise JournalError("cannot write the journal: database or disk is full")

    way = Told()
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "leaving", full)
        with pytest.raises(JournalError):
            delivered(tmp_path, way)
    assert way.arrived == []
    delivered(tmp_path, way)
    assert (way.arrived, states(tmp_path)) == (["lead@example.com"], {"lead@example.com": "sent"})


def test_two_runs_that_make_the_journal_at_once_make_one(tmp_path: Path) -> None:
    script = "import sys; from pathlib import Path; from fmplan.post.journal import Journal; Journal(Path(sys.argv[1]))"
    path = str(tmp_path / "mail.sqlite3")
    running = [subprocess.Popen([sys.executable, "-c", script, path]) for _ in range(4)]
    assert [one.wait(600) for one in running] == [0, 0, 0, 0]
    assert read_journal(tmp_path / "mail.sqlite3") == []
