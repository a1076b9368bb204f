"""Delivering messages: each once, whatever happens on the way, and nothing lost without a word."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from fmplan.exports.mail.message import Mailbox, Message
from fmplan.post.deciding import Orders, issue_of, why_not
from fmplan.post.journal import Journal
from fmplan.post.key import Key, key_of, text_of
from fmplan.post.letter import Letter
from fmplan.post.outcome import Fate, Outcome
from fmplan.post.record import Record, State
from fmplan.post.report import Came, Delivery, Report
from fmplan.post.way import Way, WayError

FIRST_WAIT: Final = 5.0
LONGEST_WAIT: Final = 300.0
"""Seconds before what was refused for now is tried again: 5, 10, 20, 40, and at most five minutes."""

_STATES: Final = {
    Fate.SENT: State.SENT,
    Fate.LATER: State.PLANNED,
    Fate.FAILED: State.FAILED,
    Fate.UNKNOWN: State.UNKNOWN,
}
_CAME: Final = {
    Fate.SENT: Came.SENT,
    Fate.LATER: Came.LATER,
    Fate.FAILED: Came.FAILED,
    Fate.UNKNOWN: Came.UNKNOWN,
}
_BROKE_OFF: Final = "the run that sent it broke off before the answer"


@dataclass(frozen=True, slots=True)
class Time:
    """Time as the caller has it: the moment, seconds that only ever grow, and a way to let some pass.

    Waiting is counted by `elapsed`, so that a clock that is set meanwhile changes nothing.
    """

    now: Callable[[], datetime]
    elapsed: Callable[[], float]
    sleep: Callable[[float], None]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A message for one recipient, and what the journal knew of it at the start."""

    message: Message
    recipient: Mailbox
    record: Record
    text: str


@dataclass(frozen=True, slots=True)
class _Run:
    """One run of the post: what it is made with, and what came of it so far."""

    way: Way
    journal: Journal
    time: Time
    orders: Orders
    end: float
    came: dict[int, Delivery] = field(default_factory=dict)
    at: deque[float] = field(default_factory=deque)

    def tell(self, record: Record, came: Came, said: str = "") -> None:
        self.came[record.id] = Delivery(record.key, came, said)

    def may_wait(self, seconds: float) -> bool:
        """Wait, and tell whether that was within the budget; if it is not, nobody waits."""
        if self.time.elapsed() + seconds > self.end:
            return False
        self.time.sleep(seconds)
        return True


def deliver(messages: Sequence[Message], way: Way, journal: Journal, time: Time, orders: Orders) -> Report:
    """Send every message to every recipient of it that has not had it, and return what came of each.

    What is refused for now is tried again until the budget is used up. Raises JournalError: then nothing more is
    sent, and what was in the middle of it is left for the next run to judge.
    """
    run = _Run(way, journal, time, orders, time.elapsed() + orders.budget)
    dropped = _give_up_older(messages, run)
    pieces, clashes = _planned(messages, run)
    trouble = ""
    try:
        _send_all(pieces, run)
    except WayError as error:
        trouble = str(error)
        for piece in pieces:
            if piece.record.id not in run.came or run.came[piece.record.id].came is Came.LATER:
                run.tell(piece.record, Came.HELD, trouble)
    finally:
        way.close()
    lost = [Delivery(key_of(one, ""), Came.NOBODY) for one in messages if not way.recipients(one)]
    return Report((*dropped, *lost, *clashes, *(run.came[piece.record.id] for piece in pieces)), trouble)


def _give_up_older(messages: Sequence[Message], run: _Run) -> list[Delivery]:
    """Give up what never went out of periods that are over: the new digest has all of it that still holds."""
    dropped = []
    for estate, digest, period in dict.fromkeys((one.estate, one.digest.value, one.period) for one in messages):
        for record in run.journal.overtaken(estate, digest, period):
            with run.journal.held(record) as held:
                if held is not None and held.is_open:
                    said = f"never sent, and {period} has taken its place" + (f" ({held.said})" if held.said else "")
                    run.journal.ended(held, State.FAILED, said, run.time.now())
                    dropped.append(Delivery(held.key, Came.OVERTAKEN, said))
    return dropped


def _planned(messages: Sequence[Message], run: _Run) -> tuple[list[_Piece], list[Delivery]]:
    """Enter all that is to go into the journal before anything goes; return it, and what has a name already taken."""
    wanted: dict[Key, tuple[Message, Mailbox]] = {}
    clashes = []
    for message in messages:
        for recipient in run.way.recipients(message):
            key = key_of(message, recipient.address)
            first, _ = wanted.setdefault(key, (message, recipient))
            if text_of(first) != text_of(message):  # an address that stands twice in a message is one recipient
                clashes.append(Delivery(key, Came.CLASH))
    texts = {key: text_of(message) for key, (message, _) in wanted.items()}
    issues = [(issue_of(key, run.journal.newest(key), text, run.orders), text) for key, text in texts.items()]
    run.journal.plan(issues, run.time.now())
    return [_Piece(*wanted[key], run.journal.known(key), text) for key, text in texts.items()], clashes


def _send_all(pieces: Sequence[_Piece], run: _Run) -> None:
    """Send what is to go, and again what was refused for now, with longer and longer pauses."""
    wait = FIRST_WAIT
    later, asked = _once_through(pieces, run)
    while later and run.may_wait(max(wait, asked)):
        wait = min(2 * wait, LONGEST_WAIT)
        later, asked = _once_through(later, run)


def _once_through(pieces: Sequence[_Piece], run: _Run) -> tuple[list[_Piece], float]:
    """Try each once; return those to be tried again, and how many seconds the other side asked to wait."""
    later: list[_Piece] = []
    asked = 0.0
    halted: Outcome | None = None
    for piece in pieces:
        outcome = _taken_up(piece, run, halted)
        if outcome is not None and outcome.fate is Fate.LATER:
            later.append(piece)
            asked = max(asked, outcome.wait)
            halted = outcome if outcome.halts else halted
    return later, asked


def _taken_up(piece: _Piece, run: _Run, halted: Outcome | None) -> Outcome | None:
    """Send one piece if it is to go; return what came of it, None where there was nothing to do.

    Where the way is `halted`, it is not tried, and the same came of it.
    """
    with run.journal.held(piece.record) as record:
        if record is None:
            run.tell(piece.record, Came.ELSEWHERE)
            return None
        if record.state is State.SENDING and record.left:
            run.journal.ended(record, State.UNKNOWN, _BROKE_OFF, run.time.now())
            if not run.orders.resend_unknown:
                run.tell(record, Came.UNKNOWN, _BROKE_OFF)
                return None
        reason = why_not(record, piece.text, run.orders)
        if reason is not None:
            run.tell(record, reason, record.said if reason in {Came.FAILED_BEFORE, Came.UNKNOWN_BEFORE} else "")
            return None
        outcome = halted or _sent_off(piece, record, run)
    run.tell(record, _CAME[outcome.fate], outcome.said)
    return outcome


def _sent_off(piece: _Piece, record: Record, run: _Run) -> Outcome:
    """Send one piece, with the journal before it and after it."""
    journal, now = run.journal, run.time.now
    if not _keeps_pace(run):
        return Outcome(Fate.LATER, f"{run.way.name} takes no more for now, and the time is used up", halts=True)
    journal.sending(record, piece.text, run.way.name, now())
    first = replace(record.key, issue=0) if record.key.issue else None
    letter = Letter(record.key, piece.message, piece.recipient, now(), first)
    try:
        outcome = run.way.send(letter, lambda: journal.leaving(record, now()))
    except WayError as error:
        journal.ended(record, State.PLANNED, str(error), now())
        raise
    journal.ended(record, _STATES[outcome.fate], outcome.said, now())
    return outcome


def _keeps_pace(run: _Run) -> bool:
    """Wait until the way takes another letter; tell whether that is within the budget."""
    rate = run.way.rate
    if rate is None:
        return True
    while len(run.at) >= rate.letters:
        wait = run.at[0] + rate.seconds - run.time.elapsed()
        if wait > 0 and not run.may_wait(wait):
            return False
        run.at.popleft()
    run.at.append(run.time.elapsed())
    return True
