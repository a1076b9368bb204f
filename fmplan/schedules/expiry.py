"""What runs out: certificates and marks of assets, contracts of teams. Each is a date like any other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from fmplan.assets.asset_form import CertificateForm
from fmplan.assets.estate import Asset, Estate, Layer, Team
from fmplan.assets.task_form import Force, Kind, TaskForm
from fmplan.assets.text import Text
from fmplan.assets.timing_form import Shift
from fmplan.dates.day import ISO, Day
from fmplan.dates.period import Period
from fmplan.logbook.entries import Logbook
from fmplan.logbook.entry import Entry
from fmplan.logbook.values import FAIL, NO_ACCESS
from fmplan.schedules.act import ActKind
from fmplan.schedules.duties import Duty
from fmplan.schedules.history import Closing, History
from fmplan.schedules.series import Series
from fmplan.schedules.slots import Slot, first_day_back
from fmplan.schedules.task import Basis, Dates, Task

CERTIFICATE: Final = "certificate."
"""What the id of the task begins with by which the expiry of a certificate stands in the plan."""

CONTRACT: Final = "contract"
"""The id of the task by which the end of a contract stands in the plan, and the class of its asset: the team."""


def is_certificate(series: Series) -> bool:
    """Tell whether the dates of a series are the last days of a certificate."""
    return series.task.id.startswith(CERTIFICATE)


def is_contract(series: Series) -> bool:
    """Tell whether the date of a series is the end of a team's contract."""
    return series.task.id == CONTRACT and series.asset.class_ == CONTRACT


def runs_out(series: Series) -> bool:
    """Tell whether a series is a certificate or a contract, which is renewed: nobody does it."""
    return is_certificate(series) or is_contract(series)


def certificate_id(series: Series) -> str:
    """Return what the register calls the certificate whose last days a series has."""
    return series.task.id.removeprefix(CERTIFICATE)


def certificate_of(series: Series) -> CertificateForm:
    """Return the certificate whose last days a series has."""
    return series.asset.certificates[certificate_id(series)]


def certificates_of(asset: Asset) -> list[Duty]:
    """Return a task for each certificate of an asset, with where it is written."""
    written = asset.block.get("certificates") or {}
    duties: list[Duty] = []
    for id_, form in asset.certificates.items():
        block = written.get(id_) or asset.block
        name = {"en": f"Expiry of {id_.replace('-', ' ')}", "zh": f"到期：{id_}"}
        task = _expiring(f"{CERTIFICATE}{id_}", name, Force.LAW, form.expires, form.renew_before)
        duties.append((task, (Layer(f"asset {asset.id}", block, _FORM),)))
    return duties


def contracts_of(estate: Estate) -> list[tuple[Asset, Duty]]:
    """Return an asset for each team whose contract ends one day, with the task of its end."""
    return [(_as_asset(team), _contract(team)) for team in estate.teams.values() if _ends(team) is not None]


def _ends(team: Team) -> Day | None:
    return team.contract.expires if team.contract else None


def _as_asset(team: Team) -> Asset:
    return Asset(id=team.id, name=team.name, class_=CONTRACT, block=team.block)


def _contract(team: Team) -> Duty:
    contract = team.contract
    assert contract is not None  # noqa: S101 - asked only of those that have one
    name = {"en": "End of contract", "zh": "合同到期"}
    task = _expiring(CONTRACT, name, Force.CONTRACT, contract.expires, contract.notice)
    # Work under a contract that has run out is late, not forbidden.
    return replace(task, expires=False), (Layer(f"team {team.id}", team.block.get("contract") or team.block, _FORM),)


_FORM: Final = TaskForm()


def _expiring(id_: str, name: Text, force: Force, expires: Day | None, notice: Period | None) -> Task:
    early = 0 if notice is None or expires is None else expires - notice.after(expires, -1)
    return Task(
        id=id_,
        bare_id=id_,
        schedule="",
        name=name,
        kind=Kind.ADMIN,
        force=force,
        timing=Dates(() if expires is None else (expires,)),
        basis=Basis.FIXED,
        shift=Shift.KEEP,
        early=early or (int(notice.days) if notice else 0),
        expires=True,
    )


class Renewal(Struct, frozen=True):
    """An inspection that set a new date: on which day, until when, by which entry."""

    on: Day
    until: Day
    entry: Entry


def renewals_of(series: Series, logbook: Logbook) -> list[Renewal]:
    """Return what renewed a certificate, by day: the entries of the tasks it comes from that set a next date.

    For a contract that is nothing: it is renewed in the register.
    """
    tasks = certificate_of(series).from_ if is_certificate(series) else None
    if not tasks:
        return []
    by_task = logbook.tasks_of((series.asset.id, *series.asset.formerly), tasks)
    entries = (entry for task in tasks for entry in by_task.get(task, ()))
    found = [Renewal(entry.on, entry.next, entry) for entry in entries if entry.next is not None and renews(entry)]
    return sorted(found, key=lambda one: (one.on, one.until))


def renews(entry: Entry) -> bool:
    """Tell whether the date an entry sets is an expiry too: who fails gets no mark, but a day to be seen again."""
    return entry.next is not None and entry.result not in _NO_MARK


_NO_MARK: Final = frozenset({FAIL, NO_ACCESS})


def expiries(series: Series, renewals: Sequence[Renewal]) -> tuple[list[Slot], History]:
    """Return the days on which a certificate runs out, each closed by the renewal that came before the next.

    What was renewed before the series begins is history, and nothing is closed by it. The register's own date is
    where the chain starts, unless it is that of a renewal: then somebody brought the register up to date.
    """
    timing = series.task.timing
    assert isinstance(timing, Dates)  # noqa: S101 - what these tasks are made with
    later = [one for one in renewals if one.on >= series.begin]
    written = timing.days[-1] if timing.days else None
    before = [one.until for one in renewals if one.on < series.begin]
    current = max([*before[-1:], *([] if written is None else [written])], default=None)
    if written is not None and any(one.until == written for one in later):
        current = before[-1] if before else None
    closed: dict[Day, Closing] = {}
    for one in later:
        if current is not None and one.until != current:
            closed[current] = Closing(ActKind.DONE, one.on, one.entry)
        closed.pop(one.until, None)  # what runs out on a day it ran out on once before is open again
        current = one.until
    days = sorted({*closed, *([] if current is None else [current])})
    dues = {day: due for day in days if (due := _due(series, day)) is not None}
    slots = [Slot(due, due, series.begin) for due in dict.fromkeys(dues.values())]
    open_ = None if current is None else dues.get(current)
    closings = {ISO[due]: closed[day] for day, due in dues.items() if day in closed and due != open_}
    return slots, History(slots, closings)


def run_out_on(series: Series, due: Day) -> Day:
    """Return the day that is written where one that ran out before the series began is due on its first day in use."""
    timing = series.task.timing
    days = timing.days if isinstance(timing, Dates) else ()
    return next((day for day in reversed(days) if day < due and _due(series, day) == due), due)


def _due(series: Series, expires: Day) -> Day | None:
    """Return the day by which a certificate must be renewed; None where the thing is not in use any more.

    What ran out before the begin, or while it was suspended, runs out on the first day in use.
    """
    due = first_day_back(series.asset, None, max(expires, series.begin))
    return None if due is None or (series.end is not None and due > series.end) else due
