"""What to do about what is owed, in the reader's language, with the command that records it."""

from __future__ import annotations

from fmplan.assets.text import said
from fmplan.dates.day import ISO
from fmplan.exports.loggedwords import LoggedWords, logged_words
from fmplan.exports.plain import one_line
from fmplan.exports.timingwords import period_said
from fmplan.exports.words import words_of
from fmplan.findings import Place
from fmplan.schedules.expiry import certificate_of, run_out_on
from fmplan.schedules.owed import Debt, What


def why_of(debt: Debt, language: str) -> str:
    """Return what is bad about it, beside being late: the cap that ran out, a mark that has; "" for nothing."""
    words = logged_words(language)
    occurrence = debt.occurrence
    if debt.reading is not None:
        reading = debt.reading
        text = said(reading.item.text, language)
        return one_line(words.reading_was.format(text, reading.read, ISO[reading.on], reading.bounds))
    if occurrence is None:
        return ""
    if debt.what is not What.WORK:
        day = run_out_on(debt.series, occurrence.due)
        ran = (words.ran_out if debt.is_owed else words.runs_out).format(ISO[day])
        return f"{words.must_not_be_used}{_then(language)}{ran}" if debt.is_forbidden else ran
    cap = debt.series.task.max_gap
    if debt.days_over and occurrence.limit is not None and cap is not None:
        over = words.cap_over_before if occurrence.limit == debt.series.begin else words.cap_over
        return over.format(period_said(cap, language), ISO[occurrence.limit])
    return ""


def remedy_of(debt: Debt, language: str) -> str:
    """Return what to do."""
    words = logged_words(language)
    series = debt.series
    asset, task = series.asset.id, series.task.id
    match debt.what:
        case What.READING if debt.reading is not None:
            return words.do_answer.format(asset, task, debt.reading.item.id)
        case What.CERTIFICATE:
            return _renewal(debt, words)
        case What.CONTRACT:
            return words.do_contract.format(_at(series.written_in()))
        case What.LIFE:
            return words.do_life.format(_at(series.asset.place()))
    occurrence = debt.occurrence
    assert occurrence is not None  # noqa: S101 - all but readings have one
    name = occurrence.tail or ISO[occurrence.due]
    # A shell takes a bare #2 for a comment.
    name = f"'{name}'" if name.startswith("#") else name
    was_passed_over = debt.is_owed and debt.last_done is not None and debt.last_done > occurrence.planned
    return (words.do_skip if was_passed_over else words.do_work).format(asset, task, name)


def cap_of(debt: Debt) -> str:
    """Return the cap of the work as it is written; "" for none."""
    cap = debt.series.task.max_gap
    return "" if cap is None else str(cap)


def _renewal(debt: Debt, words: LoggedWords) -> str:
    asset = debt.series.asset
    form = certificate_of(debt.series)
    if form.from_:
        return words.do_inspect.format(asset.id, form.from_[0])
    return words.do_renew.format(_at(debt.series.written_in()))


def _at(place: Place) -> str:
    return f"{place.path}:{place.line}" if place.line else place.path


def _then(language: str) -> str:
    return words_of(language).separator
