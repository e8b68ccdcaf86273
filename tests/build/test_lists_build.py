"""A list of persons or terms in the folder of a volume gives pages, people and explanations, and no document."""

from __future__ import annotations

from pathlib import Path

import editing
import pytest
from invented import VOLUME, document

PERSONS = "List of Persons\n\nArcher, Ann, Secretary of State\nBaker, Bert, Ambassador until 1971\nKestrel, see Archer\n"
TERMS = "Abbreviations and Terms\n\nNSC, National Security Council\nRTG, Royal Thai Government\nUSG, United States Government\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "documents" / VOLUME
    folder.mkdir(parents=True)
    (folder / "1.txt").write_text(document(1, "Ann Archer told the NSC.", "The RTG left."), encoding="utf-8")
    (folder / "2.txt").write_text(document(2, "Nobody spoke."), encoding="utf-8")
    return tmp_path


def write(root: Path, name: str, text: str) -> None:
    (root / "documents" / VOLUME / name).write_text(text, encoding="utf-8")


def test_lists_are_no_documents_and_have_pages(root: Path) -> None:
    write(root, "persons.txt", PERSONS)
    write(root, "front.txt", TERMS)
    site = editing.build(root)
    assert {f"{VOLUME}/list-of-persons.html", f"{VOLUME}/glossary.html", "terms.html", "people/archer-ann.html"} <= site.keys()
    assert {path for path in site if path.startswith(f"{VOLUME}/") and "persons" in path} == {
        f"{VOLUME}/list-of-persons.html",
        f"{VOLUME}/persons.html",
    }
    page = site[f"{VOLUME}/d1.html"].decode()
    assert '<a class="known" href="../people/archer-ann.html" data-card="d1who-archer-ann">Ann Archer</a>' in page
    assert "<p>National Security Council</p>" in page
    assert b"Kestrel" in site[f"{VOLUME}/list-of-persons.html"]
    assert "people/kestrel.html" not in site


def test_an_edited_list_changes_the_documents_that_it_explains(root: Path) -> None:
    write(root, "terms.txt", TERMS)
    before = editing.build(root)
    write(root, "terms.txt", TERMS.replace("Royal Thai", "Real Thai"))
    assert editing.differences(before, editing.build(root)) == [f"{VOLUME}/d1.html", f"{VOLUME}/glossary.html", "terms.html"]


def test_without_its_last_list_an_edition_has_no_page_of_terms(root: Path) -> None:
    before = editing.build(root)
    write(root, "terms.txt", TERMS)
    assert "terms.html" in editing.build(root)
    (root / "documents" / VOLUME / "terms.txt").unlink()
    assert editing.differences(before, editing.build(root)) == []
