"""Locate the words that an editor quotes from a text.

Words are compared as a reader sees them: without markers, page markers and consumed characters, with white space as one space, and
whatever the form of quotation marks, apostrophes and dashes.
"""

from __future__ import annotations

import difflib
from itertools import count, product
from string import ascii_lowercase
from typing import TYPE_CHECKING

from backchannel import rules
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from backchannel.findings import Report
    from backchannel.readers.annotations.annotation_file import QuotedWords

_FORMS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " "})
_MOST_WORDS = 20_000
"""Words of a text in which the nearest match is searched for: the search takes about a second per 10,000 words."""
_LIKE = 0.6
"""The similarity from which the nearest words are worth suggesting (`difflib`'s default)."""


class QuotableText:
    """A text prepared for locating quotations."""

    def __init__(self, text: str, left_out: Iterable[Span] = ()) -> None:
        skipped = {offset for span in left_out for offset in range(span.start, span.end)}
        seen: list[str] = []
        self._offsets: list[int] = []
        for offset, letter in enumerate(text.translate(_FORMS)):
            letter = " " if letter.isspace() else letter
            if offset not in skipped and not (letter == " " and seen[-1:] == [" "]):
                seen.append(letter)
                self._offsets.append(offset)
        self._seen = "".join(seen)
        self._letters = [" " if letter == " " else text[offset] for letter, offset in zip(seen, self._offsets, strict=True)]

    def places(self, words: str) -> list[Span]:
        """Find the spans in the text where these words occur."""
        wanted, found = _folded(words), []
        at = self._seen.find(wanted) if wanted else -1
        while at >= 0:
            found.append(Span(self._offsets[at], self._offsets[at + len(wanted) - 1] + 1))
            at = self._seen.find(wanted, at + 1)
        return found

    def nearest(self, words: str) -> str:
        """Find the words of the text most like those quoted, as many as these, as printed; empty if none are similar."""
        text, length = self._seen.split()[:_MOST_WORDS], max(len(words.split()), 1)
        runs = {" ".join(text[at : at + length]): None for at in range(max(len(text) - length, 0) + 1)}
        nearest = next(iter(difflib.get_close_matches(_folded(words), runs, n=1, cutoff=_LIKE)), "")
        at = self._seen.find(nearest)
        return "".join(self._letters[at : at + len(nearest)])

    def place(self, quoted: QuotedWords, report: Report) -> Span | None:
        """Locate a quotation, and in it the words in bold; None, with a finding, if it occurs nowhere or more than once."""
        found = self.places(quoted.words)
        if len(found) != 1:
            report_place(found, self.nearest(quoted.words) if not found else "", quoted, report)
            return None
        return self._strong_span(found[0], quoted)

    def _strong_span(self, whole: Span, quoted: QuotedWords) -> Span:
        """Return the span of the words in bold, or of all, if there are none."""
        if not quoted.strong:
            return whole
        start, end = (len(_folded(quoted.words[:at] + "|")) - 1 for at in quoted.strong)
        first = self._offsets.index(whole.start)
        return Span(self._offsets[first + start], self._offsets[first + end - 1] + 1)


def report_place(found: list[Span], nearest: str, quoted: QuotedWords, report: Report) -> None:
    """Report that quoted words occur nowhere, or more than once."""
    if found:
        report.add(rules.QUOTATION_TWICE, quoted.span, quotation=quoted.words, count=len(found))
    else:
        report.add(rules.QUOTATION_NOT_FOUND, quoted.span, quotation=quoted.words, hint=f"; did you mean “{nearest}”?" if nearest else "")


def letters() -> Iterator[str]:
    """Yield the labels of annotations: `a` to `z`, then `aa`, `ab`."""
    for length in count(1):
        yield from map("".join, product(ascii_lowercase, repeat=length))


def _folded(words: str) -> str:
    return " ".join(words.translate(_FORMS).split())
