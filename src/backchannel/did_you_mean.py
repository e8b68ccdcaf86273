"""Suggest a known word for an unknown one."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """Return `did you mean 'title'?`, or, if no known word is close, a list of them: `known are title, place`."""
    like = difflib.get_close_matches(word, known, n=1)
    return f"did you mean {like[0]!r}?" if like else f"known are {', '.join(known) or 'none'}"
