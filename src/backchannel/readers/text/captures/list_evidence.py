"""Weigh whether a numbered list at the end of a text is its notes, or a list of the document.

Three things show that it is the notes. A manuscript is described above it: `ALS, DLC:GW.` Its items begin as notes do, or speak of the
text as its editors do: `See Document 3.` Or its labels have strong places in the body, as `markers` weighs them, and its items are short
or say something of the words at these places, or are few and below a signature; while no marker of the text would be inside the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.capture_forms import reads_like_a_note
from backchannel.readers.text.captures.apparatus import has_manuscript_above
from backchannel.readers.text.heads.head_search import find_head
from backchannel.readers.text.markers.hypotheses import KnownMarkers, read_labels, read_lost
from backchannel.readers.text.markers.places import label_of, weigh_notes, worth_of_label
from backchannel.readers.text.signatures import is_signature
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.readers.text.captures.note_lists import NoteList
    from backchannel.readers.text.lines import TextLine
    from backchannel.readers.text.markers.alignment import MarkerPlace
    from backchannel.readers.text.markers.places import NoteLabel

STRONG = 12.0
"""The gain, without that of its label, of a place that is a marker rather than a number."""
FIRST = frozenset({"1", "*", "†", "0"})
"""Labels of the first note of a list."""
NO_LISTS = frozenset({"bare", "glued"})
"""The forms of notes that no numbered list of a document has: `1 See Document 3.`, `1See Document 3.`"""
_LEAST_FOUND = 0.6
"""The least share of a list's labels that have a strong place."""
_LEAST_WORDED = 0.6
"""The least share of a list's items that read like notes."""
_MOST_INSIDE = 0.5
"""Markers inside a list whose items read like notes, for each item, at most: a note may have numbers, too."""
_FEW = 2
"""Items of a list that is hardly one of the document, if a signature is above it."""
_LONGEST_MEAN = 500
"""Characters of a note on average at most, where no note reads like one: paragraphs of a document are longer."""
_WORDED = 20.0
"""The gain of an item that reads like a note."""
_SHARED = 5.0
"""The gain of words that a note shares with the text before its marker."""


class ListEvidence(NamedTuple):
    """The gain of reading a list as the notes of its text, 0 if it is a list of the document. It may be either if it is `doubtful`."""

    gain: float = 0.0
    doubtful: bool = False


class _Items(NamedTuple):
    """The items of a list as notes: their labels, which of them read like notes, and how many have a strong place."""

    labels: Sequence[NoteLabel]
    worded: Sequence[bool]
    strong: int

    @property
    def has_source(self) -> bool:
        """Return whether the first item is a source note."""
        return self.labels[0].source

    @property
    def is_worded(self) -> bool:
        return self.has_source or (sum(self.worded) >= _LEAST_WORDED * len(self.labels) and self.labels[0].name in FIRST)

    @property
    def is_strong(self) -> bool:
        many = len(self.labels)
        return self.strong >= _LEAST_FOUND * many or (many == 2 and self.strong == 1)

    @property
    def restarts_in_text(self) -> bool:
        """Return whether the labels restart, and the items before do not read like notes: a list of the document is above the notes."""
        first = self.labels[0].name
        again = next((i for i, label in enumerate(self.labels) if i and label.name == first), 0)
        return sum(self.worded[:again]) < _LEAST_WORDED * again


def weigh_list(text: str, notes: NoteList) -> ListEvidence:
    """Weigh a list as the notes of `text`."""
    if not notes.body or sum(text[note.span.start : note.span.start + 1].islower() for note in notes.notes) * 2 > len(notes.notes):
        return ListEvidence()
    below_source = has_manuscript_above(text, notes.body, len(notes.body))
    ends_text = notes.form in NO_LISTS or (len(notes.notes) <= _FEW and is_signature(text[notes.body[-1].start : notes.body[-1].end]))
    if not ends_text and not below_source and not is_short(text, notes):
        return ListEvidence()
    labels = labels_of(text, notes)
    known, end = KnownMarkers(title_of(text, notes.body)), notes.body[-1].end
    chain = read_labels(text[:end], known, labels).chain
    gains = [place.gain - worth_of_label(place) for place in chain]
    items = _Items(labels, [label.source or reads_like_a_note(label.note) for label in labels], sum(gain >= STRONG for gain in gains))
    if below_source:
        return ListEvidence(sum(gains) + _WORDED * len(labels))
    if not (items.is_worded or items.is_strong) or items.restarts_in_text:
        return ListEvidence()
    gain = sum(gains) + _WORDED * sum(items.worded)
    if items.has_source:
        return ListEvidence(gain, not items.is_strong)
    lost = read_lost(text, known).chain
    inside = sum(place.start >= end for place in lost)
    if items.is_worded and inside <= _MOST_INSIDE * len(labels):
        return ListEvidence(gain, not items.is_strong)
    if not items.is_strong or inside or len(lost) > len(labels):
        return ListEvidence(0.0, any(items.worded))
    is_told = any(items.worded) or ends_text or (is_short(text, notes) and (len(labels) == 1 or says_of_places(text, labels, chain)))
    return ListEvidence(gain if is_told else 0.0, not any(items.worded))


def title_of(text: str, body: Sequence[TextLine]) -> Span:
    """Return the extent of the head among the lines of `body`."""
    head = find_head(text, body)
    return Span(0, 0) if head is None else Span(body[head].start, body[head].end)


def labels_of(text: str, notes: NoteList) -> list[NoteLabel]:
    """Return the labels of a list's notes."""
    return [label_of(note.label, text[note.span.start : note.span.end]) for note in notes.notes]


def is_short(text: str, notes: NoteList) -> bool:
    """Return whether the items of a list are short, or one reads like a note: paragraphs of a document are longer."""
    words = [text[note.span.start : note.span.end] for note in notes.notes]
    return sum(map(len, words)) <= _LONGEST_MEAN * len(words) or any(map(reads_like_a_note, words))


def says_of_places(text: str, labels: Sequence[NoteLabel], chain: Sequence[MarkerPlace]) -> bool:
    """Return whether more than half of the notes share words with the text before their places."""
    weighed = weigh_notes(text, labels, [[place] for place in chain], set(range(len(labels))))
    sharing = sum(group[0].gain - place.gain >= _SHARED for place, group in zip(chain, weighed, strict=True))
    return sharing * 2 > len(labels)
