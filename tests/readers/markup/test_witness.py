"""A text beside the page or TEI file from which it was made keeps what that shows, also after an edit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.readers.markup.prepare import prepare
from backchannel.readers.markup.web.page import read_page
from backchannel.readers.markup.witness import WitnessFile
from backchannel.readers.text.document import finish_document
from backchannel.records import Document

PAGE = b"""<main><h3>44. Letter From Archer to Baker<sup><a href="#n1">1</a></sup></h3>
<p>See Tohak 85<sup><a href="#n2">2</a></sup> and the 3 sacks.</p><p>Rice.<sup><a href="#n3">3</a></sup></p>
<ol><li id="n1">Source: Archives.</li><li id="n2">Not found.</li><li id="n3">Ten sacks.</li></ol></main>"""
TEXT = read_page(PAGE).text


def read(text: str) -> Document:
    return finish_document(prepare("ruritania/d44.txt", text.encode(), "ruritania", WitnessFile("ruritania/d44.html", PAGE))[0])


def parts(document: Document) -> list[tuple[str, str]]:
    """List each marker with the words before it on its line, and each note with its words."""
    text = document.text
    markers = [(marker.n, text[text.rfind("\n", 0, marker.start) + 1 : marker.start]) for marker in document.markers]
    return markers + [(note.n, text[note.start : note.end]) for note in document.notes]


def test_a_text_is_that_of_its_witness() -> None:
    document = read(TEXT)
    assert (document.source, document.witness, document.text) == ("ruritania/d44.txt", "ruritania/d44.html", TEXT)
    assert parts(document) == [
        ("1", "44. Letter From Archer to Baker"),
        ("2", "See Tohak 85"),
        ("3", "Rice."),
        ("1", "Source: Archives."),
        ("2", "Not found."),
        ("3", "Ten sacks."),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("See Tohak", "See also Tohak"),
        ("the 3 sacks", "the 30 sacks"),
        ("Rice.3", "A new line.\n\nRice.3"),
        ("Not found.", "Found: see below."),
        ("44. Letter", "[Page 3]\n\n44. Letter"),
        ("\n\nRice", "\n\n\nRice"),
    ],
)
def test_an_edit_keeps_markers_and_notes(old: str, new: str) -> None:
    document = read(TEXT.replace(old, new))
    assert [(marker.n, marker.note) for marker in document.markers] == [("1", 1), ("2", 2), ("3", 3)]
    assert [note.n for note in document.notes] == ["1", "2", "3"]
    assert not {"S009", "N001", "N002"} & {finding.rule for finding in document.findings}


def test_an_edit_of_a_marker_is_reported() -> None:
    document = read(TEXT.replace("852 and", "85 and"))
    assert [marker.n for marker in document.markers] == ["1", "3"]
    assert "S009" in [finding.rule for finding in document.findings]


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, 30), st.text(st.sampled_from("12. \nab"), max_size=9)), max_size=4))
def test_no_edit_loses_text(edits: list[tuple[int, int, str]]) -> None:
    text = TEXT
    for at, length, words in edits:
        text = text[:at] + words + text[at + length :]
    document = read(text)
    assert document.text == text
    assert not {"T001", "T002", "T003", "T004"} & {f.rule for f in document.findings if f.severity == "error"}
    for marker in document.markers:
        assert text[marker.start : marker.end] == marker.n
