"""The commands, put together; each stands in the file of its name."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Annotated, Any, Final

import typer
from typer.core import TyperCommand

from fmplan.cli.coercing import coerced_lightly

_COMMANDS: Final = (
    "init",
    "check",
    "calendar",
    "overdue",
    "done",
    "skip",
    "defer",
    "book",
    "reading",
    "event",
    "undo",
    "explain",
    "history",
    "status",
    "facts",
    "schedules",
    "coverage",
    "lock",
    "logbook",
    "export",
    "notice",
    "mail",
    "doctor",
)


def _fmplan(
    *,
    version: Annotated[bool, typer.Option("--version", help="Show the release and end.")] = False,  # noqa: ARG001
) -> None:
    # `main` answers --version before anything is imported; here it only stands in the help.
    return


def command(arguments: Sequence[str] = ()) -> Callable[..., Any]:
    """Return fmplan as one command with all others below it, or with that one alone which the arguments name."""
    # rich would make the help prettier and take longer to load than everything else.
    app = typer.Typer(
        help="Plan the upkeep of an estate from plain text: registers in git, calendars with reasons.",
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(_fmplan)
    # The others, with all their options, would be built for nothing: 2 % of a `check`.
    for name in [one for one in _COMMANDS if one in arguments[:1]] or _COMMANDS:
        made = getattr(import_module(f"fmplan.cli.{name}"), name)
        if isinstance(made, typer.Typer):
            app.add_typer(made, name=name)
        else:
            app.command(cls=_Command)(made)
    return coerced_lightly(typer.main.get_command(app))


class _Command(TyperCommand):
    """A command that tells of a word too many how an estate is named, where that is what it mostly is."""

    allow_extra_args = True

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        super().parse_args(ctx, args)
        if ctx.args and not ctx.resilient_parsing:
            told = f"too many words: {' '.join(ctx.args)}"
            if any("--estate" in one.opts for one in self.params) and ctx.params.get("estate") is None:
                told += f". The estate is named by an option: --estate {shlex.quote(ctx.args[0])}"
            ctx.fail(told)
        return list(ctx.args)
