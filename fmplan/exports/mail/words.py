"""The words of digests."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from fmplan.dates.day import DATE, Day, weekday
from fmplan.exports.catalogue import Counted, messages
from fmplan.exports.daywords import DayWords, day_words
from fmplan.exports.words import words_of


class MailWords(Struct, frozen=True):
    """What one language says; a `{}` takes a number, a name or a day."""

    days: DayWords
    day_form: str
    span_in_month: str
    span_in_year: str
    span_of_years: str
    colon: str
    list_comma: str
    task_comma: str
    brackets: str
    # subjects and sums
    weekly_subject: str
    monthly_subject: str
    overdue_subject: str
    broken_subject: str
    updated: str
    owed: Counted
    findings_found: Counted
    seen_on: str
    codes: str
    made: str
    nothing: str
    # chapters
    overdue: str
    this_week: str
    next_week: str
    coming_week: str
    week_after: str
    coming_month: str
    this_month: str
    notices: str
    running_out: str
    permits: str
    meters: str
    tasks: str
    figures: str
    findings: str
    # lines
    several_days: str
    days_late: Counted
    due: str
    last_done: str
    runs_out: str
    post_on: str
    should_hang: str
    too_late: str
    ask_by: str
    permit_needed: str
    read_by: str
    last_read: str
    never_read: str
    at_latest: str
    until: str
    each: str
    people: Counted
    times: Counted
    checks: Counted
    instructions: str
    nobody: str
    more: str
    left_out: str
    more_in_mail: str
    broken: str
    follows: str
    mend: str

    def weekday(self, day: Day) -> str:
        """Return the short name of a day of the week: `Mon`, `周一`."""
        return self.days.weekdays_brief[weekday(day)]

    def short_day(self, day: Day) -> str:
        """Return a day of this year: `Mon 1 Feb`, `2月1日周一`."""
        date = DATE[day]
        month = self.days.months_short[date.month - 1]
        return self.day_form.format(weekday=self.weekday(day), day=date.day, month=month)

    def short_date(self, day: Day) -> str:
        """Return a day of any year: `1 Feb 2027`, `2027年2月1日`."""
        date = DATE[day]
        return self.days.date.format(day=date.day, month=self.days.months_short[date.month - 1], year=date.year)

    def month(self, day: Day) -> str:
        """Return the month of a day: `February 2027`, `2027年2月`."""
        date = DATE[day]
        return self.days.month.format(month=self.days.months[date.month - 1], year=date.year)

    def span(self, first: Day, last: Day) -> str:
        """Return the days from first to last: `1–7 February 2027`, `2027年2月1日至7日`."""
        one, other = DATE[first], DATE[last]
        form = self.span_of_years
        if one.year == other.year:
            form = self.span_in_month if one.month == other.month else self.span_in_year
        return form.format(
            day=one.day,
            month=self.days.months[one.month - 1],
            year=one.year,
            last_day=other.day,
            last_month=self.days.months[other.month - 1],
            last_year=other.year,
        )


@cache
def mail_words(language: str) -> MailWords:
    """Return the words of a language; English for one that has none here."""
    said = messages(language)
    _, p = said.gettext, said.pgettext
    return MailWords(
        days=day_words(language),
        day_form=_("{weekday} {day} {month}"),
        span_in_month=_("{day}–{last_day} {month} {year}"),
        span_in_year=_("{day} {month} – {last_day} {last_month} {year}"),
        span_of_years=_("{day} {month} {year} – {last_day} {last_month} {last_year}"),
        colon=words_of(language).colon,
        list_comma=p("names in a list", ", "),
        task_comma=p("tasks in a list", "; "),
        brackets=p("in brackets", " ({})"),
        weekly_subject=_("week {}, {}"),
        monthly_subject=_("plan for {}"),
        overdue_subject=_("overdue on {}"),
        broken_subject=_("the plan cannot be made"),
        updated=_("Updated: {}"),
        owed=Counted(said, "1 overdue", "{} overdue"),
        findings_found=Counted(
            said, "1 finding in the register: fmplan check.", "{} findings in the register: fmplan check."
        ),
        seen_on=_("As seen on {}."),
        codes=_("Record a code when it is done: fmplan done CODE."),
        made=_("Sent by fmplan, by itself."),
        nothing=_("Nothing is to be done."),
        overdue=_("Overdue"),
        this_week=_("This week"),
        next_week=_("Next week in short"),
        coming_week=_("The coming week"),
        week_after=_("The week after in short"),
        coming_month=_("The coming month"),
        this_month=_("This month"),
        notices=_("Notices to post"),
        running_out=_("Running out soon"),
        permits=_("Permits to obtain"),
        meters=_("Meters to read"),
        tasks=_("The tasks and their checklists"),
        figures=_("Figures of {}"),
        findings=_("What is wrong"),
        several_days=_("On several days"),
        days_late=Counted(said, "1 day late", "{} days late"),
        due=_("due {}"),
        last_done=_("last done {}"),
        runs_out=p("a certificate", "runs out on {}"),
        post_on=_("post on {}"),
        should_hang=_("should hang by now"),
        too_late=_("too late: tell them in person"),
        ask_by=_("ask by {}"),
        permit_needed=_("permit: {}"),
        read_by=_("read by {}"),
        last_read=_("last read {}"),
        never_read=_("never read"),
        at_latest=_("at the latest {}"),
        until=p("a day", "until {}"),
        each=_("{} each"),
        people=Counted(said, "1 person", "{} people"),
        times=Counted(said, "once a day", "{} times a day"),
        checks=Counted(said, "1 check", "{} checks"),
        instructions=_("instructions: {}"),
        nobody=_("no team"),
        more=_("{} more"),
        left_out=_("and {} lines more: see the attached files or the text of this mail"),
        more_in_mail=_("more in the mail"),
        broken=_("No digest can be made of {}: its register has mistakes that stop every plan."),
        follows=_("The digest follows on the first run after it is mended."),
        mend=_("fmplan check shows each with its line."),
    )
