"""TEI volumes are read: the invented volume beside this module."""

from __future__ import annotations

from pathlib import Path

import pytest

from backchannel.readers.markup.prepare import prepare
from backchannel.readers.markup.tei.volume import TeiVolume, read_volume
from backchannel.readers.text.document import finish_document
from backchannel.records import Document
from backchannel.records.lists import ListedPerson, ListedTerm


def volume() -> TeiVolume:
    found = read_volume((Path(__file__).parent / "frus1999v01.xml").read_bytes())
    assert found
    return found


VOLUME = volume()
DOCUMENTS = {document.id: document.data for document in VOLUME.documents}


def read(id: str) -> Document:
    return finish_document(prepare(f"frus1999v01/{id}.xml", DOCUMENTS[id], "frus1999v01")[0])


def test_a_volume_is_split_into_its_documents() -> None:
    assert VOLUME.id == "frus1999v01"
    assert [*DOCUMENTS] == ["d1", "d2"]


def test_its_title_page_is_read() -> None:
    assert VOLUME.title_page == {
        "title": "Ruritania",
        "series": "Foreign Relations of the United States",
        "subseries": "1999",
        "volume": "I",
        "part": "2",
        "publisher": "Office of Rice",
        "place": "Strelsau",
        "year": 2011,
        "editors": ["Ann Archer"],
    }


def test_its_lists_are_read() -> None:
    assert VOLUME.people == (
        ListedPerson("p_AA", "Archer, Ann", "Ambassador to Ruritania until May 1999"),
        ListedPerson("p_RH", "Rupert of Hentzau", ""),
    )
    assert VOLUME.terms == (ListedTerm("RIC", "Rice Import Committee"),)


def test_a_document_is_written_as_a_text() -> None:
    assert read("d1").text == (
        "1. Telegram From the Embassy in Ruritania to the Department of State1\n\n"
        "Strelsau, May 3, 1999, noon.\n\n"
        "SUBJECT\nRice\n\n"
        "1. Rupert has sold 40 m2.2 The RIC [Page 2] met.* As said,2 it is rice.\n\n"
        "Year\tSacks3\n1998\t12\n\n"
        "Archer\n\n"
        "Attachment\n\n"
        "A list\nof rice\n\n"
        "  1. Source: National Archives, RG 59. Secret. See Document 2 and footnote 2 there.\n"
        "  2. Of rice.\nNot fields; see p. 2.\n"
        "  *. In green ink.\n"
        "  3. \n"
    )


def test_markers_notes_and_pages_are_certain() -> None:
    document = read("d1")
    assert [(marker.n, marker.note) for marker in document.markers] == [("1", 1), ("2", 2), ("*", 3), ("2", 2), ("3", 4)]
    assert [(note.n, note.kind) for note in document.notes] == [("1", "source"), ("2", "note"), ("*", "note"), ("3", "note")]
    assert [page.n for page in document.pages] == ["2"]
    assert [block.kind for block in document.blocks] == [
        *("head", "dateline", "heading", "item", "paragraph", "row", "row", "signed", "heading", "paragraph", "paragraph")
    ]
    assert [finding.rule for finding in document.findings] == []


@pytest.mark.parametrize(
    ("id", "links"),
    [
        ("d1", [("Document 2", "document", None, "2"), ("footnote 2 there", "note", "frus1998v03", "7"), ("p. 2", "page", None, None)]),
        ("d2", [("ibid", "volume", "frus1998v03", None)]),
    ],
)
def test_links_are_references(id: str, links: list[tuple[str, ...]]) -> None:
    document = read(id)
    found = [(document.text[r.start : r.end], r.kind, r.cited.volume, r.cited.document) for r in document.references]
    assert found == links


def test_a_document_without_number_has_the_id_of_its_file() -> None:
    document = read("d2")
    assert (document.id, document.number) == ("frus1999v01/d2", None)
    assert document.head
    assert document.head.text == "The Ambassador in Ruritania (Archer) to the Secretary of State"


@pytest.mark.parametrize("data", [b"", b"<", b"<a/>", b'<div type="document"', b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"])
def test_a_file_that_is_no_tei_is_printed_as_it_is(data: bytes) -> None:
    assert finish_document(prepare("ruritania/x.xml", data, "ruritania")[0]).text == data.decode()


def test_a_volume_in_the_documents_folder_is_read_whole() -> None:
    data = (Path(__file__).parent / "frus1999v01.xml").read_bytes()
    found = [finish_document(prepared) for prepared in prepare("v/frus1999v01.xml", data, "v")]
    assert [(document.id, document.part) for document in found] == [("v/d1", 1), ("v/d2", 2)]
    assert [document.text for document in found] == [read("d1").text, read("d2").text]
