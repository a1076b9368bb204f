"""What people read of the post: what would go out, what came of it, and the journal; all of it on plain lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from fmplan.exports.columns import line, widths
from fmplan.exports.mail.message import Mailbox, Message
from fmplan.exports.plain import harmless, one_line
from fmplan.post.key import Key
from fmplan.post.record import Record
from fmplan.post.report import Came, Report

# Ages grow by the day, so that a digest of the week says something else each morning: no reason to write to anybody.
_QUIET: Final = {Came.SENT, Came.BEFORE, Came.CHANGED}
_HINTS: Final = {
    Came.CHANGED: "--again sends it as an update",
    Came.FAILED_BEFORE: "--again tries once more",
    Came.UNKNOWN: "--resend-unknown sends it once more",
    Came.UNKNOWN_BEFORE: "--resend-unknown sends it once more",
    Came.LATER: "the next run takes it up",
}
_OF_ALL: Final = {Came.LATER, Came.HELD}
_FEW: Final = 3
_RULE: Final = "-" * 72
_HEADS: Final = ("when (UTC)", "state", "digest", "estate", "part", "to")
_WEIGHTS: Final = (24, 12, 20, 10, 10, 12)
"""How a narrow line is shared: when and what are shown whole as long as can be."""


def preview_text(going: Iterable[tuple[Key, Message, Came | None]], *, short: bool) -> Iterator[str]:
    """Yield what would go out, message by message with all its recipients; `short` shows what a chat gets."""
    for number, (message, group) in enumerate(groupby(going, key=lambda one: one[1])):
        if number:
            yield f"{_RULE}\n"
        of_message = list(group)
        for key, _, why_not in of_message:
            yield f"To: {key.recipient or 'nobody'}{f'   ({_why(why_not)})' if why_not else ''}\n"
        is_update = any(key.issue and why_not is None for key, _, why_not in of_message)
        yield f"From: {_shown(message.sender)}\n"
        yield f"Subject: {one_line(message.updated if is_update else message.subject)}\n"
        if message.attachments and not short:
            yield f"Attached: {', '.join(f'{one_line(a.name)} ({len(a.data):,} bytes)' for a in message.attachments)}\n"
        yield f"\n{harmless(message.short if short else message.text).strip()}\n"


def report_lines(report: Report) -> Iterator[str]:
    """Yield a line for everything that did not simply go well, the trouble with the way out first.

    What the same came of, for the same reason, is one line: without a connection that is every message there is.
    """
    if report.trouble:
        yield report.trouble
    alike: dict[tuple[Came, str], list[Key]] = {}
    for delivery in report.deliveries:
        if delivery.came not in _QUIET and not (delivery.came is Came.HELD and report.trouble):
            alike.setdefault((delivery.came, delivery.said), []).append(delivery.key)
    for (came, said), keys in alike.items():
        if len(keys) > _FEW and came in _OF_ALL:
            yield _told(f"{keys[0]} and {len(keys) - 1} others", came, said)
        else:
            yield from (_told(str(key), came, said) for key in keys)


def summary(report: Report) -> str:
    """Return in one line how many messages came to which end."""
    counts = report.counts
    text = ", ".join(f"{counts[came]} {came.value}" for came in Came if counts[came]) or "nothing to send"
    return f"{text} ({_HINTS[Came.CHANGED]})" if counts[Came.CHANGED] else text


def log_table(records: Sequence[Record], width: int) -> Iterator[str]:
    """Yield the journal as a table, oldest first, each with what was last said of it under it."""
    if not records:
        return
    rows = [_row(record) for record in records]
    columns = widths([_HEADS, *rows], _WEIGHTS, width)
    yield f"{line(_HEADS, columns)}\n"
    for record, row in zip(records, rows, strict=True):
        yield f"{line(row, columns)}\n"
        if record.said and not record.is_sent:
            tries = f"{record.tries} tries: " if record.tries > 1 else ""
            yield f"      {tries}{one_line(record.said)}\n"


def log_fields(record: Record) -> dict[str, Any]:
    """Return a record as JSON has it."""
    key = record.key
    return {
        "estate": key.estate,
        "digest": key.digest,
        "period": key.period,
        "part": key.part,
        "recipient": key.recipient,
        "update": key.issue,
        "state": record.state.value,
        "tries": record.tries,
        "way": record.way,
        "said": record.said,
        "planned": record.planned,
        "changed": record.changed,
        "id": key.fingerprint,
    }


def _told(what: str, came: Came, said: str) -> str:
    hint = _HINTS.get(came)
    return f"{what}: {came.value}" + (f": {said}" if said else "") + (f" ({hint})" if hint else "")


def _why(came: Came) -> str:
    hint = _HINTS.get(came)
    return f"{came.value}: {hint}" if hint else came.value


def _row(record: Record) -> tuple[str, ...]:
    key = record.key
    update = f" ({key.issue})" if key.issue else ""
    when = record.changed[:16].replace("T", " ")
    return when, record.state.value, f"{key.digest} {key.period}{update}", key.estate, key.part, one_line(key.recipient)


def _shown(mailbox: Mailbox) -> str:
    name = one_line(mailbox.name)
    return f"{name} <{one_line(mailbox.address)}>" if name else one_line(mailbox.address)
