"""Work of the library that no team of the estate is there for, told once for all its trades."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fmplan.assets.estate import ESTATE_FILE, Estate
from fmplan.assets.mistakes import did_you_mean, listing, sentence
from fmplan.findings import Finding, Place, Severity
from fmplan.schedules.library.words import trades


def teamless(estate: Estate, tasks: Mapping[str, set[str]]) -> Iterator[Finding]:
    """Yield what there is to say of tasks by the trade they ask for, which not just one team has."""
    if not tasks:
        return
    if not estate.teams:
        yield Finding(
            "no-team",
            Severity.NOTE,
            Place(ESTATE_FILE),
            f"there are no teams, so nobody does the {_number(tasks)} of the library",
            f"Add teams: with their trades: {_counted(tasks)}.",
        )
        return
    teams_at = estate.written_at("teams")
    nobodys: dict[str, set[str]] = {}
    slips = sorted(set(estate.team_of_trade) - set(trades()))
    for trade, of_trade in sorted(tasks.items()):
        able = estate.team_of_trade.get(trade, ())
        close = "" if able else did_you_mean(trade, slips)
        if able:
            wrong = f"{listing(able)} have the trade {trade!r}"
            yield _finding(wrong, of_trade, "Leave the trade to one of them, or name a team on the asset.", teams_at)
        elif close:
            yield _finding(f"no team has the trade {trade!r}", of_trade, sentence(close), teams_at)
        else:
            nobodys[trade] = of_trade
    if len(nobodys) == 1:
        ((trade, of_trade),) = nobodys.items()
        remedy = f"Add {trade} to the trades: of a team in estate.yaml."
        yield _finding(f"no team has the trade {trade!r}", of_trade, remedy, teams_at)
    elif nobodys:
        yield Finding(
            "no-team",
            Severity.WARNING,
            teams_at,
            f"no team has the trades of {_number(nobodys)} of the library: {listing(list(nobodys), 4)}",
            f"Add each to the trades: of the team in estate.yaml that does it: {_counted(nobodys)}.",
        )


def _finding(wrong: str, tasks: set[str], remedy: str, place: Place) -> Finding:
    has_or_have = "has" if len(tasks) == 1 else "have"
    message = f"{wrong}, so {listing(sorted(tasks), 4)} {has_or_have} no team"
    return Finding("no-team", Severity.WARNING, place, message, remedy)


def _number(tasks: Mapping[str, set[str]]) -> str:
    number = sum(map(len, tasks.values()))
    return "one task" if number == 1 else f"{number} tasks"


def _counted(tasks: Mapping[str, set[str]]) -> str:
    """Return the trades, each with how many tasks ask for it where that is more than one."""
    return ", ".join(
        f"{trade} ({len(of_trade)} tasks)" if len(of_trade) > 1 else trade for trade, of_trade in sorted(tasks.items())
    )
