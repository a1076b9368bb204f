"""The words of the workbook that no other export says."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from fmplan.assets.task_form import Kind
from fmplan.dates.period import Unit
from fmplan.exports.catalogue import Counted, messages
from fmplan.schedules.occurrence import Status
from fmplan.schedules.task import CalendarPeriod


class SheetWords(Struct, frozen=True):
    """What one language says; a `{}` takes a number or a name."""

    # dates
    seen_on: str
    iso_week: str
    monday: str
    date_head: str
    day_and_weekday: str
    weekday: str
    # how often
    often: dict[tuple[int, Unit], str]
    every: dict[Unit, str]
    once_per: dict[CalendarPeriod, str]
    times_per: str
    by_age: str
    at_ages: str
    on_dates: str
    by_meter: str
    or_meter: str
    after: str
    before: str
    holidays: dict[str, str]
    # what sheets are called, and for what they are
    cover: str
    planner: str
    month_sheet: str
    due_sheet: str
    work_sheets: str
    workload: str
    register: str
    compliance: str
    for_planner: str
    for_month: str
    for_due: str
    for_work_sheets: str
    for_workload: str
    for_register: str
    for_compliance: str
    # titles
    plan_of: str
    portfolio: str
    planner_title: str
    month_title: str
    due_title: str
    register_title: str
    contents: str
    send_back: str
    # heads
    system: str
    contract: str
    frequency: str
    kind: str
    state: str
    id: str
    name: str
    criticality: str
    make: str
    model: str
    quantity: str
    area: str
    in_service: str
    out_of_service: str
    tasks: str
    dates: str
    assets: str
    person_hours: str
    cost: str
    owed: str
    breaches: str
    on_time_share: str
    share: str
    means: str
    latest: str
    days_late: str
    # figures
    capacity: str
    hours_under: str
    together: str
    others: str
    used: str
    weeks_over: str
    by_week: str
    by_team: str
    without_duration: str
    nothing_to_judge: str
    findings: str
    more_findings: str
    due_below: str
    left_out: str
    visits_left_out: str
    no_team: str
    # filling in
    fill_in: str
    done_on: str
    done_by: str
    minutes: str
    result: str
    number: str
    note: str
    no_date: str
    code: str
    # work sheets
    work_sheet: str
    page_of: str
    many_tasks: Counted
    to_do: str
    should_be: str
    is_found: str
    at_latest: str
    takes: str
    instructions: str
    permit: str
    signed_by: str
    checked_by: str
    found: dict[str, str]
    letters: dict[Kind, str]
    legend: dict[Status, str]


@cache
def sheet_words(language: str) -> SheetWords:
    """Return the words of a language; English for one that has none here."""
    said = messages(language)
    _, p = said.gettext, said.pgettext
    return SheetWords(
        seen_on=_("as of {}"),
        iso_week=_("week"),
        monday=_("from"),
        date_head=_("Date"),
        day_and_weekday=_("{weekday}, {date}"),
        weekday=p("day of the week", "Day"),
        often={
            (1, Unit.DAY): _("daily"),
            (1, Unit.WEEK): _("weekly"),
            (1, Unit.MONTH): _("monthly"),
            (3, Unit.MONTH): _("quarterly"),
            (6, Unit.MONTH): _("half-yearly"),
            (1, Unit.YEAR): _("yearly"),
        },
        every={
            Unit.DAY: p("how often", "{} days"),
            Unit.WEEK: p("how often", "{} weeks"),
            Unit.MONTH: p("how often", "{} months"),
            Unit.YEAR: p("how often", "{} years"),
        },
        once_per={
            CalendarPeriod.WEEK: _("each week"),
            CalendarPeriod.HALF_MONTH: _("each half-month"),
            CalendarPeriod.MONTH: _("each month"),
            CalendarPeriod.TWO_MONTHS: _("every two months"),
            CalendarPeriod.QUARTER: _("each quarter"),
            CalendarPeriod.HALF_YEAR: _("each half-year"),
            CalendarPeriod.YEAR: _("each year"),
            CalendarPeriod.SEASON: _("each season"),
        },
        times_per=_("{}, {} times"),
        by_age=_("{}, by age"),
        at_ages=_("at set ages"),
        on_dates=_("set dates"),
        by_meter=_("every {} {} ({})"),
        or_meter=_("{} or {} {}"),
        after=p("task", "after {}"),
        before=p("task", "before {}"),
        holidays={
            "new-year": _("new year"),
            "spring-festival": _("spring festival"),
            "qingming": _("qingming"),
            "labour-day": _("labour day"),
            "dragon-boat": _("dragon boat"),
            "mid-autumn": _("mid autumn"),
            "national-day": _("national day"),
        },
        cover=_("Cover"),
        planner=_("Year planner"),
        month_sheet=_("This month"),
        due_sheet=_("Due and overdue"),
        work_sheets=_("Work sheets"),
        workload=_("Workload"),
        register=_("Register"),
        compliance=_("Compliance"),
        for_planner=_("every task of every asset, week by week, with the hours of each team; for A3"),
        for_month=_("what is to be done day by day"),
        for_due=_("what is owed, the worst first, and what comes due soon"),
        for_work_sheets=_("a sheet for each coming visit, to print, fill in and sign; for A4"),
        for_workload=_("person-hours by week and team beside what they can do"),
        for_register=_("every asset with its data and certificates"),
        for_compliance=_("how much was done in time, by which rule"),
        plan_of=_("Maintenance plan"),
        portfolio=_("{} estates"),
        planner_title=_("Year planner, {}"),
        month_title=_("Work of {}"),
        due_title=_("Due and overdue"),
        register_title=p("title", "Register"),
        contents=_("What is where"),
        send_back=_(
            "Filled-in rows of the due list and the work sheets are recorded with: fmplan done --from FILE.xlsx"
        ),
        system=_("System"),
        contract=_("Contracts"),
        frequency=_("how often"),
        kind=_("Kind"),
        state=_("State"),
        id=_("Id"),
        name=_("Name"),
        criticality=_("Criticality"),
        make=_("Make"),
        model=_("Model"),
        quantity=_("Quantity"),
        area=_("Area, m²"),
        in_service=_("In service"),
        out_of_service=_("Out of service"),
        tasks=p("count", "Tasks"),
        dates=_("Dates"),
        assets=_("Assets"),
        person_hours=_("Person-hours"),
        cost=_("Cost"),
        owed=_("Owed"),
        breaches=_("Breaches"),
        on_time_share=_("Done in time"),
        share=_("share"),
        means=_("What counts as in time"),
        latest=_("Latest"),
        days_late=_("Days late"),
        capacity=_("Capacity"),
        hours_under=_("Person-hours by team and week beside its capacity; red where there is more than can be done"),
        together=_("All"),
        others=_("{} other teams"),
        used=_("Used"),
        weeks_over=_("Weeks over"),
        by_week=_("Person-hours by week and team; the line is the capacity"),
        by_team=_("Person-hours and capacity by team"),
        without_duration=_("{} dates have no duration, and count no hours"),
        nothing_to_judge=_("Nothing has fallen due yet in the days of this plan"),
        findings=_("To be known about this plan ({})"),
        more_findings=_("and {} more: fmplan check"),
        due_below=_("{0} owed, {1} coming in {2} days"),
        left_out=_("{} more rows are left out, for a sheet holds no more: fmplan export csv has all"),
        visits_left_out=_("{} more visits are left out: ask for fewer days with --sheets, or for one team with --team"),
        no_team=_("No team"),
        fill_in=_("Fill in the yellow boxes of what was done, and leave the others empty. Rows may be sorted."),
        done_on=_("Done on"),
        done_by=_("By"),
        minutes=_("Minutes"),
        result=_("Result"),
        number=_("Certificate no."),
        note=_("Note"),
        no_date=_("Write a date, such as 2027-03-05."),
        code=_("Code"),
        work_sheet=_("Work sheet"),
        page_of=_("page {} of {}"),
        many_tasks=Counted(said, "1 task", "{} tasks"),
        to_do=_("What is to be done"),
        should_be=_("should be"),
        is_found=_("found"),
        at_latest=_("by {} at the latest"),
        takes=_("{} min × {}"),
        instructions=_("see {}"),
        permit=_("permit: {}"),
        signed_by=_("Done by: name, signature, date"),
        checked_by=_("Checked by: name, signature, date"),
        found={
            "ok": _("ok"),
            "defect": _("defect"),
            "n/a": _("not applicable"),
        },
        letters={
            Kind.MAINTENANCE: _("M"),
            Kind.INSPECTION: _("I"),
            Kind.CLEANING: _("C"),
            Kind.TESTING: _("T"),
            Kind.GREENERY: _("G"),
            Kind.DRILL: _("D"),
            Kind.TRAINING: _("L"),
            Kind.SURVEY: _("S"),
            Kind.ADMIN: _("A"),
        },
        legend={
            Status.BREACH: _("breach"),
            Status.OVERDUE: _("overdue"),
            Status.MISSED: p("legend", "missed"),
            Status.DUE: _("due"),
            Status.DEFERRED: _("put off"),
            Status.SKIPPED: p("legend", "skipped"),
            Status.DONE: p("legend", "done"),
            Status.COVERED: _("with other"),
        },
    )
