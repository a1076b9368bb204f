"""The lead times of notices to residents, as the standards and custom have them (`words/notices.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from msgspec import Struct, field

from fmplan.assets.form import Form
from fmplan.assets.mistakes import read_form
from fmplan.assets.task_form import ImpactType, Kind, SourceForm
from fmplan.assets.text import Text
from fmplan.assets.timing_form import FactTest
from fmplan.assets.written import PeriodText
from fmplan.dates.period import Period
from fmplan.keeping import kept
from fmplan.schedules.library.files import block_of


class LeadRule(Struct, frozen=True):
    """One line of the table: for which work it holds, None or "" for any; how long before, and who says so."""

    impact: ImpactType | None
    of: str | None
    kind: Kind | None
    class_: str
    pack: str
    when: Mapping[str, FactTest]
    lead: Period
    note: Text | None
    source: SourceForm


@cache
def lead_rules() -> tuple[LeadRule, ...]:
    """Return the lines in the order they are asked. Raises ValueError where the file is broken."""
    # Every plan asks for them, and to read them would be the one thing for which it loads a parser.
    found: tuple[LeadRule, ...] = kept("leads", (), _read)
    return found


def _read() -> tuple[LeadRule, ...]:
    rules = []
    for written in block_of("words/notices.yaml")["notices"]:
        form, findings = read_form(_LeadForm, written)
        if form is None:
            raise ValueError(f"words/notices.yaml: {findings[0].place}: {findings[0].message}")
        rules.append(
            LeadRule(
                form.impact, form.of, form.kind, form.class_, form.pack, form.when, form.lead, form.note, form.source
            )
        )
    return tuple(rules)


class _LeadForm(Form, frozen=True, kw_only=True):
    impact: ImpactType | None = None
    of: Literal["lift", "water", "power", "gas", "heating", "network"] | None = None
    kind: Kind | None = None
    class_: str = field(default="", name="class")
    pack: str = ""
    when: dict[str, FactTest] = field(default_factory=dict)
    lead: PeriodText
    note: Text | None = None
    source: SourceForm
