"""Writing the notices as calendars for residents: one, or with --split one for each place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import typer

from fmplan.assets.text import said
from fmplan.cli.feedfile import FolderFeed, write_feed, write_feed_folder
from fmplan.cli.feedoptions import NoticeFeedOptions
from fmplan.cli.feeds import changes
from fmplan.cli.options import Answer
from fmplan.cli.session import Session
from fmplan.cli.writing import STDOUT
from fmplan.exports.ical.feed import Feed
from fmplan.exports.notices.ical import render
from fmplan.exports.notices.notice import Batch, languages_of
from fmplan.exports.notices.places import neighbourhoods_of

_FEWER_DAYS: Final = "--from and --to take fewer days"


def write_residents_feeds(
    session: Session, batches: Sequence[Batch], options: NoticeFeedOptions, answer: Answer
) -> None:
    """Write the calendars. Raises CannotWriteError, also where an empty one would replace one with events."""
    feed = Feed(changed=changes(session))
    if options.split is None:
        chunks = render(batches, answer.language, feed)
        way_out = f"--split location writes one file for each place, {_FEWER_DAYS}"
        write_feed(session, chunks, answer.output, feed.component, may_be_empty=options.allow_empty, way_out=way_out)
        return
    if answer.output == STDOUT:
        raise typer.BadParameter("it writes a folder of files: name it with -o.", param_hint="--split")
    languages = [languages_of(batch.plan.estate, answer.language)[0] for batch in batches]
    title = ", ".join(said(batch.plan.estate.name, one) for batch, one in zip(batches, languages, strict=True))
    feeds = _feeds(batches, options, feed, answer.language)
    write_feed_folder(session, feeds, Path(answer.output), feed.component, title, languages[0])


def _feeds(
    batches: Sequence[Batch], options: NoticeFeedOptions, feed: Feed, language: str | None
) -> Iterator[FolderFeed]:
    for one in neighbourhoods_of(batches, language):
        named = Feed(name=one.name, colour=one.colour, changed=feed.changed)
        chunks = render([one.batch], language, named)
        yield FolderFeed(one.file, one.name, one.colour, chunks, options.allow_empty, _FEWER_DAYS)
