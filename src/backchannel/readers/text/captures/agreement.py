"""Compare the signs of a text with a list: whether they are its markers, and it is their notes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from backchannel.capture_forms import reads_like_a_note
from backchannel.readers.text.captures.list_evidence import FIRST, NO_LISTS, STRONG, labels_of, says_of_places, title_of
from backchannel.readers.text.markers.alignment import MarkerPlace
from backchannel.readers.text.markers.hypotheses import KnownMarkers, read_labels, read_lost
from backchannel.readers.text.markers.note_ties import tie_markers
from backchannel.readers.text.markers.places import worth_of_label
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.capture_forms import MarkerForm
    from backchannel.readers.text.captures.note_lists import NoteList
    from backchannel.readers.text.captures.signs import MarkerSign
    from backchannel.readers.text.notes import Endnote

_LEAST_LISTED = 0.8
"""The least share of the signs whose labels a list has, unless it is certain that the list is the notes."""
_LEAST_AGREEING = 0.5
"""The least share of a list's labels that signs in the text show."""
_MOST_INSIDE = 0.2
"""Signs inside a list, for each item, at most."""
_SURE = 0.1
"""The advantage of a list that has the form of notes only."""


def agreement(text: str, notes: NoteList, signs: Sequence[MarkerSign]) -> float:
    """Return how many labels of a list the signs in its body show, less those that they don't, or 0 if they are too few.

    A numbered list of the document has the same labels by chance. It says nothing of the words at the signs, and has signs itself.
    """
    labels = Counter(note.label for note in _expected(notes, signs))
    common = _common(notes, signs)
    if common < _LEAST_AGREEING * labels.total():
        return 0.0
    gain = common - 0.5 * (labels.total() - common)
    if notes.sure:
        return gain + _SURE
    inside = sum(sign.span.start > notes.notes[0].span.start for sign in signs)
    if inside > _MOST_INSIDE * labels.total() or common < _LEAST_LISTED * len({sign.label for sign in signs}):
        return 0.0
    return gain - inside if _reads_like_notes(text, notes, signs) else 0.0


def are_its_markers(text: str, form: MarkerForm, notes: NoteList, signs: Sequence[MarkerSign]) -> bool:
    """Return whether signs are the markers of a list: those of a rare form only if its notes begin in the same way, and any only if plain
    figures would not explain more of the list."""
    if form.rare and notes.form != form.name:
        return False
    expected = _expected(notes, signs)
    found = _common(notes, signs)
    if notes.labeling != "numbered" or found * 2 > len(expected) or not notes.body:
        return True
    chain = read_labels(text[: notes.body[-1].end], KnownMarkers(title_of(text, notes.body)), labels_of(text, notes)).chain
    return sum(place.gain - worth_of_label(place) >= STRONG for place in chain) <= found


def are_markers_alone(text: str, form: MarkerForm, signs: Sequence[MarkerSign]) -> bool:
    """Return whether signs are markers although there are no notes: a single one is the first, and follows a word or a sentence; several
    begin with the first, or plain figures would not explain more (`1999.1`, and `/4/` in the heads of a table)."""
    if form.rare:
        return False
    if len({sign.label for sign in signs}) > 1:
        return signs[0].label in FIRST or len(read_lost(text, KnownMarkers(Span(0, 0))).chain) <= len(signs)
    start, end = signs[0].span
    return signs[0].label in FIRST and (not text[start - 1].isspace() or text[start - 2] in ".!?”)" or text[end : end + 1] in "\n")


def _common(notes: NoteList, signs: Sequence[MarkerSign]) -> int:
    """Return how many notes of a list the signs show by their labels, or by their order if they are numbered through a chapter."""
    shown = [sign.label for sign in signs]
    common = (Counter(note.label for note in _expected(notes, signs)) & Counter(shown)).total()
    if common or not notes.sure or len(set(shown)) < max(2, _LEAST_LISTED * len(notes.notes)):
        return common
    return len(set(tie_markers(shown, [note.label for note in notes.notes])) - {None})


def _expected(notes: NoteList, signs: Sequence[MarkerSign]) -> list[Endnote]:
    """Return the notes whose labels signs can show: a capture that raises figures may leave `*` as it is."""
    numbered = all(sign.label[0].isdigit() for sign in signs)
    return [note for note in notes.notes if note.label[:1].isdigit() or not numbered]


def _reads_like_notes(text: str, notes: NoteList, signs: Sequence[MarkerSign]) -> bool:
    """Return whether a list is more than a numbered list of the document: no document writes `1 Words`, one item reads like a note, or the
    items say something of the words before their signs."""
    if notes.form in NO_LISTS or any(reads_like_a_note(text[note.span.start : note.span.end]) for note in notes.notes):
        return True
    labels = labels_of(text, notes)
    index = {label.name: i for i, label in enumerate(labels)}
    chain = [MarkerPlace(*sign.span, index[sign.label], index[sign.label], 0.0) for sign in signs if sign.label in index]
    return says_of_places(text, labels, chain)
