"""The words of calendars: what an event is called by its state, and what its description says."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from fmplan.exports.catalogue import Counted, messages
from fmplan.schedules.occurrence import Status


class FeedWords(Struct, frozen=True):
    """What one language says; a `{}` takes a number or a name. `prefixes` stand before the summary."""

    code: str
    tasks: Counted
    times: str
    and_more: str
    join: str
    detail: str
    reasons: str
    done_on: str
    no_team: str
    file: str
    events: str
    feeds: str
    subscribe: str
    prefixes: dict[Status, str]
    states: dict[Status, str]


@cache
def feed_words(language: str) -> FeedWords:
    """Return the words of a language; English for one that has none here."""
    said = messages(language)
    _, p = said.gettext, said.pgettext
    return FeedWords(
        code=p("event", "Code"),
        tasks=Counted(said, "1 task", "{} tasks", "event"),
        times=_("{} ×{}"),
        and_more=p("event", "+{}"),
        join=p("names in a list", ", "),
        detail=_("{} ({})"),
        reasons=p("reasons", "; "),
        done_on=_("Done"),
        no_team=_("No team"),
        file=_("file"),
        events=_("events"),
        feeds=_("Calendars"),
        subscribe=_("Subscribe to the address of a file below; a copy that is only imported stays as it was."),
        prefixes={
            Status.DONE: _("✓ {}"),
            Status.SKIPPED: _("Skipped: {}"),
            Status.DEFERRED: _("Deferred: {}"),
            Status.OVERDUE: _("Overdue: {}"),
            Status.BREACH: _("Breach: {}"),
            Status.MISSED: _("Missed: {}"),
        },
        states={
            Status.DONE: _("done"),
            Status.SKIPPED: _("skipped"),
            Status.DEFERRED: _("deferred"),
            Status.OVERDUE: _("overdue"),
            Status.BREACH: _("breach"),
            Status.MISSED: _("missed"),
        },
    )
