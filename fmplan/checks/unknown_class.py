"""Allow a class that the estate does not know.

*Why it matters*: schedules find their assets by class. An asset of a misspelt class gets no schedule, and nothing of
its upkeep is planned.

*Example*:

    classes: {pump/domestic: {name: Domestic pump}}           # in estate.yaml
    pump-1: {class: pump/domestik, name: Pump 1}

*Mend it*: correct the class, or add it under `classes:` in estate.yaml. A class below a known one may be new: only one
that looks like a misspelt neighbour is asked about.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from fmplan.assets.mistakes import did_you_mean, nearest, sentence
from fmplan.assets.text import Text
from fmplan.checks.situation import Situation
from fmplan.findings import Finding, Place, Severity

SEVERITY: Final = Severity.WARNING


def check(situation: Situation) -> Iterator[Finding]:
    """Yield a warning for each unknown class, at the first place it is written."""
    listed = situation.estate.classes
    known = {*listed, *(above for class_ in listed for above in _above(class_))}
    for class_, (place, number) in _unknown_uses(situation, known).items():
        has_known_parent = any(above in known for above in _above(class_))
        close = _misspelt_neighbour(class_, known) if has_known_parent else _named(class_, listed)
        if has_known_parent and not close:
            continue
        close = close or did_you_mean(class_, sorted(known))
        yield Finding(
            "unknown-class",
            SEVERITY,
            place,
            f"the class {class_!r} is not known{f' ({number} times)' if number > 1 else ''}",
            sentence(close)
            or f"Add it in estate.yaml, for example\n  classes:\n    {class_}: {{name: {_name_of(class_)}}}",
        )


def _misspelt_neighbour(class_: str, known: Collection[str]) -> str:
    """Return the question whether a neighbour was meant: only the last part is compared, all have the same before."""
    parent, _, name = class_.rpartition("/")
    names = sorted(one.rpartition("/")[2] for one in known if one.rpartition("/")[0] == parent)
    meant = nearest(name, names)
    return f"did you mean '{parent}/{meant}'?" if meant else ""


def _named(class_: str, listed: Mapping[str, Text]) -> str:
    """Return the question whether that class was meant which people call so: `lift` is the class elevator."""
    names = {class_.casefold(), class_.partition("/")[0].casefold()}
    for path, text in listed.items():
        if any(name.casefold() in names for name in ([text] if isinstance(text, str) else text.values())):
            return f"did you mean {path!r}?"
    return ""


def _above(class_: str) -> Iterator[str]:
    while "/" in class_:
        class_ = class_.rpartition("/")[0]
        yield class_


def _name_of(class_: str) -> str:
    return class_.rpartition("/")[2].replace("-", " ").capitalize()


def _unknown_uses(situation: Situation, known: Collection[str]) -> dict[str, tuple[Place, int]]:
    """Return each unknown class in use, with the first place it is written at and how often it is used."""
    uses: dict[str, tuple[Place, int]] = {}
    in_use: set[str] = set()
    for asset in situation.estate.assets.values():
        if asset.block is situation.estate.block:  # the estate itself
            continue
        in_use.add(asset.class_)
        if asset.class_ not in known:
            own = "class" in asset.block
            shared = situation.estate.classes_shared.get(asset.class_) or asset.place()
            _count(uses, asset.class_, asset.block.value_place("class") if own else shared)
    for schedule in situation.own_schedules:
        # One that fits nothing at all is told of by idle-schedule. What could not be read may be of this class.
        if situation.is_whole and any(schedule.fits(class_) for class_ in in_use):
            for class_ in schedule.classes:
                if class_ not in known and not any(one == class_ or one.startswith(f"{class_}/") for one in in_use):
                    _count(uses, class_, schedule.block.value_place("applies_to"))
    return uses


def _count(uses: dict[str, tuple[Place, int]], class_: str, place: Place) -> None:
    first, number = uses.get(class_, (place, 0))
    uses[class_] = (min(first, place), number + 1)
