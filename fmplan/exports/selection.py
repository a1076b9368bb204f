"""Selecting among the occurrences of a plan, by asset, class, task, kind, force, team or location.

The plan is made first and selected from afterwards: what covers a visit counts, although nobody asked for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from msgspec import Struct
from msgspec.structs import replace

from fmplan.schedules.plan import Plan
from fmplan.schedules.series import Series


class Selection(Struct, frozen=True):
    """What to show: of each key that is given, one value has to fit; a key that is not given lets all pass.

    `assets` and `tasks` are patterns with `*` and `?`; `classes` and `locations` hold for all that is below.
    """

    assets: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    forces: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()

    def fits(self, series: Series) -> bool:
        """Tell whether the dates of a series are shown."""
        asset, task = series.asset, series.task
        return (
            (not self.assets or _matches((asset.id, *asset.formerly), self.assets))
            and (not self.classes or _lies_in(asset.class_, self.classes))
            and (not self.tasks or _matches((task.id, task.bare_id), self.tasks))
            and (not self.kinds or task.kind.value in self.kinds)
            and (not self.forces or task.force.value in self.forces)
            and (not self.teams or (series.team is not None and series.team.id in self.teams))
            and (not self.locations or _lies_in(asset.location, self.locations))
        )


ALL = Selection()


def select(plan: Plan, selection: Selection) -> Plan:
    """Return the plan with only the series that fit, and their occurrences; findings stay as they are."""
    if selection == ALL:
        return plan
    fitting = [pair for pair in zip(plan.series, plan.by_series, strict=True) if selection.fits(pair[0])]
    series = tuple(one for one, _ in fitting)
    return replace(plan, series=series, by_series=tuple(dates for _, dates in fitting))


def _matches(ids: Iterable[str], patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(id_, pattern) for id_ in ids for pattern in patterns)


def _lies_in(path: str, folders: tuple[str, ...]) -> bool:
    return any(path == folder or path.startswith(f"{folder}/") for folder in folders)
