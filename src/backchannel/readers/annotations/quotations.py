"""Finds the words that an editor quotes from a text.

Quoted words are compared as a reader sees them: markers, page labels and what was consumed are left out, white space is one blank, and
the forms of quotation marks, apostrophes and dashes do not matter.
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
"""Words of a text in which the nearest match is looked for: the search takes a second for each of some ten thousand."""
_LIKE = 0.6
"""How like the nearest words must be to be named."""


class QuotableText:
    """A text as it may be quoted."""

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

    def places(self, words: str) -> list[Span]:
        """Each place where these words stand, characters of the text."""
        wanted, found = _folded(words), []
        at = self._seen.find(wanted) if wanted else -1
        while at >= 0:
            found.append(Span(self._offsets[at], self._offsets[at + len(wanted) - 1] + 1))
            at = self._seen.find(wanted, at + 1)
        return found

    def nearest(self, words: str) -> str:
        """As many words of the text as are quoted, those most like them; empty if none are."""
        text, length = self._seen.split()[:_MOST_WORDS], max(len(words.split()), 1)
        runs = {" ".join(text[at : at + length]): None for at in range(max(len(text) - length, 0) + 1)}
        return next(iter(difflib.get_close_matches(_folded(words), runs, n=1, cutoff=_LIKE)), "")

    def place(self, quoted: QuotedWords, report: Report) -> Span | None:
        """The one place that is quoted, and of it what is meant; None, with a finding, if there is none or more than one."""
        found = self.places(quoted.words)
        if len(found) != 1:
            report_place(found, self.nearest(quoted.words) if not found else "", quoted, report)
            return None
        return self._meant(found[0], quoted)

    def _meant(self, whole: Span, quoted: QuotedWords) -> Span:
        """What is set strong in the quotation, at its place in the text."""
        if not quoted.strong:
            return whole
        start, end = (len(_folded(quoted.words[:at] + "|")) - 1 for at in quoted.strong)
        first = self._offsets.index(whole.start)
        return Span(self._offsets[first + start], self._offsets[first + end - 1] + 1)


def report_place(found: list[Span], nearest: str, quoted: QuotedWords, report: Report) -> None:
    """That quoted words stand nowhere, or at several places."""
    if found:
        report.add(rules.QUOTATION_TWICE, quoted.span, quotation=quoted.words, count=len(found))
    else:
        report.add(rules.QUOTATION_NOT_FOUND, quoted.span, quotation=quoted.words, hint=f"; did you mean “{nearest}”?" if nearest else "")


def letters() -> Iterator[str]:
    """What annotations are called: `a` to `z`, then `aa`, `ab`."""
    for length in count(1):
        yield from map("".join, product(ascii_lowercase, repeat=length))


def _folded(words: str) -> str:
    return " ".join(words.translate(_FORMS).split())
