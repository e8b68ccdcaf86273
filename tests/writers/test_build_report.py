"""A report of a build that is too large has its long lists in other files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import editing
import pytest
from invented import VOLUME, document

from backchannel.settings import Project
from backchannel.writers import build_report
from backchannel.writers.files import own_files


@pytest.fixture(autouse=True)
def _limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build_report, "LARGEST", 8_000)


def built(root: Path, documents: int) -> dict[str, Any]:
    """Build an edition of so many documents, and return the report."""
    folder = root / "documents" / VOLUME
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(1, documents + 1):
        (folder / f"{n}.txt").write_text(document(n, f"The words of number {n}."), encoding="utf-8")
    editing.build(root)
    report: dict[str, Any] = json.loads((root / "site" / "build.json").read_text(encoding="utf-8"))
    return report


def joined(root: Path, divided: dict[str, Any]) -> list[Any]:
    return [entry for name in divided["in"] for entry in json.loads((root / "site" / name).read_text(encoding="utf-8"))]


def test_long_lists_are_in_files_of_their_own(tmp_path: Path) -> None:
    report = built(tmp_path, 150)
    assert [name for name, value in report.items() if isinstance(value, dict) and "in" in value] == ["intake"]
    names = joined(tmp_path, report["intake"])
    assert report["intake"]["entries"] == len(names) == 150
    assert report["intake"]["in"] == [f"build.intake.{n}.json" for n in range(1, len(report["intake"]["in"]) + 1)]
    assert f"{VOLUME}/d7.html" in joined(tmp_path, report["files"]["written"])
    assert max(file.stat().st_size for file in (tmp_path / "site").glob("build*.json")) < 8_000


def test_a_later_report_that_is_small_removes_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(tmp_path, 100)
    assert list((tmp_path / "site").glob("build.*.json"))
    monkeypatch.setattr(build_report, "LARGEST", 100_000)
    assert isinstance(built(tmp_path, 101)["intake"], list)
    assert list((tmp_path / "site").glob("build.*.json")) == []


def test_they_are_not_taken_for_files_of_others(tmp_path: Path) -> None:
    built(tmp_path, 100)
    assert built(tmp_path, 100)["files"]["foreign"] == []
    assert not any(name.startswith("build.i") for name in own_files(Project.load(tmp_path).site))
