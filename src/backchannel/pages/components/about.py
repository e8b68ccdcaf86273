"""Write what a document is about, for lists and cards: the people of a conversation, and its subject, as printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel.printed import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backchannel.edition.queries.document_queries import ListedDocument

_SUBJECT = 110
"""Characters of a subject in a list: it fits on one line beside a date."""
_MOST_PRESENT = 4
"""Names of a conversation that a list shows."""
_WORD = re.compile(r"[^\W_]{3,}")


def about(listed: ListedDocument) -> str:
    """Write the subject of a document in a list; empty if nothing says it, or its title does."""
    return _new_words(listed.subject, listed.title)


def conversation(listed: ListedDocument) -> str:
    """Name the people of a conversation: `Nixon, Kissinger, and 5 more`; empty for a document with a sender or recipient."""
    if any(person.role != "present" for person in listed.people):
        return ""
    return _some(person.short for person in listed.people)


def about_words(title: str, present: Iterable[str], subject: str | None) -> str:
    """Write who took part in a conversation, and the subject: `Nixon, Kissinger · Rice`. What the title says is left out."""
    return " · ".join(filter(None, (_new_words(_some(present), title), _new_words(subject, title))))


def subject_words(subject: str | None) -> str:
    """Write the subject of a message as a sentence: `Subject: Rice.`; empty without one."""
    return f"Subject: {shortened(subject, _SUBJECT).rstrip('.')}." if subject else ""


def _some(names: Iterable[str]) -> str:
    """List names, each once; if there are many, the first of them: `Nixon, Kissinger, Rogers, Haig, and 5 more`."""
    known = [*dict.fromkeys(names)]
    more = len(known) - _MOST_PRESENT
    return ", ".join(known) if more <= 1 else f"{', '.join(known[:_MOST_PRESENT])}, and {more} more"


def _new_words(words: str | None, title: str) -> str:
    """Shorten words at a word; return an empty string if all of them are in the title: `Rice` in `Memorandum on Rice`."""
    said, known = (set(_WORD.findall((text or "").casefold())) for text in (words, title))
    return "" if not words or said <= known else shortened(words, _SUBJECT)
