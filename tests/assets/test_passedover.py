from __future__ import annotations

from pathlib import Path

import pytest

from fmplan.assets.passedover import passed_over
from fmplan.tree import Folder

PUMPS = "assets: {pump-1: {class: pump, name: Pump 1}}\n"


def told_of(root: Path, *paths: str, text: str = PUMPS) -> list[tuple[str, str]]:
    """Write the files into an estate's folder, and return the path and remedy of each finding."""
    for path in ("estate.yaml", *paths):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("fmplan: 1\n" if path == "estate.yaml" else text, encoding="utf-8")
    return [(finding.place.path, finding.remedy) for finding in passed_over(Folder(root))]


@pytest.mark.parametrize(
    ("path", "remedy"),
    [
        ("assets.yaml", "Move it there: assets/assets.yaml"),
        ("Asset.YML", "Move it there: assets/Asset.yml"),
        ("schedules.yml", "Move it there: schedules/schedules.yml"),
        ("pumps.yaml", "Move it there: assets/pumps.yaml"),
        ("assets/pumps.YAML", "Rename it to pumps.yaml"),
        ("assets/pumps.YML", "Rename it to pumps.yml"),
        ("assets/pumps.yaml.txt", "Rename it to pumps.yaml"),
        ("assets/pumps.yam", "Rename it to pumps.yaml"),
        ("schedules/a/pumps.Yaml", "Rename it to pumps.yaml"),
    ],
)
def test_yaml_in_another_place_or_of_another_name_is_told_with_where_it_is_read(
    path: str, remedy: str, tmp_path: Path
) -> None:
    assert told_of(tmp_path, path) == [(path, remedy)]


@pytest.mark.parametrize("folder", ["asset", "assests", "schedule", "Schedules"])
def test_a_folder_of_nearly_the_right_name_is_told(folder: str, tmp_path: Path) -> None:
    meant = "assets" if folder.startswith("a") else "schedules"
    if folder.lower() == meant and _ignores_case(tmp_path):
        pytest.skip("this disk takes capitals and small letters for the same")
    assert told_of(tmp_path, f"{folder}/pumps.yaml") == [(folder, f"Rename it to {meant}.")]


def test_beside_the_right_folder_its_files_are_to_be_moved(tmp_path: Path) -> None:
    assert told_of(tmp_path, "assets/a.yaml", "asset/b.yaml") == [("asset", "Move its files into assets/.")]


def test_a_file_is_not_to_be_moved_onto_another(tmp_path: Path) -> None:
    assert told_of(tmp_path, "assets/pumps.yaml", "pumps.yaml") == [("pumps.yaml", "Move it into assets/.")]


@pytest.mark.parametrize("name", ["lifts.csv", "lifts.xlsx", "lifts.JSON", "lifts.ods", "lifts.toml"])
def test_a_table_among_the_assets_is_told_with_where_to_lay_it(name: str, tmp_path: Path) -> None:
    remedy = (
        "Write what it says into a file that ends in .yaml; if it only is to be at hand, lay it outside of assets/, "
        "for example in docs/."
    )
    assert told_of(tmp_path, f"assets/{name}") == [(f"assets/{name}", remedy)]


def test_what_is_not_meant_to_be_read_is_left_alone(tmp_path: Path) -> None:
    beside = ["README.md", "readme.csv", ".pumps.yaml.swp", "pumps.yaml~", "pumps.yaml.bak", "pumps.yaml.orig"]
    beside += ["#pumps.yaml#", "~$pumps.xlsx", "plan.pdf", "notes.txt", "photo.jpg", ".hidden/pumps.csv"]
    assert told_of(tmp_path, *(f"assets/{name}" for name in beside)) == []
    assert told_of(tmp_path, "README.md", "docs/pumps.yaml", "logbook/2027-01-01.jsonl", "estate.lock.yaml") == []
    assert told_of(tmp_path, "compose.yaml", "assets/a.yaml", "schedules/b.yml", text="services: {}\n") == []
    assert told_of(tmp_path, "asset/photo.jpg") == []


def test_another_name_of_estate_yaml_is_told(tmp_path: Path) -> None:
    assert told_of(tmp_path, "estate.yml") == [
        ("estate.yml", "Write into estate.yaml what it has more, and remove it.")
    ]
    (tmp_path / "estate.yaml").unlink()
    findings = list(passed_over(Folder(tmp_path)))
    assert [(one.place.path, one.remedy) for one in findings] == [("estate.yml", "Rename it to estate.yaml.")]


def test_what_cannot_be_looked_at_is_left_to_whoever_reads_the_estate(tmp_path: Path) -> None:
    assert list(passed_over(Folder(tmp_path / "none"))) == []
    (tmp_path / "pumps.yaml").symlink_to("nowhere")
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/loop").symlink_to(".", target_is_directory=True)
    assert told_of(tmp_path) == []


def _ignores_case(folder: Path) -> bool:
    (folder / "case").touch()
    return (folder / "CASE").exists()
