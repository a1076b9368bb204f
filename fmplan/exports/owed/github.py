"""What is owed as workflow commands of GitHub Actions: an annotation each, beside the line the task is written on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fmplan.assets.text import said
from fmplan.dates.day import ISO
from fmplan.exports.findings import annotation
from fmplan.exports.loggedwords import logged_words
from fmplan.exports.owed.remedy import remedy_of, why_of
from fmplan.exports.owed.rows import Group, in_groups
from fmplan.exports.plain import one_line
from fmplan.exports.words import words_of
from fmplan.findings import Finding, Severity
from fmplan.schedules.occurrence import Status
from fmplan.schedules.owed import Debt, Owed

_SEVERITIES: Final = {Status.BREACH: Severity.ERROR, Status.OVERDUE: Severity.WARNING}


def as_github(owed: Owed, language: str, group: Group | None, folder: str) -> Iterator[bytes]:
    """Yield an error for a breach, a warning for what is overdue, a notice for what comes."""
    for debt in in_groups(owed, group):
        yield annotation(_as_finding(debt, language), folder).encode("utf-8", "backslashreplace")


def _as_finding(debt: Debt, language: str) -> Finding:
    words, series = logged_words(language), debt.series
    due = debt.occurrence.due if debt.occurrence else debt.latest
    colon, separator = words_of(language).colon, words_of(language).separator
    late = f" ({words.days_short.format(debt.days_late)})" if debt.is_owed else ""
    what = f"{said(series.asset.name, language)}{separator}{said(series.task.name, language)}"
    parts = [f"{what}{colon}{words.states[debt.status]}{late}", f"{words.due_day} {ISO[due]}", why_of(debt, language)]
    message = one_line(separator.join(part for part in parts if part))
    severity = _SEVERITIES.get(debt.status, Severity.NOTE)
    return Finding(debt.status.value, severity, series.written_in(), message, remedy_of(debt, language))
