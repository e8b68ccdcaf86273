"""Find references to other places of the series, and parse what they name.

There are two steps. `phrases` finds the words that make up citations (`footnote 5`, `Document 90`, `vol. XIII`), and `telegrams` those that
name telegrams and messages by number (`telegram 461 to Warsaw`, `Deptel 368`, `your 961`). Then `constructs` combines adjacent phrases
(`footnote 5, Document 90` is one note), with the help of `volumes`, `pages` and `messages`. `context` keeps what carries over from one
construct to the next: the volume of a list, the meaning of `ibid.`
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from backchannel import channels
from backchannel.readers.text.citations.constructs import read_phrases
from backchannel.readers.text.citations.context import CitationContext
from backchannel.readers.text.citations.messages import share_dates
from backchannel.readers.text.citations.phrases import find_phrases
from backchannel.readers.text.citations.telegrams import ELLIPTIC, IN_MESSAGES, TELEGRAMS, named_channels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from backchannel.readers.text.citations.phrases import CitationPhrase
    from backchannel.records import Reference
    from backchannel.source import Span

__all__ = ["find_references"]


def find_references(
    text: str, passages: Sequence[tuple[Span, str]], volume: str, own: str | None = None, *, editorial: bool = False
) -> list[Reference]:
    """Find the references in `passages`, in order. Each passage is a span of `text` and its `where`: `body`, or `note:2`.

    `text` has its markers and page markers masked. `volume` is the id of the text's volume. `own` is the channel of the text itself,
    which gives `your 961` its meaning: `Hakto`, `to Saigon`. `editorial`: the text is a note of the volume's editors.
    """
    phrases = find_phrases(text, _shapes(own))
    if not phrases:
        return []
    starts = [phrase.start for phrase in phrases]
    context = CitationContext(text, volume, own=own, named=named_channels(phrases), editorial=editorial)
    references: list[Reference] = []
    for span, where in passages:
        within = phrases[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        if within:
            context.enter(span.start, span.end, where, [phrase for phrase in within if phrase.end <= span.end])
            references += share_dates(text, read_phrases(context))
    return references


def _shapes(own: str | None) -> Sequence[Callable[[str], Iterator[CitationPhrase]]]:
    """Return the shapes in which a text on the channel `own` names telegrams and messages by number."""
    if own is None:
        return TELEGRAMS
    return IN_MESSAGES if channels.is_post(own) else (*TELEGRAMS, *ELLIPTIC)
