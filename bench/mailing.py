"""What a Monday morning takes: the digests of 50 estates with 200 assets each, for their leads and four teams each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench import targets
from bench.caches import FMPLAN
from bench.estate import write_estate
from bench.process import Cost, RunError, run_cold
from bench.register import TEAM
from bench.table import Row, measured
from bench.turns import in_turn

ESTATES = 50
ASSETS = 200
TEAMS = ("pumps", "fans", "valves", "panels")
TODAY = "2027-01-04"
_MAIL = "mail: {from: plan@example.com, weekly: {to: [lead@example.com], teams: true, attach: [ical, xlsx]}}\n"


def mailing_rows(folder: Path, rounds: int) -> Iterator[Row]:
    estates = [_write_mailing_estate(folder / f"mailing-{number:02}") for number in range(ESTATES)]
    letters = folder / "letters"

    def written() -> Cost:
        # A dry run shows the text alone: pages are made when letters are.
        command = (FMPLAN, "mail", "weekly", *map(str, estates), "--today", TODAY, "--eml", str(letters))
        cost = run_cold(command, environment={"XDG_STATE_HOME": str(folder / "state")})
        found = len(list(letters.glob("*.eml")))
        if found != ESTATES * (1 + len(TEAMS)):
            raise RunError(f"{found} messages were made")
        return cost

    cost = in_turn({"digests": written}, rounds)["digests"]
    what = f"{ESTATES} estates of {ASSETS} assets, all digests of a week with calendar and work sheets"
    yield measured(what, "s", lambda: (cost.cpu, "of one processor"), targets.MAILING_SECONDS)


def _write_mailing_estate(folder: Path) -> Path:
    """Write an estate whose assets belong to four teams in turn, each estate under an id of its own."""
    write_estate(folder, ASSETS)
    register = folder / "assets/plant-001.yaml"
    parts = register.read_text(encoding="utf-8").split(f"team: {TEAM}\n")
    named = (f"{part}team: {TEAMS[number % len(TEAMS)]}\n" for number, part in enumerate(parts[:-1]))
    register.write_text("".join(named) + parts[-1], encoding="utf-8")
    estate = (folder / "estate.yaml").read_text(encoding="utf-8")
    teams = "".join(f"  {team}: {{name: {team.title()}, email: [{team}@example.com]}}\n" for team in TEAMS)
    estate = estate.replace("estate: bench\n", f"estate: {folder.name}\n")
    estate = estate.replace(f"  {TEAM}:\n    name: Own staff\n", teams)
    (folder / "estate.yaml").write_text(estate + _MAIL, encoding="utf-8")
    return folder
