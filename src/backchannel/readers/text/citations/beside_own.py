"""Find the books that belong to a text's own volume: its other parts and its supplement."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel.designations import PART, other_part, part_of_page, supplement_of

if TYPE_CHECKING:
    from backchannel.readers.text.citations.context import CitationContext
    from backchannel.readers.text.citations.phrases import CitationPhrase

_PART_BEFORE = re.compile(rf"\b({PART})(?:,\s+|\s+\()$")
_PART_SEEN = re.compile(rf"\b(?:[Ss]ee(?:\s+also)?|ante|post),?\s+({PART}),\s+$")
_PART_AFTER = re.compile(
    r"""
    (?:,|\s+in)\s+ ([Pp](?:ar)?t\.?\s(?:[1-9]|[Oo]ne|[Tt]wo|[Tt]hree)) \b    # Document 45, Part 2 · Document 45 in Part 2
    (?!\s+of\s+(?!this|the\s+(?:present|same)\s+volume))                  # not: Document 45, Part 2 of the report
    """,
    re.VERBOSE,
)
_SUPPLEMENT_BEFORE = re.compile(r"\bsupplement(?:\s+to\s+this\s+volume)?,?\s+(?:as\s+)?$", re.IGNORECASE)
_SUPPLEMENT_AFTER = re.compile(r"\s+(?:in|of)\s+the\s+(?:microfiche\s+)?supplement\b", re.IGNORECASE)


def beside_own(context: CitationContext, phrase: CitationPhrase) -> str | None:
    """Return the part or the supplement of the text's own volume that is named next to a place.

    1. `see Part 2, Document 110` · `see Part 2, footnote 3, Document 110` · `Document 110 in Part 2`
    2. `see Part 2, p. 1200`; other works have parts with pages too, so only after an editor's word
    3. `Document 45 in the microfiche supplement`, `included in the supplement as Document 45`
    """
    before, after = context.before(phrase, 50), context.after(phrase.end, 40)
    if context.volume[-2:-1] == "p":
        found = (_PART_SEEN if phrase.kind == "pages" else _PART_BEFORE).search(before)
        if found or (phrase.kind == "documents" and (found := _PART_AFTER.match(after))):
            return other_part(context.volume, found[1])
    if phrase.kind == "documents" and (_SUPPLEMENT_BEFORE.search(before) or _SUPPLEMENT_AFTER.match(after)):
        return supplement_of(context.volume)
    return None


def part_with_page(volume: str, page: str) -> str | None:
    """Return the other part of a text's own volume that has a page; None if the page is in the own part, or nothing decides."""
    part = part_of_page(volume, page)
    return part if part != volume else None
