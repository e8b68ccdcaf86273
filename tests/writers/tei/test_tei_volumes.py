"""A volume is exported as one TEI file, which the program reads again as it was; the site has it if the edition asks."""

from __future__ import annotations

from pathlib import Path

import pytest
from exported import VOLUME, an_edition, built, edition, nothing
from invented import document
from lxml import etree

from backchannel.build import pipeline
from backchannel.edition.store import Store
from backchannel.readers.markup.prepare import prepare
from backchannel.readers.markup.tei.volume import read_volume
from backchannel.readers.text.document import finish_document, read_documents
from backchannel.records import Document
from backchannel.settings import Project
from backchannel.source import Source
from backchannel.writers.links import check_links
from backchannel.writers.tei.volume import export_volume

TEXTS = [
    "1. Letter From Archer to Baker\n\nWashington, December 6, 1972.\n\nDear Baker:\n\nSee [Page 7] Document 2.1 He left.2\n\n"
    "Charles Archer\n\n  1. See Document 2.\nA second line.\n  2. Of rice.\n",
    "2. Memorandum of Conversation\n\nSUBJECT\n  • Grain\n\nPARTICIPANTS\n  • Archer\n  • Baker\n\nArcher spoke.1\n\nBob Baker\n\n"
    "[Attachment]\n\nWe met.2\n\nYear\tTons\n1972\t40\n",
]
ANNOTATIONS = """+++
+++
It was answered.

> a weak reed

An old saying.

## note 1

See Document 2.

## corrections

recieved
: received
"""


def exported(tmp_path: Path, store: Store) -> bytes:
    return export_volume(tmp_path, an_edition(), store, VOLUME).read_bytes()


def read_again(data: bytes) -> dict[str, Document]:
    return {prepared.claim: finish_document(prepared) for prepared in prepare(f"{VOLUME}.xml", data, VOLUME)}


def parts(document: Document) -> dict[str, object]:
    """Return what a document has, without its places in the text."""
    printed, text = document.printed(), document.text
    return {
        "blocks": [(block.kind, printed.words(*block.span)) for block in document.blocks],
        "notes": [(note.n, note.kind, printed.words(*note.span)) for note in document.notes],
        "markers": [(marker.n, marker.note) for marker in document.markers],
        "pages": [page.n for page in document.pages],
        "references": [(reference.kind, text[reference.start : reference.end]) for reference in document.references],
        "date": document.date and document.date.edtf,
        "participants": [line.text for line in document.participants],
        "subject": [line.text for line in document.subject],
        "apparatus": document.apparatus,
    }


@pytest.mark.parametrize("n", range(len(TEXTS)))
def test_a_document_is_read_again_as_it_was(tmp_path: Path, n: int) -> None:
    store = edition({f"{VOLUME}/d{n}.txt": text for n, text in enumerate(TEXTS, 1)})
    again = read_again(exported(tmp_path, store))[f"d{n + 1}"]
    first = read_documents(Source(f"{VOLUME}/a.txt", TEXTS[n]), VOLUME)[0]
    assert parts(again) == parts(first)


def test_the_header_says_what_the_volume_is(tmp_path: Path) -> None:
    found = read_volume(exported(tmp_path, edition({f"{VOLUME}/a.txt": TEXTS[0]})))
    assert found is not None
    assert found.id == VOLUME
    assert found.title_page["title"] == "Ruritania, 1972"
    assert found.title_page["volume"] == "XCIX"


def test_a_second_export_changes_no_byte(tmp_path: Path) -> None:
    store = edition({f"{VOLUME}/a.txt": TEXTS[0]})
    first = exported(tmp_path, store)
    assert exported(tmp_path, store) == first


@pytest.fixture
def annotated(tmp_path: Path) -> Project:
    folder = tmp_path / "documents" / VOLUME
    folder.mkdir(parents=True)
    (folder / "d1.md").write_text(ANNOTATIONS, encoding="utf-8")
    (tmp_path / "edition.toml").write_text('formats = ["tei"]\n', encoding="utf-8")
    return built(tmp_path, [document(1, "The Duke called it a weak reed.1", "He recieved it.")])


def test_the_words_of_editors_are_told_apart_and_are_not_read_as_the_text(annotated: Project) -> None:
    data = (annotated.site / VOLUME / f"{VOLUME}.xml").read_bytes()
    notes = {note.get("type"): note for note in etree.fromstring(data).iter("{*}note")}
    assert {kind: note.text for kind, note in notes.items()} == {
        "introduction": "It was answered.",
        "annotation": "An old saying.",
        "correction": "received",
        "supplied": "See Document 2.",
    }
    assert {note.get("resp") for note in notes.values()} == {"#edition"}
    again = read_again(data)["d1"]
    assert again.text == "1. Memorandum From A. Archer to B. Baker\n\nThe Duke called it a weak reed.1\n\nHe recieved it.\n"
    assert again.apparatus == "lost"
    assert [found.message for found in again.findings if found.rule == "S018"] == [
        "words by the editors of another edition were not read; notes left out: 4"
    ]


def test_the_site_has_each_document_and_volume_as_tei_while_the_edition_asks(annotated: Project) -> None:
    files = [annotated.site / VOLUME / name for name in ("d1.xml", f"{VOLUME}.xml")]
    assert all(file.exists() for file in files)
    assert 'href="d1.xml"' in (annotated.site / VOLUME / "d1.html").read_text(encoding="utf-8")
    assert f'href="{VOLUME}.xml"' in (annotated.site / VOLUME / "index.html").read_text(encoding="utf-8")
    assert not check_links(annotated.site).broken
    (annotated.root / "edition.toml").write_text("", encoding="utf-8")
    pipeline.build(Project.load(annotated.root), 1, nothing)
    assert not any(file.exists() for file in files)


def test_a_date_that_the_editors_give_is_theirs(annotated: Project) -> None:
    (annotated.documents / VOLUME / "d1.md").write_text('+++\ndate = "1972-12-06"\nsource = "a copy"\n+++\n', encoding="utf-8")
    pipeline.build(Project.load(annotated.root), 1, nothing)
    words = (annotated.site / VOLUME / "d1.xml").read_text(encoding="utf-8")
    assert '<seg type="date" resp="#edition"><date when="1972-12-06"/></seg>' in words


def test_a_chapter_of_the_editors_follows_the_documents(annotated: Project) -> None:
    (annotated.documents / VOLUME / "On rice.md").write_text("# On rice\n\nIt grew.\n\nIt was sold.\n", encoding="utf-8")
    pipeline.build(Project.load(annotated.root), 1, nothing)
    root = etree.parse(str(annotated.site / VOLUME / f"{VOLUME}.xml")).getroot()
    chapter = root.find(".//{*}back/{*}div")
    assert chapter is not None
    assert chapter.get("subtype") == "edition"
    assert [part.text for part in chapter] == ["On rice", "It grew.", "It was sold."]


def test_an_edited_document_changes_the_file_of_its_volume(annotated: Project) -> None:
    file = annotated.site / VOLUME / f"{VOLUME}.xml"
    text = next((annotated.documents / VOLUME).glob("*.txt"))
    text.write_text(text.read_text(encoding="utf-8").replace("Duke", "Count"), encoding="utf-8")
    pipeline.build(annotated, 1, nothing)
    assert "The Count called it" in file.read_text(encoding="utf-8")
