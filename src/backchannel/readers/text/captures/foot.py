"""Find where the words of a page begin below a document: `Previous`, `Next`, `Back to top`, an address, a copyright line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.readers.text.lines import TextLine

_LONGEST = 160
"""Characters of the longest line of a page's foot."""
_MOST = 40
"""Lines of the longest foot."""
_ENDS = (".", "!", "?", "”", ":", ";", ",")


def find_foot(text: str, lines: Sequence[TextLine], first: int) -> int:
    """Return the index of the first line of the page's foot among the lines from `first` on, or their number if there is none.

    The foot begins with a line that is no sentence, and all lines from there on are short.
    """
    for i in range(first, len(lines)):
        if is_label(text[lines[i].start : lines[i].end]):
            rest = lines[i:]
            is_foot = len(rest) <= _MOST and all(line.end - line.start <= _LONGEST for line in rest)
            return i if is_foot else len(lines)
    return len(lines)


def is_label(words: str) -> bool:
    """Return whether `words` are short and no sentence, as links and headings of a page are."""
    return len(words) <= _LONGEST and not words.endswith(_ENDS)
