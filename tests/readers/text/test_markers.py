"""Note markers are found: the cases of `cases/markers.txt`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import inf
from pathlib import Path
from types import MappingProxyType

import pytest
from alignments import all_alignments, score
from cases import Case, read_cases, shown
from hypothesis import assume, example, given
from hypothesis import strategies as st

from backchannel import rules
from backchannel.findings import Report
from backchannel.printed import PrintedText
from backchannel.readers.text.markers import hypotheses, unlabeled
from backchannel.readers.text.markers.alignment import MarkerPlace, SkippedLabels, best_chain
from backchannel.readers.text.markers.find import FoundMarkers, find_markers, report_doubts
from backchannel.readers.text.markers.hypotheses import inferred_labels
from backchannel.readers.text.markers.places import NoteLabel, find_places, label_of, weigh_notes
from backchannel.readers.text.markers.traits import is_figure, may_be_cut, traits
from backchannel.readers.text.markers.weights import WEIGHTS
from backchannel.readers.text.notes import NotesForm
from backchannel.records import Marker, Spanned
from backchannel.source import Source, Span
from backchannel.vocabulary import Term, terms

CASES = Path(__file__).parent / "cases" / "markers.txt"
NONE: Mapping[str, Span] = MappingProxyType({})
PLACES = CASES.with_name("marker_places.txt")


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count how often a text is searched for places: each time appends the number of labels searched for."""
    seen: list[int] = []

    def search(text: str, head: Span, labels: Sequence[NoteLabel], floor: float = -inf, after: int = 0) -> Iterator[list[MarkerPlace]]:
        seen.append(len(labels))
        return find_places(text, head, labels, floor, after)

    for module in (hypotheses, unlabeled):
        monkeypatch.setattr(module, "find_places", search)
    return seen


@pytest.mark.parametrize("case", read_cases(CASES), ids=lambda case: case.text[:70])
def test_each_marker_is_found_at_its_place(case: Case, searches: list[int]) -> None:
    text = re.sub(r"[{}]", "", case.text)
    report = Report(Source("d1.txt", text))
    settled = {label: span for label, span in braces(case.text).items() if label in case.expected.get("settled", "").split()}
    marked = read(text, case.expected["labels"], case.expected.get("notes", ""), settled, report, case.expected)
    found = {
        "found": " ".join(marked.labels) or "-",
        "tied": " ".join(f"{marker.n}→{marker.note or '-'}" for marker in marked.markers),
        "findings": shown([finding.message for finding in report.findings]),
        "searches": str(len(searches)),
    }
    assert with_braces(text, marked.markers) == case.text
    assert {name: found[name] for name in found.keys() & case.expected.keys()} == {
        name: case.expected[name] for name in found.keys() & case.expected.keys()
    }


@pytest.mark.parametrize("case", read_cases(PLACES), ids=lambda case: case.text[:70])
def test_each_place_of_a_marker_is_scored_by_its_context(case: Case) -> None:
    labels = labels_of(case.expected["labels"], case.expected.get("notes", ""))
    head = Span(0, case.text.find("\n") if "\n" in case.text else len(case.text))
    floor = float(case.expected.get("floor", "-inf"))
    groups = weigh_notes(case.text, labels, find_places(case.text, head, labels, floor), set(range(len(labels))))
    found = [describe(case.text, labels, place) for group in groups for place in group]
    assert found == [words for name, words in case.expected.items() if name.startswith("place ")]


def test_a_marker_without_note_is_reported_at_its_place() -> None:
    text = "1. Letter From Archer1\nThe areas.2 I believe"
    report = Report(Source("d1.txt", text))
    find_markers(text, Span(0, 22), "lost", [], report)
    assert [(finding.rule, finding.start) for finding in report.findings] == [
        (rules.MARKER_WITHOUT_NOTE.id, 21),
        (rules.MARKER_WITHOUT_NOTE.id, 33),
    ]


def test_a_note_without_marker_is_reported() -> None:
    text = "1. Letter From Archer1\nWe spoke."
    report = Report(Source("d1.txt", text))
    find_markers(text, Span(0, 22), "numbered", [NoteLabel("1"), NoteLabel("2")], report)
    assert [(finding.rule, finding.message) for finding in report.findings] == [
        (rules.NOTE_WITHOUT_MARKER.id, "note 2 has no marker in the text")
    ]


def test_a_volume_is_known_to_number_its_notes_through_a_chapter() -> None:
    text = "1. Letter From Archer\nHe said “peace”53 to us."
    report = Report(Source("d1.txt", text))
    assert find_markers(text, Span(0, 21), "lost", [], report).markers == []
    assert [marker.n for marker in find_markers(text, Span(0, 21), "lost", [], report, runs_on=True).markers] == ["53"]


def test_a_weak_marker_reports_its_alternative_place() -> None:
    text = "1. Letter\nThe talks at Paris 1 began after those at Rome 1 ended."
    report = Report(Source("d1.txt", text))
    found = find_markers(text, Span(0, 9), "numbered", [NoteLabel("1")], report)
    report_doubts(found, (), report)
    (marker,) = found.markers
    assert (marker.start, marker.other) == (29, Spanned(start=57, end=58))
    (finding,) = report.findings
    assert (finding.rule, finding.start) == (rules.DOUBTFUL_MARKER.id, 29)
    assert "which could also be after “… after those at Rome” (character 58)" in finding.message


def test_unlabeled_notes_get_the_labels_of_their_markers() -> None:
    assert read("1. Letter1\nThe Board* met.2 Yes.", "arrow 3").labels == ["1", "*", "2"]


@pytest.mark.parametrize(
    ("gains", "best"),
    [
        ([[(0, 1.0)], [(1, 1.0)], [(2, 1.0)]], [0, 1, 2]),
        ([[(2, 1.5)], [(0, 1.0)], [(1, 1.0)]], [0, 1]),
        ([[(0, 1.0), (1, 3.0)], [(1, 1.0)]], [1]),
        ([[(0, -1.0)], [(1, 1.0)]], [1]),
        ([], []),
    ],
)
def test_the_best_alignment_has_the_greatest_gain(gains: list[list[tuple[int, float]]], best: list[int]) -> None:
    groups = [[MarkerPlace(i, i + 1, label, label, gain) for label, gain in group] for i, group in enumerate(gains)]
    assert [place.first for place in best_chain(groups, 3)] == best


def test_skipping_a_label_has_its_cost() -> None:
    groups = [[MarkerPlace(0, 1, 0, 0, 1.0)], [MarkerPlace(1, 2, 2, 2, 1.0)]]
    assert [place.first for place in best_chain(groups, 3, SkippedLabels(0.5))] == [0, 2]
    assert [place.first for place in best_chain(groups, 3, SkippedLabels(1.5))] == [0]
    assert [place.first for place in best_chain(groups, 3, SkippedLabels(1.5, free=2))] == [0, 2]
    assert [place.first for place in best_chain(groups[1:], 3, SkippedLabels(1.5))] == []
    assert [place.first for place in best_chain(groups[1:], 3, SkippedLabels(1.5, start=0.5))] == [2]


@given(
    st.lists(st.lists(st.tuples(st.integers(0, 5), st.integers(-3, 9)), max_size=3), max_size=7),
    st.integers(0, 3),
    st.integers(0, 6),
    st.integers(0, 8),
    st.integers(0, 3),
)
@example([[(2, 4)]], 3, 0, 1, 2)
@example([[(2, 4)]], 3, 0, 1, 3)
def test_no_other_alignment_is_better(gains: list[list[tuple[int, int]]], each: int, free: int, start: int, least: int) -> None:
    groups = [[MarkerPlace(i, i + 1, label, label, float(gain)) for label, gain in group] for i, group in enumerate(gains)]
    skipped = SkippedLabels(float(each), free, float(start), least)
    chain = best_chain(groups, 6, skipped)
    alignments = all_alignments(groups)
    assert all(before.first < after.first and before.start < after.start for before, after in pairwise(chain))
    assert score(chain, skipped) == max(score(other, skipped) for other in alignments)
    assert [sum(place.gain for place in other) - skipped.of(other) for other in alignments] == [
        score(other, skipped) for other in alignments
    ]


@pytest.mark.parametrize(("length", "alignments"), [(200_000, 17), (200_001, 3)])
def test_a_long_text_is_aligned_less_often(length: int, alignments: int, searches: list[int]) -> None:
    text = "Letter From Archer\nRudolf53 came. Sapt54 left. The Board55 met. The rice.57 Yes.58 No.59 And so on."
    assert read(text.ljust(length, "."), "1 2 3").labels == ["53", "54", "55"]
    assert searches.count(3) == alignments


@pytest.mark.parametrize(("notes", "alignments"), [(400, 5), (401, 1)])
def test_a_long_list_is_aligned_once(notes: int, alignments: int, searches: list[int]) -> None:
    read("Letter From Archer\nRudolf853 came.", " ".join(str(n + 1) for n in range(notes)))
    assert searches.count(notes) == alignments


@given(st.text(alphabet="aB 1234567890.,;:!?*†‡§([)]“”’$/–—\n\t%", max_size=80), st.data())
def test_every_trait_has_a_weight(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    figures = text[:start] + "12" + text[start:]
    run = Span(start, start + 2)
    assume(not is_figure(figures, *run))
    for cut in (0, 1) if may_be_cut(figures, run) else (0,):
        assert set(traits(figures, start, start + cut, start + 2)) <= WEIGHTS.keys()


@given(st.text(alphabet="ab1234567890 .,*†\n”)$", max_size=200), st.sampled_from(["1 2 3", "1 * 2", "a b", "lost", "arrow 4", "1 1 2 2"]))
def test_markers_rise_and_never_overlap(text: str, labels: str) -> None:
    markers = read(text, labels).markers
    assert all(before.end <= after.start for before, after in pairwise(markers))
    assert all(text[marker.start : marker.end] == marker.n for marker in markers)


@pytest.mark.parametrize("term", terms("figures"), ids=lambda term: term.name)
def test_words_beside_a_figure_classify_it(term: Term) -> None:
    trait = {"unit": "before a unit", "clause": "before a clause"}.get(term.kind or "", "after a numbered word")
    for words in term.examples:
        figure = re.search(r"[0-9]+", words)
        assert figure is not None
        assert trait in set(traits(words, figure.start(), *figure.span())), words


def read(
    text: str,
    labels: str,
    notes: str = "",
    settled: Mapping[str, Span] = NONE,
    report: Report | None = None,
    known: Mapping[str, str] = MappingProxyType({}),
) -> FoundMarkers:
    head = line_of(text, int(known.get("head", "1")))
    report = report or Report(Source("d1.txt", text))
    form: NotesForm = "lost" if labels == "lost" else "arrow" if labels.startswith("arrow ") else "numbered"
    names = [] if labels == "lost" else labels_of(labels, notes)
    is_cut, runs_on = known.get("list") == "cut", known.get("volume") == "runs on"
    found = find_markers(text, head, form, names, report, settled, is_cut=is_cut, runs_on=runs_on)
    report.printed = PrintedText.of(text, found.markers)
    report_doubts(found, (), report)
    return found


def line_of(text: str, number: int) -> Span:
    lines = text.split("\n")
    start = sum(len(line) + 1 for line in lines[: number - 1])
    return Span(start, start + len(lines[number - 1]))


def labels_of(labels: str, notes: str = "") -> list[NoteLabel]:
    """`1 2 *`, where `?` is an unknown symbol; `arrow 3`, three unlabeled notes; `lost 3`, three lost notes."""
    form, _, number = labels.partition(" ")
    if form == "lost":
        return inferred_labels("1" + " 1" * (int(number) - 1))
    names = [str(n + 1) for n in range(int(number))] if form == "arrow" else ["" if name == "?" else name for name in labels.split()]
    return list(map(label_of, names, notes.split(" | ") if notes else [""] * len(names)))


def describe(text: str, labels: list[NoteLabel], place: MarkerPlace) -> str:
    """`the areas.{3} 3: given label, other elsewhere, after punctuation`"""
    names = " and ".join(labels[index].name or "?" for index in range(place.first, place.last + 1))
    before = text[max(0, place.start - 10) : place.start].replace("\n", "⏎")
    return f"{before}{{{text[place.start : place.end]}}} {names}: {', '.join(place.traits)}"


def braces(marked: str) -> dict[str, Span]:
    """Remove the braces around markers, and return the text with the places of the markers by label."""
    found = re.finditer(r"\{([^{}]+)\}", marked)
    return {mark[1]: Span(mark.start() - 2 * n, mark.start() - 2 * n + len(mark[1])) for n, mark in enumerate(found)}


def with_braces(text: str, markers: list[Marker]) -> str:
    for marker in reversed(markers):
        text = f"{text[: marker.start]}{{{marker.n}}}{text[marker.end :]}"
    return text
