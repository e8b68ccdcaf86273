"""Captures are read in each form of markers and notes: the samples of `data/captures.toml` and the cases of `cases/captures.txt`."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from cases import Case, read_cases
from hypothesis import given
from hypothesis import strategies as st

from backchannel.capture_forms import MARKER_FORMS, NOTE_FORMS, CaptureOptions, MarkerForm, NoteForm
from backchannel.readers.text.captures.note_lists import NoteSearch, scattered_notes, tail_lists
from backchannel.readers.text.captures.signs import find_signs_of, in_order
from backchannel.readers.text.document import finish_document, read_document
from backchannel.readers.text.lines import split_lines
from backchannel.readers.text.prepared import prepare_documents
from backchannel.records import Document
from backchannel.source import Source

CASES = Path(__file__).parent / "cases" / "captures.txt"
HEAD = "44. Letter From Duke Albert to Count Bertrand\n\n"


def read(text: str) -> Document:
    return read_document(Source("frus1969-76v99/44.txt", text, "utf-8"), "frus1969-76v99")


@pytest.mark.parametrize("form", MARKER_FORMS, ids=lambda form: form.name)
def test_a_marker_form_is_found_in_its_sample(form: MarkerForm) -> None:
    assert form.is_in(form.sample)
    assert tuple(sign.label for sign in find_signs_of(form.sample, form)) == form.labels


@pytest.mark.parametrize("form", NOTE_FORMS, ids=lambda form: form.name)
def test_a_note_form_is_read_in_its_sample(form: NoteForm) -> None:
    document = read(HEAD + form.sample)
    assert document.profile.partition("/")[2] == form.name
    assert tuple(form.sample[note.start - len(HEAD) : note.end - len(HEAD)] for note in document.notes) == form.notes
    assert [marker.note for marker in document.markers] == [*range(1, len(form.notes) + 1)]


@pytest.mark.parametrize("case", read_cases(CASES), ids=lambda case: case.text[:60])
def test_captures_are_read_in_their_form(case: Case) -> None:
    text = case.text.replace("␣", " ").replace("⇥", "\t")
    document = read(text)
    expected = case.expected
    if "profile" in expected:
        assert document.profile == expected["profile"]
    if "markers" in expected:
        markers = [f"{text[: marker.start].split()[-1]} {marker.n}→{marker.note or '-'}" for marker in document.markers]
        assert (" | ".join(markers) or "-") == expected["markers"]
    if "notes" in expected:
        assert (" | ".join(text[note.start : note.end] for note in document.notes) or "-") == expected["notes"].replace("⏎", "\n")
    if "furniture" in expected:
        furniture = [text[part.start : part.end] for part in document.consumed if part.rule == "S006"]
        assert (" | ".join(furniture) or "-") == expected["furniture"]
    if "findings" in expected:
        found = {finding.rule for finding in document.findings if finding.rule[0] in "NS"}
        assert found == set(expected["findings"].replace("-", "").split())


def read_as(text: str, capture: CaptureOptions) -> Document:
    """Read a text with what an editor says about its capture."""
    [prepared] = prepare_documents(Source("frus1969-76v99/44.txt", text, "utf-8"), "frus1969-76v99", capture)
    return finish_document(prepared)


LISTED = f"{HEAD}The rice is here.1 The cook is not.2\n\n1. Forty sacks.\n2. He is in Strelsau.\n"


def test_a_raised_figure_above_a_list_without_a_text_is_printed() -> None:
    text = "2. ²el 431] The ports applauded.\n  1. Source: Department of State, Central Files."
    document = read(text)
    assert document.text == text
    assert all(0 <= part.start < part.end <= len(text) for part in (*document.markers, *document.notes))


def test_an_editor_decides_what_a_list_is() -> None:
    for profile, notes in (("figures/period", 2), ("figures/none", 0)):
        document = read_as(LISTED, CaptureOptions(profile))
        assert (document.profile, len(document.notes)) == (profile, notes)
        assert not [finding for finding in document.findings if finding.rule == "S015"]


def test_a_text_without_the_form_that_an_editor_names_is_read_as_usual() -> None:
    document = read_as(f"{HEAD}The rice is here.[1]\n\n[1] See Document 3.", CaptureOptions("slash/slash"))
    assert document.profile == "square/square"


def test_lines_that_an_editor_skips_are_consumed() -> None:
    text = f"Papers of the Duke, page 7\n{HEAD}The rice is here.\nPapers of the Duke, page 8\nThe cook is not."
    document = read_as(text, CaptureOptions(skip=(r"Papers of the Duke, page \d+",)))
    assert [text[part.start : part.end] for part in document.consumed if part.rule == "S006"] == [
        "Papers of the Duke, page 7",
        "Papers of the Duke, page 8",
    ]
    assert [text[block.start : block.end] for block in document.blocks][1:] == ["The rice is here.", "The cook is not."]
    assert not [finding for finding in document.findings if finding.rule == "T003"]


def test_an_editor_says_which_line_is_the_head() -> None:
    text = "Notes on a journey\n\nLetter 44: the Duke writes\n\nThe rice is here."
    document = read_as(text, CaptureOptions(head=r"Letter \d+:"))
    assert document.head
    assert document.head.text == "Letter 44: the Duke writes"


NOTED = st.lists(
    st.sampled_from(["See Document 3.", "Not printed.", "Ibid.", "For text, see footnote 2, Document 9."]), min_size=1, max_size=9
)


@given(st.sampled_from(MARKER_FORMS), st.sampled_from(NOTE_FORMS), NOTED)
def test_any_signs_go_with_any_list(marker: MarkerForm, note: NoteForm, notes: list[str]) -> None:
    """Each sign is a marker of the note with its label, whatever the list looks like."""
    signs = [marker.sample[sign.span.start : sign.span.end] for sign in find_signs_of(marker.sample, marker)]
    if marker.rare or note.arrow or marker.raised or len(notes) < 2:
        return
    body = " ".join(f"The cook is here.{signs[0].replace('1', str(n))}" for n in range(1, len(notes) + 1))
    opening = note.sample[: note.sample.index(note.notes[0])].rsplit("\n", 1)[1]
    raised = "⁰¹²³⁴⁵⁶⁷⁸⁹"
    listed = "\n".join(opening.replace("1", str(n)).replace("¹", raised[n]) + words for n, words in enumerate(notes, 1))
    document = read(f"{HEAD}{body}\n\n{listed}")
    assert [(found.n, found.note) for found in document.markers] == [(str(n), n) for n in range(1, len(notes) + 1)]
    assert [document.text[found.start : found.end] for found in document.notes] == notes


@given(st.lists(st.integers(1, 30)))
def test_the_signs_in_order_never_fall_behind_a_gap(numbers: list[int]) -> None:
    form = next(form for form in MARKER_FORMS if form.name == "square")
    text = "Rice" + "".join(f" and rice[{number}]" for number in numbers)
    kept = [int(sign.label) for sign in in_order(find_signs_of(text, form))]
    known = sorted(set(kept))
    assert all(after - before <= 4 for before, after in pairwise(known))
    assert bool(kept) == bool(numbers)


@given(st.text("1. \n)[]AbSee", max_size=80))
def test_a_list_divides_the_lines_below_its_body(text: str) -> None:
    """The notes and the consumed marks of a list never overlap its body."""
    search = NoteSearch.of(text, split_lines(text))
    for form in NOTE_FORMS:
        scattered = scattered_notes(search, form) if form.sign else None
        for notes in [*tail_lists(search, form), *([scattered] if scattered else [])]:
            body = {(line.start, line.end) for line in notes.body}
            for start, end in [note.span for note in notes.notes] + [(part.start, part.end) for part in notes.consumed]:
                assert start <= end
                assert not any(start < line_end and line_start < end for line_start, line_end in body)
