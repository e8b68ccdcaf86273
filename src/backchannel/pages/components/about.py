"""Write what a document is about, for lists and cards: its subject, as printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel.printed import shortened

if TYPE_CHECKING:
    from backchannel.edition.queries.document_queries import ListedDocument

_SUBJECT = 110
"""Characters of a subject in a list: it fits on one line beside a date."""
_WORD = re.compile(r"[^\W_]{3,}")


def about(listed: ListedDocument) -> str:
    """Write what a document in a list is about; empty if nothing says so, or its title does."""
    return about_words(listed.subject, listed.title)


def about_words(subject: str | None, title: str) -> str:
    """Shorten a subject at a word; return an empty string if all its words are in the title: `Rice` in `Memorandum on Rice`."""
    words, known = (set(_WORD.findall((text or "").casefold())) for text in (subject, title))
    return "" if not subject or words <= known else shortened(subject, _SUBJECT)
