"""What `check` tells of the estates it opened, and the exit code it comes to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec.structs import replace

from fmplan.assets.passedover import passed_over
from fmplan.cli.exits import Exit
from fmplan.cli.options import Answer
from fmplan.cli.session import Opened, Session
from fmplan.exports.findings import annotation, as_fields
from fmplan.findings import in_reading_order
from fmplan.release import RELEASE


def with_passed_over(estates: Iterable[Opened]) -> tuple[Opened, ...]:
    """Return the estates with the files beside them that are not read, and seem to be meant."""
    return tuple(
        replace(one, findings=tuple(in_reading_order([*one.findings, *passed_over(one.tree)]))) for one in estates
    )


def report(session: Session, format_: str) -> Iterator[bytes]:
    """Yield the findings of all estates as text, as JSON or as annotations of GitHub."""
    if format_ == "json":
        import json

        whole: Any = [_object(one) for one in session.estates]
        whole = {"fmplan": 1, "release": RELEASE, "estates": whole} if session.is_portfolio else whole[0]
        yield f"{json.dumps(whole, ensure_ascii=False, indent=1)}\n".encode("utf-8", "backslashreplace")
        return
    for one in session.estates:
        if format_ == "github":
            text = "".join(annotation(finding, one.folder) for finding in one.all_findings)
        else:
            text = one.letters()
        yield text.encode("utf-8", "backslashreplace")
        _sum_up(session, one)


def questions(session: Session, answer: Answer) -> Iterator[bytes]:
    """Yield the table of the duties whose last completion nobody knows, of all estates that can be planned."""
    from fmplan.cli.rendering import width
    from fmplan.exports.asking import asked

    for one in session.usable:
        language = answer.language or one.estate.language
        yield "".join(asked(one.series, language, one.folder, width())).encode("utf-8", "backslashreplace")


def verdict(session: Session) -> Exit:
    """Return what `check` ends with: 65 where a file could not be read at all, 1 for any error, else 0."""
    if not all(one.was_read for one in session.estates):
        return Exit.UNUSABLE
    if any(not one.is_usable or any(finding.is_error for finding in one.of_logbook) for one in session.estates):
        return Exit.FOUND
    return Exit.NOTHING


def _object(one: Opened) -> dict[str, Any]:
    return {
        "fmplan": 1,
        "release": RELEASE,
        "estate": one.loaded.id if one.loaded else None,
        "findings": [as_fields(finding) for finding in one.all_findings],
    }


def _sum_up(session: Session, one: Opened) -> None:
    if one.loaded is None:
        return
    findings = len(one.all_findings)
    found = "1 finding" if findings == 1 else f"{findings:,} findings"
    assets = "1 asset" if len(one.estate.assets) == 1 else f"{len(one.estate.assets):,} assets"
    session.note(f"{assets}, {len(one.series):,} series, {found}", f"{one.estate.id}: ")
