"""What the logbook says of the dates of one series, with file and line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from fmplan.dates.day import ISO, Day
from fmplan.exports.catalogue import messages
from fmplan.exports.plain import one_line
from fmplan.exports.words import words_of
from fmplan.logbook.entries import Logbook
from fmplan.logbook.entry import Entry
from fmplan.schedules.act import Act, ActKind
from fmplan.schedules.acts import acts_of, since_the_newest
from fmplan.schedules.covering import including_tasks
from fmplan.schedules.expiry import is_certificate
from fmplan.schedules.occurrence import Because, Move, Occurrence, Status
from fmplan.schedules.plan import Plan
from fmplan.schedules.series import Series

_AGREED = {Because.DEFERRED: ActKind.DEFERRED, Because.BOOKED: ActKind.BOOKED}


class Recorded(Struct, frozen=True):
    """The entries that concern one series, as the plan sees them; `folder` is put before their paths.

    `series` is the series as it counts with what was done before it begins.
    """

    series: Series
    logbook: Logbook
    acts: Sequence[Act]
    folder: str
    language: str

    def place_of(self, entry: Entry) -> str:
        """Return where an entry is written: `logbook/2027/03/2027-03-02-1f0c9a4e77b2.jsonl:1`."""
        return self.logbook.place_of(entry).under(self.folder).in_file

    def of(self, one: Occurrence) -> Iterator[str]:
        """Yield how an occurrence was closed, by the entry that did it."""
        act = self._closing(one)
        if act is None:
            return
        _, words = messages(self.language).gettext, words_of(self.language)
        day = ISO[act.on]
        if act.by:
            how = _("done with {by} on {day}").format(by=act.by, day=day)
        else:
            how = (_("done {}") if act.kind is ActKind.DONE else _("skipped {}")).format(day)
        why = f"{words.colon}{act.entry.reason}" if act.kind is ActKind.SKIPPED else ""
        yield one_line(f"{how}{why}") + f" ({self.place_of(act.entry)})"

    def agreed(self, one: Occurrence, move: Move) -> str:
        """Return on what a day was agreed that a date was moved to; empty for a move of another kind."""
        kind = _AGREED.get(move.because)
        if kind is None:
            return ""
        to = [act for act in self.acts if act.kind is kind and act.to == move.to]
        named = [act for act in to if act.named in {one.tail, ISO[one.due]}] or to
        if not named:
            return ""
        entry = named[-1].entry
        _ = messages(self.language).gettext
        how = (_("deferred on {}") if kind is ActKind.DEFERRED else _("booked on {}")).format(ISO[entry.on])
        why = f"{words_of(self.language).colon}{entry.reason}" if entry.reason else ""
        return one_line(f"{how}{why}") + f" ({self.place_of(entry)})"

    def set_by(self, day: Day) -> str:
        """Return who set a due day: the inspector's entry; empty where none did."""
        act = next((act for act in reversed(self.acts) if act.next == day), None)
        if act is None:
            return ""
        return messages(self.language).gettext("set on {}").format(ISO[act.on]) + f" ({self.place_of(act.entry)})"

    def done_on(self, day: Day) -> str:
        """Return where it is written that the work was done on a day; empty where it is not."""
        act = next((act for act in self.acts if act.on == day and act.kind is ActKind.DONE), None)
        return "" if act is None else self.place_of(act.entry)

    @property
    def completions(self) -> list[Day]:
        """The days on which the work was done, in order."""
        return sorted({act.on for act in self.acts if act.kind is ActKind.DONE})

    def _closing(self, one: Occurrence) -> Act | None:
        is_skip = one.status is Status.SKIPPED
        if one.done_on is None and not is_skip:
            return None
        kind = ActKind.SKIPPED if is_skip else ActKind.DONE
        acts = [act for act in self.acts if act.kind is kind and (is_skip or act.on == one.done_on)]
        named = [act for act in acts if act.named in {one.tail, ISO[one.due]}]
        return next(iter(named or [act for act in acts if act.named is None]), None)


def recorded_of(plan: Plan, series: Series, logbook: Logbook, folder: str, language: str) -> Recorded:
    """Return what the logbook says of one of the series of a plan, as it is on the plan's day."""
    logbook = logbook.seen_on(plan.today)
    asset = series.asset
    by_task = logbook.tasks_of((asset.id, *asset.formerly))
    tasks = {one.task.bare_id: one.task for one in plan.series if one.asset is asset}
    including = including_tasks(tasks)
    if is_certificate(series):
        return Recorded(series, logbook, (), folder, language)
    acts = acts_of(series, by_task, including.get(series.task.bare_id, ()))
    return Recorded(since_the_newest(series, acts), logbook, sorted(acts, key=lambda act: act.on), folder, language)
