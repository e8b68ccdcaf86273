"""Annotation files have the expected effect: each case is a text, an annotation file, and the outcome."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.readers.annotations.annotate import read_annotated
from backchannel.readers.text.markers.find import FoundMarkers, find_markers
from backchannel.readers.text.prepared import prepare_documents
from backchannel.records import Document
from backchannel.source import Source

VOLUME = "frus1969-76v99"


class Case(NamedTuple):
    name: str
    text: str
    notes: str
    found: list[str]


def cases() -> Iterator[Case]:
    for file in sorted((Path(__file__).parent / "cases").glob("*.txt")):
        for case in re.split(r"^== ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            name, text, notes, found = re.split(r"\n-- (?:text|notes|found)\n", case)
            yield Case(name, text + "\n", notes + "\n", found.strip().split("\n"))


def read(text: str, notes: str) -> Document:
    source = Source(f"{VOLUME}/a.txt", text)
    return read_annotated(prepare_documents(source, VOLUME)[0], Source(f"{VOLUME}/d1.md", notes))


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.name)
def test_an_annotation_file_has_this_effect(case: Case) -> None:
    assert list(shown(read(case.text, case.notes), case)) == case.found


def shown(document: Document, case: Case) -> Iterator[str]:
    """Return the outcome of a case, one fact per line."""
    editors = document.editors
    assert editors
    stated = {"number": document.number if case.found[0].startswith("number") else None}
    stated |= {"title": editors.title, "place": editors.place, "journey": editors.journey}
    if editors.date and document.date:
        yield f"date {document.date.edtf} {document.date.evidence[0].rule}"
    yield from (f"{name} {value}" for name, value in stated.items() if value)
    if editors.introduction:
        yield f"on the whole: {_line(editors.introduction.words)}"
    for note in editors.notes:
        yield f"note {note.n}{f' from {note.supplied_from}' if note.supplied_from else ''}: {_line(note.words)}"
    if document.origin and document.origin.start == document.origin.end:
        yield f"lies in box {document.origin.source.box}, {(document.origin.source.classification or '').lower()}"
    for annotation in editors.annotations:
        yield f"{annotation.n} {_quoted(document, annotation.start, annotation.end)}: {_line(annotation.words)}"
    yield from (f"{name.words} means {name.person}" for name in editors.people)
    for correction in editors.corrections:
        yield f"correction {_quoted(document, correction.start, correction.end)}: {correction.reading}"
    for piece in filter(None, (editors.introduction, *editors.notes, *editors.annotations)):
        yield from (f"refers to {piece.words[r.start : r.end]}" for r in piece.references)
    if "marker" in case.found[0]:
        yield from (f"marker {m.n} after {_quoted(document, m.start - 11, m.start)}" for m in document.markers)
    for reference in document.references:
        if reference.cited.volume and reference.cited.document:
            words = document.text[reference.start : reference.end]
            yield f"reference {words} is {reference.kind} {reference.cited.volume} {reference.cited.document}"
    yield from (f"{f.rule} {f.line}:{f.column} {f.message}" for f in editors.findings)
    yield from (f"{f.rule} {f.message.split()[1]}" for f in document.findings if f.rule == "N002")


def _line(words: str) -> str:
    return " / ".join(words.split("\n"))


def _quoted(document: Document, start: int, end: int) -> str:
    return f"“{document.text[start:end]}”".replace("\n", "⏎")


def test_a_text_is_read_once_whatever_its_annotations(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def counted(text: str, *rest: Any, **options: Any) -> FoundMarkers:
        calls.append(text)
        return find_markers(text, *rest, **options)

    monkeypatch.setattr("backchannel.readers.text.document.find_markers", counted)
    text = "1. Memorandum From A. Archer to B. Baker\n\nHe had 52 ships, and 852 men.\n\n  2. Source: x.\n"
    document = read(text, "## settled\n\n- marker 2 is after “85”\n")
    assert [document.text[m.start - 2 : m.end] for m in document.markers] == ["852"]
    assert len(calls) == 1


def test_the_number_of_a_document_does_not_depend_on_a_settled_marker() -> None:
    document = read("12. Memorandum From A. Archer to B. Baker\n\nHe left.\n\n  2. Source: x.\n", "## settled\n\n- marker 2 is after “1”\n")
    assert (document.id, document.number) == (f"{VOLUME}/d12", "12")


@given(st.text(alphabet="+#>*-=`[]()|:^~\\\n abd123“”.é", max_size=200))
def test_any_annotation_file_is_read(notes: str) -> None:
    text = "1. Memorandum From A. Archer to B. Baker\n\nHe left.1 See Document 2.\n"
    assert read(text, notes).text == text


@given(
    st.sampled_from(["> {}\n\nx\n", "## note {}\n\n{}\n", "## settled\n\n- {}\n", "## corrections\n\n{}\n: {}\n", "+++\n{}\n+++\n"]),
    st.text(),
)
def test_any_section_of_an_annotation_file_is_read(form: str, words: str) -> None:
    document = read("1. Memorandum From A. Archer to B. Baker\n\nHe left.1\n", form.replace("{}", words))
    assert document.editors
    assert all(0 <= a.start < a.end <= len(document.text) for a in document.editors.annotations)
