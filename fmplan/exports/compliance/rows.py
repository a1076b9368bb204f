"""What tables and Markdown show of the figures of a period, as text of one line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from msgspec import Struct

from fmplan.assets.text import said
from fmplan.dates.day import DATE, ISO
from fmplan.exports.loggedwords import listed, logged_words
from fmplan.exports.places import place_name
from fmplan.exports.plain import one_line
from fmplan.exports.words import words_of
from fmplan.schedules.compliance import Grace, Tally, Week
from fmplan.schedules.figures import PARTS, Figures

_BARS = "▁▂▃▄▅▆▇█"
_NO_WORK = "·"


class Part(Struct, frozen=True):
    """The figures by team, class, kind or place: a heading, heads and rows."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def title(figures: Figures, language: str) -> str:
    """Return which estate, which days, seen and known on which day."""
    words, name = logged_words(language), one_line(said(figures.estate.name, language))
    text = words.status.format(name, str(figures.period), ISO[figures.today])
    if figures.known_on is None:
        return text
    return f"{text}{words_of(language).separator}{words.known_on.format(ISO[figures.known_on])}"


def rules(figures: Figures, language: str) -> list[tuple[str, str, str, str]]:
    """Return for each rule its share in time, the numbers, its name and what it says."""
    words = logged_words(language)
    return [
        (words.rule_names[grace], percent(score.share), f"{score.on_time:,}/{score.due:,}", words.rules[grace])
        for grace, score in figures.whole.scores.items()
    ]


def sums(figures: Figures, language: str) -> list[tuple[str, str]]:
    """Return the other figures of the whole: each with its name."""
    return list(_sums(figures, language))


def parts(figures: Figures, language: str, *, is_narrow: bool = False) -> list[Part]:
    """Return the figures by team, class, kind and place; parts of which there is one only say nothing new.

    Where it `is_narrow`, what was skipped, put off and missed is one column.
    """
    words, usual = logged_words(language), words_of(language)
    found = []
    for part in PARTS:
        tallies = {name: tally for name, tally in figures.parts[part].items() if not tally.is_empty}
        if len(tallies) < 2:
            continue
        heads = (
            words.parts[part],
            words.due_short,
            *(grace.value for grace in Grace),
            words.late_short,
            *((words.not_done,) if is_narrow else (words.skipped, words.deferred, words.missed)),
            words.owed_short,
            usual.hours,
        )
        rows = (
            _row(_name(figures, part, name, language), tally, is_narrow=is_narrow) for name, tally in tallies.items()
        )
        found.append(Part(heads, tuple(rows)))
    return found


def sparkline(weeks: Sequence[Week]) -> str:
    """Return a bar for each week, as high as the share done in time; a dot where nothing fell due."""
    return "".join(
        _NO_WORK if week.score.share is None else _BARS[min(int(week.score.share * len(_BARS)), len(_BARS) - 1)]
        for week in weeks
    )


def weeks_said(figures: Figures) -> str:
    """Return the sparkline of the weeks between the first and the last, and the share of them all."""
    first, last = figures.weeks[0], figures.weeks[-1]
    due, on_time = (sum(getattr(week.score, name) for week in figures.weeks) for name in ("due", "on_time"))
    share = percent(on_time / due if due else None)
    return f"{_week(first)} {sparkline(figures.weeks)} {_week(last)}  {share}"


def defects(figures: Figures, language: str) -> list[str]:
    """Return what comes again and again, and how far apart the defects of an asset lie, where that says anything."""
    words = logged_words(language)
    found = [
        words.recurring_times.format(
            one_line(said(one.series.asset.name, language)),
            one_line(said(one.series.task.name, language)),
            len(one.days),
            listed([ISO[day] for day in one.days], language, 6),
        )
        for one in figures.recurring
    ]
    for between in figures.between:
        asset = figures.estate.assets.get(between.asset)
        name = one_line(said(asset.name, language)) if asset else between.asset
        found.append(words.between_defects.format(name, between.number, f"{between.days:.0f}"))
    return found


def percent(share: float | None) -> str:
    """Return a share in percent; a dash for none. What is not all is never rounded up to all."""
    if share is None:
        return "-"
    return f"{min(share * 100, 99.9) if share < 1 else 100:.1f}%".replace(".0%", "%")


def _sums(figures: Figures, language: str) -> Iterator[tuple[str, str]]:
    words, usual, whole = logged_words(language), words_of(language), figures.whole
    separator = usual.separator
    scheduled = whole.in_week / whole.scheduled if whole.scheduled else None
    yield words.schedule_compliance, f"{percent(scheduled)}{separator}{words.in_week.format(f'{whole.scheduled:,}')}"
    counted = (
        (words.done_late, whole.late),
        (words.skipped, whole.skipped),
        (words.deferred, whole.deferred),
        (words.missed, whole.missed),
    )
    yield words.not_as_planned, separator.join(f"{name} {number:,}" for name, number in counted)
    yield words.deferrals_made, f"{figures.deferrals:,}"
    yield words.backlog, separator.join(_backlog(whole, language))
    actual = figures.actual
    yield (
        words.planned_actual,
        separator.join(
            [
                _beside(actual.planned_minutes / 60, actual.minutes / 60, usual.hours, actual.entries, language),
                _beside(
                    actual.planned_cost,
                    actual.cost,
                    figures.estate.currency or words.cost,
                    actual.cost_entries,
                    language,
                ),
            ]
        ),
    )


def _backlog(whole: Tally, language: str) -> Iterator[str]:
    words = logged_words(language)
    yield words.owed.format(f"{whole.owed:,}")
    if not whole.owed:
        return
    yield words_of(language).person_hours.of(whole.hours, f"{whole.hours:,.4g}")
    if whole.without_hours:
        yield words.unknown_hours.format(f"{whole.without_hours:,}")
    ages = whole.ages
    yield words.age.format(f"{median(ages):g}", max(ages))
    yield words.ages.format(*buckets(ages))


def buckets(ages: Sequence[int]) -> tuple[int, int, int, int]:
    """Return how many are up to 7, 30 and 90 days late, and how many later."""
    return (
        sum(age <= 7 for age in ages),
        sum(7 < age <= 30 for age in ages),
        sum(30 < age <= 90 for age in ages),
        sum(age > 90 for age in ages),
    )


def _beside(planned: float, actual: float, unit: str, entries: int, language: str) -> str:
    words = logged_words(language)
    if not entries:
        return f"{unit}{words_of(language).colon}{words.none_said}"
    return words.beside.format(unit, f"{planned:,.1f}", f"{actual:,.1f}", f"{entries:,}")


def _row(name: str, tally: Tally, *, is_narrow: bool) -> tuple[str, ...]:
    undone = (tally.skipped, tally.deferred, tally.missed)
    return (
        name,
        f"{tally.scores[Grace.STRICT].due:,}",
        *(percent(score.share) for score in tally.scores.values()),
        f"{tally.late:,}",
        *(f"{number:,}" for number in ((sum(undone),) if is_narrow else undone)),
        f"{tally.owed:,}",
        f"{tally.hours:,.1f}".removesuffix(".0"),
    )


def _name(figures: Figures, part: str, name: str, language: str) -> str:
    words, estate = logged_words(language), figures.estate
    match part:
        case "team":
            return one_line(said(estate.teams[name].name, language)) if name in estate.teams else words.nobody
        case "location":
            return one_line(place_name(estate, name, language)) or words.nowhere
        case "kind":
            return {kind.value: text for kind, text in words_of(language).kinds.items()}[name]
    return name


def _week(week: Week) -> str:
    year, number, _ = DATE[week.monday].isocalendar()
    return f"{year}-W{number:02}"
