"""Raw texts are examined before they are filed, and nothing is moved, changed or overwritten."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from invented import VOLUME, document
from rich.console import Console

from backchannel.cli import filing_view
from backchannel.scaffold import filing
from backchannel.scaffold.citation_files import NewEdition
from backchannel.scaffold.filing import FilingPlan
from backchannel.scaffold.incoming import read_input
from backchannel.scaffold.new_edition import start
from backchannel.settings import Project, SettingsError, people
from backchannel.system.workers import Workers


@pytest.fixture
def project(tmp_path: Path) -> Project:
    start(tmp_path / "mine", NewEdition("Ruritania"))
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
    (inbox / "volume.ini").write_bytes(b"[x]")
    assert [refused.file.name for refused in planned(project, inbox).refused] == ["map.pdf"]
    assert [file.name for file in planned(project, inbox).passed_over] == ["volume.ini"]


SEVERAL = f"{document(44, 'Archer wrote.1', '  1. Not printed.')}\n-----\n\n{document(45, 'Strelsau, May 5, 1972.', 'Baker answered.2')}"


def test_a_file_of_several_documents_is_divided(project: Project, inbox: Path) -> None:
    (inbox / "letters.text").write_text(SEVERAL, encoding="utf-8")
    plan = filed(project, inbox / "letters.text")
    assert [filing.name for filing in plan.filings] == ["d44.txt", "d45.txt"]
    assert remarks(plan)[1] == "document 2 of 2, line 9: added as d45.txt"
    assert (plan.folder / "d44.txt").read_text(encoding="utf-8") == document(44, "Archer wrote.1", "  1. Not printed.")


def test_a_divided_file_is_not_added_twice(project: Project, inbox: Path) -> None:
    (inbox / "letters.txt").write_text(SEVERAL, encoding="utf-8")
    filed(project, inbox / "letters.txt")
    assert planned(project, inbox / "letters.txt").to_copy == []


def test_a_document_of_a_divided_file_without_a_number_is_named_after_the_file(project: Project, inbox: Path) -> None:
    (inbox / "notes.txt").write_text("Editorial Note\n\nArcher left.\n\nEditorial Note\n\nBaker came.\n", encoding="utf-8")
    assert [filing.name for filing in planned(project, inbox / "notes.txt").filings] == ["notes-1.txt", "notes-2.txt"]


def test_a_saved_web_page_is_added_as_a_text(project: Project, inbox: Path) -> None:
    (inbox / "A.HTML").write_text("<article><h3>46. Letter From Archer to Baker</h3><p>We agree.</p></article>", encoding="utf-8")
    (filing,) = planned(project, inbox / "A.HTML").filings
    assert (filing.name, filing.document.number) == ("A.txt", "46")


def test_doubts_are_listed_and_lost_notes_are_one(project: Project, inbox: Path) -> None:
    (inbox / "letters.txt").write_text(SEVERAL, encoding="utf-8")
    counted = [len(list(filing_view.doubts(filing.document))) for filing in planned(project, inbox / "letters.txt").filings]
    assert counted == [0, 1]
    assert list(filing_view.doubts(planned(project, inbox / "letters.txt").filings[1].document)) == ["5: N002 marker 2 has no note"]


REFUSED = [
    ("a.pdf", b"%PDF-1.4", "it is a PDF"),
    ("a.txt", b"%PDF-1.4", "it is a PDF"),
    ("a.docx", b"PK\x03\x04", "it is a word processor’s file"),
    ("a.rtf", b"{\\rtf1 Letter}", "it is a word processor’s file"),
    ("a.zip", b"PK\x03\x04", "it is an archive"),
    ("scan.JPG", b"\xff\xd8\xff", "it is a picture"),
    ("a.txt", b"", "it has no text"),
    ("a.txt", b" \n\n", "it has no text"),
    ("a.html", b"\n", "it has no text"),
    ("a.txt", b"44. Letter\0\0", "it is not text"),
    ("a.txt", bytes(range(1, 20)), "it is not text"),
    ("d44.md", b"See Document 45.", "it is an annotation file"),
]


@pytest.mark.parametrize(("name", "data", "advice"), REFUSED)
def test_what_cannot_be_taken_gets_advice(name: str, data: bytes, advice: str) -> None:
    found = read_input(Path(name), data)
    assert isinstance(found, str)
    assert found.startswith(advice)


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "a.text", "a", "letter.1972"])
def test_a_text_is_taken_whatever_its_name(name: str) -> None:
    assert not isinstance(read_input(Path(name), document(44, "Archer wrote.").encode("utf-16")), str)


def test_a_volume_with_nearly_the_name_of_another_may_be_a_typing_error(project: Project, inbox: Path) -> None:
    filed(project, inbox)
    assert planned(project, inbox, volume="frus1969-76v98").like == f"did you mean '{VOLUME}'?"
    assert planned(project, inbox).like == ""
    assert planned(project, inbox, volume="zenda").like == ""


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
    assert rows[1] == "a.txt 44 memorandum A. Archer B. Baker 1972-05-05 0 0 figures/none 0"
    assert rows[3] == "shopping.txt — — — — — 0 0 figures/none 1 no head recognized"
    assert "shopping.txt: 1: H001 no line recognized as the head" in rows


READERS = Path(__file__).parents[1] / "readers" / "markup"


def test_a_web_page_is_filed_with_its_text(project: Project) -> None:
    page = READERS / "pages" / "article-with-back-links.html"
    plan = filed(project, page)
    assert remarks(plan) == []
    assert sorted(path.name for path in plan.folder.iterdir()) == [f"{page.stem}.html", f"{page.stem}.txt", "volume.toml"]
    assert (plan.folder / page.name).read_bytes() == page.read_bytes()
    assert (plan.folder / page.name).with_suffix(".txt").read_text(encoding="utf-8").startswith("145. Message From the Ambassador")


def test_a_tei_volume_is_filed_with_its_documents_title_page_and_lists(project: Project) -> None:
    plan = filed(project, READERS / "frus1999v01.xml")
    names = [*("d1.txt", "d1.xml", "d2.txt", "d2.xml"), *("people.toml", "terms.toml", "volume.toml")]
    assert sorted(path.name for path in plan.folder.iterdir()) == names
    again = Project.load(project.root)
    assert again.volume(VOLUME).editors == ("Ann Archer",)
    archer = people.load(again).of(VOLUME)[0]
    assert (archer.id, archer.offices[0].name, archer.offices[0].last) == ("archer-ann", "Ambassador to Ruritania", "1999-05")
    terms = (plan.folder / "terms.toml").read_text(encoding="utf-8")
    assert terms.endswith('[[terms]]\nabbreviation = "RIC"\nmeaning = "Rice Import Committee"\n')


def test_what_an_editor_wrote_is_not_overwritten(project: Project) -> None:
    folder = project.documents / VOLUME
    folder.mkdir()
    (folder / "people.toml").write_text("", encoding="utf-8")
    filed(project, READERS / "frus1999v01.xml")
    assert (folder / "people.toml").read_text(encoding="utf-8") == ""


def test_a_file_without_documents_is_passed_over(project: Project, tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_text("<a/>", encoding="utf-8")
    plan = planned(project, tmp_path / "x.xml")
    assert plan.to_copy == []
    assert [refused.advice for refused in plan.refused] == ["it has no documents in TEI"]


def test_a_page_that_is_there_is_not_added_again_or_overwritten(project: Project, tmp_path: Path) -> None:
    page = READERS / "pages" / "article-with-back-links.html"
    folder = filed(project, page).folder
    (folder / page.name).with_suffix(".txt").write_text("An edited text.\n", encoding="utf-8")
    assert remarks(filed(project, page)) == [f"already in the volume: {page.name}"]
    other = tmp_path / page.name
    other.write_text("<main><p>Another page.</p></main>", encoding="utf-8")
    filed(project, other)
    assert (folder / page.name).read_bytes() == page.read_bytes()
    assert (folder / f"{page.stem}-2.txt").read_text(encoding="utf-8") == "Another page.\n"
    assert (folder / f"{page.stem}-2.html").exists()


@pytest.mark.parametrize(
    ("name", "data", "names"),
    [
        ("x", b"<!DOCTYPE html><main><p>Rice.</p></main>", ["x.html", "x.txt"]),
        ("volume", (READERS / "frus1999v01.xml").read_bytes(), ["d1.txt", "d1.xml", "d2.txt", "d2.xml"]),
    ],
)
def test_markup_is_known_without_a_suffix(project: Project, tmp_path: Path, name: str, data: bytes, names: list[str]) -> None:
    (tmp_path / name).write_bytes(data)
    folder = filed(project, tmp_path / name).folder
    assert sorted(path.name for path in folder.iterdir() if path.suffix in (".txt", ".html", ".xml")) == names
