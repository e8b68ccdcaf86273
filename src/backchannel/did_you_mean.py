"""Suggest the known word that an unknown word was probably meant to be."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """Return `did you mean 'title'?`, or the known words: `expected one of: title, place`."""
    like = difflib.get_close_matches(word, known, n=1)
    return f"did you mean {like[0]!r}?" if like else f"expected one of: {', '.join(known)}" if known else "none are defined"
