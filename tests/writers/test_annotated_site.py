"""Annotations are on the page of their document, distinguished from the source, which is unchanged."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import VOLUME, document
from test_site import built, conserved, nothing, parsed, source_text, unspaced

from backchannel.build import pipeline
from backchannel.edition.queries import document_queries
from backchannel.edition.queries.findings import findings
from backchannel.edition.store import Store
from backchannel.pages.lists.search import searched_document
from backchannel.records import Document
from backchannel.settings import Project
from backchannel.writers.links import check_links

TEXTS = [
    document(1, "The Duke called it a weak reed.1 See Document 2.", "He recieved it on Monday.2"),
    document(2, "He came back. [Page 7]"),
]
NOTES = """+++
date = "1972-12-06"
source = "a copy in Northport"
+++
It was answered by Document 2.

> a weak reed

An old saying[^1]. <img src=x onerror=alert(1)> See *Foreign Relations*, 1964–1968, vol. XIII, Document 3.

[^1]: Older than *both*.

> He recieved it on Monday.

The end of a paragraph, and of the text.

## note 1

See Document 2.

## corrections

recieved
: received
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    folder = tmp_path / "documents" / VOLUME
    folder.mkdir(parents=True)
    (folder / "d1.md").write_text(NOTES, encoding="utf-8")
    return built(tmp_path, TEXTS)


def rebuilt(project: Project) -> list[str]:
    written = pipeline.build(project, 1, nothing).written
    assert written
    return written.written


def found(project: Project) -> list[str]:
    with Store.reading(project.store) as store:
        return [f"{f.path}:{f.line}:{f.column} {f.rule}" for f in findings(store) if f.rule.startswith("A")]


def page(project: Project, id: str = "d1") -> Path:
    return project.site / VOLUME / f"{id}.html"


def test_no_link_or_footnote_is_broken(project: Project) -> None:
    assert check_links(project.site).broken == []


def test_the_source_is_unchanged(project: Project) -> None:
    with Store.reading(project.store) as store:
        (record,) = store.rows("SELECT r.record FROM document d JOIN record r ON r.doc = d.doc WHERE d.local = 'd1'")
    assert unspaced(source_text(page(project))) == unspaced(conserved(record[0]))


def test_the_page_says_who_wrote_each_note(project: Project) -> None:
    root = parsed(page(project))
    article_text = " ".join(str(root.xpath("string(//article)")).split())
    assert "Supplied by this edition’s editors, from a copy in Northport" in article_text
    assert "recieved [read: received] it on Monday.[b]2" in article_text
    assert [item.get("data-n") for item in root.iterfind(".//ol[@class='editorial-notes']/li")] == ["[a]", "[b]"]
    assert not list(root.iter("img"))


def test_references_of_editors_are_linked_in_both_directions(project: Project) -> None:
    links = [link.get("href") for link in parsed(page(project)).iterfind(".//*[@id='d1ed-a']//a[@data-card]")]
    assert links == ["https://history.state.gov/historicaldocuments/frus1964-68v13/d3"] * 2
    cards = str(parsed(page(project, "d2")).xpath("string(//section[h2/@id='back-h'])"))
    assert "It was answered by Document 2." in cards
    assert "editors’ note" in cards


def test_a_supplied_note_is_no_longer_reported_as_missing(project: Project) -> None:
    with Store.reading(project.store) as store:
        assert [f.message for f in findings(store, "warning") if f.rule == "N002"] == ["marker 2 has no note"]


def test_editing_annotations_rewrites_only_their_document_page(project: Project) -> None:
    file = project.documents / VOLUME / "d1.md"
    file.write_text(NOTES.replace("An old saying", "A new saying"), encoding="utf-8")
    assert [path for path in rebuilt(project) if path.endswith((f"{VOLUME}/d1.html", f"{VOLUME}/d2.html"))] == [f"{VOLUME}/d1.html"]
    assert "A new saying" in page(project).read_text(encoding="utf-8")


def test_removed_annotations_leave_nothing(project: Project) -> None:
    (project.documents / VOLUME / "d1.md").unlink()
    project.published.unlink()
    rebuilt(project)
    assert "editors’ note" not in page(project).read_text(encoding="utf-8").lower()


def test_annotations_of_an_unknown_document_are_reported(project: Project) -> None:
    (project.documents / VOLUME / "d7.md").write_text("Words.", encoding="utf-8")
    rebuilt(project)
    assert found(project) == [f"{VOLUME}/d7.md:1:1 A011"]


def test_an_unknown_journey_is_reported(project: Project) -> None:
    (project.documents / VOLUME / "d2.md").write_text('+++\njourney = "North"\n+++\n', encoding="utf-8")
    rebuilt(project)
    assert found(project) == [f"{VOLUME}/d2.md:1:1 A014"]


INTRODUCTION = """# The Duke’s war

As Document 1 says. See also *Foreign Relations*, 1964–1968, vol. XIII, Document 3[^1].

## Northport

[^1]: Or Document 9.
"""


def chapter(project: Project, name: str, words: str) -> Path:
    (project.documents / VOLUME / f"{name}.md").write_text(words, encoding="utf-8")
    rebuilt(project)
    return project.site / VOLUME / f"{name}.html"


def contents(project: Project) -> str:
    return " ".join(str(parsed(page(project, "index")).xpath("string(//main)")).split())


def test_an_introduction_is_a_page_listed_before_the_documents(project: Project) -> None:
    rendered = parsed(chapter(project, "introduction", INTRODUCTION))
    assert rendered.findtext(".//h1") == "The Duke’s war"
    links = [link.get("href") for link in rendered.iterfind(".//article//a[@class]")]
    base = "https://history.state.gov/historicaldocuments/frus1964-68v13"
    assert [link for link in links if "#" not in str(link)] == [
        "d1.html",
        f"{base}/d3",
        f"{base}/d3",
        f"https://history.state.gov/historicaldocuments/{VOLUME}/d9",
    ]
    assert "Front matter The Duke’s war" in contents(project)
    assert check_links(project.site).broken == []


def test_a_chapter_is_listed_before_its_first_document(project: Project) -> None:
    chapter(project, "later", '+++\ntitle = "Later"\ndocuments = "d2-d9"\n+++\nWords.\n')
    rows = parsed(page(project, "index")).findall(".//table[@class='docs']/tbody/tr")
    assert [row.get("id") or "".join(map(str, row.itertext())).strip() for row in rows] == ["d1", "Later Documents 2–9", "d2"]


def test_references_of_a_chapter_follow_the_documents(project: Project) -> None:
    file = chapter(project, "introduction", "See Document 3.\n")
    assert "history.state.gov" in file.read_text(encoding="utf-8").partition("<article")[2].partition("</article>")[0]
    (project.documents / VOLUME / "3.txt").write_text(document(3, "New."), encoding="utf-8")
    assert f"{VOLUME}/introduction.html" in rebuilt(project)
    assert 'href="d3.html"' in file.read_text(encoding="utf-8")


def test_a_removed_text_leaves_no_page(project: Project) -> None:
    file = chapter(project, "introduction", INTRODUCTION)
    (project.documents / VOLUME / "introduction.md").unlink()
    pipeline.build(project, 1, nothing)
    assert not file.exists()
    assert "Front matter" not in contents(project)


def test_a_text_named_like_a_page_of_the_volume_is_reported(project: Project) -> None:
    before = page(project, "persons").read_bytes()
    chapter(project, "persons", INTRODUCTION)
    assert page(project, "persons").read_bytes() == before
    assert found(project) == [f"{VOLUME}/persons.md:1:1 A015"]


def test_the_search_finds_the_words_of_editors(project: Project) -> None:
    with Store.reading(project.store) as store:
        (run,) = document_queries.runs(store, 9)
        (first, *_), records = document_queries.listed(store, run), document_queries.records(store, run)
    searched = searched_document(first, Document.model_validate_json(records[first.doc]))
    words_by_id = {passage.id: passage.words for passage in searched.notes}
    assert words_by_id["d1ed"] == "It was answered by Document 2."
    assert words_by_id["d1ed-a"].startswith("An old saying.")
    assert words_by_id["d1fn1"] == "See Document 2."


def test_watching_notices_edited_and_removed_annotations(project: Project) -> None:
    file = project.documents / VOLUME / "d1.md"
    file.write_text("A word on the whole.", encoding="utf-8")
    pipeline.build(project, 1, nothing, only={f"{VOLUME}/d1.md"})
    assert "A word on the whole." in page(project).read_text(encoding="utf-8")
    file.unlink()
    pipeline.build(project, 1, nothing, only={f"{VOLUME}/d1.md"})
    assert 'role="note" aria-label="Editors’ note"' not in page(project).read_text(encoding="utf-8")
