"""Join the lines of a head that a capture broke: at a mark inside it, or where the lines of a page's source ended."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel.readers.text.heads.forms import begins_with_kind, is_beside_head, is_correspondence
from backchannel.readers.text.heads.letters import find_letter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.readers.text.lines import TextLine

_MOST = 3
"""Lines of one head at most."""
_LONGEST = 160
"""Characters of the longest line that is tried."""
_TEXT = 500
"""Characters of a line below which no head is: it is a paragraph of the text."""
_CONTINUES = re.compile(r"(?:to|TO|of|and|for|in|at|à|À|au|AU|aux|AUX)\s")
"""How a line begins that continues a head: `to Mr. Baker.`"""
_OPEN = re.compile(r"(?:\b(?:the|The|of|to|and|for|in|at|de|du|des|la|von|van|à|Mr|Mrs|Dr|Count|Prince|Lord|Sir)\.?|,)$")
"""How a line ends whose head goes on: `Mr. Archer to Mr.`, `The Acting Secretary of`"""
_STOPPED = re.compile(r"[.!?:;\])]['”\"]?\d{0,3}$")
_END = 10
"""Characters at the end of a line in which these two are searched for."""


def join_head_lines(text: str, lines: Sequence[TextLine], reach: int) -> Sequence[TextLine]:
    """Join the first adjacent lines among the first `reach` that are a head only together.

    1. `Mr. Archer` · `to Mr. Baker.`
    2. `Mr. Archer to the` · `Secretary of State.`
    3. `The Acting Secretary of` · `State to the Chargé in` · `Ruritania (Baker)`
    """
    for i, line in enumerate(lines[:reach]):
        if line.end - line.start > _TEXT:
            break
        if end := _end_of_head(text, lines, i):
            return [*lines[:i], lines[i]._replace(end=lines[end].end), *lines[end + 1 :]]
    return lines


def _end_of_head(text: str, lines: Sequence[TextLine], first: int) -> int | None:
    """Return the index of the last line of the head that begins on line `first`, or None if the line is no part of one."""
    words = text[lines[first].start : lines[first].end]
    for i in range(first + 1, min(first + _MOST, len(lines))):
        below = text[lines[i].start : lines[i].end]
        if lines[i].gap or len(words) > _LONGEST or len(below) > _LONGEST or not _goes_on(words, below):
            return None
        words = f"{words} {below}"
        if _is_whole(words):
            return i
    return None


def _goes_on(words: str, below: str) -> bool:
    """Return whether a head may go on from one line to the next."""
    if not words[0].isupper():
        return False
    end = max(0, len(words) - _END)
    goes_on = _OPEN.search(words, end) or (_CONTINUES.match(below) and not _STOPPED.search(words, end))
    return bool(goes_on) and not is_beside_head(below)  # the slowest test is the last


def _is_whole(words: str) -> bool:
    """Return whether words name a kind or two correspondents, and nothing is missing at their end."""
    if _OPEN.search(words, max(0, len(words) - _END)):
        return False
    if begins_with_kind(words) or is_correspondence(words):
        return True
    letter = find_letter(words)
    return letter is not None and letter.sender is not None and letter.recipient is not None
