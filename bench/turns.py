"""Measuring in turn, A B A B: what slows the machine for a while slows both."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from statistics import median

from bench.process import Cost, RunError


@dataclass(slots=True)
class Runs:
    """The costs of one command so far, and why it is run no more, if it failed."""

    costs: list[Cost] = field(default_factory=list)
    failure: str | None = None

    @property
    def seconds(self) -> float:
        """The median; raises RunError where a run failed."""
        return median(cost.seconds for cost in self.good())

    @property
    def cpu(self) -> float:
        """The median of seconds on a processor, less disturbed by a busy machine; raises likewise."""
        return median(cost.cpu for cost in self.good())

    @property
    def peak_mb(self) -> float:
        """The highest of all runs; raises RunError where a run failed."""
        return max(cost.peak_mb for cost in self.good())

    def good(self) -> list[Cost]:
        if self.failure is not None:
            raise RunError(self.failure)
        return self.costs


def in_turn(runs: Mapping[str, Callable[[], Cost]], rounds: int) -> dict[str, Runs]:
    """Run each once a round, in the order given; one that fails is left out of the later rounds."""
    results = {name: Runs() for name in runs}
    for number in range(1, rounds + 1):
        for name, run in runs.items():
            result = results[name]
            if result.failure is not None:
                continue
            try:
                result.costs.append(run())
            except RunError as error:
                result.failure = f"{name}: {error}"
                print(f"  {result.failure}", file=sys.stderr, flush=True)
            else:
                _tell(f"round {number}/{rounds}  {name:<20}", result.costs[-1])
    return results


def _tell(what: str, cost: Cost) -> None:
    text = f"{cost.seconds:8.2f} s, {cost.cpu:8.2f} s of processor, {cost.peak_mb:6.0f} MB"
    print(f"  {what} {text}", file=sys.stderr, flush=True)
