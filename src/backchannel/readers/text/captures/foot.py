"""Find where the words of a page begin below a document: `Previous`, `Next`, `Back to top`, an address, a copyright line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.readers.text.heads.furniture import is_furniture
from backchannel.readers.text.heads.head_strength import SURE, head_strength
from backchannel.readers.text.source_notes.source_note import opens_source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.readers.text.lines import TextLine

_LONGEST = 160
"""Characters of the longest line of a page's foot."""
MOST_IN_FOOT = 40
"""Lines of the longest foot."""
_LEAST_ALONE = 2
"""Lines of furniture that are a foot where there are no notes above them."""
_MOST_BETWEEN = 2
"""Lines between two lines of furniture, at most: names of sections of the site."""
_ENDS = (".", "!", "?", "”", ":", ";", ",")


def find_foot(text: str, lines: Sequence[TextLine], first: int, within: int | None = None) -> int:
    """Return the index of the first line of the page's foot among the lines from `first` on, or only among so many `within` these, or the
    number of lines if there is none.

    The foot begins with a line that is page furniture, or at least no sentence, and neither is any line before the next furniture: a note
    may have several paragraphs. All lines from there on are short.
    """
    tried = lines[first:][:within]
    if not _are_short(lines[first + len(tried) :]):
        return len(lines)
    for i, line in enumerate(tried, first):
        if _is_label(_words(text, line)):
            if len(lines) - i > MOST_IN_FOOT or not _are_short(lines[i:]):
                return len(lines)
            if _leads_to_furniture(text, lines[i:]):
                return i
    return len(lines)


def _are_short(lines: Sequence[TextLine]) -> bool:
    return all(line.end - line.start <= _LONGEST for line in lines)


def _leads_to_furniture(text: str, lines: Sequence[TextLine]) -> bool:
    """Return whether no sentence is above the first line of furniture; without furniture, whether no sentence is there at all."""
    for line in lines:
        words = _words(text, line)
        if is_furniture(words):
            return True
        if not _is_label(words):
            return False
    return True


def has_furniture(text: str, lines: Sequence[TextLine]) -> bool:
    """Return whether one of `lines` is page furniture by its words or its shape."""
    return any(is_furniture(_words(text, line)) for line in lines)


def find_foot_of_text(text: str, lines: Sequence[TextLine]) -> int:
    """Return the index of the first line of the page's foot below a text without notes, or the number of lines if there is none.

    Only furniture counts, with a few short lines between: a signature looks like the name of a section of a site.
    """
    foot, count = len(lines), 0
    for i in range(len(lines) - 1, 0, -1):
        words = _words(text, lines[i])
        if is_furniture(words):
            foot, count = i, count + 1
        elif foot == len(lines) or foot - i > _MOST_BETWEEN or not _is_short(words) or _is_of_document(words):
            break
    return foot if count >= _LEAST_ALONE else len(lines)


def _is_of_document(words: str) -> bool:
    """Return whether a short line is no link: a source note, or the head of a document without text."""
    return opens_source(words) or head_strength(words) >= SURE


def _is_label(words: str) -> bool:
    """Return whether `words` are furniture, or are short and no sentence, as links and headings of a page are."""
    return _is_short(words) or is_furniture(words)


def _is_short(words: str) -> bool:
    return len(words) <= _LONGEST and not words.endswith(_ENDS)


def _words(text: str, line: TextLine) -> str:
    return text[line.start : line.end]
