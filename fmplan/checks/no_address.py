"""Allow a team that is to get its work by mail, and has no address.

*Why it matters*: `teams: true` promises each team its own part of the digest. A team without an address gets nothing,
and nobody is told: its work stands in the lead's summary alone.

*Example*:

    teams: {gardeners: {name: Gardeners, trades: [greenery]}}
    mail: {from: plan@example.com, weekly: {teams: true}}

*Mend it*: add `email:` to the team, or name the teams that get mail: `teams: [lifts, cleaning]`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fmplan.assets.mail import digests_of
from fmplan.checks.situation import Situation
from fmplan.findings import Finding, Severity

SEVERITY: Final = Severity.WARNING


def check(situation: Situation) -> Iterator[Finding]:
    """Yield a warning for each team with work that a digest goes to, and that has no address; once for each."""
    mail = situation.estate.mail
    if mail is None:
        return
    told: dict[str, str] = {}
    at_work = {series.team.id: None for series in situation.series if series.team is not None}
    for name, form in digests_of(mail):
        for team in form.teams if isinstance(form.teams, tuple) else at_work if form.teams else ():
            told.setdefault(team, name)
    for team, digest in told.items():
        known = situation.estate.teams.get(team)
        if known is not None and not known.form.email:
            yield Finding(
                "no-address",
                SEVERITY,
                situation.estate.block["teams"].key_place(team),
                f"{team} is to get the {digest} digest, and has no address",
                f"Add email: to the team, or name those that get mail under {digest}:, as teams: [lifts, cleaning].",
            )
