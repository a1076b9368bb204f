"""Why a series begins where it does, and what it counts from."""

from __future__ import annotations

from fmplan.assets.estate import Estate
from fmplan.dates.day import DATE, ISO, Day, weekday
from fmplan.dates.period import Period
from fmplan.exports.catalogue import messages
from fmplan.exports.daywords import day_words
from fmplan.exports.endings import is_ending
from fmplan.exports.plain import one_line
from fmplan.exports.recorded import Recorded
from fmplan.exports.timingwords import period_said, placing_said, timing_said, timing_words
from fmplan.exports.words import words_of
from fmplan.schedules.anchor import asset_begin
from fmplan.schedules.marks import birth_of
from fmplan.schedules.series import AnchorOrigin, Series
from fmplan.schedules.task import After, Ages, Before, CalendarPeriod, Every, OncePer


def begin_said(estate: Estate, series: Series, folder: str, language: str) -> list[str]:
    """Return the day a series begins on, why, and what else bounds it, line by line."""
    _ = messages(language).gettext
    words = words_of(language)
    reasons = [_("the estate starts {}").format(ISO[estate.starts])]
    for text, day in (
        (_("the asset starts {}"), series.asset.starts),
        (_("it is in service since {}"), series.asset.in_service),
        (_("the task starts {}"), None if series.older else series.task.starts),
    ):
        if day is not None:
            reasons.append(text.format(ISO[day]))
    lines = [f"{ISO[series.begin]}{words.colon}{words.separator.join(reasons)}"]
    lines += _waived(series, folder, language)
    lines += [
        _("until {day} in an older form: {rule}").format(day=ISO[form.until], rule=timing_said(form.timing, language))
        for form, _anchor in series.older
    ]
    lines += [_("suspended {}").format(one) for one in series.asset.suspended]
    if series.end is not None:
        lines.append(_("ends {}").format(ISO[series.end]))
    return lines


def anchor_said(estate: Estate, recorded: Recorded) -> list[str]:
    """Return what a series counts from, and how that day was found; nothing for what only runs out."""
    series, folder, language = recorded.series, recorded.folder, recorded.language
    if is_ending(series):
        return []
    _ = messages(language).gettext
    day = series.anchor.day
    begin = asset_begin(estate, series.asset)
    match series.anchor.origin:
        case AnchorOrigin.FIRST:
            return [_("first due {}").format(ISO[day]) + _at(series, "first", folder)]
        case AnchorOrigin.LAST:
            at = recorded.done_on(day)
            at = f" ({at})" if at else _at(series, "last", folder)
            return [_("last done {}").format(ISO[day]) + at + _plus_period(series, language)]
        case AnchorOrigin.IN_SERVICE:
            never = _("in service since {}, done never yet").format(ISO[day])
            return [f"{never}{_plus_period(series, language)}"]
        case AnchorOrigin.UNKNOWN:
            days = series.number % 30
            return [
                _("last done unknown, so from {day}: {begin} + {days} days, of its hash within 30").format(
                    day=ISO[day], begin=ISO[begin], days=days
                ),
                _("write last: with the day it was last done, and it counts from there"),
            ]
    match series.task.timing:
        case Every():
            return _spread(begin, series, language)
        case OncePer(on=None, count=1, period=period) if period is not CalendarPeriod.SEASON:
            return _spread(begin, series, language)
        case OncePer(on=None):
            place = _("its place in each part of the period: {number} of 365 of its days (hash of {id})")
            return [place.format(number=series.number % 365, id=series.asset.oldest_id)]
        case OncePer(period=period, on=on) if on is not None:
            calendar = timing_words(language).calendar[period]
            return [_("{on}, in each calendar {period}").format(on=placing_said(on, language), period=calendar)]
        case Ages(of=of):
            born = birth_of(series.asset, series.task)
            since = timing_words(language).ages_of.get(of, of).replace("_", " ")
            if born is None:
                return [_("its age; {}: not known, so no date").format(since)]
            return [_("its age, {since} {day}").format(since=since, day=ISO[born])]
        case Before() | After() as timing:
            return [_("{}, wherever that stands").format(timing_said(timing, language))]
    return [_("its rule, from {}").format(ISO[series.begin])]


def _spread(begin: Day, series: Series, language: str) -> list[str]:
    """Return how the hash of its id gives an asset its place, step by step (docs/dates.md, 2)."""
    _ = messages(language).gettext
    id_, timing = series.asset.oldest_id, series.task.timing
    days = series.number % 365
    place = begin + days
    form = _("its place in the year: {begin} + {days} days (hash of {id} mod 365) = {day}")
    lines = [form.format(begin=ISO[begin], days=days, id=id_, day=ISO[place])]
    day = series.anchor.day
    if day == place:
        return lines
    if series.task.season is not None and series.task.period_days >= 365:
        form = _("its place among the days in season, by the hash of {id}: {day}")
        lines = [form.format(id=id_, day=ISO[day])]
    elif day - place < 7:
        week = len(series.workweek) or 7
        number = series.number // 365 % week
        name = day_words(language).weekdays[weekday(day)]
        form = _("its weekday: hash div 365 mod {week} = {number}, {name}: {day}")
        lines.append(form.format(week=week, number=number, name=name, day=ISO[day]))
    elif isinstance(timing, Every) and isinstance(timing.period, Period):
        years = DATE[day].year - DATE[place].year
        form = _("its year: + {years} (hash of {key} mod the years of {period}) = {day}")
        period = period_said(timing.period, language)
        lines.append(form.format(years=years, key=series.key, period=period, day=ISO[day]))
    return lines


def _plus_period(series: Series, language: str) -> str:
    timing = series.task.timing
    if isinstance(timing, Every) and isinstance(timing.period, Period) and timing.on is None:
        period = period_said(timing.period, language)
        return f"{words_of(language).separator}+ {period} = {ISO[timing.period.after(series.anchor.day)]}"
    return ""


def _at(series: Series, key: str, folder: str) -> str:
    place = series.written_at(key)
    return "" if place is None else f" ({place.under(folder).in_file})"


def _waived(series: Series, folder: str, language: str) -> list[str]:
    """Return until when the asset waived the task, and why."""
    task, asset = series.task, series.asset
    waiver = asset.waiver_of(task.schedule, task.id, task.bare_id)
    if waiver is None or waiver.until is None:
        return []
    place = asset.waived_at(task.schedule, task.id, task.bare_id).under(folder).in_file
    until = messages(language).gettext("waived until {}").format(ISO[waiver.until])
    return [f"{until}{words_of(language).colon}{one_line(waiver.because)} ({place})"]
