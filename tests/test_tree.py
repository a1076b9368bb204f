from __future__ import annotations

import os
from pathlib import Path

import pytest

from fmplan.tree import Folder, TreeError


def write(root: Path, *paths: str) -> None:
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(path.encode())


def test_all_files_below_a_folder_are_listed_sorted(tmp_path: Path) -> None:
    write(tmp_path, "assets/b.yaml", "assets/a/z.yaml", "assets/a.yaml", "schedules/s.yaml")
    assert Folder(tmp_path).paths("assets") == ["assets/a.yaml", "assets/a/z.yaml", "assets/b.yaml"]


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "assets/.a.yaml.swp", "assets/.git/config", "assets/a.yaml")
    assert Folder(tmp_path).paths("assets") == ["assets/a.yaml"]


def test_what_lies_in_the_folder_itself_is_named_with_a_slash_behind_folders(tmp_path: Path) -> None:
    write(tmp_path, "estate.yaml", "assets/a.yaml", ".git/config", ".hidden")
    assert Folder(tmp_path).names() == ["assets/", "estate.yaml"]
    with pytest.raises(TreeError):
        Folder(tmp_path / "none").names()


def test_an_absent_folder_has_no_files(tmp_path: Path) -> None:
    write(tmp_path, "assets")
    assert Folder(tmp_path).paths("assets") == []
    assert Folder(tmp_path).paths("schedules") == []


def test_a_file_is_read_as_the_bytes_it_has(tmp_path: Path) -> None:
    write(tmp_path, "estate.yaml")
    assert Folder(tmp_path).read("estate.yaml") == b"estate.yaml"


def test_a_file_is_there_or_not(tmp_path: Path) -> None:
    write(tmp_path, "estate.yaml", "assets/a.yaml")
    tree = Folder(tmp_path)
    assert [tree.has(path) for path in ("estate.yaml", "assets", "estate.lock.yaml")] == [True, False, False]


def test_an_unreadable_file_is_told_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(TreeError, match=r"^estate\.yaml: No such file or directory$") as raised:
        Folder(tmp_path).read("estate.yaml")
    assert raised.value.path == "estate.yaml"


def test_a_link_that_leads_back_is_an_error_not_a_loop(tmp_path: Path) -> None:
    write(tmp_path, "assets/towers/a.yaml")
    (tmp_path / "assets/towers/again").symlink_to(tmp_path / "assets", target_is_directory=True)
    with pytest.raises(TreeError, match="leads back") as raised:
        Folder(tmp_path).paths("assets")
    assert raised.value.path == "assets/towers/again"


def test_a_link_to_a_folder_elsewhere_is_followed(tmp_path: Path) -> None:
    write(tmp_path, "estate/assets/a.yaml", "shared/pumps.yaml")
    (tmp_path / "estate/assets/shared").symlink_to(tmp_path / "shared", target_is_directory=True)
    assert Folder(tmp_path / "estate").paths("assets") == ["assets/a.yaml", "assets/shared/pumps.yaml"]


def test_a_folder_is_named_as_the_user_named_it(tmp_path: Path) -> None:
    assert Folder(Path("./my/estate")).name == "my/estate"
    assert Folder(tmp_path).name == str(tmp_path)


def test_a_link_that_leads_to_itself_is_told_in_reading_it(tmp_path: Path) -> None:
    write(tmp_path, "assets/a.yaml")
    (tmp_path / "assets/b.yaml").symlink_to("b.yaml")
    tree = Folder(tmp_path)
    assert tree.paths("assets") == ["assets/a.yaml", "assets/b.yaml"]
    with pytest.raises(TreeError, match=r"^assets/b\.yaml: Too many levels of symbolic links$"):
        tree.read("assets/b.yaml")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have no names here")
def test_a_pipe_is_an_error_not_an_endless_wait(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    os.mkfifo(tmp_path / "assets/a.yaml")
    with pytest.raises(TreeError, match="no file") as raised:
        Folder(tmp_path).paths("assets")
    assert raised.value.path == "assets/a.yaml"
