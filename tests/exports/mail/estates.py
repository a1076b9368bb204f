"""An estate with something to say in every chapter of a digest."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from fmplan.assets.mail_form import DigestForm
from fmplan.cli.session import Opened, open_estate
from fmplan.dates.ranges import parse_day
from fmplan.exports.mail.message import Digest, Message
from fmplan.exports.mail.messages import messages_of
from fmplan.exports.mail.outlook import Outlook
from fmplan.exports.mail.periods import period_of
from fmplan.exports.mail.share import Share
from fmplan.schedules.lock import Lock
from fmplan.tree import Folder

ESTATE: Final = """\
fmplan: 1
estate: quay
name: {en: Old Quay, zh: 老码头}
timezone: Europe/London
language: en
starts: 2027-01-01
calendar: {country: none}
classes: {lift: {name: Lift}, pump: {name: Pump}, lawn: {name: Lawn}}
locations: {tower-1: {name: {en: Tower 1, zh: 1栋}}, yard: {name: {en: Yard, zh: 院子}}}
teams:
  lifts:
    name: {en: Lift firm, zh: 电梯公司}
    trades: [lift]
    contractor: true
    contract: {expires: 2027-02-28, notice: 60 days}
    email: [lifts@example.com, Night desk <night@example.com>]
  own: {name: {en: Own staff, zh: 自有班组}, trades: [administration, technician], email: [own@example.com]}
  idle: {name: Idle hands, trades: [idling], email: [idle@example.com]}
mail:
  from: plan@example.com
  reply_to: lead@example.com
  weekly: {to: [lead@example.com], teams: true, attach: [ical, xlsx]}
  monthly: {to: [Lin <lead@example.com>]}
  overdue: {to: [manager@example.com], on: [mon, thu]}
"""
ASSETS: Final = """\
defaults: {location: tower-1}
assets:
  lift-1:
    class: lift
    name: {en: Lift A, zh: A梯}
    team: lifts
    criticality: safety
    certificates: {mark: {from: inspection, expires: 2027-03, renew_before: 60 days}}
    tasks:
      service:
        name: {en: Half-monthly service, zh: 半月维保}
        force: law
        every: 14 days
        max_gap: 15 days
        first: 2027-02-03
        duration: 1 h
        people: 2
        impact: {type: outage, of: lift, notice: 1 day}
        qualification: {en: two certified mechanics, zh: 两名持证人员}
        checklist:
          - {id: A-1, text: {en: Machine room clean, zh: 机房清洁}}
          - {id: A-2, text: {en: Levelling, zh: 平层}, read: {unit: mm, max: 10}}
      inspection: {name: {en: Inspection, zh: 检验}, force: law, every: 1 year, first: 2027-03-20}
      ropes: {name: {en: Ropes greased, zh: 钢丝绳润滑}, every: 1 year, first: 2027-02-03, duration: 30 min}
  pump-1:
    class: pump
    name: {en: Pump 1, zh: 1号泵}
    team: own
    tasks:
      check: {name: {en: Check, zh: 检查}, every: 1 month, first: 2027-01-11, duration: 15 min}
      oil:
        name: {en: Oil change, zh: 换油}
        meter: {of: run-hours, every: 500, unit: h, stale_after: 30 days}
      look: {name: {en: Daily look, zh: 每日巡视}, every: 1 day, duration: 5 min, first: 2027-01-04, tracked: false}
  lawn:
    class: lawn
    name: {en: Lawn, zh: 草坪}
    location: yard
    team: own
    tasks:
      burn:
        name: {en: Weeds burnt off, zh: 火焰除草}
        every: 1 year
        first: 2027-02-10
        duration: 2 h
        permit: {name: {en: Hot work, zh: 动火许可}, ahead: 5 days}
"""
ACTS: Final = (
    {"entry": "reading", "on": "2027-01-05", "asset": "pump-1", "meter": "run-hours", "value": "120"},
    {"entry": "done", "on": "2027-01-20", "asset": "lift-1", "task": "service"},
)
MONDAY: Final = "2027-02-01"


def a_quay(folder: Path, estate: str = ESTATE, assets: str = ASSETS, acts: Iterable[dict[str, Any]] = ACTS) -> Path:
    """Write the estate into a folder and return the folder."""
    (folder / "assets").mkdir(parents=True)
    (folder / "logbook").mkdir()
    (folder / "estate.yaml").write_text(estate, encoding="utf-8")
    (folder / "assets/all.yaml").write_text(assets, encoding="utf-8")
    (folder / "logbook/by-hand.jsonl").write_text("".join(f"{json.dumps(act)}\n" for act in acts), encoding="utf-8")
    return folder


def form_of(opened: Opened, digest: str) -> DigestForm:
    """What the estate says of a digest."""
    mail = opened.estate.mail
    assert mail is not None
    form = getattr(mail, digest)
    assert isinstance(form, DigestForm)
    return form


def outlook_on(opened: Opened, digest: str, today: str) -> tuple[Outlook, str]:
    """What a digest of an estate is made from on a day, and the name of its period."""
    assert opened.is_usable, opened.letters()
    day = parse_day(today)
    period = period_of(form_of(opened, digest), day)
    assert period is not None
    outlook = Outlook(opened.estate, opened.series, opened.logbook, opened.lock or Lock(), day, period.days)
    return outlook, period.name


def written(folder: Path, digest: str = "weekly", today: str = MONDAY, language: str | None = None) -> list[Message]:
    """The messages of a digest of the estate in a folder."""
    opened = open_estate(Folder(folder))
    outlook, name = outlook_on(opened, digest, today)
    assert opened.estate.mail is not None
    form = form_of(opened, digest)
    return list(messages_of(outlook, Digest(digest), form, opened.estate.mail, name, language))


def share_of(folder: Path, team: str = "", digest: str = "weekly", today: str = MONDAY, language: str = "en") -> Share:
    """What one team gets of a digest, "" for the lead."""
    opened = open_estate(Folder(folder))
    outlook, _ = outlook_on(opened, digest, today)
    return Share(outlook, opened.estate.teams[team] if team else None, language)
