from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from fmplan.findings import Severity
from fmplan.logbook import read
from fmplan.logbook.entries import Logbook
from fmplan.logbook.entry import id_of
from fmplan.logbook.read import logbook_of, read_logbook
from fmplan.logbook.write import lines_of
from fmplan.tree import Folder
from tests.logbook.acts import an_act
from tests.memorytree import MemoryTree

YEARS = {
    "logbook/2025/11/2025-11-03-0123456789ab.jsonl": lines_of([an_act(on="2025-11-03")]),
    "logbook/2025/12/2025-12-03-0123456789ab.jsonl": lines_of([an_act(on="2025-12-03")]),
    "logbook/2026/01/2026-01-04-0123456789ab.jsonl": lines_of([an_act(on="2026-01-04")]),
    "logbook/2026/02/2026-02-04-0123456789ab.jsonl": lines_of([an_act(on="2026-02-04"), an_act("event")]),
    "logbook/of-old.jsonl": lines_of([an_act(on="2019-05-05")]),
}


@pytest.fixture(autouse=True)
def _cache_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def _days(logbook: Logbook) -> list[object]:
    return [one.line["on"] for one in logbook.of(("lift-1a",), "half-month")]


def test_files_in_any_folder_are_read_and_others_are_not() -> None:
    logbook, findings = read_logbook(MemoryTree({**YEARS, "logbook/README.md": "No entry."}), "logbook")
    assert _days(logbook) == ["2019-05-05", "2025-11-03", "2025-12-03", "2026-01-04", "2026-02-04"]
    assert findings == []


def test_years_that_are_over_are_bound_whole_and_the_newest_month_by_itself() -> None:
    logbook, _ = read_logbook(MemoryTree(YEARS), "logbook")
    assert [len(volume.contents.paths) for volume in logbook.volumes] == [1, 2, 1, 1]


def test_what_is_recorded_changes_only_what_is_bound_of_the_newest_day() -> None:
    def act(day: str, number: int) -> dict[str, bytes]:
        return {f"logbook/{day[:4]}/{day[5:7]}/{day}-{number}.jsonl": lines_of([an_act(on=day, again=number)])}

    months = act("2026-03-02", 2) | act("2027-03-01", 3) | act("2027-03-01", 4) | act("2027-03-02", 5)
    by_hand = {"logbook/2027/03/night-shift.jsonl": lines_of([an_act(on="2027-03-01", again=6)])}
    before, _ = read_logbook(MemoryTree(months | by_hand), "logbook")
    assert [len(volume.contents.paths) for volume in before.volumes] == [1, 3, 1]
    after, _ = read_logbook(MemoryTree(months | by_hand | act("2027-03-02", 7)), "logbook")
    assert [volume.contents for volume in after.volumes][:2] == [volume.contents for volume in before.volumes][:2]
    assert len(list(after.volumes[2].entries)) == 2


@pytest.mark.parametrize("folder", ["logbook", "./logbook", "logbook/", "x/../logbook"])
def test_a_folder_may_be_written_in_several_ways(folder: str) -> None:
    assert len(_days(read_logbook(MemoryTree(YEARS), folder)[0])) == 5


def test_an_estate_without_a_logbook_has_an_empty_one() -> None:
    assert read_logbook(MemoryTree({}), "logbook") == (Logbook(), [])


def test_a_logbook_elsewhere_that_is_not_there_is_told_of() -> None:
    logbook, (finding,) = read_logbook(MemoryTree({}), "../lakeside-log")
    assert logbook.is_empty
    assert (finding.code, finding.severity, finding.place.path) == ("no-logbook", Severity.WARNING, "../lakeside-log")


@pytest.mark.parametrize("elsewhere", ["../lakeside-log", "absolute"])
def test_a_logbook_may_lie_outside_the_estate(elsewhere: str, tmp_path: Path) -> None:
    (tmp_path / "estate").mkdir()
    folder = tmp_path / "lakeside-log" / "2027" / "03"
    folder.mkdir(parents=True)
    (folder / "night-shift.jsonl").write_bytes(lines_of([an_act(minutes=-1), an_act()]))
    named = str(tmp_path / "lakeside-log") if elsewhere == "absolute" else elsewhere
    logbook, (finding,) = read_logbook(Folder(tmp_path / "estate"), named)
    assert _days(logbook) == ["2027-03-02"]
    assert (finding.place.path, finding.place.line) == (f"{named}/2027/03/night-shift.jsonl", 1)
    (entry,) = logbook.entries
    assert logbook.place_of(entry).line == 2


def test_a_link_in_a_circle_and_a_file_that_cannot_be_opened_are_told_of(tmp_path: Path) -> None:
    (tmp_path / "logbook").mkdir()
    (tmp_path / "logbook/gone.jsonl").symlink_to("nowhere.jsonl")
    (tmp_path / "logbook/a.jsonl").write_bytes(lines_of([an_act()]))
    logbook, findings = read_logbook(Folder(tmp_path), "logbook")
    assert (_days(logbook), [one.code for one in findings]) == (["2027-03-02"], ["unreadable-file"])
    (tmp_path / "logbook/again").symlink_to(".", target_is_directory=True)
    logbook, findings = read_logbook(Folder(tmp_path), "logbook")
    assert (logbook.is_empty, [one.code for one in findings]) == (True, ["unreadable-file"])


def test_an_undone_that_names_nothing_is_told_of_wherever_it_stands() -> None:
    undone = an_act("undone", undoes="0123456789ab")
    undoes_it = an_act("undone", undoes=id_of(undone))
    _, findings = read_logbook(MemoryTree({"logbook/a.jsonl": lines_of([undoes_it, undone])}), "logbook")
    assert [(one.code, one.place.line) for one in findings] == [("undoes-nothing", 2)]


def test_what_is_undone_in_another_file_and_year_is_found() -> None:
    undone = lines_of([an_act("undone", on="2026-02-01", undoes=id_of(an_act(on="2025-11-03")))])
    logbook, findings = read_logbook(MemoryTree({**YEARS, "logbook/2026/02/b.jsonl": undone}), "logbook")
    assert findings == []
    assert "2025-11-03" not in _days(logbook)


def test_what_is_kept_is_used_again_and_never_for_other_files(tmp_path: Path) -> None:
    wrong = an_act("undone", on="2026-02-01", undoes=id_of(an_act(on="2025-11-03")))
    files = {**YEARS, "logbook/2026/02/b.jsonl": lines_of([wrong]) + b"torn"}
    with patch.object(read, "_WORTH_KEEPING", 0):
        first = read_logbook(MemoryTree(files), "logbook")
        kept = sorted((tmp_path / "cache/fmplan").iterdir())
        assert len(kept) > len(first[0].volumes)
        with patch.object(read, "bound", side_effect=AssertionError):
            again = read_logbook(MemoryTree(files), "logbook")
        assert ([one.line for one in again[0].entries], again[1]) == ([one.line for one in first[0].entries], first[1])
        for path, data in files.items():
            changed, _ = read_logbook(MemoryTree({**files, path: data.replace(b"half-month", b"quarter")}), "logbook")
            assert len(_days(changed)) in {3, 4}


def test_what_was_kept_of_a_file_is_told_by_its_new_name_when_it_has_one() -> None:
    with patch.object(read, "_WORTH_KEEPING", 0):
        for path in ("logbook/2026/03/a.jsonl", "logbook/2026/03/b.jsonl"):
            logbook, findings = read_logbook(MemoryTree({path: lines_of([an_act()]) + b"nonsense\n"}), "logbook")
            assert [finding.place.path for finding in findings] == [path]
            assert [logbook.place_of(entry).path for entry in logbook.entries] == [path]


def test_what_is_wrong_in_several_files_is_told_in_the_order_in_which_they_are_read() -> None:
    idle = lines_of([an_act("undone", undoes="0" * 12)])
    tree = MemoryTree({"logbook/2025/11/a.jsonl": idle, "logbook/2026/03/b.jsonl": b"nonsense\n"})
    _, findings = read_logbook(tree, "logbook")
    assert [finding.place.path for finding in findings] == ["logbook/2025/11/a.jsonl", "logbook/2026/03/b.jsonl"]


def test_a_cache_that_is_damaged_is_made_anew(tmp_path: Path) -> None:
    with patch.object(read, "_WORTH_KEEPING", 0):
        first, _ = read_logbook(MemoryTree(YEARS), "logbook")
        for path in (tmp_path / "cache/fmplan").iterdir():
            path.write_bytes(path.read_bytes()[:40])
        again, _ = read_logbook(MemoryTree(YEARS), "logbook")
    assert _days(again) == _days(first)


def test_a_logbook_of_acts_takes_no_wrong_ones() -> None:
    with pytest.raises(ValueError, match="minutes cannot be"):
        logbook_of([an_act(minutes=-1)])
