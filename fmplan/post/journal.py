"""The journal of the post: what was sent to whom, on the disk before and after each step.

It is one SQLite file. Each change is a transaction that has reached the disk when the call returns. Whoever sends a
message holds a lock on the one byte of the lock file that has its number: no two runs send it, and the lock of a run
that dies is gone with it, so that the next one sees how far it came.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Self

from fmplan.post.key import Key
from fmplan.post.record import Record, State

_OURS: Final = 0x666D706C  # "fmpl", in the head of the file
_FORM: Final = 1
_PATIENCE: Final = 30.0
"""Seconds to wait for another run's transaction, which takes milliseconds."""

_TABLE: Final = """
CREATE TABLE message (
    id INTEGER PRIMARY KEY,
    estate TEXT NOT NULL, digest TEXT NOT NULL, period TEXT NOT NULL, part TEXT NOT NULL, recipient TEXT NOT NULL,
    issue INTEGER NOT NULL,
    state TEXT NOT NULL, has_left INTEGER NOT NULL DEFAULT 0, text TEXT NOT NULL, way TEXT NOT NULL DEFAULT '',
    tries INTEGER NOT NULL DEFAULT 0, said TEXT NOT NULL DEFAULT '', planned TEXT NOT NULL, changed TEXT NOT NULL,
    UNIQUE (estate, digest, period, part, recipient, issue)
)
"""
_KEY: Final = "estate = ? AND digest = ? AND period = ? AND part = ? AND recipient = ?"
_COLUMNS: Final = (
    "id, estate, digest, period, part, recipient, issue, state, has_left, text, way, tries, said, planned, changed"
)


class JournalError(Exception):
    """The journal cannot be read or written, and nothing is sent without it; the text is one line."""


class Journal:
    """The journal in a folder, open to write: to be used with `with`. Raises JournalError, in all that it does."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._told("write"):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            # Who gets mail about what is nobody else's business.
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            self._locks = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
            try:
                self._base = _opened(path, read_only=False)
            except BaseException:
                os.close(self._locks)
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the files; locks that are still held are gone."""
        with suppress(sqlite3.Error):
            self._base.close()
        with suppress(OSError):
            os.close(self._locks)

    def plan(self, entries: Sequence[tuple[Key, str]], now: datetime) -> None:
        """Enter keys as planned, each with the fingerprint of its text; those that are there stay as they are."""
        rows = [
            (key.estate, key.digest, key.period, key.part, key.recipient, key.issue, text, _stamp(now), _stamp(now))
            for key, text in entries
        ]
        with self._transaction() as base:
            base.executemany(
                "INSERT OR IGNORE INTO message (estate, digest, period, part, recipient, issue, text, planned, changed,"
                " state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'planned')",
                rows,
            )

    def newest(self, key: Key) -> Record | None:
        """Return what is known of the newest issue of a key, whatever issue the key itself says."""
        return next(self._records(f"{_KEY} ORDER BY issue DESC LIMIT 1", _parts(key)), None)

    def known(self, key: Key) -> Record:
        """Return what is known of the newest issue of a key that was planned."""
        record = self.newest(key)
        if record is None:
            raise JournalError(f"the journal of the post, {self._path}, has lost {key}")
        return record

    def overtaken(self, estate: str, digest: str, period: str) -> list[Record]:
        """Return what is still to go of earlier periods of a digest."""
        found = self._records("estate = ? AND digest = ? AND period < ? ORDER BY id", (estate, digest, period))
        return [record for record in found if record.is_open]

    @contextmanager
    def held(self, record: Record) -> Iterator[Record | None]:
        """Hold a message, so that no other run touches it; yield what is known of it now, None if another holds it."""
        try:
            fcntl.lockf(self._locks, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, record.id)
        except BlockingIOError:
            yield None
            return
        except OSError as error:
            raise JournalError(f"cannot lock {self._path.with_suffix('.lock')}: {error.strerror}") from error
        try:
            yield next(self._records("id = ?", (record.id,)), None)
        finally:
            with suppress(OSError):
                fcntl.lockf(self._locks, fcntl.LOCK_UN, 1, record.id)

    def sending(self, record: Record, text: str, way: str, now: datetime) -> None:
        """Enter that a message is being sent, with this text, and has not left."""
        self._change(record, "state = 'sending', has_left = 0, tries = tries + 1, text = ?, way = ?", (text, way), now)

    def leaving(self, record: Record, now: datetime) -> None:
        """Enter that from here on it may arrive."""
        self._change(record, "has_left = 1", (), now)

    def ended(self, record: Record, state: State, said: str, now: datetime) -> None:
        """Enter what came of it."""
        self._change(record, "state = ?, has_left = 0, said = ?", (state.value, said), now)

    def _change(self, record: Record, what: str, values: Sequence[object], now: datetime) -> None:
        with self._transaction() as base:
            base.execute(
                f"UPDATE message SET {what}, changed = ? WHERE id = ?",  # noqa: S608 - words of this file
                (*values, _stamp(now), record.id),
            )

    def _records(self, where: str, values: Sequence[object]) -> Iterator[Record]:
        with self._told("read"):
            rows = self._base.execute(_select(where), values).fetchall()
        return map(_record, rows)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._told("write"):
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield self._base
                self._base.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._base.execute("ROLLBACK")
                raise

    @contextmanager
    def _told(self, doing: str) -> Iterator[None]:
        with told(doing, self._path):
            yield


def read_journal(path: Path) -> list[Record]:
    """Return all the journal knows, oldest first, without changing anything; nothing where there is none yet.

    Raises JournalError.
    """
    if not path.exists():
        return []
    with told("read", path):
        base = _opened(path, read_only=True)
        try:
            return [] if _is_blank(base) else [_record(row) for row in base.execute(_select("1 ORDER BY id"))]
        finally:
            base.close()


@contextmanager
def told(doing: str, path: Path) -> Iterator[None]:
    """Make one line of whatever goes wrong with the journal's file. Raises JournalError."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        # What SQLite calls its own errors: a disk that is full, a file of somebody else's, one that is torn.
        raise JournalError(f"cannot {doing} the journal of the post, {path}: {error}") from error
    except OSError as error:
        raise JournalError(f"cannot {doing} the journal of the post, {path}: {error.strerror}") from error


def _opened(path: Path, *, read_only: bool) -> sqlite3.Connection:
    # Who only reads opens it to write as well: what a run that was killed left half written is taken back by whoever
    # comes next, and cannot be read before. Of a file that may not be written SQLite makes one to read by itself.
    base = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", _PATIENCE, isolation_level=None, uri=True)
    try:
        if read_only:
            base.execute("PRAGMA query_only = ON")
        else:
            # EXTRA: the folder reaches the disk as well, or a power cut could bring an older state back.
            base.execute("PRAGMA synchronous = EXTRA")
            _set_up(base)
        if read_only and _is_blank(base):
            return base  # another run is about to make it a journal
        (ours,), (form,) = _pragma(base, "application_id"), _pragma(base, "user_version")
        if (ours, form) != (_OURS, _FORM):
            raise sqlite3.DatabaseError(
                "a newer fmplan wrote it" if ours == _OURS else "it is a database of another program"
            )
        (sound,) = _pragma(base, "quick_check(1)")
        if sound != "ok":
            raise sqlite3.DatabaseError(f"it is torn: {sound}. Put it aside; what it knew was sent may go out again")
    except BaseException:
        base.close()
        raise
    return base


def _set_up(base: sqlite3.Connection) -> None:
    """Make a file that is still empty a journal; two runs may come to it at once."""
    base.execute("BEGIN IMMEDIATE")
    try:
        if _is_blank(base):
            base.execute(_TABLE)
            base.execute(f"PRAGMA application_id = {_OURS}")
            base.execute(f"PRAGMA user_version = {_FORM}")
        base.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            base.execute("ROLLBACK")
        raise


def _is_blank(base: sqlite3.Connection) -> bool:
    (tables,) = base.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return bool(tables == 0 and _pragma(base, "application_id") == (0,))


def _pragma(base: sqlite3.Connection, name: str) -> Any:
    return base.execute(f"PRAGMA {name}").fetchone()


def _select(where: str) -> str:
    return f"SELECT {_COLUMNS} FROM message WHERE {where}"  # noqa: S608 - words of this file


def _record(row: Sequence[Any]) -> Record:
    id_, estate, digest, period, part, recipient, issue, state, left, text, way, tries, said, planned, changed = row
    key = Key(estate, digest, period, part, recipient, issue)
    try:
        return Record(id_, key, State(state), bool(left), text, way, tries, said, planned, changed)
    except ValueError as error:
        raise JournalError(f"the journal of the post has a state it cannot have: {error}") from error


def _parts(key: Key) -> tuple[str, ...]:
    return key.estate, key.digest, key.period, key.part, key.recipient


def _stamp(now: datetime) -> str:
    return now.astimezone(UTC).isoformat(timespec="seconds")
