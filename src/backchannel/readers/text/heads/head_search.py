"""Search the top of a text for its head: the line that is most like one, by its form and by the lines around it.

A head is followed by its text, and never by page furniture; a line of furniture that has the form of a head (`Letter From the Editor`) is
followed by more furniture.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from backchannel import vocabulary
from backchannel.readers.text.dateline import is_dateline
from backchannel.readers.text.heads.forms import LONGEST_HEAD, is_beside_head, is_marking, is_sentence
from backchannel.readers.text.heads.furniture import furniture_shape, is_furniture
from backchannel.readers.text.heads.head_strength import SURE, HeadLine, head_strength
from backchannel.readers.text.heads.numbers import find_number, may_be_numbered, number_line, opening_number
from backchannel.readers.text.heads.openers import is_enclosure_label, is_opening_line
from backchannel.readers.text.source_notes.source_note import is_source_note
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.readers.text.lines import TextLine

FARTHEST = 40
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
"""Points of a line that is the head if nothing is above it and its text below."""
_TYPICAL = 3
"""Points of a line that is a kind and nothing else, which many heads are."""
_MORE = 3
"""The most points by which a line below such a one may exceed it and be its subject, if it has no number."""
_UNKNOWN = 1
"""Points of a line of an unknown kind below page furniture and above a dateline."""
_BY_NUMBER = 2
"""Points of such a line with a number, and of one below a line with a number."""
_BY_TEXT = 2
"""Points of a line with a dateline, markings, or the first words of a text below it."""
_BY_SENTENCE = 1
"""The same for a day without a place or a short sentence, which may be those of a page."""
_WITHIN = 4
"""Lines below a head in which its dateline is."""
_TITLES = frozenset({"breadcrumb", "neighbor", "choices"})
"""Shapes of lines that repeat a head: `145. Message From … | Papers`."""
_NEUTRAL = frozenset({"chapter", "picture"})
"""Shapes of lines that may also be below the head: `PART I`, `* * *`."""
_CERTAIN = 8
"""Points of a line with a number, a kind and a correspondent."""
_SIGNS = frozenset("|>»›→←«‹◄◀►▶│·•:/")
"""The signs in such lines."""
_REPEATED = -3
"""Points of such a line: less than those of the head itself."""
_ABOVE_FURNITURE = -4
"""Points of a line with page furniture below it."""
_BELOW = re.compile(
    r"""
      \[.{20,}\]\d*                                                         # [Here follows discussion of rice.]
    | (?i: subjects? | participants? | participation | (?:others[ ])?present | place | date | time | agenda | references? | refs?
      )\b\s?:?.*                                                            # SUBJECT: Rice
    """,
    re.VERBOSE,
)
"""Lines that are below a head, never above it."""
_DAY = re.compile(rf"\d|(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|{vocabulary.alternatives('months')})\b")
"""The beginning of a line that says when, but not where."""
_MARKER = re.compile(r"[\s\d*†]+$")


def is_paragraph(words: str) -> bool:
    """Return whether a line is a long sentence."""
    return len(words) >= _SHORTEST_PARAGRAPH and is_sentence(words.rstrip('”")]'))


def find_head(text: str, lines: Sequence[TextLine]) -> int | None:
    """Find the index of the head in `lines`, or None: the line that is most like a head, or else the first that is no furniture, if it is
    short and not a sentence."""
    return _HeadSearch(text, lines).found()


class _TopLine(NamedTuple):
    """A line at the top of a text, with its points as a head: `points` by its form, `gain` by the lines around it. `furniture`: it is known
    for that. `numbered`: it begins with a number."""

    place: int
    words: str
    points: int
    gain: int
    furniture: bool
    numbered: bool

    @property
    def all(self) -> int:
        return self.points + self.gain


class _LineForm(NamedTuple):
    """What the words of a line say of it as a head, whatever is around it, as in `_TopLine`."""

    points: int
    furniture: bool
    numbered: bool


@lru_cache(FARTHEST)
def _form_of(words: str) -> _LineForm | None:
    """Return the form of a line, or None if it precedes or follows a head. Cached, because a text is searched for its head more than once:
    for further documents, for the notes of its capture, and for the head itself."""
    if is_beside_head(words) or number_line(words) or is_opening_line(words):
        return None
    numbered = find_number(words, Span(0, len(words))) is not None
    points = 0 if numbered and _is_subhead(words) else head_strength(words)
    return _LineForm(points, (points < SURE or not numbered) and is_furniture(words), numbered)


class _HeadSearch:
    """The search for the head of a text."""

    def __init__(self, text: str, lines: Sequence[TextLine]) -> None:
        self._words = [text[start:end] for start, end, _ in lines[: FARTHEST + _WITHIN]]
        self._covered = False

    def found(self) -> int | None:
        best: _TopLine | None = None
        unknown: int | None = None
        texts = 0
        for tried, line in enumerate(self._candidates()):
            if tried == 0 and self._is_head_at_top(line):
                return line.place
            if best and self._ends(best, line):
                break
            if line.furniture:
                if furniture_shape(line.words) not in _NEUTRAL:
                    best = best and best._replace(gain=_ABOVE_FURNITURE)
                    unknown = None
            elif line.all > 0 and (not texts or line.points >= SURE):
                best = line if best is None or self._is_better(line, best) else best
            elif self._is_text(line):
                texts += 1
                if texts == _MOST_TEXT:
                    break
            elif unknown is None and not texts:
                unknown = line.place if _may_be_head(line.words) else -1
        found = best.place if best else unknown
        return None if found == -1 else found

    def _candidates(self) -> Iterator[_TopLine]:
        """Yield the lines that may be the head: not those that precede or follow a head, nor those of an enclosure."""
        is_first = True
        for i, words in enumerate(self._words[:FARTHEST]):
            if is_first and _is_plain_head(words):
                yield _TopLine(i, words, SURE, 0, furniture=False, numbered=True)
                return
            if is_enclosure_label(words):
                return
            if (form := _form_of(words)) is None:
                continue
            is_first = False
            points, furniture, numbered = form
            self._covered = self._covered or furniture
            yield _TopLine(i, words, 0 if furniture else points, 0 if furniture else self._gain(i, points), furniture, numbered)

    def _gain(self, i: int, points: int) -> int:
        """Return the points that a line gets for those around it."""
        words = self._words[i]
        if points:
            return self._text_below(i) + self._number_above(i) + (_REPEATED if _is_page_title(words) else 0)
        if self._covered and _may_be_head(words) and self._text_below(i) == _BY_TEXT:
            return _UNKNOWN + (_BY_NUMBER if opening_number(words) else 0)
        return 0

    def _number_above(self, head: int) -> int:
        """Return the points for a line with a number above a line, with nothing between but a source note or a page marker."""
        for words in reversed(self._words[max(0, head - _WITHIN) : head]):
            if number_line(words):
                return _BY_NUMBER
            if not is_beside_head(words):
                return 0
        return 0

    def _text_below(self, head: int) -> int:
        """Return the points for the text below a line, with nothing between but a source note or `[Extract]`."""
        for words in self._words[head + 1 : head + 1 + _WITHIN]:
            if is_dateline(words):
                return _BY_SENTENCE if _DAY.match(words) else _BY_TEXT
            if is_marking(words) or _BELOW.fullmatch(words) or is_paragraph(words):
                return _BY_TEXT
            if _is_sentence_of_text(words):
                return _BY_SENTENCE
            if not (words.startswith("[") or is_beside_head(words)):
                return 0
        return 0

    def _is_head_at_top(self, line: _TopLine) -> bool:
        """Return whether the first line is the head: with a number, of whatever kind (`12. Doodles`), or if its text is below it."""
        if line.furniture:
            return False
        if line.numbered and line.gain >= 0:
            return line.points >= SURE or (_may_be_head(line.words) and opening_number(line.words) is not None)
        return line.points >= _LIKELY and line.gain >= _BY_TEXT

    def _ends(self, best: _TopLine, line: _TopLine) -> bool:
        """Return whether a line shows that the head is above it: it is text, or a heading of the text is between them."""
        if self._is_text(line) and ((best.points >= SURE and best.numbered) or is_paragraph(line.words)):
            return True
        if best.points >= _LIKELY and len(line.words) > _LONGEST_UNKNOWN and not line.numbered:
            return True
        if best.points < _LIKELY or best.gain < 0:
            return False
        between = self._words[best.place + 1 : line.place + 1]
        return any(_BELOW.fullmatch(words) for words in between) or (
            best.points >= SURE and best.numbered and any(map(is_dateline, between))
        )

    def _is_better(self, line: _TopLine, best: _TopLine) -> bool:
        """Return whether a line is more like a head than the best before it. Of two copies the second is; the first is a title."""
        if line.all >= best.all and _MARKER.sub("", line.words) == _MARKER.sub("", best.words):
            return not any(map(is_sentence, self._words[best.place + 1 : line.place]))
        # `Position Paper`, and below it the subject: `Report on Rice From Archer`; `Minutes`, and below it `1. Progress Report`
        is_certain = line.numbered and (self._covered or line.gain > 0 or line.points >= _CERTAIN)
        is_subject = best.all >= _TYPICAL and not is_certain and line.place - best.place < _WITHIN
        return line.all > best.all + (_MORE if is_subject else 0)

    def _is_text(self, line: _TopLine) -> bool:
        if line.points or line.furniture:
            return False
        return is_paragraph(line.words) or (not self._covered and _is_sentence_of_text(line.words))


def _is_plain_head(words: str) -> bool:
    """Return whether a line has a number and a kind, and nothing that another line has: most texts begin with such a head."""
    if len(words) > LONGEST_HEAD or not may_be_numbered(words) or words.islower() or is_source_note(words):
        return False
    line = HeadLine.of(words)
    return line.numbered and line.kind is not None and not (_is_page_title(words) or _is_subhead(words))


def _is_page_title(words: str) -> bool:
    """Return whether a line repeats a head, with other words of the page: `145. Message From … | Papers`."""
    return not _SIGNS.isdisjoint(words) and furniture_shape(words) in _TITLES


def _is_sentence_of_text(words: str) -> bool:
    return len(words) >= _SHORTEST_TEXT and is_sentence(words) and not is_furniture(words)


def _is_subhead(words: str) -> bool:
    """Return whether a line with a number is the title of a part of a document: `1. Summary`."""
    number = opening_number(words)
    return number is not None and vocabulary.name_of("subheads", words[number.end :].rstrip("0123456789 .:")) is not None


def _may_be_head(words: str) -> bool:
    """Return whether the first line of a text may be a head of an unknown kind: not a sentence, and short unless it has a number."""
    longest = LONGEST_HEAD if opening_number(words) else _LONGEST_UNKNOWN
    return len(words) <= longest and not (is_sentence(words) or words.islower() or _is_subhead(words))
