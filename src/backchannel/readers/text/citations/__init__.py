"""Finds words that point to another place of the series, and says what they name.

Two steps: `phrases` finds the words that citations are made of (`footnote 5`, `Document 90`, `vol. XIII`), one row a shape, and
`telegrams` those of telegrams (`telegram 461 to Warsaw`, `Deptel 368`, `your 961`);
`constructs` says what phrases that stand together name (`footnote 5, Document 90` is one note), one row a construct. What carries from
one to the next, such as the volume of a list and the meaning of `ibid.`, is in `context`.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from backchannel import channels
from backchannel.readers.text.citations.constructs import read_phrases
from backchannel.readers.text.citations.context import CitationContext
from backchannel.readers.text.citations.elliptic import ELLIPTIC
from backchannel.readers.text.citations.phrases import find_phrases
from backchannel.readers.text.citations.telegrams import IN_MESSAGES, TELEGRAMS, channels_told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from backchannel.readers.text.citations.phrases import CitationPhrase
    from backchannel.records import Reference
    from backchannel.source import Span

__all__ = ["find_references"]


def find_references(text: str, passages: Sequence[tuple[Span, str]], volume: str, own: str | None = None) -> list[Reference]:
    """The references in `passages`, in their order. Each passage is a stretch of `text` and its `where`: `body`, or `note:2`.

    `text` has blanks where markers and page labels stood. `volume` is the id of the volume that the text belongs to. `own` is the
    channel by which the text itself went, which says what `your 961` means: `Hakto`, `to Saigon`.
    """
    phrases = find_phrases(text, _shapes(own))
    if not phrases:
        return []
    starts = [phrase.start for phrase in phrases]
    context = CitationContext(text, volume, own=own, told=channels_told(phrases))
    references: list[Reference] = []
    for span, where in passages:
        within = phrases[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        if within:
            context.enter(span.start, span.end, where, [phrase for phrase in within if phrase.end <= span.end])
            references += read_phrases(context)
    return references


def _shapes(own: str | None) -> Sequence[Callable[[str], Iterator[CitationPhrase]]]:
    """The shapes in which a text names telegrams and messages by bare numbers, by the channel that it went by itself."""
    if own is None:
        return TELEGRAMS
    return IN_MESSAGES if channels.is_post(own) else (*TELEGRAMS, *ELLIPTIC)
