"""The letters of each digest: a week, a month, what is owed on a day. None where there is nothing to say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from fmplan.assets.mistakes import sentence
from fmplan.dates.day import DATE
from fmplan.dates.ranges import DateRange
from fmplan.exports.compliance.rows import rules, sums
from fmplan.exports.mail import chapters, days
from fmplan.exports.mail.letter import Chapter, Group, Letter, Line, Section
from fmplan.exports.mail.message import Digest
from fmplan.exports.mail.periods import first_of_month
from fmplan.exports.mail.share import Share
from fmplan.exports.words import words_of
from fmplan.schedules.figures import figures_of

_SHORT: Final = 16


def weekly(share: Share) -> Letter:
    """Return the letter of a week: what is owed, the week by day, the next in short, what to see to beforehand."""
    words, week = share.words, share.outlook.period
    this, other = (words.coming_week, words.week_after) if _is_ahead(share) else (words.this_week, words.next_week)
    following = DateRange(week.end + 1, week.end + 7)
    return _letter(
        share,
        words.weekly_subject.format(DATE[week.start].isocalendar().week, words.span(week.start, week.end)),
        [
            chapters.owed(share),
            days.by_day(share, this, week),
            days.in_short(share, other, following),
            *_beforehand(share),
            days.tasks(share, words.tasks, week) if share.team is not None else None,
        ],
        week,
    )


def monthly(share: Share) -> Letter:
    """Return the letter of a month: what is owed, the month by week, what to see to, the figures of the last."""
    words, month = share.words, share.outlook.period
    return _letter(
        share,
        words.monthly_subject.format(words.month(month.start)),
        [
            chapters.owed(share),
            days.by_week(share, words.coming_month if _is_ahead(share) else words.this_month, month),
            *_beforehand(share),
            _figures(share, month),
        ],
        month,
    )


def overdue(share: Share) -> Letter:
    """Return the letter of what is owed on a day, and of what has run out or soon will."""
    words, today = share.words, share.outlook.today
    owed = chapters.owed(share)
    # What merely runs out one day is no reason to write every morning.
    found = [owed, chapters.running_out(share)] if owed is not None else []
    return _letter(share, words.overdue_subject.format(words.short_date(today)), found, None)


LETTERS: Final[Mapping[Digest, Callable[[Share], Letter]]] = {
    Digest.WEEKLY: weekly,
    Digest.MONTHLY: monthly,
    Digest.OVERDUE: overdue,
}


def _is_ahead(share: Share) -> bool:
    """Tell whether the digest goes out before the days it is about."""
    return share.outlook.today < share.outlook.period.start


def _beforehand(share: Share) -> tuple[Chapter | None, ...]:
    return chapters.notices(share), chapters.running_out(share), chapters.permits(share), chapters.meters(share)


def _letter(share: Share, about: str, found: Iterable[Chapter | None], period: DateRange | None) -> Letter:
    words = share.words
    whose = f" · {share.whose}" if share.whose else ""
    facts = _facts(share, period)
    return Letter(
        share.language,
        f"{share.estate}{words.colon}{about}{whose}{words.brackets.format(facts[0]) if _owes(share) else ''}",
        sentence(about),
        f"{share.estate}{whose}",
        tuple(facts),
        tuple(chapter for chapter in found if chapter is not None),
        tuple(_foot(share)),
    )


def _foot(share: Share) -> Iterator[str]:
    words, outlook = share.words, share.outlook
    if outlook.findings and share.team is None:
        yield words.findings_found.of(outlook.findings)
    yield words.seen_on.format(words.short_date(outlook.today))
    yield words.codes
    yield words.made


def _owes(share: Share) -> bool:
    return any(debt.is_owed for debt in share.debts)


def _facts(share: Share, period: DateRange | None) -> list[str]:
    """Return the sums of a letter: how much is owed, how much is to be done in how many hours."""
    words, usual = share.words, words_of(share.language)
    owed = sum(debt.is_owed for debt in share.debts)
    facts = [words.owed.of(owed)] if owed else []
    if period is not None:
        work = list(share.work_in(period))
        hours = days.total_hours(work)
        if work:
            facts.append(usual.dates.of(len(work)))
        if hours:
            facts.append(usual.person_hours.of(hours, f"{hours.normalize():,f}"))
    return facts


def _figures(share: Share, month: DateRange) -> Chapter | None:
    """Return the figures of the month before: of the whole estate, for the lead; None where nothing fell due."""
    outlook = share.outlook
    end = min(month.start - 1, outlook.today)
    start = first_of_month(end)
    if share.team is not None or end < outlook.estate.starts:
        return None
    figures = figures_of(
        outlook.estate, outlook.series, outlook.logbook, DateRange(start, end), outlook.today, outlook.lock
    )
    if figures.whole.is_empty:
        return None
    lines = [
        Line(name, f"{percent} · {counted}", notes=(rule,))
        for name, percent, counted, rule in rules(figures, share.language)
    ]
    # A long text at the end of a line would leave the names of all the others no room on a phone.
    lines += [
        Line(label, text) if len(text) < _SHORT else Line(label, notes=(text,))
        for label, text in sums(figures, share.language)
    ]
    heading = share.words.figures.format(share.words.month(start))
    return Chapter(heading, (Section((Group(tuple(lines)),)),), tuple(f"{one.text} {one.aside}" for one in lines[:3]))
