"""Find the head of a document among the lines at the top of its file, and what is above it: page furniture, its number, its file number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel import rules
from backchannel.readers.text.dateline import is_dateline
from backchannel.readers.text.heads.forms import LONGEST_HEAD, is_beside_head, is_sentence
from backchannel.readers.text.heads.furniture import furniture_shape, is_furniture
from backchannel.readers.text.heads.head_strength import SURE, head_strength
from backchannel.readers.text.heads.numbers import HeadNumber, find_number, number_line, opening_number
from backchannel.records import Consumed
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.readers.text.lines import TextLine

_FARTHEST = 40
"""Lines from the top that are tried. Furniture, a page marker, a source note, a file number and a classification may precede the head;
further down, a line that looks like a head is that of an enclosure."""
_MOST_TEXT = 5
"""Lines of text among these after which the head is missing."""
_SHORTEST_TEXT = 40
"""Characters of the shortest line that is text if it ends like a sentence. Below it, only a line that is surely a head is one."""
_SHORTEST_PARAGRAPH = 160
"""The same of a line that is a paragraph of text, never of furniture: below it, a line above that may be the head is the head."""
_LONGEST_UNKNOWN = 250
"""Characters of the longest line that is a head only by its position: it stops a first paragraph of text."""
_LIKELY = 2
"""Points of a line that is the head if nothing is above it."""
_TYPICAL = 3
"""Points of a line that is a kind and nothing else, which many heads are."""
_MORE = 2
"""The most points by which a line below such a one may exceed it and be its subject, if it has no number."""
_UNKNOWN = 1
"""Points of a line of an unknown kind below page furniture and above a dateline."""
_BY_DATELINE = 2
"""Points of a line with a dateline below it."""
_WITHIN = 4
"""Lines below a head in which its dateline is."""
_TITLES = frozenset({"breadcrumb", "neighbor", "choices"})
"""Shapes of lines that repeat a head: `145. Message From … | Papers`."""
_REPEATED = -3
"""Points of such a line: less than those of the head itself."""
_FILED = re.compile(r"\b[Ff]iles?\b|\b[Ll]ot \d|\d/\d+[–-]\d")
"""Words of a line that says where a document is filed."""
_BELOW = re.compile(
    r"""
      \[?Page[ ][\dA-Za-z]+\]?                                              # [Page 12]
    | \[.{20,}\]\d*                                                         # [Here follows discussion of rice.]
    | (?i: subjects? | participants? | participation | (?:others[ ])?present | place | date | time | agenda | references? | refs?
      )\b\s?:?.*                                                            # SUBJECT: Rice
    """,
    re.VERBOSE,
)
"""Lines that are below a head, never above it."""
_MARKER = re.compile(r"[\s\d*†]+$")


class Opening(NamedTuple):
    """The lines of a text from its top, less those that are `consumed`: page furniture, and a line with the document's number, which is
    then in `number`. `head` is an index of `lines`; `covered` says that page furniture was above it."""

    lines: Sequence[TextLine]
    head: int | None
    number: HeadNumber | None = None
    consumed: Sequence[Consumed] = ()
    covered: bool = False


def find_opening(text: str, lines: Sequence[TextLine]) -> Opening:
    """Find the head in `lines`, and judge the lines above it.

    1. `145. Message From President Nixon …`            a number and a kind
    2. `501.BB/4–1348` then `Document Prepared in …`    the line after a file number that begins with a kind
    3. `Home > Letters` then `Letter From Archer`       the line after page furniture
    4. `No. 77` then `Editorial Note`                   the line after the document's number
    """
    head = find_head(text, lines)
    if not head:
        return Opening(lines, head)
    above = [text[line.start : line.end] for line in lines[:head]]
    numbered = None if find_number(text, Span(*lines[head][:2])) else _numbered(above)
    furniture = [i for i in _furniture(above) if i != numbered]
    rule_of = dict.fromkeys(furniture, rules.PAGE_FURNITURE) | ({} if numbered is None else {numbered: rules.DOCUMENT_NUMBER})
    line = None if numbered is None else number_line(above[numbered])
    return Opening(
        [line for i, line in enumerate(lines) if i not in rule_of],
        head - len(rule_of),
        HeadNumber(line.words, lines[head].start) if line else None,
        [Consumed(rule=rule_of[i].id, start=lines[i].start, end=lines[i].end) for i in sorted(rule_of)],
        covered=bool(furniture),
    )


def _numbered(above: Sequence[str]) -> int | None:
    """Find the line with the number of the document: the nearest to the head. Between it and the head may be furniture, unless its form
    could be that of a page number."""
    beside = True
    for i in range(len(above) - 1, -1, -1):
        line = number_line(above[i])
        if line and (line.certain or beside):
            return i
        beside = beside and is_beside_head(above[i])
    return None


def _furniture(above: Sequence[str]) -> list[int]:
    """Find the lines above a head that are no part of the document. A date among them is not the document's."""
    found = [i for i, words in enumerate(above) if not _belongs(words)]
    return sorted({*found, *(i for i in range(max(found, default=0)) if is_dateline(above[i]))})


def _belongs(words: str) -> bool:
    """Return whether a line above the head is part of the document: a page marker, a source note, a file number, a paragraph of text."""
    if is_beside_head(words) or _FILED.search(words):
        return True
    return _is_paragraph(words) and not is_furniture(words)


def _is_paragraph(words: str) -> bool:
    return len(words) >= _SHORTEST_PARAGRAPH and is_sentence(words.rstrip('”")]'))


class _TopLine(NamedTuple):
    """A line at the top of a text, with its points as a head: `points` by its form, `gain` by the lines around it. `furniture`: it is known
    for that."""

    place: int
    words: str
    points: int
    gain: int
    furniture: bool

    @property
    def is_text(self) -> bool:
        return not (self.points or self.furniture) and len(self.words) >= _SHORTEST_TEXT and is_sentence(self.words)

    @property
    def is_numbered(self) -> bool:
        """Return whether the line is the head if it comes first, although its kind is unknown: `12. Doodles`."""
        return not self.furniture and _may_be_head(self.words) and opening_number(self.words) is not None


def find_head(text: str, lines: Sequence[TextLine]) -> int | None:
    """Find the index of the head in `lines`, or None: the line that is most like a head, or else the first that is no furniture, if it is
    short and not a sentence."""
    best: _TopLine | None = None
    unknown: int | None = None
    texts = 0
    for tried, line in enumerate(_top(text, lines)):
        if tried == 0 and (line.points >= _LIKELY or line.is_numbered):
            return line.place
        if best and _ends_search(text, lines, best, line):
            break
        if line.points + line.gain > 0 and (not texts or line.points >= SURE):
            best = line if best is None or _is_better(line, best) else best
        elif line.is_text:
            texts += 1
            if texts == _MOST_TEXT:
                break
        elif unknown is None and not (texts or line.furniture):
            unknown = line.place if _may_be_head(line.words) else -1
    found = best.place if best else unknown
    return None if found == -1 else found


def _ends_search(text: str, lines: Sequence[TextLine], best: _TopLine, line: _TopLine) -> bool:
    """Return whether a line shows that the head is above it: it is text, or a dateline or a heading of the text is between them."""
    if line.is_text and (best.points >= SURE or len(line.words) >= _SHORTEST_PARAGRAPH):
        return True
    if best.points < _LIKELY:
        return False
    between = [text[start:end] for start, end, _ in lines[best.place + 1 : line.place + 1]]
    return any(_BELOW.fullmatch(words) for words in between) or (best.points >= SURE and any(map(is_dateline, between)))


def _top(text: str, lines: Sequence[TextLine]) -> Iterator[_TopLine]:
    """Yield the lines that may be the head: not those that precede or follow a head."""
    below_furniture = False
    for i, (start, end, _) in enumerate(lines[:_FARTHEST]):
        words = text[start:end]
        if is_beside_head(words) or number_line(words):
            continue
        points = head_strength(words)
        furniture = points < SURE and is_furniture(words)
        below_furniture = below_furniture or furniture
        gain = 0
        if furniture:
            points = 0
        elif points:
            gain = (_BY_DATELINE if _is_dated(text, lines, i) else 0) + (_REPEATED if furniture_shape(words) in _TITLES else 0)
        elif below_furniture and _may_be_head(words) and _is_dated(text, lines, i):
            gain = _UNKNOWN + (_BY_DATELINE if opening_number(words) else 0)
        yield _TopLine(i, words, points, gain, furniture)


def _is_dated(text: str, lines: Sequence[TextLine], head: int) -> bool:
    """Return whether a dateline is below a line, with nothing between but what may be there: a source note, markings, `[Extract]`."""
    for start, end, _ in lines[head + 1 : head + 1 + _WITHIN]:
        words = text[start:end]
        if is_dateline(words):
            return True
        if not (words.startswith("[") or is_beside_head(words)):
            return False
    return False


def _is_better(line: _TopLine, best: _TopLine) -> bool:
    """Return whether a line is more like a head than the best before it. Of two copies the second is; the first is a title."""
    same = _MARKER.sub("", line.words) == _MARKER.sub("", best.words)
    mine, its = line.points + line.gain, best.points + best.gain
    if same and mine == its:
        return True
    # `Position Paper`, and below it the subject: `Report on Rice From Archer`
    return mine > its + (_MORE if its >= _TYPICAL and opening_number(line.words) is None else 0)


def _may_be_head(words: str) -> bool:
    """Return whether the first line of a text may be a head of an unknown kind: not a sentence, and short unless it has a number."""
    longest = LONGEST_HEAD if opening_number(words) else _LONGEST_UNKNOWN
    return len(words) <= longest and not is_sentence(words) and not words.islower()
