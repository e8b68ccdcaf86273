"""Says what a word that is not known may have been meant for."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """`did you mean 'title'?`, or what is known: `known are title, place`."""
    like = difflib.get_close_matches(word, known, n=1)
    return f"did you mean {like[0]!r}?" if like else f"known are {', '.join(known) or 'none'}"
