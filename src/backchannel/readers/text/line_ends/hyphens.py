"""Tell the hyphen that divides a word at the end of a line from one that belongs to the word."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Literal

from backchannel import vocabulary

_LEFT = re.compile(r"[^\W\d_]+$")
_RIGHT = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SOFT = "\u00ad¬"
"""Signs that only ever divide a word: the soft hyphen, and what OCR makes of a hyphen at the end of a line."""
_HYPHENS = "-\u2010"
_DASHES = "–—"
_DIVIDED = re.compile(r"(?<![^\W\d_])[^\W\d_]+-[ \t]*\n\s*[^\W\d_]+")
_WORDS_OF = {
    kind: frozenset(w for term in vocabulary.terms("line_ends") if term.kind == kind for w in term.words) for kind in ("hyphen", "closed")
}
_WORD = 3
"""Letters of the shortest part of a word that may be a word of its own."""

HyphenKind = Literal["none", "divides", "belongs"]


class LineHyphens:
    """The hyphens at the line ends of one text, judged by the words elsewhere in it."""

    def __init__(self, text: str) -> None:
        self._text = text

    def kind(self, before: str, after: str) -> HyphenKind:
        """Judge the end of the line `before`, which `after` follows.

        1. `negotia-` / `tions`       divides
        2. `Soviet-` / `American`     belongs: a capital
        3. `1969-` / `76`, `said—` / `that`     belongs
        4. `cease-` / `fire`          belongs, if the text has `cease-fire`, or `cease` and `fire` but not `ceasefire`
        """
        sign, stem = before[-1:], before[:-1]
        if not stem or stem[-1].isspace() or stem[-1] in _HYPHENS:
            return "none"
        if sign in _SOFT:
            return "divides"
        if sign in _DASHES:
            return "belongs" if after[:1].isalnum() else "none"
        if sign not in _HYPHENS:
            return "none"
        left, right = _LEFT.search(stem), _RIGHT.match(after)
        return self._of_word(left[0], right[0]) if left and right else "belongs" if after[:1].isalnum() else "none"

    def _of_word(self, left: str, right: str) -> HyphenKind:
        if right[0].isupper() and not (left.isupper() and len(left) > 1):
            return "belongs"
        one, other = left.lower(), right.lower()
        if f"{one}{other}" in self._words or one in _WORDS_OF["closed"]:
            return "divides"
        whole = f"{one}-{other}" in self._words or one in _WORDS_OF["hyphen"]
        are_words = min(len(one), len(other)) >= _WORD and {one, other} <= self._words
        return "belongs" if whole or are_words else "divides"

    @cached_property
    def _words(self) -> frozenset[str]:
        """Return the words of the text, but those at line ends with a hyphen."""
        return frozenset(word.lower() for word in _WORDS.findall(_DIVIDED.sub(" ", self._text)))
