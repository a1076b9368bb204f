"""Calendars as files: too large ones are told of, none is emptied by accident, a list stands beside several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from fmplan.cli.session import Session
from fmplan.cli.writing import STDOUT, CannotWriteError, make_folder, write, write_file
from fmplan.exports.ical.feed import MOST_BYTES, MOST_EVENTS
from fmplan.exports.ical.index import MADE_BY, Listed, index_of
from fmplan.exports.ical.split import INDEX

_PIECE: Final = 1 << 16
_SHOWN: Final = 5
_LOSS: Final = f"Google Calendar shows no more than {MOST_EVENTS:,} events or about {MOST_BYTES // 1000} kB of a feed"
_REFUSAL: Final = "there are events in it, and the new calendar has none; --allow-empty replaces it all the same"


class FolderFeed(NamedTuple):
    """One calendar of a folder: the stem of its file, its name and colour, its bytes, whether it may be empty.

    `way_out` is what to do where it is too large.
    """

    stem: str
    name: str
    colour: str
    chunks: Iterator[bytes]
    may_be_empty: bool
    way_out: str


def write_feed(
    session: Session, chunks: Iterable[bytes], output: str, component: str, *, may_be_empty: bool, way_out: str
) -> None:
    """Write one calendar of VEVENTs or VTODOs (`component`). Raises CannotWriteError.

    Also where a calendar with events would be replaced by an empty one.
    """
    feed_file = _FeedFile(component, output)
    write(feed_file.counted(chunks, may_be_empty=may_be_empty), output)
    if feed_file.is_too_large:
        session.note(f"{feed_file.size}; {_LOSS}: {way_out}")


def write_feed_folder(
    session: Session, feeds: Iterable[FolderFeed], folder: Path, component: str, title: str, language: str
) -> None:
    """Write calendars into a folder, with a page that lists them. Raises CannotWriteError.

    Where one would replace a calendar with events by an empty one, that one stays and the others are written.
    """
    make_folder(folder)
    listed: list[Listed] = []
    large: list[tuple[int, str, str]] = []
    refused: list[str] = []
    for feed in feeds:
        path = folder / f"{feed.stem}.ics"
        feed_file = _FeedFile(component, str(path))
        try:
            write_file(path, feed_file.counted(feed.chunks, may_be_empty=feed.may_be_empty))
        except EmptyFeedError as error:
            refused.append(error.where)
        listed.append(Listed(path.name, feed.name, feed.colour, feed_file.events))
        if feed_file.is_too_large:
            large.append((feed_file.bytes, f"{path.name} ({feed_file.size})", feed.way_out))
    _write_index(folder, title, listed, language)
    if large:
        large.sort(reverse=True)
        named = ", ".join(text for _, text, _ in large[:_SHOWN])
        more = f" and {len(large) - _SHOWN} more" if len(large) > _SHOWN else ""
        session.note(f"{named}{more}: {_LOSS}; {large[0][2]}")
    if refused:
        raise CannotWriteError(", ".join(refused), _REFUSAL)


class EmptyFeedError(CannotWriteError):
    """An empty calendar that would replace one with events."""

    def __init__(self, where: str) -> None:
        super().__init__(where, _REFUSAL)
        self.where = where


class _FeedFile:
    """Counts what goes into a calendar, and stops an empty one from replacing one with events."""

    def __init__(self, component: str, output: str) -> None:
        self._begin = f"BEGIN:{component}\r\n".encode()
        self._output = output
        self.events = 0
        self.bytes = 0

    @property
    def is_too_large(self) -> bool:
        return self.events > MOST_EVENTS or self.bytes > MOST_BYTES

    @property
    def size(self) -> str:
        return f"{self.events:,} events in {self.bytes // 1000:,} kB"

    def counted(self, chunks: Iterable[bytes], *, may_be_empty: bool) -> Iterator[bytes]:
        """Yield the chunks; raises EmptyFeedError after the last of an empty calendar where that must not be."""
        for chunk in chunks:
            self.events += chunk.count(self._begin)
            self.bytes += len(chunk)
            yield chunk
        if not self.events and not may_be_empty and self._output != STDOUT and _has_events(Path(self._output)):
            raise EmptyFeedError(self._output)


def _write_index(folder: Path, title: str, listed: list[Listed], language: str) -> None:
    path = folder / f"{INDEX}.html"
    try:
        is_ours = not path.exists() or MADE_BY in path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise CannotWriteError(str(path), error.strerror or "it cannot be read") from error
    if not is_ours:
        raise CannotWriteError(str(path), "this page is not of fmplan's making; name another folder")
    write_file(path, [index_of(title, listed, language)])


def _has_events(path: Path) -> bool:
    """Tell whether there is a calendar with events, or things to do, in a file."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            tail = b""
            while piece := file.read(_PIECE):
                text = tail + piece
                if b"BEGIN:VEVENT" in text or b"BEGIN:VTODO" in text:
                    return True
                tail = piece[-16:]
    except OSError:
        return False
    return False
