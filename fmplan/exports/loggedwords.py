"""The words for what was done and what is owed: overdue work, histories, figures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from fmplan.exports.catalogue import Counted, messages
from fmplan.logbook.entry import Kind
from fmplan.schedules.compliance import Grace
from fmplan.schedules.occurrence import Status


class LoggedWords(Struct, frozen=True):
    """What one language says; a `{}` takes a number or a name."""

    # overdue
    state: str
    late: str
    days_short: str
    days: Counted
    more: str
    join: str
    gaps_join: str
    nothing_owed: str
    owed: str
    coming: str
    states: dict[Status, str]
    must_not_be_used: str
    cap_over: str
    cap_over_before: str
    runs_out: str
    ran_out: str
    also_due: str
    in_days: str
    reading_was: str
    do_work: str
    do_skip: str
    last_done_on: str
    do_inspect: str
    do_renew: str
    do_contract: str
    do_life: str
    do_answer: str
    what_to_do: str
    due_day: str
    nobody: str
    nowhere: str
    # history
    history: str
    services: str
    services_of: str
    longest_gap: str
    over_cap: str
    over_cap_none: str
    past_cap: str
    longest: str
    over: str
    since: str
    by: str
    plan_begins: str
    since_last_over: str
    on: str
    what: str
    who: str
    gap: str
    cap: str
    recorded: str
    result: str
    details: str
    number: str
    readings: str
    evidence: str
    missed_units: str
    reason: str
    approved: str
    put_off_to: str
    booked_for: str
    includes: str
    days_late: str
    before_begin: str
    certificates: str
    certificate: str
    issued: str
    valid_until: str
    next_due: str
    by_register: str
    waivers: str
    because: str
    deferrals: str
    entries: str
    times_done: str
    no_entries: str
    serial: str
    registration: str
    in_service: str
    unregistered: str
    minutes: str
    kinds: dict[str, str]
    results: dict[str, str]
    # status
    status: str
    known_on: str
    compliance: str
    by_rule: str
    on_time: str
    fell_due: str
    rules: dict[Grace, str]
    rule_names: dict[Grace, str]
    schedule_compliance: str
    in_week: str
    done_late: str
    skipped: str
    deferred: str
    missed: str
    due_short: str
    late_short: str
    not_done: str
    owed_short: str
    not_as_planned: str
    deferrals_made: str
    beside: str
    backlog: str
    age: str
    ages: str
    unknown_hours: str
    planned_actual: str
    cost: str
    none_said: str
    weeks: str
    defects: str
    between_defects: str
    recurring_times: str
    parts: dict[str, str]


def days_said(days: int, language: str) -> str:
    """Return a number of days: `1 day`, `15 days`."""
    return logged_words(language).days.of(days)


def listed(texts: Sequence[str], language: str, most: int, separator: str = "") -> str:
    """Return the first of some texts, and how many more there are."""
    words = logged_words(language)
    shown = list(texts[:most])
    if len(texts) > most:
        shown.append(words.more.format(len(texts) - most))
    return (separator or words.join).join(shown)


@cache
def logged_words(language: str) -> LoggedWords:
    """Return the words of a language; English for one that has none here."""
    said = messages(language)
    _, p = said.gettext, said.pgettext
    return LoggedWords(
        state=_("state"),
        late=_("late"),
        days_short=_("{} d"),
        days=Counted(said, "1 day", "{} days"),
        more=_("and {} more"),
        join=p("names in a list", ", "),
        gaps_join=p("reasons", "; "),
        nothing_owed=_("Nothing is owed"),
        owed=_("{} owed"),
        coming=_("{} coming"),
        states={
            Status.BREACH: _("breach"),
            Status.OVERDUE: _("overdue"),
            Status.DUE: _("due"),
            Status.PLANNED: _("planned"),
            Status.DEFERRED: p("debt", "deferred"),
        },
        must_not_be_used=_("must not be used"),
        cap_over=_("the cap of {} ran out on {}"),
        cap_over_before=_("the cap of {} ran out before the plan began on {}"),
        runs_out=_("runs out on {}"),
        ran_out=_("ran out on {}"),
        also_due=_("also due {}"),
        in_days=_("in {} d"),
        reading_was=_("{} was {} on {}, should be {}"),
        do_work=_("fmplan done {} {} --for {}"),
        do_skip=_("done since: fmplan skip {} {} --for {} --reason WHY"),
        last_done_on=_("last done {}"),
        do_inspect=_("have it inspected: fmplan done {} {} --next DATE"),
        do_renew=_("renew it and correct `expires` at {}"),
        do_contract=_("renew or end the contract: `expires` at {}"),
        do_life=_("replace it, and enter `out_of_service` at {}"),
        do_answer=_("put it right and read again: fmplan done {} {} --item {}=…"),
        what_to_do=_("what to do"),
        due_day=p("day", "due"),
        nobody=_("no team"),
        nowhere=_("the whole estate"),
        history=_("History of {}, as of {}"),
        services=_("services {}"),
        services_of=_("services {} ({})"),
        longest_gap=_("longest gap {}"),
        over_cap=_("over the cap {} ({})"),
        over_cap_none=_("over the cap 0"),
        past_cap=_("{} over the cap"),
        longest=_("longest"),
        over=_("over"),
        since=_("since"),
        by=_("by"),
        plan_begins=_("the plan begins"),
        since_last_over=_("{} since the last, over the cap"),
        on=_("day"),
        what=_("what"),
        who=p("who", "people"),
        gap=_("gap"),
        cap=_("cap"),
        recorded=_("recorded"),
        result=_("result"),
        details=_("details"),
        number=_("No."),
        readings=_("read"),
        evidence=_("evidence"),
        missed_units=p("units", "missed"),
        reason=_("reason"),
        approved=_("approved by"),
        put_off_to=_("put off to"),
        booked_for=_("booked for"),
        includes=_("includes"),
        days_late=_("{} late"),
        before_begin=_("before the plan begins"),
        certificates=_("Certificates"),
        certificate=_("certificate"),
        issued=_("issued"),
        valid_until=_("valid until"),
        next_due=_("next due"),
        by_register=_("the register"),
        waivers=_("Waivers"),
        because=_("because"),
        deferrals=_("Deferrals"),
        entries=_("Entries"),
        times_done=p("count", "done"),
        no_entries=_("The logbook says nothing of it"),
        serial=_("serial"),
        registration=_("registration"),
        in_service=_("in service since"),
        unregistered=_("not in the register"),
        minutes=_("{} min"),
        kinds={
            Kind.DONE: _("done"),
            Kind.SKIPPED: _("skipped"),
            Kind.DEFERRED: _("deferred"),
            Kind.BOOKED: _("booked"),
            Kind.READING: _("reading"),
            Kind.EVENT: _("event"),
            Kind.UNDONE: _("undone"),
            Kind.NOTE: _("note"),
        },
        results={
            "ok": _("ok"),
            "pass": _("pass"),
            "conditions": _("conditions"),
            "fail": _("fail"),
            "defect": _("defect"),
            "no-access": _("no access"),
        },
        status=_("{}, {}, as of {}"),
        known_on=_("as recorded up to {}"),
        compliance=p("period", "Compliance"),
        by_rule=p("figure", "rule"),
        on_time=_("on time"),
        fell_due=_("fell due"),
        rule_names={
            Grace.STRICT: _("strict"),
            Grace.WINDOW: _("window"),
            Grace.SMRP: _("smrp"),
        },
        rules={
            Grace.STRICT: _("done by its due day, or the working day that stands in for it; never past a cap"),
            Grace.WINDOW: _("done inside its late window; never past a cap"),
            Grace.SMRP: _(
                "done no later after its due day than 20 % of the interval, 28 days at most; never past a cap"
            ),
        },
        schedule_compliance=_("Done in the week planned"),
        in_week=_("of {} planned"),
        done_late=_("done late"),
        skipped=p("figure", "skipped"),
        deferred=p("figure", "deferred"),
        missed=p("figure", "missed"),
        due_short=p("figure", "due"),
        late_short=p("figure", "late"),
        not_done=_("not done"),
        owed_short=_("owed"),
        not_as_planned=_("Not as planned"),
        deferrals_made=_("Put off in the period"),
        beside=_("{} {} planned, {} actual (said by {})"),
        backlog=_("Backlog"),
        age=_("days late: median {}, most {}"),
        ages=_("up to 7 days {}, to 30 {}, to 90 {}, over 90 {}"),
        unknown_hours=_("{} without a duration"),
        planned_actual=_("Planned and actual"),
        cost=_("cost"),
        none_said=_("nobody said"),
        weeks=_("Week by week, on time by window"),
        defects=_("Defects"),
        between_defects=_("{}: {} defects, {} days between two"),
        recurring_times=_("{} {}: {} in a year ({})"),
        parts={
            "team": _("team"),
            "class": _("class"),
            "kind": _("kind"),
            "location": _("place"),
        },
    )
