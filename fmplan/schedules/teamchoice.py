"""Which team does a task: its own, else the asset's if it has the trade, else the one that has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fmplan.assets.estate import Asset, Estate, Layer, Team
from fmplan.assets.load import unknown_team
from fmplan.assets.mistakes import did_you_mean, listing, sentence
from fmplan.findings import Finding, Severity
from fmplan.schedules.layers import is_built_in, value_at
from fmplan.schedules.task import Task
from fmplan.schedules.teamless import teamless


class TeamChoice:
    """Chooses among the teams of an estate; `findings` are what is wrong where the estate says it."""

    def __init__(self, estate: Estate) -> None:
        self.findings: list[Finding] = []
        self._estate = estate
        self._teamless: dict[str, set[str]] = {}

    def team_for(self, asset: Asset, task: Task, layers: tuple[Layer, ...]) -> Team | None:
        """Return who does a task on an asset; None where nothing says it."""
        teams = self._estate.teams
        if task.team is not None:
            if task.team not in teams:
                self.findings.append(unknown_team(task.team, teams, value_at(layers, "team")))
            return teams.get(task.team)
        if asset.team is not None:
            own = teams.get(asset.team)
            if own is None:  # found when the register was read
                return None
            if task.trade is None or task.trade in own.trades:
                return own
        if task.trade is None:
            return None
        able = self._estate.team_of_trade.get(task.trade, ())
        if len(able) == 1:
            return teams[able[0]]
        if is_built_in(layers, "trade"):
            self._teamless.setdefault(task.trade, set()).add(task.id)
        else:
            self.findings.append(self._no_team(task, task.trade, able, layers))
        return None

    def findings_about_the_library(self) -> Iterator[Finding]:
        """Yield what there is to say of library tasks that ask for a trade which not just one team has."""
        return teamless(self._estate, self._teamless)

    def _no_team(self, task: Task, trade: str, able: Sequence[str], layers: tuple[Layer, ...]) -> Finding:
        if able:
            message = f"{listing(able)} have the trade {trade!r}: nothing says which of them does {task.id!r}"
            remedy = "Name a team: on the task or on the asset."
        else:
            close = did_you_mean(trade, self._estate.team_of_trade)
            message = f"no team has the trade {trade!r}"
            remedy = sentence(close) or f"Add {trade} to the trades: of a team in estate.yaml."
        return Finding("no-team", Severity.ERROR, value_at(layers, "trade") or layers[-1].place(), message, remedy)
