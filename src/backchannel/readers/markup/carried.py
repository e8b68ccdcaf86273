"""Carry the certain parts of a text over to the same text after an edit."""

from __future__ import annotations

from bisect import bisect_right
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from backchannel.readers.markup.marked import MarkedLink, MarkedNote, StructuredText
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.records import Marker


class CarriedText(NamedTuple):
    """An edited text with the parts whose words were kept, and the number of markers and notes whose words were changed."""

    text: StructuredText
    lost: int


def carry(structured: StructuredText, text: str) -> CarriedText:
    """Carry the parts of a structured text over to `text`, an edited copy of it."""
    edit = _Edit.between(structured.text, text)
    notes = [edit.note(note) for note in structured.notes]
    places = {old: new for new, old in enumerate((i for i, note in enumerate(notes, 1) if note), 1)}
    markers = [edit.marker(marker, places) for marker in structured.markers]
    kept = _whole([note for note in notes if note], text)
    carried = structured._replace(
        text=text,
        headings=tuple(span for heading in structured.headings if (span := edit.span(heading, text))),
        markers=tuple(marker for marker in markers if marker),
        notes=tuple(kept),
        notes_start=kept[0].mark.start if kept else len(text),
        kinds={place: kind for start, kind in structured.kinds.items() if (place := edit.place(start)) is not None},
        links=tuple(MarkedLink(span, link.target) for link in structured.links if (span := edit.span(link.span, text))),
    )
    return CarriedText(carried, sum(part is None for part in (*notes, *markers)))


def _whole(notes: Sequence[MarkedNote], text: str) -> list[MarkedNote]:
    """Let each note reach to the next, as they did before the edit."""
    whole = []
    ends = [*(note.mark.start for note in notes[1:]), *([len(text)] if notes else [])]
    for note, after in zip(notes, ends, strict=True):
        words = text[note.mark.end : after]
        start = note.mark.end + len(words) - len(words.lstrip())
        whole.append(note._replace(span=Span(start, max(start, note.mark.end + len(words.rstrip())))))
    return whole


class _Piece(NamedTuple):
    """Characters of the old text, and where they are in the new one: those up to `head` at its start, those from `tail` on at its end."""

    start: int
    head: int
    tail: int
    end: int
    to: int
    to_end: int


class _Edit(NamedTuple):
    """The pieces of an old text that were kept, in order, and both texts."""

    old: str
    new: str
    pieces: Sequence[_Piece]

    @staticmethod
    def between(old: str, new: str) -> _Edit:
        """Compare two texts by their lines, and changed lines by their beginnings and ends."""
        return _Edit(old, new, [*_pieces(old, new)])

    def place(self, offset: int) -> int | None:
        """Return where the character at `offset` is now; None if it was changed."""
        at = bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1
        if at < 0:
            return None
        piece = self.pieces[at]
        if offset <= piece.head:
            return piece.to + offset - piece.start
        return piece.to_end - (piece.end - offset) if piece.tail <= offset <= piece.end else None

    def span(self, span: Span, text: str) -> Span | None:
        """Return where a span is now. If its end was changed, it ends with its line."""
        start, end = self.place(span.start), self.place(span.end)
        if start is None:
            return None
        line_end = text.find("\n", start)
        return Span(start, end if end is not None and end >= start else line_end if line_end >= 0 else len(text))

    def marker(self, marker: Marker, places: dict[int, int]) -> Marker | None:
        start = self.place(marker.start)
        if start is None or not self.new.startswith(self.old[marker.start : marker.end], start):
            return None
        note = places.get(marker.note) if marker.note else None
        return marker.model_copy(update={"start": start, "end": start + marker.end - marker.start, "note": note})

    def note(self, note: MarkedNote) -> MarkedNote | None:
        """Return where a note is now; None if its label was changed, or no longer begins a line."""
        start, label = self.place(note.mark.start), self.old[note.mark.start : note.mark.end]
        if start is None or not self.new.startswith(label, start) or (start and self.new[start - 1] != "\n"):
            return None
        return MarkedNote(note.label, Span(start, start + len(label)), Span(start + len(label), start + len(label)))


def _pieces(old: str, new: str) -> Iterator[_Piece]:
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    starts, ends = _offsets(before), _offsets(after)
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal" or b - a != d - c:
            yield _piece(old, new, Span(starts[a], starts[b]), Span(ends[c], ends[d]))
        else:
            for i, j in zip(range(a, b), range(c, d), strict=True):
                yield _piece(old, new, Span(starts[i], starts[i + 1]), Span(ends[j], ends[j + 1]))


def _piece(old: str, new: str, was: Span, now: Span) -> _Piece:
    one, other = old[was.start : was.end], new[now.start : now.end]
    head = _alike(one, other)
    tail = _alike(one[head:][::-1], other[head:][::-1])
    return _Piece(was.start, was.start + head, was.end - tail, was.end, now.start, now.end)


def _alike(one: str, other: str) -> int:
    """Return how many characters are the same at the beginning of both."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _offsets(lines: Sequence[str]) -> list[int]:
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line))
    return offsets
