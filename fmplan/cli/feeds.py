"""Writing the plan as calendars: one, or with --split a folder of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import typer
from msgspec.structs import replace

from fmplan.assets.text import said
from fmplan.cli.changed import changed_at
from fmplan.cli.feedfile import FolderFeed, write_feed, write_feed_folder
from fmplan.cli.feedoptions import FeedOptions
from fmplan.cli.options import Answer, Which
from fmplan.cli.planning import selection_of
from fmplan.cli.session import Session
from fmplan.cli.writing import STDOUT
from fmplan.exports.ical.calendar import render
from fmplan.exports.ical.feed import Feed, Per
from fmplan.exports.ical.split import By, has_ended, parts_of
from fmplan.exports.portfolio import Plans, each, language_of
from fmplan.exports.selection import ALL
from fmplan.schedules.plan import Plan

_ACROSS: Final[dict[By, By]] = {"team": "location", "location": "team", "class": "location", "kind": "location"}
"""What cuts up a calendar that is too large although it was split."""


def write_feeds(session: Session, plans: Plans, which: Which, options: FeedOptions, answer: Answer) -> None:
    """Write the plans as one calendar, or with --split as a folder of them. Raises CannotWriteError.

    Also where a calendar with events would be replaced by an empty one; of a folder, the others are written.
    """
    all_plans = each(plans)
    feed = Feed(
        per=Per(options.per),
        as_todo=options.as_ == "todo",
        timed=options.timed,
        alarm=options.alarm,
        changed=changes(session),
    )
    if options.split is not None:
        if answer.output == STDOUT:
            raise typer.BadParameter("it writes a folder of files: name it with -o.", param_hint="--split")
        title = ", ".join(said(plan.estate.name, language_of(plan, answer.language)) for plan in all_plans)
        feeds = _feeds(all_plans, which, options.split, options, feed, answer.language)
        language = language_of(all_plans[0], answer.language)
        write_feed_folder(session, feeds, Path(answer.output), feed.component, title, language)
        return
    write_feed(
        session,
        render(plans, answer.language, feed),
        answer.output,
        feed.component,
        may_be_empty=options.allow_empty or _all_ended(all_plans, which),
        way_out="--split team or location writes one file each, --from and --to take fewer days",
    )


def changes(session: Session) -> dict[str, int]:
    """Return when the register of each estate last changed, by its id, where that is known."""
    changed = {one.estate.id: changed_at(one) for one in session.usable}
    return {id_: moment for id_, moment in changed.items() if moment is not None}


def _feeds(
    plans: Sequence[Plan], which: Which, by: By, options: FeedOptions, feed: Feed, language: str | None
) -> Iterator[FolderFeed]:
    for part in parts_of(plans, by, language, whole=selection_of(which) == ALL):
        named = replace(feed, name=part.name, colour=part.colour)
        one = f"--{by} {part.value} --split {_ACROSS[by]}" if part.value else f"--split {_ACROSS[by]}"
        yield FolderFeed(
            part.file,
            part.name,
            part.colour,
            render(part.plan, language, named),
            options.allow_empty or part.may_be_empty,
            f"`fmplan export ical {one}` cuts it up further, --from and --to take fewer days",
        )


def _all_ended(plans: Sequence[Plan], which: Which) -> bool:
    """Tell whether only teams were asked for whose contract has ended: that they have no work is as it should be."""
    teams = [(team, plan) for plan in plans for id_, team in plan.estate.teams.items() if id_ in (which.team or ())]
    return bool(teams) and all(has_ended(team, plan) for team, plan in teams)
