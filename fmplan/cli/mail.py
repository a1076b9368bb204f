"""`fmplan mail`: the digests of estates, sent once each."""

from __future__ import annotations

from typing import Annotated

import typer

from fmplan.cli.groups import with_options
from fmplan.cli.maillog import log
from fmplan.cli.options import Debug, Estates, Language, Output, Quiet, Today
from fmplan.cli.waysout import WaysOut

mail = typer.Typer(
    help="Send the digests of estates, each message once; or show how to have them sent.",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
)
At = Annotated[str, typer.Option(metavar="HH:MM", help="When, in the estate's time zone.")]


@mail.command()
@with_options
def weekly(
    out: WaysOut,
    estates: Estates = None,
    language: Language = None,
    today: Today = None,
    quiet: Quiet = False,
    debug: Debug = False,  # noqa: ARG001 - `run` looks for it itself, also before options are read
) -> None:
    """Send the week: what is owed, this week by day and place, the next in short, what to see to beforehand.

    The week is that of today, so that a run that was missed is made up for by the next.
    """
    _send("weekly", out, estates, language, today, quiet=quiet)


@mail.command()
@with_options
def monthly(
    out: WaysOut,
    estates: Estates = None,
    language: Language = None,
    today: Today = None,
    quiet: Quiet = False,
    debug: Debug = False,  # noqa: ARG001 - as above
) -> None:
    """Send the month: what is owed, the month by week, what to see to beforehand, the figures of the last."""
    _send("monthly", out, estates, language, today, quiet=quiet)


@mail.command()
@with_options
def overdue(
    out: WaysOut,
    estates: Estates = None,
    language: Language = None,
    today: Today = None,
    quiet: Quiet = False,
    debug: Debug = False,  # noqa: ARG001 - as above
) -> None:
    """Send what is owed today, the worst first; nothing where nothing is."""
    _send("overdue", out, estates, language, today, quiet=quiet)


@mail.command()
@with_options
def crontab(
    estates: Estates = None,
    at: At = "07:00",
    output: Output = "-",
    debug: Debug = False,  # noqa: ARG001 - as above
) -> None:
    """Print lines for cron that send every digest the estates have, with a log, and mail where something fails."""
    from fmplan.cli.settingup import crontab_lines
    from fmplan.cli.writing import write

    write(crontab_lines(estates, at), output)


@mail.command()
@with_options
def systemd(
    estates: Estates = None,
    at: At = "07:00",
    output: Output = "-",
    debug: Debug = False,  # noqa: ARG001 - as above
) -> None:
    """Print units for systemd that do the same: a service and a timer, and one that tells of failures."""
    from fmplan.cli.settingup import systemd_units
    from fmplan.cli.writing import write

    write(systemd_units(estates, at), output)


mail.command()(log)


def _send(digest: str, out: WaysOut, estates: Estates, language: Language, today: Today, *, quiet: bool) -> None:
    from fmplan.cli.digesting import messages_by
    from fmplan.cli.posting import post
    from fmplan.cli.session import open_estates
    from fmplan.exports.mail.message import Digest

    session = open_estates(estates, quiet=quiet)
    post(session, messages_by(session, Digest(digest), today, language), out)
    session.end()
