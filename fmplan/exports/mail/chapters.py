"""The chapters of a letter beside the work of its days: what is owed, what runs out, notices, permits, meters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from fmplan.dates.day import ISO
from fmplan.exports.loggedwords import logged_words
from fmplan.exports.mail.letter import Chapter, Group, Item, Line, Section, Tone
from fmplan.exports.mail.share import Share
from fmplan.exports.notices.notice import heading_of
from fmplan.exports.notices.words import notice_words
from fmplan.exports.owed.remedy import remedy_of, why_of
from fmplan.exports.plain import one_line
from fmplan.exports.words import words_of
from fmplan.schedules.notices import Notice, Standing
from fmplan.schedules.occurrence import Status
from fmplan.schedules.owed import Debt, What
from fmplan.schedules.shortcode import code_of

_IN_SHORT: Final = 8
"""So many lines of a chapter go to a chat."""

_NAMED: Final = 12
"""So many places or days are named."""

_DAYS: Final = 8


def owed(share: Share) -> Chapter | None:
    """Return what is owed, the worst first, each with its age; None where nothing is."""
    debts = [debt for debt in share.debts if debt.is_owed]
    if not debts:
        return None
    lines = _of_debts(share, debts)
    is_breach = any(debt.status is Status.BREACH for debt in debts)
    short = [f"{line.text}{share.words.colon}{line.aside}" for line in lines]
    return _chapter(share, share.words.overdue, lines, short, Tone.BREACH if is_breach else Tone.LATE)


def running_out(share: Share) -> Chapter | None:
    """Return the certificates, contracts and lives that run out soon; what has run out is owed. None for none."""
    debts = [debt for debt in share.debts if not debt.is_owed and debt.what is not What.WORK]
    lines = []
    for debt in sorted(debts, key=lambda debt: debt.latest):
        notes = (remedy_of(debt, share.language),)
        aside = share.words.runs_out.format(share.words.short_date(debt.latest))
        lines.append(Line(share.named(debt.series), aside, Tone.PLAIN, notes))
    return _chapter(share, share.words.running_out, lines, [f"{line.text} · {line.aside}" for line in lines])


def notices(share: Share) -> Chapter | None:
    """Return the notices to residents that are to be posted, or should hang by now; None for none.

    Those about the same task that are posted on one day stand together: twelve towers are one line.
    """
    groups: dict[tuple[object, ...], list[Notice]] = {}
    for notice in sorted(share.notices, key=lambda one: (one.standing is Standing.HANGS, one.post_on)):
        when = notice.post_on if notice.standing is Standing.POST else notice.standing
        groups.setdefault((when, heading_of(notice, share.language), share.said(notice.task.name)), []).append(notice)
    lines = [_of_notices(share, some) for some in groups.values()]
    short = [
        f"{line.text} · {line.aside}"
        for line, some in zip(lines, groups.values(), strict=True)
        if some[0].standing is not Standing.HANGS
    ]
    return _chapter(share, share.words.notices, lines, short)


def permits(share: Share) -> Chapter | None:
    """Return the permits to be asked for; None for none."""
    lines = []
    for one in share.permits:
        occurrence = one.occurrence
        permit = occurrence.series.task.permit
        name = share.said(permit.name) if permit else ""
        is_late = one.ask_by < share.outlook.today
        aside = share.words.ask_by.format(share.words.short_day(one.ask_by))
        item = Item(code_of(occurrence.key), share.named(occurrence.series), share.words.short_day(occurrence.planned))
        lines.append(Line(name, aside, Tone.LATE if is_late else Tone.PLAIN, items=(item,)))
    short = [f"{line.text}{share.words.colon}{line.items[0].text} · {line.aside}" for line in lines]
    return _chapter(share, share.words.permits, lines, short)


def meters(share: Share) -> Chapter | None:
    """Return the meters to be read; None for none."""
    words = share.words
    lines = []
    for one in share.meters:
        newest = words.never_read if one.newest is None else words.last_read.format(words.short_date(one.newest))
        is_late = one.read_by < share.outlook.today
        lines.append(
            Line(
                f"{share.asset(one.asset)}{words.colon}{one.meter.of} ({one.meter.unit})",
                words.read_by.format(words.short_day(max(one.read_by, share.outlook.today))),
                Tone.LATE if is_late else Tone.PLAIN,
                (newest, f"fmplan reading {one.asset.id} {one.meter.of}=…"),
            )
        )
    return _chapter(share, words.meters, lines, [line.text for line in lines])


def _chapter(
    share: Share, heading: str, lines: Sequence[Line], short: Sequence[str], tone: Tone = Tone.PLAIN
) -> Chapter | None:
    if not lines:
        return None
    shown = [*short[:_IN_SHORT]]
    if len(short) > _IN_SHORT:
        shown.append(share.words.more.format(f"{len(short) - _IN_SHORT:,}"))
    return Chapter(heading, (Section((Group(tuple(lines)),)),), tuple(shown), tone)


def _of_debts(share: Share, debts: Sequence[Debt]) -> list[Line]:
    """Return a line for each series and state: what is owed of it more than once stands in one, with all its codes."""
    same: dict[tuple[object, ...], list[Debt]] = {}
    for number, debt in enumerate(debts):
        key = (debt.series.rank, debt.status) if debt.reading is None else (number,)
        same.setdefault(key, []).append(debt)
    return [_of_debt(share, some) for some in same.values()]


def _of_debt(share: Share, some: Sequence[Debt]) -> Line:
    debt = some[0]
    words, state = share.words, logged_words(share.language).states[debt.status]
    late = words.days_late.of(debt.days_late)
    items = tuple(
        Item(code_of(one.occurrence.key), words.due.format(ISO[one.occurrence.due]))
        for one in some
        if one.occurrence is not None and one.what is What.WORK
    )
    parts = [share.place(debt.series.asset.location)]
    if share.team is None and debt.what is not What.CONTRACT:
        parts.append(share.team_of(debt.series))
    if debt.last_done is not None:
        parts.append(words.last_done.format(words.short_date(debt.last_done)))
    notes = (why_of(debt, share.language), " · ".join(parts), remedy_of(debt, share.language))
    return Line(
        share.named(debt.series),
        late if debt.status is Status.OVERDUE else f"{state}{words_of(share.language).separator}{late}",
        Tone.BREACH if debt.status is Status.BREACH else Tone.LATE,
        tuple(one_line(note) for note in notes if note),
        items,
    )


def _of_notices(share: Share, some: Sequence[Notice]) -> Line:
    """Return notices of one task as a line: what residents notice and where, then the work and its days."""
    words, first = share.words, some[0]
    match first.standing:
        case Standing.HANGS:
            aside = words.should_hang
        case Standing.TOO_LATE:
            aside = words.too_late
        case _:
            aside = words.post_on.format(words.short_day(first.post_on))
    if all(notice.affected for notice in some):
        where = _listed(share, [share.place(place) for notice in some for place in notice.affected])
    else:
        where = notice_words(share.language).everyone
    days = sorted({day for notice in some for day in notice.days})
    shown = _listed(share, map(words.short_day, days)) if len(days) <= _DAYS else words.span(days[0], days[-1])
    return Line(
        f"{heading_of(first, share.language)}{words.colon}{where}",
        aside,
        Tone.LATE if first.standing is Standing.TOO_LATE else Tone.PLAIN,
        (f"{share.said(first.task.name)} · {shown}",),
    )


def _listed(share: Share, texts: Iterable[str]) -> str:
    """Return some of the texts, each once, and how many more there are."""
    named = list(dict.fromkeys(texts))
    more = [share.words.more.format(len(named) - _NAMED)] if len(named) > _NAMED else []
    return share.words.list_comma.join([*named[:_NAMED], *more])
