"""The options that say how messages leave, and what may go out once more."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from msgspec import Struct

Robot = StrEnum("Robot", "wecom dingtalk feishu slack webhook")


class WaysOut(Struct, frozen=True):
    """Which ways messages go; without any, by SMTP to the server that FMPLAN_SMTP_URL names."""

    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print what would be sent, and send nothing.")] = False
    eml: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write the letters into a folder, and send nothing.", show_default=False),
    ] = None
    sendmail: Annotated[
        bool, typer.Option("--sendmail", help="By the sendmail of this computer, or what FMPLAN_SENDMAIL names.")
    ] = False
    robot: Annotated[
        list[Robot] | None,
        typer.Option(help="Into a chat, where FMPLAN_WECOM_URL and the like lead.", show_default=False),
    ] = None
    teams: Annotated[
        bool, typer.Option("--teams", help="Into a chat, each team's own part as well; else the summary alone.")
    ] = False
    budget: Annotated[
        str, typer.Option(metavar="TIME", help="How long what is refused for now is tried again, as 90 s or 10 min.")
    ] = "10 min"
    again: Annotated[
        bool, typer.Option("--again", help="Send updates of what has changed, and again what was refused.")
    ] = False
    resend_unknown: Annotated[
        bool, typer.Option("--resend-unknown", help="Send again what may or may not have arrived.")
    ] = False
