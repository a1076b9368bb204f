"""Recording: what one command puts into the logbook, gathered, told and written as one file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import typer
from msgspec.structs import replace

from fmplan.assets.estate import Asset
from fmplan.cli.days import day_option
from fmplan.cli.options import Recorded
from fmplan.cli.recorder import recorder_of
from fmplan.cli.saying import say
from fmplan.cli.session import Opened, Session, moment_of, open_estates, today_of
from fmplan.cli.writing import CannotWriteError, write
from fmplan.dates.day import ISO, Day
from fmplan.dates.plain import quoted
from fmplan.exports.plain import one_line
from fmplan.logbook.entries import Logbook
from fmplan.logbook.entry import id_of
from fmplan.logbook.read import logbook_of, read_logbook
from fmplan.logbook.sieve import Sieve
from fmplan.logbook.values import READ
from fmplan.logbook.write import CannotRecordError, lines_of, record
from fmplan.schedules.resolving import Act, with_acts
from fmplan.tree import Tree

_FEW: Final = 20
"""Lines that speak of so many ids are looked for one by one; for more the whole logbook is read."""


class RefusedError(Exception):
    """What was asked cannot be recorded: `key` is the option or the column it is about, the text says why."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key

    def as_usage(self) -> typer.BadParameter:
        """Return it as a usage error of the command."""
        return typer.BadParameter(str(self), param_hint=f"--{self.key}" if self.key.islower() else self.key)


class Recording:
    """The acts of one command, and what is told of them. `day` is that of `--on`; `asks` whether one may ask back."""

    def __init__(self, session: Session, how: Recorded) -> None:
        self.session = session
        self.how = how
        self.opened: Opened = session.usable[0]
        self.today: Day = today_of(self.opened, how.today)
        self.day: Day = self.today if how.on is None else self._past(day_option(how.on, "--on"))
        self.asks = True
        self.acts: list[Act] = []
        self.told: list[str] = []

    def look_up(self, assets: Iterable[Asset] | None) -> None:
        """Read the logbook, as far as it concerns these assets and events; None for all of it."""
        tree: Tree = self.opened.tree
        ids = None if assets is None else {id_ for one in assets for id_ in (one.id, *one.formerly)}
        if ids is not None and len(ids) <= _FEW:
            tree = Sieve(tree, ids)
        logbook, _ = read_logbook(tree, self.opened.estate.logbook)
        self.opened = replace(self.opened, logbook=logbook)

    def tell(self, text: str) -> None:
        """Tell a line of what was recorded."""
        self.told.append(one_line(text) if not text.startswith("  ") else f"  {one_line(text)}")

    def shared(self) -> dict[str, Any]:
        """Return what every act says of this command: by whom it was done, and the note."""
        keys: dict[str, Any] = {}
        if self.how.by:
            keys["by"] = [some_text("by", name) for name in self.how.by]
        if self.how.note is not None:
            keys["note"] = some_text("note", self.how.note)
        return keys

    def logbook_for(self, asset: str) -> Logbook:
        """Return the logbook as the acts so far leave it, as far as they concern an asset."""
        return with_acts(self.opened.logbook, [act for act in self.acts if act.get("asset", asset) == asset])

    def lines_of(self, asset: Asset | None) -> list[Mapping[str, Any]]:
        """Return what is recorded of an asset, or of the estate as a whole, with the acts so far, line by line."""
        ids = (asset.id, *asset.formerly) if asset else ("",)
        entries = [entry.line for ones in self.opened.logbook.tasks_of(ids).values() for entry in ones]
        return [*entries, *(act for act in self.acts if act.get("asset", "") in ids)]

    def numbered(self, act: Act, before: Sequence[Act]) -> Act | None:
        """Return an act with its number among those that say the same of the same day; None where it is one of them.

        What was taken back and is recorded anew has a number too: it would be taken back again.
        """
        if before and not self.how.again:
            return None
        if before:
            act = {**act, "again": max(int(one.get("again", 1)) for one in before) + 1}
        while self._is_undone(act):
            act = {**act, "again": int(act.get("again", 1)) + 1}
        return act

    def finish(self) -> None:
        """Write what was gathered, tell it, and end the command."""
        path = self._write()
        if not self.how.quiet or not self.acts:
            text = "".join(f"{line}\n" for line in self.told)
            if self.how.dry_run:
                say(text.rstrip("\n"))
            else:
                write([text.encode("utf-8", "backslashreplace")])
        if path is not None:
            self.session.note(f"recorded in {path}")
        self.session.end()

    def _write(self) -> Path | None:
        if not self.acts:
            return None
        moment = moment_of(self.opened, self.how.today)
        recorder = recorder_of(self.how.recorder, self.opened.tree.root)
        if self.how.dry_run:
            stamp = {"recorded": moment} | ({"recorder": recorder} if recorder else {})
            write([lines_of([{**act, **stamp} for act in self.acts])])
            return None
        folder = self.opened.tree.root / self.opened.estate.logbook
        try:
            return record(folder, self.acts, moment, recorder, self.today)
        except CannotRecordError as error:
            raise CannotWriteError(error.where, error.reason) from error

    def _past(self, day: Day) -> Day:
        if day > self.today:
            raise RefusedError("on", f"{ISO[day]} is still to come: today is {ISO[self.today]}").as_usage()
        return day

    def _is_undone(self, act: Act) -> bool:
        volume = logbook_of([act]).volumes[0]
        return self.opened.logbook.is_undone(next(iter((*volume.undones, *volume.entries))))


def begin(how: Recorded) -> Recording:
    """Open the estate that something is recorded of. Usage errors; ends the command where it cannot be planned.

    Its logbook is not read before somebody knows of which assets: `look_up`.
    """
    return Recording(open_estates([how.estate] if how.estate else None, quiet=how.quiet, with_logbook=False), how)


def some_text(key: str, text: str) -> str:
    """Return a text that people wrote under a key. Raises RefusedError where nothing is written."""
    if not text.strip():
        raise RefusedError(key, "nothing is written here")
    return text.strip()


def value_of(key: str, text: Any, option: str = "") -> Any:
    """Return the value of a key as it stands in a line. Raises RefusedError, about `option` or the key."""
    try:
        READ[key][text]
    except ValueError as error:
        raise RefusedError(option or key, str(error)) from None
    return text


def pair_of(key: str, text: str) -> tuple[str, str]:
    """Return both sides of `A-1-07=4`. Raises RefusedError."""
    name, equals, value = text.partition("=")
    if not equals or not name.strip() or not value.strip():
        raise RefusedError(key, f"cannot read {quoted(text)}: write a name, = and what was found, for example A-1-07=4")
    return name.strip(), value.strip()


def said(act: Act) -> str:
    """Return an id as people may name the act by."""
    return f"[{id_of(act)}]"


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what is refused into a usage error of the command."""
    try:
        yield
    except RefusedError as error:
        raise error.as_usage() from None
