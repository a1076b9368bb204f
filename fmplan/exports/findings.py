"""Findings as small letters: where, what, the very line with a caret, and what to do.

assets/elevators.yaml:12:9: unknown frequency '12 monhts'
   12 |         every: 12 monhts
      |                ^^^^^^^^^
Write a number and a unit, for example: every: 12 months                       [unknown-frequency]
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any, Final

from fmplan.exports.plain import harmless, one_line
from fmplan.findings import Finding, Place, Severity

WIDTH: Final = 80

_GITHUB_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def letters(findings: Iterable[Finding], source: Callable[[str], str | None], folder: str = "") -> Iterator[str]:
    """Yield each finding as a letter that ends with an empty line, the excerpt taken from `source(path)`.

    `folder` is put before the paths, so that they lead there from where the reader stands.
    """
    # Findings of one file stand together: it is read once for all of them.
    source = lru_cache(maxsize=1)(source)
    for finding in findings:
        yield "\n".join(_letter(finding, source, folder)) + "\n\n"


def line_of(finding: Finding, folder: str = "") -> str:
    """Return a finding on one line: place, severity, message, code."""
    return one_line(f"{_where(finding.place, folder)}: {_said(finding)} [{finding.code}]")


def annotation(finding: Finding, folder: str = "") -> str:
    """Return a finding as a workflow command of GitHub Actions: a review shows it beside its line."""
    place = finding.place.under(folder)
    properties = {
        "file": place.path,
        "line": place.line,
        "col": place.column,
        "title": finding.code,
    }
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items() if value)
    text = _data(f"{finding.message}\n{finding.remedy}")
    return f"::{_GITHUB_COMMANDS[finding.severity]} {written}::{text}\n"


def as_fields(finding: Finding) -> dict[str, Any]:
    """Return a finding as the JSON has it (docs/commands.md); line and column null for a file as a whole."""
    place = finding.place
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "path": place.path,
        "line": place.line or None,
        "column": place.column or None,
        "message": finding.message,
        "remedy": finding.remedy,
    }


def _letter(finding: Finding, source: Callable[[str], str | None], folder: str) -> Iterator[str]:
    place = finding.place
    yield one_line(f"{_where(place, folder)}: {_said(finding)}")
    text = source(place.path) if place.line else None
    if text is not None:
        # Most commands have no letter to write.
        from fmplan.yamlfile.excerpt import excerpt

        yield from excerpt(text, place)
    *before, last = _wrapped(harmless(finding.remedy))
    yield from before
    code = f"[{finding.code}]"
    room = WIDTH - len(last) - len(code)
    if room >= 2:
        yield f"{last}{' ' * room}{code}"
    else:
        yield last
        yield code.rjust(WIDTH)


# Findings of one code have one remedy.
@lru_cache(maxsize=256)
def _wrapped(text: str) -> tuple[str, ...]:
    """Return the lines of a remedy; what is indented is an example to copy, and stays as it is."""
    lines: list[str] = []
    for line in text.split("\n"):
        fits = len(line) <= WIDTH or line.startswith(" ")
        lines += [line] if fits else textwrap.wrap(line, WIDTH, break_long_words=False, break_on_hyphens=False)
    return tuple(lines)


def _where(place: Place, folder: str) -> str:
    return str(place.under(folder))


def _said(finding: Finding) -> str:
    """Return the message; what is no error says so first."""
    return finding.message if finding.is_error else f"{finding.severity.value}: {finding.message}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
