"""Read the markers of a text whose signs show them: tie each to its note, and find the plain signs (`*`, `†`) that such captures leave as
they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel.readers.text.markers.find import FoundMarkers
from backchannel.readers.text.markers.hypotheses import KnownMarkers, read_labels
from backchannel.readers.text.markers.note_ties import tie_markers
from backchannel.readers.text.markers.places import find_signs, label_of
from backchannel.records import Marker
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.readers.text.captures.choice import CaptureForm

_PLAIN_SIGN = re.compile(r"[*†‡§║‖¶#]+")


def read_sign_markers(text: str, running: str, title: Span, form: CaptureForm) -> FoundMarkers:
    """Read the markers of `form` in `running`, the text without its notes. `title` is the extent of the head."""
    notes = form.notes
    labels = [note.label for note in notes.notes]
    places = tie_markers([sign.label for sign in form.signs], labels if notes.labeling == "numbered" else [""] * len(labels))
    markers = [Marker(n=label, start=span.start, end=span.end, note=place) for (label, span), place in zip(form.signs, places, strict=True)]
    tied = {marker.note: marker.n for marker in reversed(markers)}
    left = [i for i, label in enumerate(labels) if i + 1 not in tied and _PLAIN_SIGN.fullmatch(label)]
    if left and notes.labeling == "numbered":
        markers += _plain_signs(text, running, title, form, left)
    if notes.labeling == "lost":
        markers += [
            Marker(n=running[slice(*span)], start=span.start, end=span.end) for span in find_signs(running) if not _is_taken(span, form)
        ]
    names = [tied.get(i, label) for i, label in enumerate(labels, 1)]
    return FoundMarkers(sorted(markers, key=lambda marker: marker.start), names, [])


def _plain_signs(text: str, running: str, title: Span, form: CaptureForm, left: Sequence[int]) -> Iterator[Marker]:
    """Yield the markers of the notes with the indexes `left`, whose labels are signs that this capture writes plain."""
    notes = form.notes.notes
    labels = [label_of(notes[i].label, text[notes[i].span.start : notes[i].span.end]) for i in left]
    for place in read_labels(running, KnownMarkers(title), labels).chain:
        if place.first == place.last and not _is_taken(Span(place.start, place.end), form):
            yield Marker(n=labels[place.first].name, start=place.start, end=place.end, note=left[place.first] + 1)


def _is_taken(span: Span, form: CaptureForm) -> bool:
    return any(sign.span.start < span.end and span.start < sign.span.end for sign in form.signs)
