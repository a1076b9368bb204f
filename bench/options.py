"""What one may ask of the benchmark."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

PARTS = ("start", "lifts", "export", "page", "owing", "standing", "mailing", "growth")
SIZES = (1_000, 10_000, 100_000)


@dataclass(frozen=True, slots=True)
class Options:
    """`sizes` stand beside the peers, `growth` is from one size to another, `keep` is where files stay."""

    parts: frozenset[str]
    sizes: tuple[int, ...]
    growth: tuple[int, int] | None
    rounds: int
    keep: Path | None

    @property
    def short_rounds(self) -> int:
        """Rounds of what takes less than a second: more, for there the noise is the larger part."""
        return 3 * self.rounds


def parse_options(arguments: list[str] | None = None) -> Options:
    """Read the command line; wrong usage ends the program with 2, as argparse does."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure fmplan beside its peers, as ratios.")
    parser.add_argument("--size", type=int, choices=SIZES, help="measure registers of this many assets only")
    parser.add_argument("--rounds", type=_positive, default=3, help="how often each is run (default: 3)")
    parser.add_argument("--quick", action="store_true", help="1,000 assets only, one round")
    parser.add_argument("--only", action="append", choices=PARTS, help="this part only; may be repeated")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep registers and outputs in DIR, a new folder")
    given = parser.parse_args(arguments)
    if given.keep and given.keep.exists():
        parser.error(f"--keep: {given.keep} is already there")
    if given.quick and given.size not in (None, SIZES[0]):
        parser.error("--quick measures 1,000 assets only")
    size = SIZES[0] if given.quick else given.size
    if size and given.only == ["growth"]:
        parser.error("growth compares two sizes: leave out --size and --quick")
    return Options(
        parts=frozenset(given.only or PARTS),
        sizes=(size,) if size else SIZES[:2],
        growth=None if size else (SIZES[1], SIZES[2]),
        rounds=1 if given.quick else given.rounds,
        keep=given.keep,
    )


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"a whole number from 1 on, not {text!r}")
    return int(text)
