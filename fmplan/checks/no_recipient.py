"""Allow a digest that goes to nobody.

*Why it matters*: who writes `weekly:` expects mail on Monday. A digest with neither recipients nor teams is made for
nobody, and what is overdue stays unread.

*Example*:

    mail: {from: plan@example.com, weekly: {on: mon}}

*Mend it*: add `to:` with an address, or `teams: true`, or take the digest out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fmplan.assets.mail import digests_of
from fmplan.checks.situation import Situation
from fmplan.findings import Finding, Severity

SEVERITY: Final = Severity.WARNING


def check(situation: Situation) -> Iterator[Finding]:
    """Yield a warning for each digest with neither recipients nor teams."""
    estate = situation.estate
    for name, form in digests_of(estate.mail) if estate.mail is not None else ():
        if not form.to and not form.teams:
            yield Finding(
                "no-recipient",
                SEVERITY,
                estate.block["mail"].key_place(name),
                f"the {name} digest goes to nobody",
                "Add to: with an address, for example to: [lead@example.com], or teams: true, or take it out.",
            )
