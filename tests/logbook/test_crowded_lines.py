"""Several entries on one line of a file edited by hand: found where they stand, whatever empty lines are around."""

from __future__ import annotations

import pytest

from fmplan.logbook.lines import bound
from fmplan.logbook.write import lines_of

ENTRY = lines_of([{"entry": "done", "on": "2027-02-01", "asset": "pump", "task": "check"}]).strip()


@pytest.mark.parametrize("around", [(b"", b""), (b"", b"\n"), (b"\n", b""), (b"\n", b"\n")])
def test_two_entries_on_one_line_are_a_finding_there(around: tuple[bytes, bytes]) -> None:
    before, after = around
    volume = bound([("logbook/a.jsonl", before + ENTRY + ENTRY + b"\n" + after)])
    assert [finding.place.line for finding in volume.contents.findings] == [1 + len(before)]
