"""The options of calendars: what that of the plan is to show, and how; whose that of the notices is."""

from __future__ import annotations

from typing import Annotated, Literal

import typer
from msgspec import Struct


class FeedOptions(Struct, frozen=True):
    """How calendars are written."""

    per: Annotated[Literal["visit", "occurrence"], typer.Option(help="ical: what is one event.")] = "visit"
    as_: Annotated[Literal["event", "todo"], typer.Option("--as", help="ical: events, or things to do.")] = "event"
    timed: Annotated[bool, typer.Option("--timed", help="ical: lay events out in the hours of their team.")] = False
    alarm: Annotated[bool, typer.Option("--alarm", help="ical: remind on the day before.")] = False
    split: Annotated[
        Literal["team", "location", "class", "kind"] | None,
        typer.Option(help="ical: a file for each, into the folder of -o.", show_default=False),
    ] = None
    allow_empty: Annotated[
        bool, typer.Option("--allow-empty", help="ical: let an empty calendar replace a full one.")
    ] = False


class NoticeFeedOptions(Struct, frozen=True):
    """How the calendars of residents are written."""

    split: Annotated[
        Literal["location"] | None,
        typer.Option(help="ical: a file for each place, into the folder of -o.", show_default=False),
    ] = None
    allow_empty: Annotated[
        bool, typer.Option("--allow-empty", help="ical: let an empty calendar replace a full one.")
    ] = False
