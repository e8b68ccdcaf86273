"""Read the numbers of a phrase: `Documents 308 and 312`, `pp. 377–78`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from backchannel.readers.text.citations.phrases import CitationPhrase, PhraseNumber


def number_spans(text: str, items: tuple[PhraseNumber, ...], start: int, end: int) -> list[tuple[str, int, int]]:
    """Split a phrase into its numbers and their spans. The first span includes the words before it, the last those after it.

    1. `Documents 308 and 312`   `308` at `Documents 308`, `312` at `312`
    2. `pp. 377–78`              `377` at `pp. 377`, `378` at `78`
    """
    found: list[tuple[str, int, int]] = []
    for n, item in enumerate(items):
        low, high = item.start if n else start, item.end if n < len(items) - 1 else end
        number = item.value
        if n and len(number) < len(found[-1][0]) and _is_dashed(text, items[n - 1], item):
            number = found[-1][0][: -len(number)] + number
        found.append((number, low, high))
    return found


def is_range(text: str, phrase: CitationPhrase) -> bool:
    """Return whether a phrase has two numbers with a dash between them: `pp. 21–22`."""
    return len(phrase.items) == 2 and _is_dashed(text, *phrase.items)


def _is_dashed(text: str, one: PhraseNumber, other: PhraseNumber) -> bool:
    return text[one.end : other.start].strip() in ("–", "-")
