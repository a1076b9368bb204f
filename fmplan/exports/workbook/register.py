"""The register: every asset with what is known of it, its certificates, and the work it takes in the range."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from fmplan.assets.estate import Asset
from fmplan.dates.day import ISO
from fmplan.exports.plain import one_line
from fmplan.exports.workbook.listing import Column, Listing, day_number
from fmplan.exports.workbook.planner import capital
from fmplan.exports.workbook.setting import Setting
from fmplan.exports.workbook.sheet import A3, Sheet
from fmplan.schedules.effort import person_hours

_HEAD: Final = 3


def add_register(setting: Setting) -> Sheet:
    """Add every asset that the plan has work for, and of a whole plan those without any too."""
    sheet = setting.add(setting.words.register, "#6B7780")
    setting.head(sheet, setting.words.register_title)
    words, common, logged, looks = setting.words, setting.common, setting.logged, setting.looks
    columns = [
        Column(words.id, looks.text, 8, 22),
        Column(words.name, looks.wrapped, 12, 34, wraps=True),
        Column(words.system, looks.text, 8, 16),
        Column(capital(common.class_), looks.wrapped, 10, 24, wraps=True),
        Column(capital(common.place), looks.wrapped, 8, 24, wraps=True),
        Column(words.criticality, looks.text, 8, 12),
        Column(capital(common.team), looks.wrapped, 8, 20, wraps=True),
        Column(words.make, looks.text, 8, 18),
        Column(words.model, looks.text, 8, 18),
        Column(capital(logged.serial), looks.text, 8, 18),
        Column(capital(logged.registration), looks.text, 8, 20),
        Column(words.quantity, looks.count, 6, 9),
        Column(words.area, looks.hours, 6, 10),
        Column(words.in_service, looks.date, 11, 11),
        Column(words.out_of_service, looks.date, 11, 11),
        Column(logged.certificates, looks.wrapped, 10, 30, wraps=True),
        Column(words.tasks, looks.count, 6, 8),
        Column(words.dates, looks.count, 6, 8),
        Column(capital(common.hours), looks.hours, 7, 10),
    ]
    listing = Listing(sheet, looks, _HEAD, columns)
    work = _work(setting)
    estate = setting.plan.estate
    is_whole = len(setting.plan.series) == len(setting.source.series)
    for asset in estate.assets.values():
        if asset.id in work or is_whole:
            listing.add(_values(setting, asset, work))
    row = listing.end()
    if listing.left_out:
        sheet.text(row, 0, words.left_out.format(f"{listing.left_out:,}"), looks.below_title)
    sheet.raw.freeze_panes(_HEAD + 1, 2)
    sheet.raw.repeat_rows(_HEAD)
    sheet.print_on(A3, setting.footer, landscape=True)
    return sheet


_Work = tuple[int, int, Decimal]


def _work(setting: Setting) -> Mapping[str, _Work]:
    """Return for each asset of the plan how many tasks, dates and person-hours it has."""
    found: dict[str, _Work] = {}
    for series in setting.plan.series:
        tasks, count, hours = found.get(series.asset.id, (0, 0, Decimal(0)))
        number = setting.counts[series.rank]
        effort = (person_hours(series) or Decimal(0)) * number
        found[series.asset.id] = (tasks + 1, count + number, hours + effort)
    return found


def _values(setting: Setting, asset: Asset, work: Mapping[str, _Work]) -> list[str | float | None]:
    tasks, dates, hours = work.get(asset.id, (0, 0, Decimal(0)))
    team = setting.plan.estate.teams.get(asset.team or "")
    return [
        asset.id,
        setting.asset(asset),
        setting.system(asset.class_),
        setting.class_name(asset.class_),
        setting.place(asset),
        setting.common.criticalities[asset.criticality],
        setting.team(team),
        asset.make or "",
        asset.model or "",
        asset.serial or "",
        asset.registration or "",
        asset.quantity,
        asset.area,
        day_number(asset.in_service),
        day_number(asset.out_of_service),
        _certificates(asset),
        tasks,
        dates,
        float(hours),
    ]


def _certificates(asset: Asset) -> str:
    """Return each certificate with the day the register says it expires on."""
    texts = (f"{name} {ISO[form.expires]}" if form.expires else name for name, form in asset.certificates.items())
    return one_line(", ".join(texts))
