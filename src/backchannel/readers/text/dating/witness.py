"""What evidence of a date is looked for in, and the bound that it gives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.readers.text.dateline import Dateline
    from backchannel.readers.text.head import Head
    from backchannel.records import Block, Message


class Witness(NamedTuple):
    """A document as its evidence sees it. `text` has its markers masked; `datelines` are in order; `sources` are the spans of its source
    notes (endnotes or unnumbered paragraphs), `notes` those of its other notes; `years` are those that the volume's id names."""

    text: str
    head: Head | None
    datelines: Sequence[Dateline]
    message: Message | None
    blocks: Sequence[Block]
    sources: Sequence[Span]
    notes: Sequence[Span]
    years: tuple[int, int] | None = None

    @property
    def title(self) -> str:
        return self.text[self.head.span.start : self.head.span.end] if self.head else ""


class Bound(NamedTuple):
    """Not before `first` and not after `last` (EDTF days, or `..`), by `rule`, for the words at `span`."""

    first: str
    last: str
    rule: str
    span: Span


_OWN_WORDS = frozenset({"paragraph", "item", "label", "heading", "participants", "salute"})
_END_OF_PLACE = re.compile(r"\.\s{1,4}(?=[A-Z][a-z]{2})")
"""A place has full stops of its own (`Vol. II`): it ends at the first stop before a longer word."""


def body(witness: Witness) -> list[Span]:
    """The blocks that are the document's own words: not its head, notes and labels, nor the rows of its tables."""
    return [block.span for block in witness.blocks if block.kind in _OWN_WORDS]


def own_place(witness: Witness) -> Span | None:
    """Where the document lies: the first sentence of its source note. What follows speaks of other papers too."""
    for note in witness.sources[:1]:
        stop = _END_OF_PLACE.search(witness.text, note.start, note.end)
        return Span(note.start, stop.start() if stop else note.end)
    return None
