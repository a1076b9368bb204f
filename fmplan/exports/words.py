"""The words that tables and calendars are written in, in the languages of the exports."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from fmplan.assets.asset_form import Criticality
from fmplan.assets.task_form import Force, Kind
from fmplan.exports.catalogue import Counted, messages
from fmplan.schedules.occurrence import Status


class Words(Struct, frozen=True):
    """What one language says; `separator` parts the parts of a sentence."""

    asset: str
    task: str
    place: str
    team: str
    hours: str
    units: str
    due: str
    moved: str
    source: str
    confidence: str
    rule: str
    rules: str
    when: str
    applies: str
    needs: str
    rule_when: str
    class_: str
    pack: str
    edition: str
    covers: str
    duty: str
    trade: str
    qualification: str
    duration: str
    people: str
    impact: str
    note: str
    checklist: str
    test_item: str
    read_in: str
    force_short: str
    standing: str
    why: str
    until: str
    fact: str
    coverage: str
    interval: str
    last_done: str
    next_due: str
    missing_facts: str
    lacking: str
    without_schedule: str
    force: str
    nothing: str
    dates: Counted
    person_hours: Counted
    colon: str
    separator: str
    names_join: str
    names_and_more: str
    statuses: dict[Status, str]
    kinds: dict[Kind, str]
    forces: dict[Force, str]
    confidences: dict[str, str]
    standings: dict[str, str]
    criticalities: dict[Criticality, str]


@cache
def words_of(language: str) -> Words:
    """Return the words of a language; English for one that has none here."""
    said = messages(language)
    _, p = said.gettext, said.pgettext
    return Words(
        asset=_("asset"),
        task=_("task"),
        place=_("place"),
        team=_("team"),
        hours=_("hours"),
        units=_("units"),
        due=_("Due"),
        moved=_("Moved"),
        source=_("Source"),
        confidence=_("confidence"),
        rule=_("rule"),
        rules=_("{} rules"),
        when=_("when"),
        applies=_("applies where"),
        needs=_("only with"),
        rule_when=p("rule", "; when "),
        class_=_("class"),
        pack=_("pack"),
        edition=_("edition"),
        covers=_("covers"),
        duty=_("duty"),
        trade=_("trade"),
        qualification=_("qualification"),
        duration=_("duration"),
        people=_("people"),
        impact=_("impact"),
        note=_("note"),
        checklist=_("checklist"),
        test_item=_("test"),
        read_in=_("read in"),
        force_short=_("force"),
        standing=_("stands"),
        why=_("why"),
        until=_("until"),
        fact=_("fact"),
        coverage=_("coverage of the standards on"),
        interval=_("interval"),
        last_done=_("last done"),
        next_due=_("next due"),
        missing_facts=_("Facts that nobody says, and what hangs on them:"),
        lacking=_("What such buildings usually have, and this register does not:"),
        without_schedule=_("Nothing is planned for"),
        force=_("Because of"),
        nothing=_("Nothing is planned"),
        dates=Counted(said, "1 date", "{} dates"),
        person_hours=Counted(said, "1 person-hour", "{} person-hours"),
        colon=p("sentence", ": "),
        separator=p("parts of a sentence", ", "),
        names_join=p("names in a list", ", "),
        names_and_more=_("{names} and {number} more"),
        statuses={
            Status.PLANNED: _("planned"),
            Status.DUE: _("due"),
            Status.OVERDUE: _("overdue"),
            Status.BREACH: _("breach"),
            Status.COVERED: _("covered"),
            Status.DONE: _("done"),
            Status.SKIPPED: _("skipped"),
            Status.DEFERRED: _("deferred"),
            Status.MISSED: _("missed"),
        },
        kinds={
            Kind.MAINTENANCE: _("maintenance"),
            Kind.INSPECTION: _("inspection"),
            Kind.CLEANING: _("cleaning"),
            Kind.TESTING: _("testing"),
            Kind.GREENERY: _("greenery"),
            Kind.DRILL: _("drill"),
            Kind.TRAINING: _("training"),
            Kind.SURVEY: _("survey"),
            Kind.ADMIN: _("admin"),
        },
        forces={
            Force.LAW: _("law"),
            Force.REGULATOR: _("regulator"),
            Force.INSURER: _("insurer"),
            Force.CONTRACT: _("contract"),
            Force.STANDARD: _("standard"),
            Force.HOUSE: _("house"),
        },
        confidences={
            "verified": _("verified"),
            "known": _("known, not verified"),
            "estimate": _("estimate"),
        },
        standings={
            "missing": _("missing"),
            "laxer": _("laxer"),
            "unknown": _("unknown"),
            "waived": _("waived"),
            "own": _("own task"),
            "covered": p("coverage", "covered"),
        },
        criticalities={
            Criticality.SAFETY: _("safety"),
            Criticality.HIGH: _("high"),
            Criticality.NORMAL: _("normal"),
            Criticality.LOW: _("low"),
        },
    )


def names_said(names: Sequence[str], language: str, most: int) -> str:
    """Return names in one line, at most so many: `a, b, c and 12 more`."""
    words = words_of(language)
    shown = words.names_join.join(names[:most])
    return shown if len(names) <= most else words.names_and_more.format(names=shown, number=len(names) - most)
