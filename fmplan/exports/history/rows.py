"""What tables, pages and Markdown show of the past of one thing, as text of one line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from fmplan.assets.task_form import Kind
from fmplan.assets.text import said
from fmplan.dates.day import ISO, Day
from fmplan.exports.loggedwords import LoggedWords, days_said, listed, logged_words
from fmplan.exports.places import place_name
from fmplan.exports.plain import one_line
from fmplan.exports.timingwords import period_said
from fmplan.exports.words import words_of
from fmplan.logbook.entry import Entry
from fmplan.logbook.entry import Kind as EntryKind
from fmplan.schedules.expiry import renews
from fmplan.schedules.past import Deed, Gap, Issue, Past, TaskPast

_SHOWN = 5


class DeedRow(Struct, frozen=True):
    """One entry; `details` are readings, numbers, evidence, notes and whatever else was written down."""

    on: str
    task: str
    what: str
    who: str
    gap: str
    recorded: str
    details: tuple[str, ...]
    is_over: bool
    is_history: bool


class Section(Struct, frozen=True):
    """A table of one heading; `marked` are the numbers of the rows that are not as they should be.

    `weights` share a narrow line: what must not be cut weighs more.
    """

    heading: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    weights: tuple[float, ...]
    marked: frozenset[int] = frozenset()


def summary(past: Past, language: str) -> str:
    """Return the line an inspector asks for: `services 98, longest gap 15 days, over the cap 1 (…)`.

    What is counted says its name where it is no maintenance: of a lift whose yearly test alone is capped, that.
    """
    words = logged_words(language)
    days, gaps, capped = past.services
    parts = [words.services.format(f"{len(days):,}")]
    if capped is not None and capped.series.task.kind is not Kind.MAINTENANCE:
        parts = [words.services_of.format(f"{len(days):,}", one_line(said(capped.series.task.name, language)))]
    if gaps:
        parts.append(words.longest_gap.format(days_said(max(gap.days for gap in gaps), language)))
    if capped is not None:
        over = capped.over_cap
        parts.append(words.over_cap.format(len(over), _gaps_said(over, language)) if over else words.over_cap_none)
        if capped.since is not None and capped.since.over:
            parts.append(words.since_last_over.format(days_said(capped.since.days, language)))
    return words_of(language).separator.join(parts)


def title(past: Past, language: str) -> str:
    """Return what it is the history of, and of when."""
    words = logged_words(language)
    name = one_line(said(past.asset.name, language))
    what = name if name == past.asset.id else f"{name} ({past.asset.id})"
    return words.history.format(what, ISO[past.today])


def particulars(past: Past, language: str) -> list[tuple[str, str]]:
    """Return what identifies the thing: class, place, numbers, its first day of use."""
    words, usual, asset = logged_words(language), words_of(language), past.asset
    if not past.is_registered:
        return [(usual.asset, words.unregistered)]
    found = [
        (usual.class_, asset.class_),
        (usual.place, place_name(past.estate, asset.location, language)),
        (words.registration, asset.registration or ""),
        (words.serial, asset.serial or ""),
        (words.in_service, ISO[asset.in_service] if asset.in_service is not None else ""),
    ]
    return [(name, one_line(value)) for name, value in found if value]


def deed_rows(past: Past, language: str) -> list[DeedRow]:
    """Return a row for each entry, by day."""
    return [_deed_row(deed, language) for deed in past.deeds]


def sections(past: Past, language: str) -> list[Section]:
    """Return what stands above the entries: tasks with their gaps, certificates, waivers, deferrals."""
    found = (of(past, language) for of in (_tasks, _certificates, _waivers, _deferrals))
    return [section for section in found if section.rows]


def entry_heads(language: str) -> tuple[str, ...]:
    """Return the heads of a table of entries: day, task, result, gap, people, details, recorded."""
    words, usual = logged_words(language), words_of(language)
    return words.on, usual.task, words.result, words.gap, words.who, words.details, words.recorded


def _tasks(past: Past, language: str) -> Section:
    words, usual = logged_words(language), words_of(language)
    heads = (usual.task, words.times_done, usual.last_done, words.since, words.longest, words.cap, words.over)
    marked = (n for n, one in enumerate(past.tasks) if one.over_cap or (one.since and one.since.over))
    rows = tuple(_task_row(task, language) for task in past.tasks)
    return Section("", heads, rows, (5, 9, 9, 9, 9, 9, 9), frozenset(marked))


def _certificates(past: Past, language: str) -> Section:
    words = logged_words(language)
    heads = (words.certificate, words.number, words.issued, words.valid_until, words.by)
    issued = [(id_, issue) for id_, issues in past.certificates.items() for issue in issues]
    newest = [issues[-1] for issues in past.certificates.values() if issues]
    expired = (n for n, (_, one) in enumerate(issued) if one in newest and one.until < past.today)
    rows = tuple(_issue_row(id_, issue, language) for id_, issue in issued)
    return Section(words.certificates, heads, rows, (5, 5, 9, 9, 5), frozenset(expired))


def _waivers(past: Past, language: str) -> Section:
    words, usual = logged_words(language), words_of(language)
    rows = ((id_, one_line(form.because), _day(form.until)) for id_, form in past.waivers.items())
    return Section(words.waivers, (usual.task, words.because, usual.until), tuple(rows), (4, 9, 9))


def _deferrals(past: Past, language: str) -> Section:
    words, usual = logged_words(language), words_of(language)
    rows = (
        (
            ISO[deed.entry.on],
            _task(deed, language),
            deed.entry.for_ or "",
            _day(deed.entry.to),
            one_line(_reason(deed.entry, words, language)),
        )
        for deed in past.deferrals
    )
    heads = (words.on, usual.task, words.due_day, words.put_off_to, words.reason)
    return Section(words.deferrals, heads, tuple(rows), (9, 4, 9, 9, 6))


def _task_row(task: TaskPast, language: str) -> tuple[str, ...]:
    cap = task.series.task.max_gap
    since, over = task.since, task.over_cap
    return (
        one_line(said(task.series.task.name, language)),
        f"{len(task.days):,}",
        ISO[task.days[-1]],
        days_said(since.days, language) if since else "",
        days_said(task.longest.days, language) if task.longest else "",
        period_said(cap, language) if cap is not None else "",
        f"{len(over):,}" if cap is not None else "",
    )


def _gaps_said(gaps: Sequence[Gap], language: str) -> str:
    separator = words_of(language).separator
    return listed(
        [f"{ISO[gap.on]}{separator}{days_said(gap.days, language)}" for gap in gaps],
        language,
        _SHOWN,
        logged_words(language).gaps_join,
    )


def _issue_row(id_: str, issue: Issue, language: str) -> tuple[str, ...]:
    words = logged_words(language)
    entry = issue.entry
    by = words.by_register if entry is None else one_line(f"{entry.task} {_result(entry, words)}".strip())
    issued = "" if entry is None else ISO[entry.on]
    return id_, one_line(issue.number or ""), issued, ISO[issue.until], by


def _deed_row(deed: Deed, language: str) -> DeedRow:
    words, entry = logged_words(language), deed.entry
    more = entry.more
    team = more.get("team", "")
    who = [*more.get("by", ()), *([team] if team else [])]
    return DeedRow(
        ISO[entry.on],
        _task(deed, language),
        one_line(_what(entry, words)),
        one_line(", ".join(who)),
        days_said(deed.gap.days, language) if deed.gap else "",
        (entry.recorded or "")[:10],
        tuple(one_line(text) for text in _details(deed, words, language)),
        deed.gap is not None and deed.gap.over > 0,
        deed.is_history,
    )


def _task(deed: Deed, language: str) -> str:
    name = said(deed.series.task.name, language) if deed.series else deed.entry.task
    return one_line(name)


def _what(entry: Entry, words: LoggedWords) -> str:
    return _result(entry, words) or words.kinds.get(entry.kind, entry.kind)


def _result(entry: Entry, words: LoggedWords) -> str:
    return words.results.get(entry.result, entry.result) if entry.result else ""


def _details(deed: Deed, words: LoggedWords, language: str) -> Iterator[str]:
    entry, more = deed.entry, deed.entry.more
    colon = words_of(language).colon
    if deed.gap is not None and deed.gap.over:
        yield words.past_cap.format(days_said(deed.gap.over, language))
    if deed.late:
        yield words.days_late.format(days_said(deed.late, language))
    if deed.includes:
        yield f"{words.includes}{colon}{', '.join(deed.includes)}"
    if entry.to is not None:
        yield f"{words.booked_for if entry.kind == EntryKind.BOOKED.value else words.put_off_to} {ISO[entry.to]}"
    reason = _reason(entry, words, language)
    if reason:
        yield f"{words.reason}{colon}{reason}"
    if entry.kind == EntryKind.READING.value:
        yield f"{more['meter']}{colon}{more['value']}"
    yield from _measured(deed, words, language)
    if more.get("number"):
        yield f"{words.number} {more['number']}"
    if entry.next is not None:
        yield f"{words.valid_until if renews(entry) else words.next_due} {ISO[entry.next]}"
    if more.get("missed"):
        yield f"{words.missed_units}{colon}{', '.join(more['missed'])}"
    if more.get("evidence"):
        yield f"{words.evidence}{colon}{', '.join(one['path'] for one in more['evidence'])}"
    if more.get("note"):
        yield str(more["note"])


def _measured(deed: Deed, words: LoggedWords, language: str) -> Iterator[str]:
    more, colon = deed.entry.more, words_of(language).colon
    if more.get("items"):
        checklist = deed.series.task.checklist if deed.series else ()
        units = {item.id: item.read.unit for item in checklist if item.read is not None}
        values = (f"{id_} {value} {units.get(id_, '')}".rstrip() for id_, value in more["items"].items())
        yield f"{words.readings}{colon}{', '.join(values)}"
    if more.get("units"):
        yield f"{words_of(language).units}{colon}{more['units']}"
    if more.get("minutes") is not None:
        yield words.minutes.format(f"{more['minutes']:g}")


def _reason(entry: Entry, words: LoggedWords, language: str) -> str:
    approved = entry.more.get("approved")
    by = f"{words.approved} {approved}" if approved else ""
    return words_of(language).separator.join(part for part in (entry.reason, by) if part)


def _day(day: Day | None) -> str:
    return "" if day is None else ISO[day]
