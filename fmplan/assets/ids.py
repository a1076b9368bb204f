"""What an id may be: a word that is safe in a key, a path, a header and a shell, in any script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import lru_cache

from fmplan.findings import Finding, Place, Severity

_ID = re.compile(r"[^\W_](?:[\w.:-]*\w)?")
_ESTATE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = 100


@lru_cache(maxsize=65536)
def is_id(id_: str) -> bool:
    """Tell whether a text can name an asset, task, team or the like."""
    return len(id_) <= _LONGEST and ".." not in id_ and _ID.fullmatch(id_) is not None


def bad_id(id_: str, what: str, place: Place) -> Finding | None:
    """Return a finding where `id_` cannot name an asset, task, team or the like (`what`); else None."""
    if is_id(id_):
        return None
    shown = id_ if len(id_) <= 40 else f"{id_[:40]}…"
    composed = unicodedata.normalize("NFC", id_)
    if composed != id_ and len(composed) <= _LONGEST and _ID.fullmatch(composed):
        return Finding(
            "bad-id",
            Severity.ERROR,
            place,
            f"{shown!r} has a letter and its accent as two signs, which look like one",
            f"Type it anew with the accented letter as one: {composed}",
        )
    return Finding(
        "bad-id",
        Severity.ERROR,
        place,
        f"{shown!r} cannot be the id of {what}",
        f"Use letters and digits, with hyphens, underscores, colons or single dots between, at most {_LONGEST} in all, "
        "for example pump-3.",
    )


def bad_estate_id(id_: str, place: Place) -> Finding | None:
    """Return a finding where `id_` is not lower case, digits and hyphens."""
    if len(id_) <= _LONGEST and _ESTATE_ID.fullmatch(id_):
        return None
    return Finding(
        "bad-id",
        Severity.ERROR,
        place,
        f"{id_[:40]!r} cannot be the id of an estate",
        "Use lower case letters, digits and hyphens, for example lakeside-gardens.",
    )


def folded(id_: str) -> str:
    """Return the form in which two ids that a person cannot tell apart are the same."""
    if id_.isascii():
        return id_.lower()
    return unicodedata.normalize("NFKC", id_).casefold()


def have_look_alikes(ids: Collection[str]) -> bool:
    """Tell whether two of the ids are the same, or differ only by case or Unicode form."""
    return len(set(map(folded, ids))) < len(ids)


def look_alikes(ids: Iterable[tuple[str, Place]], what: str) -> list[Finding]:
    """Return a finding for each id that is the same as an earlier one, or differs only by case or Unicode form."""
    first: dict[str, tuple[str, Place]] = {}
    findings = []
    for id_, place in ids:
        earlier_id, earlier_place = first.setdefault(folded(id_), (id_, place))
        if earlier_place is place or earlier_place == place:
            continue
        same = "again" if id_ == earlier_id else f"beside {earlier_id!r}, which differs only by case or Unicode form"
        findings.append(
            Finding(
                "duplicate-id",
                Severity.ERROR,
                place,
                f"{what} {id_!r} stands here {same}; first written at {earlier_place}",
                "Give one of the two another id, or take one out.",
            )
        )
    return findings
