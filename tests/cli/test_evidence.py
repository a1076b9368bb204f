from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from fmplan.cli.evidence import NoEvidenceError, evidence_of


def test_a_file_is_named_from_the_estate_with_the_hash_of_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "yard/photos").mkdir(parents=True)
    for place in ("yard/photos/1.jpg", "2.jpg"):
        (tmp_path / place).write_bytes(place.encode())
    found = evidence_of([str(tmp_path / "yard/photos/1.jpg"), str(tmp_path / "2.jpg")], tmp_path / "yard")
    assert found == [
        {"path": "photos/1.jpg", "sha256": sha256(b"yard/photos/1.jpg").hexdigest()},
        {"path": "../2.jpg", "sha256": sha256(b"2.jpg").hexdigest()},
    ]


def test_what_cannot_be_read_is_no_evidence(tmp_path: Path) -> None:
    with pytest.raises(NoEvidenceError, match="Is a directory"):
        evidence_of([str(tmp_path)], tmp_path)
    with pytest.raises(NoEvidenceError, match=r"nix\.jpg cannot be read: No such file or directory"):
        evidence_of(["nix.jpg"], tmp_path)
