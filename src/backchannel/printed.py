"""Walk a text past the marks in it: pages are drawn, and words are quoted, by this one walk.

A *stop* is a place where the running text is interrupted: a note's marker, a page label, characters that a rule consumed, a character that
HTML does not allow. A page replaces a stop with a mark of its own; a quotation leaves it out. Because both walk past the same stops, a
quotation is always a run of the words that the page prints.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PLAIN = "\t\n\r -~\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd"
"""The characters up to U+FFFF that the HTML Standard allows: no controls but white space, no surrogates, no noncharacters."""
_ALL_PLAIN = re.compile(f"[{_PLAIN}]*")
_NOT_PLAIN = re.compile(f"[^{_PLAIN}]")  # with characters above U+FFFF, the search would take ten times as long
_REPLACEMENT = "\ufffd"
ELLIPSIS = "…"
"""Marks where a quotation was cut: after a space between words, without one inside a word."""


class _Placed(Protocol):
    """A part of a record with a place in the text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


class Stop(NamedTuple):
    """A place where the running text is interrupted: its kind, and its position among the stops of that kind in the record.

    A stop without characters is a place for something that the page adds. It precedes what comes next, or, if it `closes`, follows what
    came before.
    """

    start: int
    end: int
    kind: Literal["consumed", "marker", "page", "sign", "anchor", "letter", "reading"]
    ordinal: int = 0
    closes: bool = False


class Stretch(NamedTuple):
    """Characters of the text: those of a stop, or running text."""

    start: int
    end: int
    stop: Stop | None


class PrintedText:
    """A text and its stops. Lookups use binary search, because a text may have thousands of stops and of words to quote."""

    def __init__(self, text: str, stops: Iterable[Stop] = ()) -> None:
        """Take the stops of the text, in any order. Where two overlap, the first one counts."""
        self._text = text
        ordered = sorted(stops, key=lambda stop: (stop.start, not stop.closes, stop.end > stop.start, -stop.end))
        self._stops: list[Stop] = []
        self._reached = [0]  # where the stops before the one of the same position end
        for stop in ordered:
            if stop.start >= self._reached[-1]:
                self._stops.append(stop)
                self._reached.append(stop.end)
        self._starts = [stop.start for stop in self._stops]

    @classmethod
    def of(
        cls,
        text: str,
        markers: Iterable[_Placed] = (),
        pages: Iterable[_Placed] = (),
        consumed: Iterable[_Placed] = (),
        places: Iterable[Stop] = (),
    ) -> PrintedText:
        """Make the printed text of a document from the parts of its record, with the `places` for what a page adds."""
        return cls(
            text,
            (
                *(Stop(part.start, part.end, "consumed", n) for n, part in enumerate(consumed)),
                *(Stop(page.start, page.end, "page", n) for n, page in enumerate(pages)),
                *(Stop(marker.start, marker.end, "marker", n) for n, marker in enumerate(markers)),
                *_signs(text),
                *places,
            ),
        )

    def walk(self, start: int, end: int) -> Iterator[Stretch]:
        """Yield the stretches from `start` to `end` in order. A stop that began before `start` is passed."""
        first = bisect_left(self._starts, start)
        at = max(start, self._reached[first])
        for stop in self._stops[first : bisect_right(self._starts, end)]:
            if stop.start == (start if stop.closes else end):
                continue
            if at < stop.start:
                yield Stretch(at, stop.start, None)
            yield Stretch(stop.start, stop.end, stop)
            at = stop.end
        if at < end:
            yield Stretch(at, end, None)

    def words(self, start: int, end: int) -> str:
        """Return the printed words between two offsets, on one line: `Hakto 38.2 [Page 5] Reference` is `Hakto 38. Reference`."""
        first = bisect_left(self._starts, start)
        if self._reached[first] <= start and first == bisect_left(self._starts, end):  # no stop, as nearly everywhere
            return on_one_line(self._text[start:end])
        return on_one_line("".join(self._shown(start, end)))

    def _shown(self, start: int, end: int) -> Iterator[str]:
        for stretch in self.walk(start, end):
            if stretch.stop is None:
                yield self._text[stretch.start : stretch.end]
            elif stretch.stop.kind == "sign":
                yield printable(self._text[stretch.start : stretch.end])

    def quoted(self, start: int, end: int) -> str:
        """Return the printed words between two offsets, with an ellipsis at an end that is inside a word: `lot 64 D…` in `lot 64 D563`."""
        lead, rest = (ELLIPSIS if self._parts_word(offset) else "" for offset in (start, end))
        return f"{lead}{self.words(start, end)}{rest}"

    def last_stop(self, offset: int) -> int:
        """Return where the last stop that begins before `offset` ends; 0 if there is none."""
        return self._reached[bisect_left(self._starts, offset)]

    def is_marked(self, offset: int) -> bool:
        """Return whether the character at `offset` is part of a stop."""
        return self._reached[bisect_right(self._starts, offset)] > offset

    def opening(self, parts: Iterable[_Placed], length: int) -> str:
        """Return the first printed words of these parts of the text, cut at a word if they are longer than `length`."""
        words = ""
        for part in parts:
            words = f"{words} {self._first_words(part.start, part.end, length)}".strip()
            if len(words) > length:
                break
        return shortened(words, length)

    def _first_words(self, start: int, end: int, length: int) -> str:
        """Return the printed words between two offsets, or, if they are much longer than `length`, only those before a place after it."""
        size = 2 * length
        while len(words := self.words(start, min(end, start + size))) <= length and start + size < end:
            size *= 2
        return words

    def ending(self, start: int, end: int, length: int) -> str:
        """Return the last printed words between two offsets, cut at a word if they are longer than `length`. If `end` is inside a word,
        they end with an ellipsis: `NSC 542…` in `NSC 5422`."""
        size = 2 * length
        while len(words := self.words(max(start, end - size), end)) <= length and end - size > start:
            size *= 2
        return shortened_before(words, length) + (ELLIPSIS if self._parts_word(end) else "")

    def _parts_word(self, offset: int) -> bool:
        """Return whether a place is inside a word, with no mark there."""
        before, after = self._text[offset - 1 : offset] if offset else "", self._text[offset : offset + 1]
        return before.isalnum() and after.isalnum() and not (self.is_marked(offset - 1) or self.is_marked(offset))


def on_one_line(words: str) -> str:
    """Replace each run of white space with one space."""
    return " ".join(words.split())


def shortened(words: str, length: int) -> str:
    """Put `words` on one line, cut at a word if they are longer than `length`: `the first …`. A single word that is longer is cut in
    itself: `abcdef…`."""
    line = on_one_line(words)
    if len(line) <= length:
        return line
    whole, space, _ = line[:length].rpartition(" ")
    return f"{whole} {ELLIPSIS}" if space else f"{line[:length]}{ELLIPSIS}"


def shortened_before(words: str, length: int) -> str:
    """Put `words` on one line, and cut them at a word if more than `length` characters come before their end: `… the last`."""
    line = on_one_line(words)
    if len(line) <= length:
        return line
    _, space, whole = line[-length:].partition(" ")
    return f"{ELLIPSIS} {whole}" if space else f"{ELLIPSIS}{line[-length:]}"


def _signs(text: str) -> Iterator[Stop]:
    """Find the characters that HTML does not allow."""
    for match in () if is_printable(text) or _ALL_PLAIN.fullmatch(text) else _NOT_PLAIN.finditer(text):
        if _picture(match) != match[0]:
            yield Stop(match.start(), match.end(), "sign")


@lru_cache(1)
def is_printable(text: str) -> bool:
    """Return whether a text has printable characters and line ends only, as most texts have. This test takes half as long as a pattern.
    Cached, because two readers need it."""
    return text.replace("\n", "").isprintable()


def printable(page: str) -> str:
    """Replace the characters of a text that HTML does not allow, each with its picture."""
    return page if _ALL_PLAIN.fullmatch(page) else _NOT_PLAIN.sub(_picture, page)


def _picture(match: re.Match[str]) -> str:
    """Return the picture of a character that HTML does not allow: for the bell `␇`. Above U+FFFF only the last two of each plane are not
    allowed."""
    code = ord(match[0])
    if code > 0xFFFF:
        return _REPLACEMENT if code & 0xFFFE == 0xFFFE else match[0]
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else _REPLACEMENT
