"""Proves that reading lost nothing: each character that is not white space lies in one block, in one note, or was consumed.

Only these three part a text; markers, page markers, references and brackets stand inside them.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from backchannel.source import Span

if TYPE_CHECKING:
    from backchannel.records import Document


def uncovered(document: Document) -> list[Span]:
    """The stretches of the text, white space apart, that lie in no part: they would be lost on the page."""
    position, stretches = 0, []
    for part in _parts(document):
        stretches.append(Span(position, part.start))
        position = max(position, part.end)
    stretches.append(Span(position, len(document.text)))
    return [span for span in stretches if document.text[span.start : span.end].strip()]


def covered_twice(document: Document) -> list[Span]:
    """The stretches that lie in two parts: they would be printed twice."""
    return [Span(after.start, before.end) for before, after in pairwise(_parts(document)) if after.start < before.end]


def _parts(document: Document) -> list[Span]:
    return sorted(part.span for part in (*document.blocks, *document.notes, *document.consumed))
