"""Holds the markers whose places editors settled: no other place is left to their labels, and none to others where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.readers.text.markers.alignment import MarkerPlace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from backchannel.readers.text.markers.places import NoteLabel
    from backchannel.source import Span

_CERTAIN = 1000.0
"""What a settled place gains: more than all that may speak for others."""


def hold_settled(
    groups: Iterable[Sequence[MarkerPlace]], labels: Sequence[NoteLabel], settled: Mapping[str, Span]
) -> list[list[MarkerPlace]]:
    """The places of `groups`, in the order of the text, that are left where the labels of `settled` stand where that says."""
    held = {index: settled[label.name] for index, label in enumerate(labels) if label.name in settled}
    left = [[place for place in group if not any(_gainsays(place, index, span) for index, span in held.items())] for group in groups]
    left += [[MarkerPlace(span.start, span.end, index, index, _CERTAIN, ("settled",))] for index, span in held.items()]
    return sorted(filter(None, left), key=lambda group: group[0].start)


def _gainsays(place: MarkerPlace, index: int, span: Span) -> bool:
    """Whether a place is of that label, or takes the characters where it stands."""
    return place.first <= index <= place.last or (place.start < span.end and span.start < place.end)
