"""Define what evidence of a date is searched in, and the bound that it gives."""

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


_BODY_KINDS = frozenset({"paragraph", "item", "label", "heading", "participants", "salute"})
_END_OF_PLACE = re.compile(r"\.\s{1,4}(?=[A-Z][a-z]{2})")
"""The end of a place: the first period before a longer word, because a place may contain periods (`Vol. II`)."""
_NAMED_YEARS = (re.compile(r"1[6-9]\d\d(?!\d)"), re.compile(r"20\d\d(?!\d)"))
"""Years, which are searched for first: each pattern begins with one digit, which makes it fast. Dates are then parsed only near years."""


@dataclass(frozen=True)
class DatingWitness:
    """A document as the evidence functions see it; what several of them need is computed once.

    `text` has its markers masked. `sources` are the spans of its source notes (endnotes or unnumbered paragraphs), `notes` those of its
    other notes. `years` are those in the volume's id, and `period` has the first and last day that it covers by its title page."""

    text: str
    head: HeadFields | None
    datelines: Sequence[Dateline]
    message: Message | None
    blocks: Sequence[Block]
    sources: Sequence[Span]
    notes: Sequence[Span]
    years: tuple[int, int] | None = None
    period: tuple[str | None, str] | None = None

    @cached_property
    def title(self) -> str:
        """Return the text of the head."""
        return self.text[self.head.span.start : self.head.span.end] if self.head else ""

    @cached_property
    def opening(self) -> Span:
        """Return the beginning of the head, as a span without words: the place of evidence that is not in the document."""
        start = self.head.span.start if self.head else 0
        return Span(start, start)

    @cached_property
    def body(self) -> list[Span]:
        """Return the spans of the document's own words: not its head and notes, nor the rows of its tables."""
        return [block.span for block in self.blocks if block.kind in _BODY_KINDS]

    @cached_property
    def place(self) -> Span | None:
        """Return where the document is held: the first sentence of its source note. The other sentences mention other papers too."""
        for note in self.sources[:1]:
            stop = _END_OF_PLACE.search(self.text, note.start, note.end)
            return Span(note.start, stop.start() if stop else note.end)
        return None

    @cached_property
    def named_years(self) -> list[tuple[Span, Span]]:
        """Return the years in the document's own words, each with the span of its block."""
        starts = [span.start for span in self.body]
        found = []
        for year in chain.from_iterable(pattern.finditer(self.text) for pattern in _NAMED_YEARS):
            i = bisect_right(starts, year.start()) - 1
            if i >= 0 and year.end() <= self.body[i].end:
                found.append((self.body[i], Span(*year.span())))
        return found


class DateBound(NamedTuple):
    """A bound of a date: not before `first` and not after `last` (EDTF days, or `..`), by `rule`, from the words at `span`."""

    first: str
    last: str
    rule: str
    span: Span
