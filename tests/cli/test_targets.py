from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import typer

from fmplan.cli.session import open_estate
from fmplan.cli.targets import NotThereError, asset_named, series_of, targets
from fmplan.tree import Folder
from tests.cli.yard import a_yard


def _keys(folder: Path, *given: str) -> Sequence[str]:
    return [one.key for one in targets(open_estate(Folder(a_yard(folder)), with_logbook=False), given)]


@pytest.mark.parametrize(
    ("given", "keys"),
    [
        (["pump-1", "check"], ["pump-1/check"]),
        (["pump-*", "check"], ["pump-1/check", "pump-2/check"]),
        (["pump-2", "pump-1", "check"], ["pump-1/check", "pump-2/check"]),
        (["*", "half-*"], ["hoist/half-month"]),
        (["hoist", "quarter"], ["hoist/quarter"]),
        (["*", "clean"], ["pump-2/clean"]),
    ],
)
def test_assets_and_their_task_by_id_or_pattern(tmp_path: Path, given: list[str], keys: list[str]) -> None:
    assert _keys(tmp_path, *given) == keys


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ([], "write the assets, and then the task"),
        (["pump-9", "check"], "no asset is called 'pump-9': did you mean 'pump-"),
        (["pump-*"], r"write the assets, and then the task: pump-\* has check, clean, oil, storm"),
        (["hoist"], "write the assets, and then the task: hoist has grease, half-month, inspection, quarter"),
        (["mill-*", "check"], r"no asset fits 'mill-\*'"),
        (["lift", "*"], r"several tasks fit '\*': grease, half-month, inspection, quarter. Name one of them."),
        (["pump-1", "clean"], "pump-1 has no task 'clean'"),
        (["pump-*", "paint"], "none of these assets has a task 'paint'"),
        (["pump-1", "[co]*"], r"several tasks fit '\[co\]\*': check, oil. Name one of them."),
    ],
)
def test_what_is_not_there_is_a_usage_error(tmp_path: Path, given: list[str], complaint: str) -> None:
    with pytest.raises(typer.BadParameter, match=complaint):
        _keys(tmp_path, *given)


def test_a_row_of_a_sheet_names_one_series(tmp_path: Path) -> None:
    opened = open_estate(Folder(a_yard(tmp_path)), with_logbook=False)
    assert series_of(opened, "hoist", "quarter").key == "hoist/quarter"
    with pytest.raises(NotThereError, match="several tasks fit"):
        series_of(opened, "pump-1", "*")
    assert asset_named(opened, "hoist").id == "lift"
