"""Make the letters at the top of an alphabetical list, each a link to the first entry that begins with it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from backchannel.pages.components.inline import Inline

if TYPE_CHECKING:
    from collections.abc import Iterable

OTHERS = "0–9"
"""The name of all signs that are no letters."""
_FEWEST = 20
"""Entries of a list that has letters."""


def initial(words: str) -> str:
    """Return the first letter of words, without its accent: `A`; `0–9` for another sign."""
    first = unicodedata.normalize("NFKD", words)[:1].upper()
    return first if "A" <= first <= "Z" else OTHERS


def letters(entries: Iterable[tuple[str, str]]) -> list[Inline]:
    """Link each letter to the first entry that begins with it. An entry is given by its words and its id. A short list has no letters."""
    found = list(entries)
    firsts: dict[str, str] = {}
    for words, id in found:
        firsts.setdefault(initial(words), id)
    if len(found) < _FEWEST:
        return []
    return [Inline(letter, f"#{id}") for letter, id in firsts.items()]
