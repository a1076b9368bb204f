"""Writing a new estate from the templates that lie beside this file."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path
from string import Template
from typing import Final
from unicodedata import normalize
from zoneinfo import available_timezones

import typer

from fmplan.cli.writing import CannotWriteError, write_file
from fmplan.dates.day import DATE, Day
from fmplan.dates.publicholidays import is_known

_FILES: Final = (
    "estate.yaml",
    "assets/house.yaml",
    "assets/grounds.yaml",
    "schedules/house.yaml",
    "README.md",
    "gitattributes",
)

_STANDARDS: Final = {
    "CN": (
        "cn-statutory, cn-residential, good-practice",
        "region: {region}, use: residential, height_m: 50, key_fire_unit: false, level: L2, climate: Z3",
        "half-month",
    ),
    "GB": ("uk-statutory, eu-norms", "region: {region}, use: residential, height_m: 15", "thorough-examination"),
    "US": ("us-nfpa, us-statutory", "region: {region}, use: office, height_m: 20", "category-1"),
}
"""For each country the library knows: the packs a new estate begins with, the facts they ask for, a task of a lift."""


def begin(folder: Path, name: str | None, country: str, timezone: str, today: Day) -> list[Path]:
    """Write a new estate into a folder that is new or empty, and return its files.

    Raises a usage error where the folder holds something, or for a country or time zone nobody knows; and
    CannotWriteError.
    """
    _require_empty(folder)
    if country != "none" and not is_known(country):
        raise typer.BadParameter(
            f"no public holidays are known for {country!r}: write a country or part such as GB-ENG, or none.",
            param_hint="--country",
        )
    if timezone not in available_timezones():
        raise typer.BadParameter(
            f"no time zone is called {timezone!r}: write one such as Asia/Shanghai.", param_hint="--timezone"
        )
    id_ = _id(folder.absolute().name)
    shown = name or id_.replace("-", " ").capitalize()
    values: dict[str, object] = {"id": id_, "country": country, "timezone": timezone, **_days(today)}
    packs, facts, task = _STANDARDS.get(country.upper().partition("-")[0], ("", "", "examination"))
    values |= {"standards": packs, "facts": facts.format(region=country.upper()), "task": task}
    kind = "standard" if packs else "plain"
    return [_write(folder, path, kind, values, shown) for path in _FILES]


def _days(today: Day) -> dict[str, object]:
    """Return the days that stand in a new estate: it begins today, so that it owes nothing yet."""
    begin = DATE[today]
    months = begin.year * 12 + begin.month - 1
    june = begin.year if begin.month < 6 else begin.year + 1
    examined, month = divmod(months - 3, 12)
    return {
        "begin": begin,
        "before": begin.year - 1,
        "examined": f"{examined}-{month + 1:02}-12",
        "june": f"{june}-06",
    }


def _require_empty(folder: Path) -> None:
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise typer.BadParameter(
                f"{folder} is there already and holds something: name a new folder.", param_hint="DIR"
            )
    except OSError as error:
        raise CannotWriteError(str(folder), error.strerror or "it cannot be opened") from error


def _write(folder: Path, path: str, kind: str, values: dict[str, object], name: str) -> Path:
    templates = resources.files("fmplan.cli").joinpath("templates")
    own = templates.joinpath(kind, path)
    text = (own if own.is_file() else templates.joinpath(path)).read_text(encoding="utf-8")
    target = folder / path.replace("gitattributes", ".gitattributes")
    # JSON's quotes are YAML's too, so that any name may stand in the file.
    shown = json.dumps(name, ensure_ascii=False) if path.endswith(".yaml") else name
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWriteError(str(target.parent), error.strerror or "no folder can be made here") from error
    write_file(target, [Template(text).substitute(values, name=shown).encode()])
    return target


def _id(name: str) -> str:
    """Return an id made of a folder's name: lower case, digits and hyphens."""
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:100].strip("-") or "estate"
