from __future__ import annotations

from pathlib import Path

from bench.jobs import Jobs
from bench.register import occurrences
from bench.workbook import cells_of, planned_dates


def test_the_planner_holds_every_date_and_the_writer_writes_the_same_cells(tmp_path: Path) -> None:
    jobs = Jobs(tmp_path, 20)
    own, peer = jobs.fmplan_xlsx(), jobs.xlsxwriter()
    own.run()
    peer.run()
    assert planned_dates(own.output) == planned_dates(peer.output) == occurrences(20)
    assert cells_of(own.output) == cells_of(peer.output)
