"""Find the sentence around a reference, which the page of the document referred to shows."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from backchannel import vocabulary
from backchannel.printed import ELLIPSIS, PrintedText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Self

    from backchannel.records import Document, EditorialText, Spanned

    Extent = tuple[int, int]

_QUOTATION = 320
"""Maximum number of characters on either side of the words: a list without periods would yield the whole document."""

_STOP = re.compile(r"(?<=[.?!;])[”’)\]]*\d{0,2}\s|\n")
"""The possible ends of a sentence: a stop, closing punctuation, a note marker and white space; or the end of a line."""
_STOP_IN_LINES = re.compile(r"(?<=[.?!;])[”’)\]]*\d{0,2}\s|\n(?=[^\S\n]*\n)")
"""The same in a text whose lines were broken: a blank line instead of the end of a line."""
_LAST_WORD = re.compile(r"([^\W\d_](?:\.?[^\W\d_])*)\.$")
_LONGEST_WORD = 12
_LINE = re.compile(r".+")
_SPACE = re.compile(r"\s")


class Sentences:
    """The sentences of a text. Lookups use binary search, because a text may have thousands of blocks and references."""

    def __init__(self, text: str, homes: Iterable[Extent], printed: PrintedText, stop: re.Pattern[str] = _STOP) -> None:
        """Take the extents of the paragraphs (`homes`), and the text as a page prints it."""
        self._stop = stop
        self._text = text
        self._homes = sorted(homes)
        self._printed = printed

    @classmethod
    def of(cls, document: Document) -> Self:
        """Return the sentences of a document's source."""
        homes = ((home.start, home.end) for home in (*document.blocks, *document.notes))
        return cls(document.text, homes, document.printed(), _STOP_IN_LINES if document.line_ends == "broken" else _STOP)

    @classmethod
    def of_editors(cls, said: EditorialText) -> Self:
        """Return the sentences of an editorial text."""
        homes = (line.span() for line in _LINE.finditer(said.words))
        return cls(said.words, homes, PrintedText.of(said.words))

    def around(self, reference: Spanned) -> str:
        """Return the sentence that contains `reference`, as printed. What is cut off a long one is marked: `… see Document 3, which …`."""
        at = bisect_right(self._homes, (reference.start, len(self._text))) - 1
        home = self._homes[at] if at >= 0 else (reference.start, reference.end)
        start, lead = self._begin(home[0], reference.start)
        end, rest = self._end(home[1], reference.end)
        return f"{lead}{self.words(start, end)}{rest}"

    def _begin(self, home: int, reference: int) -> tuple[int, str]:
        """Return where the sentence begins, and the ellipsis if it begins earlier."""
        low = max(home, reference - _QUOTATION)
        if before := next(self._ends(reversed([*self._stop.finditer(self._text, low, reference)])), None):
            return before[1], ""
        space = next(self._spaces(low, reference), None) if low > home else None
        return (space.end(), f"{ELLIPSIS} ") if space else (low, ELLIPSIS if low > home else "")

    def _end(self, home: int, reference: int) -> tuple[int, str]:
        """Return where the sentence ends, and the ellipsis if it ends later."""
        high = min(home, reference + _QUOTATION)
        if after := next(self._ends(self._stop.finditer(self._text, reference, high)), None):
            return after[0], ""
        spaces = [*self._spaces(reference, high)] if high < home else []
        return (spaces[-1].start(), f" {ELLIPSIS}") if spaces else (high, ELLIPSIS if high < home else "")

    def _spaces(self, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield the printed white space between two offsets, where a long sentence may be cut; not that in `[Page 5]`."""
        return (space for space in _SPACE.finditer(self._text, start, end) if not self._printed.is_marked(space.start()))

    def _ends(self, stops: Iterator[re.Match[str]]) -> Iterator[tuple[int, int]]:
        """Yield the end of each sentence that ends at one of `stops`, and the start of the next."""
        for stop in stops:
            if not _abbreviated(self._text[max(0, stop.start() - _LONGEST_WORD) : stop.start()]):
                yield stop.span()

    def words(self, start: int, end: int) -> str:
        """Return the printed words between two offsets, on one line."""
        return self._printed.words(start, end)

    def on_lines(self, stretches: Iterable[tuple[str, int, int]]) -> tuple[str, list[tuple[str, int, int]]]:
        """Return stretches of the text (anchor, start and end of each) as printed, each on a line of its own, and where they are there. In
        a text with broken lines, a name may be on two lines."""
        lines, places, at = [], [], 0
        for anchor, start, end in stretches:
            lines.append(self.words(start, end))
            places.append((anchor, at, at + len(lines[-1])))
            at += len(lines[-1]) + 1
        return "\n".join(lines), places

    def quoted(self, start: int, end: int) -> str:
        """Return the printed words between two offsets, with an ellipsis at an end that is inside a word."""
        return self._printed.quoted(start, end)

    def opening(self, parts: Iterable[Spanned], length: int) -> str:
        """Return the first printed words of these parts of the text, cut at a word if they are longer than `length`."""
        return self._printed.opening(parts, length)


def _abbreviated(words: str) -> bool:
    """Return whether the stop at the end of `words` belongs to an abbreviation (`vol.`, `Mr.`) or an initial (`A.`)."""
    last = _LAST_WORD.search(words)
    return last is not None and (len(last[1]) == 1 or vocabulary.folded(last[1]) in vocabulary.names("abbreviations"))
