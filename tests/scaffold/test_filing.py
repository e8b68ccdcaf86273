"""Raw texts are examined before they are filed, and nothing is moved, changed or overwritten."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from invented import VOLUME, document
from rich.console import Console

from backchannel.cli import filing_view
from backchannel.scaffold import filing
from backchannel.scaffold.filing import FilingPlan
from backchannel.scaffold.new_edition import start
from backchannel.settings import Project, SettingsError
from backchannel.system.workers import Workers


@pytest.fixture
def project(tmp_path: Path) -> Project:
    start(tmp_path / "mine", "Ruritania")
    return Project.load(tmp_path / "mine")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "inbox" / "deeper").mkdir(parents=True)
    (tmp_path / "inbox" / "a.txt").write_text(document(44, "Strelsau, May 5, 1972.", "Archer wrote."), encoding="utf-8")
    (tmp_path / "inbox" / "deeper" / "b.TXT").write_text(document(45, "Baker answered."), encoding="utf-8")
    return tmp_path / "inbox"


def planned(project: Project, *paths: Path, volume: str = VOLUME) -> FilingPlan:
    return filing.plan(Project.load(project.root), paths, volume, Workers(1))


def filed(project: Project, *paths: Path) -> FilingPlan:
    plan = planned(project, *paths)
    filing.carry_out(plan, project, "Ruritania, 1972")
    return plan


def remarks(plan: FilingPlan) -> list[str]:
    return [remark for filing in plan.filings for remark in filing.remarks]


def test_a_folder_is_filed_with_all_texts_below_it(project: Project, inbox: Path) -> None:
    plan = filed(project, inbox)
    assert sorted(path.name for path in plan.folder.iterdir()) == ["a.txt", "b.txt", "volume.toml"]
    assert (plan.folder / "a.txt").read_bytes() == (inbox / "a.txt").read_bytes()
    assert Project.load(project.root).volume(VOLUME).title == "Ruritania, 1972"


def test_a_plan_writes_nothing(project: Project, inbox: Path) -> None:
    assert planned(project, inbox).new
    assert not (project.documents / VOLUME).exists()


def test_a_text_filed_before_is_skipped(project: Project, inbox: Path) -> None:
    filed(project, inbox)
    plan = planned(project, inbox)
    assert plan.to_copy == []
    assert remarks(plan) == ["already in the volume: a.txt", "already in the volume: b.txt"]


def test_an_existing_file_is_not_overwritten(project: Project, inbox: Path) -> None:
    plan = filed(project, inbox)
    before = (plan.folder / "a.txt").read_bytes()
    (inbox / "A.txt").write_text(document(46, "Another."), encoding="utf-8")
    plan = filed(project, inbox / "A.txt")
    assert remarks(plan) == ["name taken by another text: added as A-2.txt"]
    assert (plan.folder / "A-2.txt").read_bytes() == (inbox / "A.txt").read_bytes()
    assert (plan.folder / "a.txt").read_bytes() == before


def test_a_duplicate_number_is_reported_and_both_files_are_kept(project: Project, inbox: Path) -> None:
    filed(project, inbox)
    (inbox / "c.txt").write_text(document(44, "Archer wrote again."), encoding="utf-8")
    plan = filed(project, inbox / "c.txt")
    assert remarks(plan) == ["a.txt also has number 44"]
    assert (plan.folder / "c.txt").exists()


def test_identical_texts_in_one_run_are_filed_once(project: Project, inbox: Path) -> None:
    (inbox / "copy.txt").write_bytes((inbox / "a.txt").read_bytes())
    assert [filing.name for filing in planned(project, inbox).filings] == ["a.txt", "", "b.txt"]


def test_a_text_of_an_existing_volume_needs_no_title(project: Project, inbox: Path) -> None:
    assert not planned(project, inbox, volume="ruritania-1972").new


def test_a_file_that_is_no_text_is_reported_and_skipped(project: Project, inbox: Path) -> None:
    (inbox / "map.pdf").write_bytes(b"%PDF")
    assert [file.name for file in planned(project, inbox).passed_over] == ["map.pdf"]


@pytest.mark.parametrize("volume", ["", "..", "../x", "a/b", ".hidden", "a b"])
def test_a_volume_cannot_be_a_path(project: Project, inbox: Path, volume: str) -> None:
    with pytest.raises(SettingsError, match="can’t be a volume id"):
        planned(project, inbox, volume=volume)


def test_the_recognized_parts_are_shown(project: Project, inbox: Path) -> None:
    (inbox / "shopping.txt").write_text("bread, and much else that is no head of a document.\n\nmilk, too.\n", encoding="utf-8")
    console = Console(file=io.StringIO(), width=160)
    filing_view.show(console, planned(project, inbox))
    assert isinstance(console.file, io.StringIO)
    rows = [" ".join(line.split()) for line in console.file.getvalue().splitlines()]
    assert rows[1] == "a.txt 44 memorandum 1972-05-05 0 0"
    assert rows[3] == "shopping.txt — — — 0 1 no head recognized"
