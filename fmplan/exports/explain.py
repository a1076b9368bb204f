"""Why the dates of one series are what they are: its rule, where each part was written, and how each date came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from fmplan.assets.estate import Estate
from fmplan.assets.text import said
from fmplan.assets.written import Choice
from fmplan.dates.day import ISO, Day, weekday
from fmplan.dates.duration import clock
from fmplan.exports.beginnings import anchor_said, begin_said
from fmplan.exports.catalogue import Counted, messages
from fmplan.exports.citation import citations
from fmplan.exports.columns import cells_of
from fmplan.exports.daywords import day_words
from fmplan.exports.endings import ending_keys, ending_rule, is_ending
from fmplan.exports.metering import meter_lines
from fmplan.exports.plain import harmless, one_line
from fmplan.exports.reckoning import Reckoning, reason
from fmplan.exports.recorded import recorded_of
from fmplan.exports.rule import written
from fmplan.exports.timingwords import timing_said
from fmplan.exports.turns import Turns
from fmplan.exports.words import names_said, words_of
from fmplan.logbook.entries import EMPTY, Logbook
from fmplan.schedules.effort import person_hours
from fmplan.schedules.gauge import gauge_of
from fmplan.schedules.occurrence import Status
from fmplan.schedules.plan import Plan
from fmplan.schedules.rounds import hours_of, times_of_day
from fmplan.schedules.series import Series

_RULE_KEYS: Final[Sequence[str]] = [
    "every",
    "once_per",
    "count",
    "ages",
    "rrule",
    "dates",
    "meter",
    "event",
    "within",
    "after",
    "before",
    "on",
    "from",
    "whichever",
    "first",
    "last",
    "max_gap",
    "min_gap",
    "keep_anchor",
    "season",
    "shift",
    "window",
    "covers",
    "missed",
    "tracked",
    "times",
    "round",
    "rotate",
    "sample",
    "ends",
    "starts",
    "was",
    "when",
    "duty",
    "kind",
    "force",
    "trade",
    "team",
    "duration",
    "people",
]
_LABEL: Final = 10
_VALUE: Final = 28
_MOST_TIMES: Final = 13
"""So many times of the day are named: a day round the clock, every two hours."""


def explained(
    plan: Plan, series: Series, logbook: Logbook = EMPTY, language: str | None = None, folder: str = ""
) -> Iterator[str]:
    """Yield the explanation of one series of a plan, line by line; `folder` is put before the paths."""
    spoken = language or plan.estate.language
    recorded = recorded_of(plan, series, logbook, folder, spoken)
    series, gauge = recorded.series, gauge_of(recorded.series, recorded.logbook)
    _, p = messages(spoken).gettext, messages(spoken).pgettext
    asset, task = said(series.asset.name, spoken), said(series.task.name, spoken)
    colon = words_of(spoken).colon
    yield one_line(f"{asset} ({series.asset.id}){colon}{task} ({series.task.id})") + "\n\n"
    parts = [
        (p("label", "rule"), _rule(plan.estate, series, folder, spoken)),
        (p("label", "because"), _because(series, folder)),
        (p("label", "begin"), begin_said(plan.estate, series, folder, spoken)),
        (p("label", "counts"), anchor_said(plan.estate, recorded)),
        (p("label", "meter"), list(meter_lines(recorded, gauge, plan.today)) if gauge is not None else []),
        (p("label", "times"), _times(series, spoken)),
        (p("label", "units"), _units(series, spoken)),
        (p("label", "work"), _work(series, spoken)),
        (p("label", "source"), citations(series.task, spoken)),
    ]
    for label, lines in parts:
        yield from _labelled(label, lines)
    dates = [one for one in plan.occurrences if one.series.rank == series.rank]
    yield "\n" + _("{range}, seen on {day}").format(range=plan.range, day=ISO[plan.today]) + "\n\n"
    if not dates:
        further = ISO[_later(plan.range.end)]
        yield "  " + _("no date lies here; look further with --to, for example --to {}").format(further) + "\n"
    reckoning = Reckoning(plan, series, dates, recorded, gauge)
    turns = Turns(plan)
    for number in range(len(dates)):
        yield from _date(reckoning, number, turns)


def _labelled(label: str, lines: Sequence[str]) -> Iterator[str]:
    for number, text in enumerate(lines):
        head = label if number == 0 else ""
        yield f"{head}{' ' * (_LABEL - cells_of(head))}{harmless(text)}\n"


# The rule


def _rule(estate: Estate, series: Series, folder: str, language: str) -> list[str]:
    if is_ending(series):
        rule, keys = ending_rule(series, language), ending_keys(series)
    else:
        rule, keys = timing_said(series.task.timing, language), _RULE_KEYS
    lines = [messages(language).gettext("{} from completion").format(rule) if series.task.is_floating else rule]
    overridden = _overridden(series)
    for key in keys:
        for layer in reversed(series.layers):
            if key in layer.block and key not in overridden:
                text = one_line(f"{key}: {written(layer.block[key])}")
                lines.append(f"{text.ljust(_VALUE)}  {layer.block.key_place(key).under(folder).in_file}")
                lines += _chosen(estate, series, layer.form.said().get(key), language)
                break
    return lines


def _overridden(series: Series) -> set[str]:
    """Return keys that a weaker layer says in vain, because a stronger one says the same by another."""
    task = series.task
    times = "round" if task.rounds is None else "times"
    return {times, "sample" if task.rotation is None or not task.rotation.share else "rotate"}


def _chosen(estate: Estate, series: Series, value: Any, language: str) -> list[str]:
    if not isinstance(value, Choice):
        return []
    fact = estate.fact(series.asset, value.by)
    return [] if fact is None else [messages(language).gettext("{} is {} here").format(value.by, fact)]


def _because(series: Series, folder: str) -> list[str]:
    """Return why somebody of the estate says otherwise than the rule, each with where it stands."""
    return [
        f"{one_line(layer.form.because)} ({layer.block.key_place('because').under(folder).in_file})"
        for layer in series.layers
        if layer.form.because is not None and "because" in layer.block
    ]


# How often on the day, with which units, by whom, and why


def _times(series: Series, language: str) -> list[str]:
    rounds = series.task.rounds
    if rounds is None:
        return []
    spoken = messages(language)
    _ = spoken.gettext
    times = times_of_day(rounds, series.team_hours)
    form = (
        _("{times}: {count} within {hours}, the last one closing")
        if rounds.closing
        else _("{times}: {count} within {hours}")
    )
    count = Counted(spoken, "1 round", "{} rounds").of(len(times))
    shown = names_said([clock(time) for time in times], language, _MOST_TIMES)
    return [form.format(times=shown, count=count, hours=hours_of(rounds, series.team_hours))]


def _units(series: Series, language: str) -> list[str]:
    turn, rotation = series.turn, series.task.rotation
    if turn is None or rotation is None:
        return []
    _ = messages(language).gettext
    if turn.units is None:
        return [_("nobody says the fact {}: which units are due is not known").format(rotation.of)]
    units = f"{turn.units} ({rotation.of})" if rotation.of else str(turn.units)
    if turn.is_raised:
        form = _("{units}, {each} on each date: with {asked} the {dates} of a year would not come to all")
        dates = Counted(messages(language), "1 date", "{} dates", "rule").of(turn.dates)
        return [form.format(units=units, each=turn.each, asked=turn.asked, dates=dates)]
    return [_("{units}, {each} on each date by turns").format(units=units, each=turn.each)]


def _work(series: Series, language: str) -> list[str]:
    _, words = messages(language).gettext, words_of(language)
    parts = [said(series.team.name, language) if series.team else _("no team")]
    hours = person_hours(series)
    if hours is not None:
        parts.append(words.person_hours.of(hours, str(hours)))
    named = series.calendar
    parts.append(_("calendar {}").format(named) if named else _("the estate's calendar"))
    return [words.separator.join(parts)]


# Its dates


def _date(reckoning: Reckoning, number: int, turns: Turns) -> Iterator[str]:
    one, recorded, language = reckoning.dates[number], reckoning.recorded, reckoning.language
    _, words, days = messages(language).gettext, words_of(language), day_words(language)
    status = "" if one.status is Status.PLANNED else f"{words.separator}{words.statuses[one.status]}"
    due = one_line(_("due {}").format(ISO[one.due]) + reckoning.of(number) + status)
    yield f"  {ISO[one.planned]} {days.weekdays_brief[weekday(one.planned)]}  {due}\n"
    margin = " " * (15 + cells_of(days.weekdays_brief[0]))
    for move in one.moved:
        why = recorded.agreed(one, move) or one_line(reason(one.series, move, language))
        yield f"{margin}{ISO[move.start]} > {ISO[move.to]}{words.colon}{why}\n"
    below = [_("units {}").format(units)] if (units := turns.units_of(one.series, one.key)) is not None else []
    if one.limit is not None:
        below.append(_("cap: no later than {}").format(ISO[one.limit]) + reckoning.of_cap(number))
    if one.latest != one.planned:
        below.append(_("overdue after {}").format(ISO[one.latest]))
    below += recorded.of(one)
    if one.covered_by is not None:
        below.append(_("covered by {}").format(one.covered_by))
    below += [_("covers {}").format(key) for key in one.covers]
    for text in below:
        yield f"{margin}{text}\n"


def _later(day: Day) -> Day:
    return day + 5 * 366
