"""Finds the sentence that cites: what a reader is shown where a document says who refers to it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from backchannel import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Self

    from backchannel.records import Document, EditorialText, Spanned

    Extent = tuple[int, int]

_QUOTATION = 320
"""Characters at most on either side of the words: a list without full stops would bring the whole document."""

_STOP = re.compile(r"(?<=[.?!;])[”’)\]]*\d{0,2}\s|\n")
"""What may end a sentence: a stop, closing signs, a note's marker, white space; or the end of a line."""
_LAST_WORD = re.compile(r"([^\W\d_](?:\.?[^\W\d_])*)\.$")
_LONGEST_WORD = 12
_LINE = re.compile(r".+")
_PAGE_LABEL = re.compile(r"\[Page \w+\]")


class Sentences:
    """The sentences of a text. Looks up by place: a text may have thousands of blocks and references."""

    def __init__(self, text: str, homes: Iterable[Extent], markers: Iterable[Extent] = ()) -> None:
        """`homes` are the extents of its paragraphs, `markers` what is left out of its words."""
        self._text = text
        self._homes = sorted(homes)
        self._markers = sorted(markers)

    @classmethod
    def of(cls, document: Document) -> Self:
        """The sentences of a document's source."""
        homes = ((home.start, home.end) for home in (*document.blocks, *document.notes))
        return cls(document.text, homes, ((marker.start, marker.end) for marker in document.markers))

    @classmethod
    def of_editors(cls, said: EditorialText) -> Self:
        """The sentences of what editors say."""
        return cls(said.words, (line.span() for line in _LINE.finditer(said.words)))

    def around(self, reference: Spanned) -> str:
        """The sentence that `reference` stands in, on one line, its markers and page labels left out."""
        at = bisect_right(self._homes, (reference.start, len(self._text))) - 1
        home = self._homes[at] if at >= 0 else (reference.start, reference.end)
        low, high = max(home[0], reference.start - _QUOTATION), min(home[1], reference.end + _QUOTATION)
        before = next(self._ends(reversed([*_STOP.finditer(self._text, low, reference.start)])), None)
        after = next(self._ends(_STOP.finditer(self._text, reference.end, high)), None)
        return self.words(before[1] if before else low, after[0] if after else high)

    def _ends(self, stops: Iterator[re.Match[str]]) -> Iterator[tuple[int, int]]:
        """Where sentences end at `stops`, and where the next begin."""
        for stop in stops:
            if not _abbreviated(self._text[max(0, stop.start() - _LONGEST_WORD) : stop.start()]):
                yield stop.span()

    def words(self, start: int, end: int) -> str:
        """What stands between two places, on one line, its markers and page labels left out."""
        parts, at = [], start
        for low, high in self._markers[bisect_left(self._markers, (start, 0)) : bisect_left(self._markers, (end, 0))]:
            parts.append(self._text[at:low])
            at = high
        return plain("".join([*parts, self._text[at:end]]))


def plain(words: str) -> str:
    """`words` on one line, page labels left out."""
    return " ".join((_PAGE_LABEL.sub(" ", words) if "[Page " in words else words).split())


def _abbreviated(words: str) -> bool:
    """Whether the stop that ends `words` is that of an abbreviation (`vol.`, `Mr.`) or an initial (`A.`)."""
    last = _LAST_WORD.search(words)
    return last is not None and (len(last[1]) == 1 or vocabulary.folded(last[1]) in vocabulary.names("abbreviations"))
