"""Marker hypotheses: labels to look for, doubtful markers, evidence from notes, markers settled by editors."""

from __future__ import annotations

from math import inf

import pytest

from backchannel.readers.text.markers.alignment import MarkerPlace, SkippedLabels, best_chain
from backchannel.readers.text.markers.doubts import MarkerDoubt, doubts
from backchannel.readers.text.markers.hypotheses import (
    KnownMarkers,
    MarkerHypothesis,
    apply_settled,
    inferred_labels,
    read_lost,
)
from backchannel.readers.text.markers.label_sequences import label_sequences, uneven_label_sequences
from backchannel.readers.text.markers.places import NoteLabel, find_places, find_signs, label_of, strongest_traits, weigh_notes
from backchannel.readers.text.markers.unlabeled import read_numbered
from backchannel.readers.text.markers.weights import CHANCES, FROM_TWO, WEIGHTS
from backchannel.source import Span

OWN = "[Footnote in the source text.]"
SURE = 24.0
DOUBT = CHANCES["given"][-1].below
RARE, OFTEN = (chance.wrong for chance in reversed(CHANCES["given"]))


def names(labels: list[NoteLabel]) -> str:
    return " ".join(label.name or "*" for label in labels)


@pytest.mark.parametrize(
    ("text", "notes", "expected"),
    [
        ("Letter1", ["", "", ""], [("1 2 3", 0.0), ("2 3 4", FROM_TWO)]),
        ("The Board* met.", ["", "", ""], [("1 2 3", 0.0), ("2 3 4", FROM_TWO)]),
        ("Letter1", ["", OWN, ""], [("1 2 3", 0.0), ("2 3 4", FROM_TWO)]),
        ("The Board* met.", ["", OWN, ""], [("1 * 2", 0.0), ("2 * 3", FROM_TWO), ("1 2 3", 0.0), ("2 3 4", FROM_TWO)]),
    ],
)
def test_hypotheses_about_the_labels_of_unlabeled_notes(text: str, notes: list[str], expected: list[tuple[str, float]]) -> None:
    labels = [label_of("", note) for note in notes]
    assert [(names(named), cost) for named, cost in label_sequences(text, labels)] == expected


def test_note_numbers_can_have_one_misprint() -> None:
    assert [names(named) for named in uneven_label_sequences("Letter1", [NoteLabel("")] * 3)] == ["1 1 2", "1 3 4", "1 2 2", "1 2 4"]
    assert len(list(uneven_label_sequences("Letter1", [NoteLabel("")] * 40))) == 78
    assert list(uneven_label_sequences("Letter1", [NoteLabel("")] * 41)) == []


def test_lost_notes_have_no_more_labels_than_the_text_has_figures() -> None:
    assert inferred_labels("1 and 22 and B3") == [NoteLabel("1", given=False), NoteLabel("2", given=False), NoteLabel("3", given=False)]
    assert len(inferred_labels("1 " * 500)) == 400


@pytest.mark.parametrize(
    ("gain", "other", "chance", "has_alternative"),
    [
        (SURE, SURE, None, False),
        (SURE - 0.5, SURE, OFTEN, True),
        (DOUBT, None, None, False),
        (DOUBT - 0.5, None, RARE, False),
        (DOUBT - 0.5, 0.0, RARE, False),
        (DOUBT - 0.5, 0.5, RARE, True),
        (DOUBT - 0.5, -5.0, RARE, False),
        (DOUBT, -5.0, None, False),
        (DOUBT + 0.5, 0.5, None, False),
        (DOUBT, 0.5, RARE, True),
        (CHANCES["given"][0].below, None, RARE, False),
        (CHANCES["given"][0].below - 0.5, None, OFTEN, False),
    ],
)
def test_a_marker_that_wins_by_little_is_doubtful(gain: float, other: float | None, chance: str | None, has_alternative: bool) -> None:
    place = MarkerPlace(5, 6, 0, 0, gain)
    elsewhere = [MarkerPlace(0, 1, 0, 0, other)] if other is not None else []
    groups = [elsewhere, [place]] if elsewhere else [[place]]
    expected = [MarkerDoubt(place, elsewhere[0] if has_alternative else None, chance)] if chance else []
    assert list(doubts(MarkerHypothesis([NoteLabel("1")], groups, [place]))) == expected


def test_a_marker_of_lost_notes_has_a_chance_of_its_own() -> None:
    (lost,) = CHANCES["lost"]
    place = MarkerPlace(5, 6, 0, 0, lost.below - 0.5)
    reading = MarkerHypothesis([NoteLabel("1", given=False)], [[place]], [place], skipped=SkippedLabels(5.0))
    assert list(doubts(reading)) == [MarkerDoubt(place, None, lost.wrong)]
    assert list(doubts(reading._replace(chain=[place._replace(gain=lost.below)]))) == []


def test_the_weight_of_the_label_does_not_count_for_a_place() -> None:
    weight = WEIGHTS["given label"]
    sure = MarkerPlace(5, 6, 0, 0, weight + SURE, ("given label",))
    likely = sure._replace(gain=weight + SURE - 0.5)
    other = MarkerPlace(9, 10, 0, 0, weight + SURE)
    assert list(doubts(MarkerHypothesis([NoteLabel("1")], [[sure], [other]], [sure]))) == []
    assert list(doubts(MarkerHypothesis([NoteLabel("1")], [[likely], [other]], [likely]))) == [MarkerDoubt(likely, other, OFTEN)]


def test_an_alternative_place_is_between_the_adjacent_markers() -> None:
    one, two, three = (MarkerPlace(start, start + 1, label, label, 6.0) for label, start in enumerate((5, 10, 15)))
    beside = [MarkerPlace(start, start + 1, 1, 1, 5.0) for start in (5, 15)]
    groups = [[one, beside[0]], [two], [three, beside[1]]]
    labels = [NoteLabel(name) for name in "123"]
    assert [doubt.other for doubt in doubts(MarkerHypothesis(labels, groups, [one, two, three]))] == [None, None, None]
    near = MarkerPlace(12, 13, 1, 1, 2.0), MarkerPlace(13, 14, 1, 1, 3.0)
    assert [doubt.other for doubt in doubts(MarkerHypothesis(labels, [*groups, *([place] for place in near)], [one, two, three]))] == [
        None,
        near[1],
        None,
    ]


@pytest.mark.parametrize(
    ("gains", "starts"),
    [
        ([[(0, 1.0)], [(0, 1.0)], [(1, 1.0)]], [0, 2]),
        ([[(0, 0.0)], [(1, 1.0)]], [1]),
        ([[(0, -0.5)]], []),
        ([[(0, 0.0)]], []),
    ],
)
def test_of_equal_alignments_the_first_and_shortest_wins(gains: list[list[tuple[int, float]]], starts: list[int]) -> None:
    groups = [[MarkerPlace(i, i + 1, label, label, gain) for label, gain in group] for i, group in enumerate(gains)]
    assert [place.start for place in best_chain(groups, 3)] == starts


def test_places_below_the_threshold_are_left_out() -> None:
    text, labels = "1. Letter1\nWe met 1 of them at Paris1 and of the areas.1 I believe.", [NoteLabel("1")]
    gains = sorted(place.gain for group in find_places(text, Span(0, 10), labels) for place in group)
    assert len(gains) == 4
    assert gains[0] < gains[1]
    for floor in gains:
        found = sorted(place.gain for group in find_places(text, Span(0, 10), labels, floor) for place in group)
        assert found == [gain for gain in gains if gain >= floor]
    assert list(find_places(text, Span(0, 10), labels, inf)) == []


def test_a_dateline_is_within_three_hundred_characters_of_the_head() -> None:
    for before, where in ((298, "other near the head"), (299, "other elsewhere")):
        text = f"Letter\n{'.' * (before - 4)}word2 Yes"
        ((place,),) = find_places(text, Span(0, 6), [NoteLabel("1"), NoteLabel("2")])
        assert place.start == 6 + before + 1
        assert where in place.traits


def test_a_symbol_can_begin_a_text() -> None:
    ((place,),) = find_places("* Letter\nYes.", Span(0, 8), [NoteLabel("*")])
    assert "first in the head" in place.traits


def test_at_most_sixty_four_notes_of_one_label_are_distinguished() -> None:
    ((*places,),) = find_places("Letter\nOf the areas.1 I believe.", Span(0, 6), [NoteLabel("1")] * 66)
    assert len(places) == 64


def test_only_notes_of_the_requested_labels_are_scored() -> None:
    text, labels = "Letter\nThe Count Rudolf of Zenda.12 Yes.", [label_of("1", "Rudolf."), label_of("2", "Zenda.")]
    groups = list(find_places(text, Span(0, 6), labels))
    assert [place[2:4] for group in groups for place in group] == [(1, 1), (0, 1)]

    def gained(requested: set[int]) -> list[list[str]]:
        scored = weigh_notes(text, labels, groups, requested)
        return [
            [*new.traits[len(old.traits) :]]
            for group, before in zip(scored, groups, strict=True)
            for new, old in zip(group, before, strict=True)
        ]

    both = ["shares a name", "shares a name"]
    assert gained(set()) == [[], []]
    assert gained({0}) == [[], both]
    assert gained({1}) == [["shares a name"], both]
    assert gained({0, 1}) == [["shares a name"], both]


@pytest.mark.parametrize(
    ("text", "note", "expected"),
    [
        ("your 10372 of Friday", "Telegram 10372 has not been found.", ["note names the whole"]),
        ("NSC 162/22 of Friday", "See NSC 162/2.", ["shares a figure", "note names what is left"]),
        ("NSC 162/22 of Friday", "See NSC 162/22.", ["note names the whole"]),
    ],
)
def test_a_note_can_share_a_figure_or_the_text_left_of_it(text: str, note: str, expected: list[str]) -> None:
    labels = [label_of("2", note)]
    ((old,), *_) = find_places(text, Span(0, 0), labels)
    ((new,), *_) = weigh_notes(text, labels, [[old]], {0})
    assert [trait for trait in new.traits[len(old.traits) :] if "name" not in trait or "note" in trait] == expected


def test_a_note_names_a_double_marker_only_inside_a_longer_figure() -> None:
    for text, named in (("Letter\nThe King sat.12 Yes.", []), ("Letter\nOf NSC 162/12 we met.", ["note names the whole"])):
        labels = [label_of("1", "See NSC 162/12, of 12 men."), label_of("2", "Not printed.")]
        (old,) = (place for group in find_places(text, Span(0, 6), labels) for place in group if place.first < place.last)
        ((new,),) = weigh_notes(text, labels, [[old]], {0})
        assert [trait for trait in new.traits[len(old.traits) :] if trait.startswith("note names")] == named


def test_a_place_shares_no_words_with_notes_of_other_labels() -> None:
    text, labels = "Letter\nRudolf sat.1 Yes.", [label_of("1", "Not printed."), label_of("2", "Rudolf."), label_of("3", "Rudolf.")]
    ((old,),) = find_places(text, Span(0, 6), labels)
    assert weigh_notes(text, labels, [[old]], {0}) == [[old]]


def test_a_note_on_the_document_itself_says_so() -> None:
    assert [label_of("1", note).original for note in (OWN, "See footnote 3, Document 5.", "Printed in the source text.")] == [
        True,
        False,
        False,
    ]


def test_a_row_of_more_than_four_symbols_is_no_marker() -> None:
    text = "The Board**** met, the Hall***** stood, and the Court ‡ sat."
    assert [text[start:end] for start, end in find_signs(text)] == ["****"]


def test_the_two_strongest_traits_explain_a_place() -> None:
    traits = ("given label", "two labels", "cut of more figures", "after thousands", "after a word", "before a capital", "after a word")
    assert strongest_traits(MarkerPlace(0, 1, 0, 0, 1.0, traits)) == ["after a word", "before a capital"]
    assert strongest_traits(MarkerPlace(0, 1, 0, 0, 1.0, traits[:4])) == ["cut of more figures"]


def test_a_marker_settled_by_editors_has_no_alternative_place() -> None:
    labels = [NoteLabel("1"), NoteLabel("2"), NoteLabel("3"), NoteLabel("2")]
    before, at, after = (MarkerPlace(start, start + 2, 0, 0, 1.0) for start in (8, 11, 12))
    other = MarkerPlace(20, 21, 1, 1, 1.0)
    double = MarkerPlace(30, 32, 0, 1, 1.0)
    third = MarkerPlace(40, 41, 2, 2, 1.0)
    groups = [[before], [at], [after], [other], [double], [third]]
    remaining = apply_settled(groups, labels, {"2": Span(10, 12)})
    assert [(place.start, place.first) for group in remaining for place in group] == [(8, 0), (10, 1), (10, 3), (12, 0), (40, 2)]
    both = apply_settled(groups, labels, {"2": Span(10, 12), "3": Span(50, 51)})
    assert [(place.start, place.first) for group in both for place in group] == [(8, 0), (10, 1), (10, 3), (12, 0), (50, 2)]


def test_a_volume_numbers_the_notes_of_each_document_unless_more_is_known() -> None:
    text, head = "Letter From Archer\nHe said “peace”53 to us.", Span(0, 18)
    assert list(read_lost(text, KnownMarkers(head)).chain) == []
    assert [place[:2] for place in read_lost(text, KnownMarkers(head, runs_on=True)).chain] == [(34, 36)]


def test_a_list_of_notes_is_whole_unless_more_is_known() -> None:
    text, head, notes = "Letter From Archer1\nHe said “peace”2 to us.", Span(0, 19), [NoteLabel("1")]
    assert len(read_numbered(text, KnownMarkers(head), notes).chain) == 1
    assert len(read_numbered(text, KnownMarkers(head, is_cut=True), notes).chain) == 2


def test_a_reading_gains_what_its_places_gain_less_its_cost() -> None:
    reading = MarkerHypothesis([NoteLabel("1")], [], [MarkerPlace(5, 6, 0, 0, 20.0), MarkerPlace(9, 10, 1, 1, 12.5)])
    assert (reading.gain, reading.dearer(10.0).gain, reading.dearer(10.0).dearer(2.5).gain) == (32.5, 22.5, 20.0)


def test_skipped_labels_cost_nothing_unless_a_cost_is_given() -> None:
    third, fifth = MarkerPlace(5, 6, 2, 2, 20.0), MarkerPlace(9, 10, 4, 4, 20.0)
    assert SkippedLabels().of([third, fifth]) == 0.0
    assert SkippedLabels(1.0).of([third, fifth]) == 3.0
    assert SkippedLabels(1.0, free=4).of([third, fifth]) == 0.0


LONG = "See the telegram that the cook sent Zenda."


@pytest.mark.parametrize(
    ("text", "notes", "expected"),
    [
        ("Letter1", [LONG, "Rice.", LONG], ["1 2 3", "1 2 1", "2 3 4", "2 3 2"]),
        ("Letter1", [LONG[:40], LONG[:40]], ["1 2", "1 1", "2 3", "2 2"]),
        ("Letter1", [LONG[:39], LONG[:39]], ["1 2", "2 3"]),
        ("The Board* met.", [LONG, LONG, OWN], ["1 2 *", "1 1 *", "2 3 *", "2 2 *", "1 2 3", "1 1 2", "2 3 4", "2 2 3"]),
    ],
)
def test_a_note_that_the_list_repeats_may_have_its_number_again(text: str, notes: list[str], expected: list[str]) -> None:
    assert [names(named) for named, _ in label_sequences(text, [label_of("", note) for note in notes])] == expected
