"""What fmplan is to reach. Targets are judged and printed, never asserted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """A bound on one figure, in the figure's unit: a least where `at_least`, else a most."""

    bound: float
    at_least: bool = False

    def __str__(self) -> str:
        return f"{'at least' if self.at_least else 'at most'} {self.bound:g}"

    def verdict(self, value: float) -> str:
        """Return "met", or "missed by" how much, in the figure's unit and as a share of the bound."""
        short = self.bound - value if self.at_least else value - self.bound
        if short <= 0:
            return "met"
        return f"missed by {short:.3g} ({short / self.bound:.0%})"


JUDGED_SIZE = 10_000

CSV_BESIDE_REMIND = Target(10, at_least=True)
CSV_BESIDE_SCRIPT = Target(8, at_least=True)
ICAL_BESIDE_SCRIPT = Target(15, at_least=True)
XLSX_BESIDE_WRITER = Target(1.5)  # times as long as XlsxWriter writing the same cells
PAGE_SIZE = 1_000  # assets of the page that is judged
PAGE_MB = Target(3)
PAGE_SECONDS = Target(1)

PEAK_MB = Target(350)
GROWTH = Target(11)  # of the time, where the register grows tenfold from JUDGED_SIZE

OWED_COLD = Target(3.5)
OWED_KEPT = Target(1)
OWED_PEAK_MB = Target(500)
RECORDING = Target(0.5)

STANDING_CHECK = Target(3)
STANDING_CALENDAR = Target(5)
STANDING_COVERAGE = Target(8)

MAILING_SECONDS = Target(20)

VERSION_BESIDE_PYTHON = Target(5)
CHECK_SECONDS = Target(0.4)

LIFT_WIDEST_GAP = Target(15)
LIFT_DAYS_IN_USE = Target(200, at_least=True)
LIFT_MOST_ON_ONE_DAY = Target(10)


def judged(size: int) -> bool:
    """Whether the targets of exports hold for a register of `size` assets; others are shown without."""
    return size == JUDGED_SIZE
