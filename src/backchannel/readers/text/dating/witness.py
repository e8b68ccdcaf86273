"""What evidence of a date is looked for in, and the bound that it gives."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.readers.text.dateline import Dateline
    from backchannel.readers.text.heads.head import HeadFields
    from backchannel.records import Block, Message


_OWN_WORDS = frozenset({"paragraph", "item", "label", "heading", "participants", "salute"})
_END_OF_PLACE = re.compile(r"\.\s{1,4}(?=[A-Z][a-z]{2})")
"""A place has full stops of its own (`Vol. II`): it ends at the first stop before a longer word."""
_NAMED_YEARS = (re.compile(r"1[6-9]\d\d(?!\d)"), re.compile(r"20\d\d(?!\d)"))
"""Looked for first, as they are quick, for they begin with one figure: dates are then looked for around years only."""


@dataclass(frozen=True)
class DatingWitness:
    """A document as its evidence sees it; what several kinds of evidence look at is found once. `text` has its markers masked; `datelines`
    are in order; `sources` are the spans of its source notes (endnotes or unnumbered paragraphs), `notes` those of its other notes;
    `years` are those that the volume's id names."""

    text: str
    head: HeadFields | None
    datelines: Sequence[Dateline]
    message: Message | None
    blocks: Sequence[Block]
    sources: Sequence[Span]
    notes: Sequence[Span]
    years: tuple[int, int] | None = None

    @cached_property
    def title(self) -> str:
        return self.text[self.head.span.start : self.head.span.end] if self.head else ""

    @cached_property
    def body(self) -> list[Span]:
        """The blocks that are the document's own words: not its head, notes and labels, nor the rows of its tables."""
        return [block.span for block in self.blocks if block.kind in _OWN_WORDS]

    @cached_property
    def place(self) -> Span | None:
        """Where the document lies: the first sentence of its source note. What follows speaks of other papers too."""
        for note in self.sources[:1]:
            stop = _END_OF_PLACE.search(self.text, note.start, note.end)
            return Span(note.start, stop.start() if stop else note.end)
        return None

    @cached_property
    def named_years(self) -> list[tuple[Span, Span]]:
        """The years in the document's own words, each with the block that it stands in."""
        starts = [span.start for span in self.body]
        found = []
        for year in chain.from_iterable(pattern.finditer(self.text) for pattern in _NAMED_YEARS):
            i = bisect_right(starts, year.start()) - 1
            if i >= 0 and year.end() <= self.body[i].end:
                found.append((self.body[i], Span(*year.span())))
        return found


class DateBound(NamedTuple):
    """Not before `first` and not after `last` (EDTF days, or `..`), by `rule`, for the words at `span`."""

    first: str
    last: str
    rule: str
    span: Span
