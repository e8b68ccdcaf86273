"""Finds what stands in brackets for words that are not there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel.records import Bracket

if TYPE_CHECKING:
    from backchannel.records import BracketKind

_BRACKET = re.compile(r"\[([^\[\]\n]{2,400})\]")

_KINDS: list[tuple[BracketKind, re.Pattern[str]]] = [
    (
        "not-declassified",
        re.compile(r"\b(?:not|less than [^,]{1,40}) declassified\b|\b(?:indiscrete|deleted|excised|sanitized)\b", re.IGNORECASE),
    ),
    ("omitted", re.compile(r"^(?:here )?(?:follow|omi(?:tted|ssion))|\bomitted\b", re.IGNORECASE)),
    ("illegible", re.compile(r"\billegible\b|\bunclear\b|\bgarble", re.IGNORECASE)),
    ("editorial", re.compile(r"^(?:sic|apparent|missing|blank|handwritten|attachment|enclosure|tab )|\bin the original\b", re.IGNORECASE)),
]
"""What a bracket says, in order: the first that fits names its kind. `[Page 533]` and a name that the editors supplied are none."""


def find_brackets(text: str) -> list[Bracket]:
    """The brackets of `text` that stand for words of the document, in order.

    1. `[1 line not declassified]`, `[indiscrete]`   not-declassified
    2. `[Omitted here is discussion of Laos.]`       omitted
    3. `[illegible]`                                 illegible
    4. `[sic]`, `[handwritten notation]`             editorial
    """
    found = []
    for match in _BRACKET.finditer(text) if "[" in text else ():
        if match[1].removeprefix("Page ").isdecimal():  # most brackets are: `[Page 533]` needs none of the patterns
            continue
        if kind := next((kind for kind, pattern in _KINDS if pattern.search(match[1])), None):
            found.append(Bracket(kind=kind, start=match.start(), end=match.end()))
    return found
