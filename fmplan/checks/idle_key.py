"""Allow a key beside a timing that takes no notice of it.

*Why it matters*: who writes `every: 1 month` with `count: 2` expects two visits a month and would get one, without
a word.

*Example*:

    check: {name: Check, every: 1 month, count: 2}

*Mend it*: use the timing that the key belongs to, or take the key out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fmplan.assets.timing_form import WHEN_KEYS
from fmplan.checks.situation import Situation
from fmplan.findings import Finding, Severity
from fmplan.schedules.series import Series

SEVERITY: Final = Severity.ERROR

_BELONGS_TO: Final = {
    "on": {"every", "once_per"},
    "count": {"once_per"},
    "within": {"event"},
    "whichever": {"meter"},
}
_REMEDIES: Final = {
    "on": "Take on: out, or write every: with a period, for example every: 1 month.",
    "count": "Write once_per: beside count:, for example once_per: month; or take count: out.",
    "within": "Write within: inside after:, or beside event:; else take it out.",
    "whichever": "Write meter: beside every:, or take whichever: out.",
}


def check(situation: Situation) -> Iterator[Finding]:
    """Yield an error for each key whose timing is not there."""
    for _, sharing in situation.by_task:
        written = _keys_of_timing(sharing[0])
        timings = [key for key in WHEN_KEYS if key in written]
        for key, owners in _BELONGS_TO.items():
            if key in written and timings and not owners & set(timings):
                for series in sharing:
                    yield Finding(
                        "idle-key",
                        SEVERITY,
                        series.mended_at(key),
                        f"{key}: does nothing beside {timings[0]}:",
                        _REMEDIES[key],
                    )


def _keys_of_timing(series: Series) -> set[str]:
    """Return what the layers say down to the one that gives the timing: weaker ones no longer count."""
    keys: set[str] = set()
    for layer in reversed(series.layers):
        own = {key for key, value in layer.block.items() if value is not None}
        keys |= own
        if not own.isdisjoint(WHEN_KEYS):
            break
    return keys
