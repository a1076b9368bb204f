"""What runs out, explained: certificates, contracts and lives, by the keys that say when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fmplan.dates.day import ISO, Day
from fmplan.dates.period import Period
from fmplan.exports.catalogue import messages
from fmplan.exports.timingwords import period_said, timing_words
from fmplan.exports.words import names_said
from fmplan.schedules.expiry import certificate_of, is_certificate, run_out_on, runs_out
from fmplan.schedules.marks import LIFE
from fmplan.schedules.series import Series

_OF_LIFE: Final = ("ends",)
_OF_EXPIRY: Final = ("from", "number", "expires", "renew_before", "notice")
_MOST_TASKS: Final = 8


def is_ending(series: Series) -> bool:
    """Tell whether a series is the end of something rather than work."""
    return series.task.id == LIFE or runs_out(series)


def ending_keys(series: Series) -> Sequence[str]:
    """Return the keys that say when it ends. The other keys of a life are those of the task it is under."""
    return _OF_LIFE if series.task.id == LIFE else _OF_EXPIRY


def ending_rule(series: Series, language: str) -> str:
    """Return in words what its last day goes by."""
    _ = messages(language).gettext
    if series.task.id == LIFE:
        return timing_words(language).at_ages.format(period_said(_life(series), language))
    form = certificate_of(series) if is_certificate(series) else None
    if form is None or not form.from_:
        return _("the last day that is written")
    tasks = names_said(form.from_, language, _MOST_TASKS)
    return _("the last day that is written, or that {tasks} set since").format(tasks=tasks)


def ending_reckoned(series: Series, due: Day, language: str) -> str:
    """Return how a last day came about, to be said after it; empty where it stands as it is written."""
    _ = messages(language).gettext
    if series.task.id == LIFE:
        made, used = series.asset.manufactured, series.asset.in_service
        since = _("made {}").format(ISO[made]) if made else _("in service {}").format(ISO[used]) if used else ""
        return f" = {since} + {period_said(_life(series), language)}"
    written = run_out_on(series, due)
    return "" if written == due else _("it ran out on {} already").format(ISO[written])


def _life(series: Series) -> Period:
    return next(layer.form.ends for layer in reversed(series.layers) if layer.form.ends is not None)
