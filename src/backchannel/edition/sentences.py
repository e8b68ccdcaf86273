"""Find the sentence around a reference, which the page of the document referred to shows."""

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
"""Maximum number of characters on either side of the words: a list without periods would yield the whole document."""

_STOP = re.compile(r"(?<=[.?!;])[”’)\]]*\d{0,2}\s|\n")
"""The possible ends of a sentence: a stop, closing punctuation, a note marker and white space; or the end of a line."""
_LAST_WORD = re.compile(r"([^\W\d_](?:\.?[^\W\d_])*)\.$")
_LONGEST_WORD = 12
_LINE = re.compile(r".+")
_PAGE_LABEL = re.compile(r"\[Page \w+\]")


class Sentences:
    """The sentences of a text. Lookups use binary search, because a text may have thousands of blocks and references."""

    def __init__(self, text: str, homes: Iterable[Extent], markers: Iterable[Extent] = ()) -> None:
        """Take the extents of the paragraphs (`homes`), and of the `markers` to leave out of the words."""
        self._text = text
        self._homes = sorted(homes)
        self._markers = sorted(markers)

    @classmethod
    def of(cls, document: Document) -> Self:
        """Return the sentences of a document's source."""
        homes = ((home.start, home.end) for home in (*document.blocks, *document.notes))
        return cls(document.text, homes, ((marker.start, marker.end) for marker in document.markers))

    @classmethod
    def of_editors(cls, said: EditorialText) -> Self:
        """Return the sentences of an editorial text."""
        return cls(said.words, (line.span() for line in _LINE.finditer(said.words)))

    def around(self, reference: Spanned) -> str:
        """Return the sentence that contains `reference`, on one line, without markers and page labels."""
        at = bisect_right(self._homes, (reference.start, len(self._text))) - 1
        home = self._homes[at] if at >= 0 else (reference.start, reference.end)
        low, high = max(home[0], reference.start - _QUOTATION), min(home[1], reference.end + _QUOTATION)
        before = next(self._ends(reversed([*_STOP.finditer(self._text, low, reference.start)])), None)
        after = next(self._ends(_STOP.finditer(self._text, reference.end, high)), None)
        return self.words(before[1] if before else low, after[0] if after else high)

    def _ends(self, stops: Iterator[re.Match[str]]) -> Iterator[tuple[int, int]]:
        """Yield the end of each sentence that ends at one of `stops`, and the start of the next."""
        for stop in stops:
            if not _abbreviated(self._text[max(0, stop.start() - _LONGEST_WORD) : stop.start()]):
                yield stop.span()

    def words(self, start: int, end: int) -> str:
        """Return the words between two offsets, on one line, without markers and page labels."""
        parts, at = [], start
        for low, high in self._markers[bisect_left(self._markers, (start, 0)) : bisect_left(self._markers, (end, 0))]:
            parts.append(self._text[at:low])
            at = high
        return plain("".join([*parts, self._text[at:end]]))


def plain(words: str) -> str:
    """Return `words` on one line, without page labels."""
    return " ".join((_PAGE_LABEL.sub(" ", words) if "[Page " in words else words).split())


def _abbreviated(words: str) -> bool:
    """Return whether the stop at the end of `words` belongs to an abbreviation (`vol.`, `Mr.`) or an initial (`A.`)."""
    last = _LAST_WORD.search(words)
    return last is not None and (len(last[1]) == 1 or vocabulary.folded(last[1]) in vocabulary.names("abbreviations"))
