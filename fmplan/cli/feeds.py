"""Writing calendars: one, or a folder of them with a list; too large ones are told of, none is emptied by accident."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import typer
from msgspec.structs import replace

from fmplan.assets.text import said
from fmplan.cli.changed import changed_at
from fmplan.cli.feedoptions import FeedOptions
from fmplan.cli.options import Answer, Which
from fmplan.cli.planning import selection_of
from fmplan.cli.session import Session
from fmplan.cli.writing import STDOUT, CannotWriteError, make_folder, write, write_file
from fmplan.exports.ical.calendar import render
from fmplan.exports.ical.feed import MOST_BYTES, MOST_EVENTS, Feed, Per
from fmplan.exports.ical.index import MADE_BY, Listed, index_of
from fmplan.exports.ical.split import INDEX, By, Part, has_ended, parts_of
from fmplan.exports.portfolio import Plans, each, language_of
from fmplan.exports.selection import ALL
from fmplan.schedules.plan import Plan

_PIECE: Final = 1 << 16
_SHOWN: Final = 5


def write_feeds(session: Session, plans: Plans, which: Which, options: FeedOptions, answer: Answer) -> None:
    """Write the plans as one calendar, or with --split as a folder of them. Raises CannotWriteError.

    Also where a calendar with events would be replaced by an empty one; of a folder, the others are written.
    """
    all_plans = each(plans)
    changed = {one.estate.id: changed_at(one) for one in session.usable}
    feed = Feed(
        per=Per(options.per),
        as_todo=options.as_ == "todo",
        timed=options.timed,
        alarm=options.alarm,
        changed={id_: moment for id_, moment in changed.items() if moment is not None},
    )
    if options.split is not None:
        _write_folder(session, all_plans, which, options.split, options, feed, answer)
        return
    feed_file = _FeedFile(feed, answer.output)
    may_be_empty = options.allow_empty or _all_ended(all_plans, which)
    chunks = feed_file.counted(render(plans, answer.language, feed), may_be_empty=may_be_empty)
    write(chunks, answer.output)
    if feed_file.is_too_large:
        session.note(f"{feed_file.size}; {_LOSS}: --split team writes one file each, --from and --to fewer days")


_LOSS: Final = f"Google Calendar shows no more than {MOST_EVENTS:,} events or about {MOST_BYTES // 1000} kB of a feed"


def _write_folder(
    session: Session, plans: Sequence[Plan], which: Which, by: By, options: FeedOptions, feed: Feed, answer: Answer
) -> None:
    if answer.output == STDOUT:
        raise typer.BadParameter("it writes a folder of files: name it with -o.", param_hint="--split")
    folder = Path(answer.output)
    make_folder(folder)
    parts = parts_of(plans, by, answer.language, whole=selection_of(which) == ALL)
    listed, large, refused = [], [], []
    for part in parts:
        path = folder / f"{part.file}.ics"
        feed_file = _FeedFile(feed, str(path))
        try:
            write_file(path, _chunks(part, feed_file, feed, options, answer.language))
        except EmptyFeedError as error:
            refused.append(error)
        listed.append(Listed(path.name, part.name, part.colour, feed_file.events))
        if feed_file.is_too_large:
            large.append(f"{path.name} ({feed_file.size})")
    _write_index(folder, plans, listed, answer.language)
    if large:
        more = f" and {len(large) - _SHOWN} more" if len(large) > _SHOWN else ""
        session.note(f"{', '.join(large[:_SHOWN])}{more}: {_LOSS}")
    if refused:
        raise CannotWriteError(", ".join(error.where for error in refused), _REFUSAL)


def _chunks(
    part: Part, feed_file: _FeedFile, feed: Feed, options: FeedOptions, language: str | None
) -> Iterator[bytes]:
    named = replace(feed, name=part.name, colour=part.colour)
    may_be_empty = options.allow_empty or part.may_be_empty
    return feed_file.counted(render(part.plan, language, named), may_be_empty=may_be_empty)


def _write_index(folder: Path, plans: Sequence[Plan], listed: Sequence[Listed], language: str | None) -> None:
    path = folder / f"{INDEX}.html"
    try:
        is_ours = not path.exists() or MADE_BY in path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise CannotWriteError(str(path), error.strerror or "it cannot be read") from error
    if not is_ours:
        raise CannotWriteError(str(path), "this page is not of fmplan's making; name another folder")
    title = ", ".join(said(plan.estate.name, language_of(plan, language)) for plan in plans)
    write_file(path, [index_of(title, listed, language_of(plans[0], language))])


def _all_ended(plans: Sequence[Plan], which: Which) -> bool:
    """Tell whether only teams were asked for whose contract has ended: that they have no work is as it should be."""
    teams = [(team, plan) for plan in plans for id_, team in plan.estate.teams.items() if id_ in (which.team or ())]
    return bool(teams) and all(has_ended(team, plan) for team, plan in teams)


_REFUSAL: Final = "there are events in it, and the new calendar has none; --allow-empty replaces it all the same"


class EmptyFeedError(CannotWriteError):
    """An empty calendar that would replace one with events."""

    def __init__(self, where: str) -> None:
        super().__init__(where, _REFUSAL)
        self.where = where


class _FeedFile:
    """Counts what goes into a calendar, and stops an empty one from replacing one with events."""

    def __init__(self, feed: Feed, output: str) -> None:
        self._begin = f"BEGIN:{feed.component}\r\n".encode()
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
