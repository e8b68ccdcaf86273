"""Each note has an anchor of its own, named after the label that its marker shows."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backchannel.edition.anchors import note_anchors
from backchannel.pages.components.places import anchor_words
from backchannel.records import Document, Marker, Note


def a_document(notes: str, markers: str) -> Document:
    """Make a document of the labels of its notes and of its markers: `54 54` and `54=1 54=2 55`, each marker with the place of its note."""
    fields = {"id": "v/d1", "source": "d1.txt", "number": "1", "head": None, "kind": None, "blocks": (), "text": ""}
    tied = [marker.partition("=") for marker in markers.split()]
    return Document(
        **fields,
        notes=tuple(Note(n=n, start=0, end=0, kind="note") for n in notes.split()),
        markers=tuple(Marker(n=n, start=0, end=0, note=int(note) if note else None) for n, _, note in tied),
    )


@pytest.mark.parametrize(
    ("notes", "markers", "expected"),
    [
        ("54 55", "54=1 55=2", "fn54 fn55 | fn54 fn55"),
        ("54 55", "54=1 55=2 54=1", "fn54 fn55 | fn54 fn55 fn54"),
        ("23 23 24", "23=1 23=2 24=3", "fn23 fn23-2 fn24 | fn23 fn23-2 fn24"),
        ("1 2 1", "1=1 2=2 1=3", "fn1 fn2 fn1-2 | fn1 fn2 fn1-2"),
        ("54", "54=1 55", "fn54 | fn54 fn55"),
        ("54", "54=1 54", "fn54 | fn54 fn54-2"),
        ("54", "54 54=1 54", "fn54 | fn54-2 fn54 fn54-2"),
        ("", "3 4 3", " | fn3 fn4 fn3"),
        ("* † *", "*=1 †=2 *=3", "fn-2a fn-2020 fn-2a-2 | fn-2a fn-2020 fn-2a-2"),
    ],
)
def test_notes_and_markers_have_the_anchors(notes: str, markers: str, expected: str) -> None:
    named = note_anchors(a_document(notes, markers))
    assert f"{' '.join(named.notes)} | {' '.join(named.markers)}" == expected


@given(st.lists(st.sampled_from(["1", "2", "23", "a", "*", "*#", "†"]), max_size=60))
@example(["*"] * 40 + ["*#"])
def test_no_two_notes_have_one_anchor(labels: list[str]) -> None:
    named = note_anchors(a_document(" ".join(labels), ""))
    assert len(set(named.notes)) == len(labels)


@pytest.mark.parametrize(
    ("anchor", "words"),
    [
        ("fn54", "note 54"),
        ("fn54-2", "note 54 (2)"),
        ("fn54-2q1", "note 54 (2)"),
        ("fn2a", "note 2a"),
        ("fn-2a", "note *"),
        ("fn-2a-2a", "note **"),
        ("fn-2a-2", "note * (2)"),
        ("fn-2020", "note †"),
        ("fn-2020-12", "note † (12)"),
    ],
)
def test_a_note_is_named_by_its_label(anchor: str, words: str) -> None:
    assert anchor_words(anchor) == words
