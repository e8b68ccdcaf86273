"""Finds messages that are named by a bare number: `your 9`, in the text of a message on a traveller's channel, means the other's ninth."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel.readers.text.citations.phrases import CitationPhrase, PhraseNumber

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NUMBERS = re.compile(
    r"\b(?P<whose>[Yy]our|[Mm]y)\s+(?P<numbers>[0-9]{1,3}(?:(?:,\s+(?:and\s+)?|\s+and\s+)[0-9]{1,3})*)(?![\w/%–-]|[,.:][0-9])"
)
_FOLLOWS = re.compile(
    r"\s*(?:[.,;:)\]”—]|$)|\s{2,}|\s+(?:and|or|but|this|that|which|is|was|are|were|has|have|had|will|would|should|at|in|on|of|with|from|by|as"
    r"|about|came|arrived|reached|crossed|says|said|asks|asked|shows|makes|refers|after|before|today|yesterday|tonight)\b"
)
"""What goes on after a name, and not after a number of things: `your 9 this afternoon`, not `your 14 points`."""
_FIGURES = re.compile("[0-9]+")


def _yours(text: str) -> Iterator[CitationPhrase]:
    """`your 9` · `Your 19 and 20 at the same time` · `my 84`"""
    for match in _NUMBERS.finditer(text):
        if _FOLLOWS.match(text, match.end()):
            numbers = _FIGURES.finditer(text, match.start("numbers"), match.end("numbers"))
            word = "other" if match["whose"].lower() == "your" else "own"
            yield CitationPhrase(
                "telegram", match.start(), match.end(), tuple(PhraseNumber(m[0], m.start(), m.end()) for m in numbers), word
            )


ELLIPTIC: tuple[Callable[[str], Iterator[CitationPhrase]], ...] = (_yours,)
"""Shapes that are looked for only in the text of a traveller's message, whose numbers are low."""
