"""The work of some days in a letter: by day and place, in short, or by week."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import Final

from fmplan.assets.task_form import BINDING, Force
from fmplan.dates.day import DATE, Day
from fmplan.dates.ranges import DateRange
from fmplan.exports.citation import cited
from fmplan.exports.daywords import day_said
from fmplan.exports.ical.checklistlines import checklist_lines
from fmplan.exports.mail.letter import Chapter, Group, Item, Line, Section, Tone
from fmplan.exports.mail.share import Share
from fmplan.exports.notices.words import span_said
from fmplan.exports.plain import one_line
from fmplan.exports.turns import with_units
from fmplan.exports.visits import Visit, visits_of
from fmplan.exports.words import words_of
from fmplan.schedules.effort import person_hours
from fmplan.schedules.occurrence import Occurrence, Status
from fmplan.schedules.shortcode import code_of
from fmplan.schedules.status import OWED
from fmplan.schedules.task import Task

_OFTEN: Final = 4
"""What comes on so many days of a week is told once for all of them."""

_NAMED: Final = 4
"""So many tasks of a day are named in short."""

_FORCES: Final = tuple(Force)


def by_day(share: Share, heading: str, days: DateRange) -> Chapter | None:
    """Return the work of a week by day and place; daily rounds are told once, at the end. None for no work."""
    work = list(share.work_in(days))
    if not work:
        return None
    often = _often(work)
    sections = [
        _section(share, day_said(day, share.language), list(visits))
        for day, visits in groupby(visits_of(one for one in work if one.series.rank not in often), attrgetter("day"))
    ]
    if often:
        sections.append(_daily(share, [one for one in work if one.series.rank in often]))
    return Chapter(heading, tuple(sections), tuple(_days_in_short(share, work, often)))


def in_short(share: Share, heading: str, days: DateRange) -> Chapter | None:
    """Return the work of a week with a line for each day; None for no work."""
    work = list(share.work_in(days))
    if not work:
        return None
    often = _often(work)
    lines = [
        Line(day_said(day, share.language), _hours(share, some), notes=(_tasks_in_short(share, some),))
        for day, dates in groupby((one for one in work if one.series.rank not in often), attrgetter("planned"))
        if (some := list(dates))
    ]
    if often:
        rounds = [one for one in work if one.series.rank in often]
        lines.append(
            Line(share.words.several_days, _hours(share, rounds), notes=(_tasks_in_short(share, rounds, often),))
        )
    return Chapter(heading, (Section((Group(tuple(lines)),)),))


def by_week(share: Share, heading: str, days: DateRange) -> Chapter | None:
    """Return the work of a month by week, each task with its days and places; None for no work."""
    work = list(share.work_in(days))
    if not work:
        return None
    sections = []
    for monday, dates in groupby(work, key=lambda one: max(days.start, one.planned - DATE[one.planned].weekday())):
        some = list(dates)
        end = min(days.end, monday + 6 - DATE[monday].weekday())
        lines = [_of_week(share, group) for group in _by_task(share, some)]
        sections.append(
            Section((Group(tuple(lines)),), share.words.span(monday, end), _hours(share, some)),
        )
    short = tuple(f"{section.heading}{share.words.colon}{section.aside}" for section in sections if section.aside)
    return Chapter(heading, tuple(sections), short)


def tasks(share: Share, heading: str, days: DateRange) -> Chapter | None:
    """Return what is to be known of the tasks of some days, each once, with its checklist; None where nothing is."""
    by_key = {one.key: one for one in share.outlook.series}
    lines: dict[tuple[str, ...], Line] = {}
    for one in {id(date.series.task): date for date in share.work_in(days)}.values():
        covered = [by_key[stem] for key in one.covers if (stem := key.rpartition("/")[0]) in by_key]
        items = dict.fromkeys(
            text for series in (one.series, *covered) for text in checklist_lines(series.task, share.language)
        )
        line = Line(share.task(one.series), notes=(*_particulars(share, one.series.task), *items))
        if line.notes:
            lines.setdefault((line.text, *line.notes), line)
    if not lines:
        return None
    return Chapter(heading, (Section((Group(tuple(lines.values())),)),), is_spare=True)


def total_hours(work: Iterable[Occurrence]) -> Decimal:
    """Return the person-hours of some work, as far as durations are said."""
    return sum((person_hours(one.series) or Decimal(0) for one in work), Decimal(0))


def _often(work: Sequence[Occurrence]) -> frozenset[int]:
    """Return the ranks of the series that come on many days."""
    days: dict[int, set[Day]] = {}
    for one in work:
        days.setdefault(one.series.rank, set()).add(one.planned)
    return frozenset(rank for rank, some in days.items() if len(some) >= _OFTEN)


def _section(share: Share, heading: str, visits: Sequence[Visit]) -> Section:
    groups = tuple(_group(share, visit) for visit in visits)
    return Section(groups, heading, _hours(share, [one for visit in visits for one in visit.occurrences]))


def _group(share: Share, visit: Visit) -> Group:
    """Return the lines of a visit: those of each task together, what must be done most first."""
    heading = share.place(visit.place)
    if share.team is None:
        heading = f"{heading} · {share.team_of(visit.occurrences[0].series)}"
    lines = tuple(_line(share, group) for group in _by_task(share, visit.occurrences))
    return Group(lines, heading, _hours(share, visit.occurrences) if len(lines) > 1 else "")


def _daily(share: Share, work: Sequence[Occurrence]) -> Section:
    """Return what comes on many days of the week, by place: one line for each task, one item for each asset."""
    groups: dict[tuple[str, str], list[Occurrence]] = {}
    for one in sorted(work, key=lambda one: one.series.rank):
        team = "" if share.team is not None else f" · {share.team_of(one.series)}"
        groups.setdefault((share.place(one.series.asset.location.partition("/")[0]), team), []).append(one)
    return Section(
        tuple(
            Group(
                tuple(_line_of_days(share, group) for group in _by_task(share, some)),
                f"{place}{team}",
                _hours(share, some),
            )
            for (place, team), some in groups.items()
        ),
        share.words.several_days,
        _hours(share, work),
    )


def _by_task(share: Share, work: Iterable[Occurrence]) -> list[list[Occurrence]]:
    """Return work by task, the most binding first; what reads alike is one task, also where assets write it anew."""
    groups: dict[tuple[object, ...], list[Occurrence]] = {}
    for one in work:
        series = one.series
        task = series.task
        alike = (share.task(series), task.force, series.minutes, task.people, series.times, len(task.checklist))
        groups.setdefault(alike, []).append(one)
    return sorted(groups.values(), key=lambda group: _FORCES.index(group[0].series.task.force))


def _line(share: Share, work: Sequence[Occurrence]) -> Line:
    """Return one task of a visit, with the assets it is done on."""
    return Line(
        share.task(work[0].series),
        _hours(share, work),
        Tone.BREACH if any(one.status in OWED for one in work) else Tone.PLAIN,
        _notes(share, work),
        tuple(Item(code_of(one.key), _what(share, one), _state(share, one)) for one in work),
    )


def _line_of_days(share: Share, work: Sequence[Occurrence]) -> Line:
    """Return one task that comes on many days: each asset with the code of every day."""
    by_asset: dict[int, list[Occurrence]] = {}
    for one in work:
        by_asset.setdefault(one.series.rank, []).append(one)
    items = []
    for some in by_asset.values():
        codes = share.words.list_comma.join(
            f"{share.words.weekday(one.planned)}\u00a0{code_of(one.key)}" for one in some
        )
        items.append(Item("", share.asset(some[0].series.asset), codes))
    return Line(share.task(work[0].series), _hours(share, work), Tone.PLAIN, _notes(share, work), tuple(items))


def _what(share: Share, one: Occurrence) -> str:
    """Return what a date is done on: the asset, with the rest of its place and the units whose turn it is."""
    series = one.series
    text = with_units(share.asset(series.asset), share.turns.units_of(series, one.key))
    place = series.asset.location
    rest = share.place(place).split("/")[1:] if "/" in place else []
    return f"{text} ({'/'.join(rest)})" if rest and share.team is not None else text


def _state(share: Share, one: Occurrence) -> str:
    """Return what else there is to know of a date: that it was put off, by when it must be, when it was due."""
    words = share.words
    parts = []
    if one.status is Status.DEFERRED or one.status in OWED:
        parts.append(words_of(share.language).statuses[one.status])
    if one.limit is not None and one.limit != one.planned:
        parts.append(words.at_latest.format(words.short_date(one.limit)))
    elif one.latest > one.planned:
        parts.append(words.until.format(words.short_date(one.latest)))
    return words_of(share.language).separator.join(parts)


def _notes(share: Share, work: Sequence[Occurrence]) -> tuple[str, ...]:
    """Return why a task must be and how long it takes, where its hours alone do not say that."""
    series = work[0].series
    task, words, usual = series.task, share.words, words_of(share.language)
    parts = [f"§ {usual.forces[task.force]}"] if task.force in BINDING else []
    if series.minutes and (len(work) > 1 or task.people > 1 or series.times > 1):
        parts.append(words.each.format(span_said(series.minutes, share.language)))
    if task.people > 1:
        parts.append(words.people.of(task.people))
    if series.times > 1:
        parts.append(words.times.of(series.times))
    if task.checklist:
        parts.append(words.checks.of(len(task.checklist)))
    return (" · ".join(parts),) if parts else ()


def _particulars(share: Share, task: Task) -> Iterator[str]:
    """Yield what a team needs to know of a task beside its dates: by what rule, who may do it, what it needs first."""
    words, language = share.words, share.language
    parts = (
        cited(task.source, language) if task.source else "",
        share.said(task.qualification),
        words.instructions.format(task.instructions) if task.instructions else "",
        words.permit_needed.format(share.said(task.permit.name)) if task.permit else "",
    )
    if text := " · ".join(part for part in parts if part):
        yield one_line(text)
    if note := share.said(task.note):
        yield note


def _hours(share: Share, work: Iterable[Occurrence]) -> str:
    hours = total_hours(work)
    return words_of(share.language).person_hours.of(hours, f"{hours.normalize():,f}") if hours else ""


def _days_in_short(share: Share, work: Sequence[Occurrence], often: frozenset[int]) -> Iterator[str]:
    """Yield a text for each day, and one for what comes on many of them."""
    colon = share.words.colon
    for day, some in groupby((one for one in work if one.series.rank not in often), attrgetter("planned")):
        yield f"{share.words.short_day(day)}{colon}{_tasks_in_short(share, list(some))}"
    if often:
        rounds = [one for one in work if one.series.rank in often]
        yield f"{share.words.several_days}{colon}{_tasks_in_short(share, rounds, often)}"


def _tasks_in_short(share: Share, work: Sequence[Occurrence], often: frozenset[int] = frozenset()) -> str:
    """Return the tasks of a day by name, each with how often, the most binding first."""
    names: dict[str, int] = {}
    for group in _by_task(share, work):
        name = share.task(group[0].series)
        number = len({one.series.rank for one in group}) if often else len(group)
        names[name] = names.get(name, 0) + number
    shown = [name if number == 1 else f"{name} × {number:,}" for name, number in list(names.items())[:_NAMED]]
    if len(names) > _NAMED:
        shown.append(share.words.more.format(f"{len(names) - _NAMED:,}"))
    return share.words.task_comma.join(shown)


def _of_week(share: Share, work: Sequence[Occurrence]) -> Line:
    """Return one task of a week: how often, where, on which days."""
    words = share.words
    series = work[0].series
    name = share.task(series) if len(work) == 1 else f"{share.task(series)} × {len(work):,}"
    places = list(dict.fromkeys(share.place(one.series.asset.location.partition("/")[0]) for one in work))
    shown = places[:_NAMED] + ([words.more.format(len(places) - _NAMED)] if len(places) > _NAMED else [])
    if len({one.series.asset.id for one in work}) == 1:
        shown = [share.asset(series.asset)]
    days = sorted({one.planned for one in work})
    named = (
        f"{words.short_day(days[0])}–{words.short_day(days[-1])}"
        if len(days) >= _OFTEN
        else words.list_comma.join(map(words.short_day, days))
    )
    parts = [named, words.list_comma.join(shown)]
    if share.team is None:
        parts.append(words.list_comma.join(dict.fromkeys(share.team_of(one.series) for one in work)))
    if series.task.force in BINDING:
        parts.insert(0, f"§ {words_of(share.language).forces[series.task.force]}")
    return Line(name, _hours(share, work), notes=(one_line(" · ".join(parts)),))
