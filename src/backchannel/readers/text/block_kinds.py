"""Classify blocks by their words and the lines around them.

Each kind has one test. The first test in the table that a line passes gives its kind; a line that passes none is a paragraph.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, NamedTuple

from backchannel.readers.text.dateline import LONGEST_DATELINE, is_dateline
from backchannel.readers.text.lists import (
    LONGEST_PARTICIPANTS,
    heads_items,
    heads_list,
    heads_participants,
    is_participant,
    opens_participants,
)
from backchannel.readers.text.signatures import LONGEST as LONGEST_SIGNATURE
from backchannel.readers.text.signatures import ends_a_paper, is_office, is_signature, may_precede
from backchannel.readers.text.source_notes.source_note import is_source_note

if TYPE_CHECKING:
    from collections.abc import Callable

    from backchannel.records import BlockKind

BULLET = re.compile(r"[•◦▪‣●*–-](?=\s)")
"""The bullet before an item: `• `. A dash or a star is a bullet only if the line is indented."""

_BULLETS = frozenset("•◦▪‣●*–-")
_ROUND = frozenset("•◦▪‣●")
_LABEL = re.compile(r"[(\[]?(?:[0-9]{1,3}|[A-Za-z]|[ivxlIVXL]{1,6})[.)\]]{1,2}")
_SECTION = re.compile(r"[IVX]{1,5}\.?")
_PART_HEAD = re.compile(r"\[?(?:Attachment|Enclosure|Annex|Appendix|Tab|Extract|Part|Section)s?(?: (?:[A-Z]|[0-9]+|[IVXL]+))?\]?")
_TITLE = r"(?:Mr|Madam)\.?[ ](?:President|Chairman|Speaker|Secretary|Minister|Ambassador)"
_SALUTE = re.compile(
    rf"""
      (?:My[ ])?[Dd]ear[ ].{{1,60}}[:,]     # My dear Mr. Secretary:
    | To[ ]the[ ].{{1,60}}:                 # To the Congress of the United States:
    | {_TITLE}\b[,:](?:.{{1,150}}:)?        # Mr. President:
    """,
    re.VERBOSE,
)
_LIST: frozenset[BlockKind | None] = frozenset({"item", "label"})


class BlockContext(NamedTuple):
    """The words of a line, without its markers, and its surroundings.

    `before` and `after` are the words of the lines around it that are no page markers, `kind_before` the kind of that before it.
    `below_page`: a page marker is directly above it. `close_…`: there is no blank line between it and the adjacent line. `indented`: white
    space precedes the line. `tabbed`: a tab precedes or follows it. `spaced`: the paragraphs of this text are separated by blank lines.
    """

    words: str
    before: str
    after: str
    kind_before: BlockKind | None
    below_page: bool
    close_before: bool
    close_after: bool
    indented: bool
    tabbed: bool
    spaced: bool


def kind_of(place: BlockContext) -> BlockKind:
    """Classify the line at `place`, which is not the head."""
    length = len(place.words)
    for kind, longest, test in _KINDS:
        if length <= longest and test(place):
            return kind
    return "paragraph"


def _is_page(place: BlockContext) -> bool:
    """Accept `[Page 248]` alone, which is masked."""
    return not place.words


def _is_row(place: BlockContext) -> bool:
    """Accept a line with a tab between cells; beside such a row, also one with a tab before or after its only cell."""
    beside = (place.close_before and place.kind_before == "row") or (place.close_after and "\t" in place.after)
    return "\t" in place.words or (place.tabbed and beside)


def _is_dateline(place: BlockContext) -> bool:
    return is_dateline(place.words)


def _is_source_note(place: BlockContext) -> bool:
    return is_source_note(place.words)


def _is_label(place: BlockContext) -> bool:
    """Accept `1.` on its own line, before the item that it numbers; also `- 1.`, with the bullet of a list."""
    bullet = BULLET.match(place.words)
    start = bullet.end() + 1 if bullet else 0
    return _LABEL.fullmatch(place.words, start) is not None and not _SECTION.fullmatch(place.words, start)


def _is_heading(place: BlockContext) -> bool:
    """Accept a heading; not a lone surname that ends the text.

    1. `PARTICIPANTS`, `SUBJECT`, `TO`
    2. `[Enclosure]`, `Tab A`
    3. `RATIONALE FOR BOMBING`
    4. `II.`, above a section
    """
    words = place.words
    if _SECTION.fullmatch(words):
        return True
    if not place.after and words.isalpha():
        return False
    if words[-1] in ".,;":
        return False
    return (words.isupper() and len(words) > 3) or heads_list(words) or _PART_HEAD.fullmatch(words) is not None


def _is_participants(place: BlockContext) -> bool:
    """Accept each line of a list of participants: below its heading, until a blank line or a sentence ends it."""
    first = heads_participants(_without_bullet(place.before)) or (not place.spaced and opens_participants(place.before))
    if not first and place.kind_before != "participants":
        return False  # most lines
    words = _without_bullet(place.words)
    if heads_list(words):
        return False
    if place.spaced and not place.below_page:
        return place.close_before and (place.words[0] != "[" or place.close_after)
    return is_participant(words, place.after, first=first)


def _without_bullet(words: str) -> str:
    bullet = BULLET.match(words) if words[:1] in _BULLETS else None  # few lines have one
    return words[bullet.end() + 1 :] if bullet else words


def _is_item(place: BlockContext) -> bool:
    """Accept an item of a list.

    1. `  • The bombing stops`
    2. a line below `SUBJECT`
    3. `- The bombing stops`, below the label `- 1.`
    4. lines after a colon without blank lines between them, in a text with spaced paragraphs
    """
    if (
        place.words[0] in _BULLETS
        and BULLET.match(place.words + " ")
        and (place.words[0] in _ROUND or place.indented or place.kind_before == "label")
    ):
        return len(place.words) > 1
    if heads_items(place.before) and (place.close_before or not place.spaced):
        return True
    if not place.spaced:
        return place.kind_before == "label"
    return (place.close_before and place.kind_before in _LIST) or (place.close_after and place.before.endswith(":"))


def _is_salute(place: BlockContext) -> bool:
    return _SALUTE.fullmatch(place.words) is not None


def _is_signed(place: BlockContext) -> bool:
    """Accept a signature, and a rank below it: a name at the end of the text, above its office, or before an enclosure."""
    if place.kind_before == "signed":
        return is_signature(place.words) or is_office(place.words)
    if place.kind_before in ("head", "dateline", "heading", None) or not is_signature(place.words):
        return False
    return (may_precede(place.before) or place.kind_before == "row") and (ends_a_paper(place.after) or _is_above_office(place))


def _is_above_office(place: BlockContext) -> bool:
    return is_office(place.after) and not is_office(place.words)


_KINDS: list[tuple[BlockKind, int, Callable[[BlockContext], bool]]] = [
    ("page", 0, _is_page),
    ("row", sys.maxsize, _is_row),
    ("source-note", sys.maxsize, _is_source_note),
    ("dateline", LONGEST_DATELINE, _is_dateline),
    ("label", 10, _is_label),
    ("participants", LONGEST_PARTICIPANTS, _is_participants),
    ("item", sys.maxsize, _is_item),
    ("heading", 90, _is_heading),
    ("salute", 240, _is_salute),
    ("signed", LONGEST_SIGNATURE, _is_signed),
]
"""Each kind, the length of the longest line that is tried for it, and its test."""
