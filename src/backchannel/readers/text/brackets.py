"""Find omissions and editorial brackets: `[1 line not declassified]`, `[sic]`."""

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
"""The kinds of brackets; the first pattern that matches gives the kind. `[Page 533]` and a name supplied by the editors match none."""


def find_brackets(text: str) -> list[Bracket]:
    """Find the brackets of `text` that replace words of the document, in order.

    1. `[1 line not declassified]`, `[indiscrete]`   not-declassified
    2. `[Omitted here is discussion of Laos.]`       omitted
    3. `[illegible]`                                 illegible
    4. `[sic]`, `[handwritten notation]`             editorial
    """
    found = []
    for match in _BRACKET.finditer(text) if "[" in text else ():
        if match[1].removeprefix("Page ").isdecimal():  # most brackets are page markers, for which the patterns need not be tried
            continue
        if kind := next((kind for kind, pattern in _KINDS if pattern.search(match[1])), None):
            found.append(Bracket(kind=kind, start=match.start(), end=match.end()))
    return found
