from __future__ import annotations

from pathlib import Path

from bench.counting import csv_rows, ical_events, json_occurrences, lines, page_dates


def test_a_cell_of_two_lines_is_one_row(tmp_path: Path) -> None:
    assert csv_rows(_file(tmp_path, 'key,name\na,"two\nlines"\nb,one\n')) == 2


def test_only_events_of_a_calendar_count(tmp_path: Path) -> None:
    text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    assert ical_events(_file(tmp_path, text)) == 2


def test_a_key_that_lies_across_two_pieces_counts_once(tmp_path: Path) -> None:
    piece = 1 << 20
    text = " " * (piece - 3) + '"uid": "a"' + " " * piece + '"uid": "b", "note": "\\"uid\\": c"'
    assert json_occurrences(_file(tmp_path, text)) == 2


def test_each_line_of_remind_counts(tmp_path: Path) -> None:
    assert lines(_file(tmp_path, "one\ntwo\n")) == 2


def test_dates_of_a_page_count_for_each_series_that_shares_them(tmp_path: Path) -> None:
    data = '{"estates": [{"dates": ["0D 2k*a 1", "3"], "series": [[0, 0, 0, 1, 0], [1, 0, 0, 1, 0], [1, 1, 0, 1, 1]]}]}'
    page = f'<script>x</script><script type="application/json" id="plan">{data}</script><script>y</script>'
    assert page_dates(_file(tmp_path, page)) == 12 + 12 + 1


def _file(folder: Path, text: str) -> Path:
    path = folder / "output"
    path.write_bytes(text.encode())
    return path
