"""Find the heads of a text that begin a further document: many captures hold several documents in one file.

A document begins at its head, or at the lines above the head that belong to it: page marker, source note, central-file number. A line
that looks like a head may also be that of an enclosure, an item of a list, a subhead, or a quotation. So a head begins a document only if
something else says so too: notes or a separator before it, a dateline or a source note after it. Without that, the place is doubtful.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel.readers.text.dateline import is_dateline
from backchannel.readers.text.heads.head_search import find_head
from backchannel.readers.text.heads.head_strength import is_head
from backchannel.readers.text.heads.numbers import find_number
from backchannel.readers.text.lines import split_lines
from backchannel.readers.text.note_lines import is_note_line
from backchannel.readers.text.source_notes.source_note import is_source_note
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.readers.text.lines import TextLine

_LONGEST = 700
"""Characters of the longest head."""
_SHORTEST = 14
"""Characters of the shortest head, `Editorial Note`: most shorter lines are signatures."""
_LEADING = 4
"""Lines above a head that may belong to its document."""
_FURNITURE = 12
"""Short lines that may follow the notes of a document: a capture has the links of its web page there."""
_SHORT = 80
"""Characters of the longest of these lines."""
_FARTHEST_ON = 300
"""How much greater a number may be than that of the document before, if nothing else than its rise says so: volumes have a few hundred
documents, and messages greater numbers."""
_OPENING = 6
"""Lines after a head among which its dateline or source note is."""

_TAIL = 40
"""Characters at the end of a line in which its stop, its marker or its date is searched for."""

_RULE = re.compile(r"(?:[-–—_=~*•#][ \t]*){3,}")
"""`-----` · `* * *` · `=====`"""
_TURN = re.compile(r"(?:[«‹<←] ?)?(?:Previous|Next|Back to [Tt]op|Top)(?: [Dd]ocument| [Pp]age)?(?: ?[»›>→])?")
"""A link from one page of a site to another."""
_PAGE = re.compile(r"\[?Page [\dA-Za-z]+\]?")
_ALONE = re.compile(r"(?:No\. ?|Document |\[)?(?P<number>\d{1,4})[a-z]?[.\]:]?")
"""A number on a line of its own: `No. 57` · `57.` · `[57]` · `Document 57:`"""
_EDITORIAL = re.compile(r"(?:\[?\d{1,4}[a-z]?[.\]]+ ?)?Editorial Note[\d.\s]{0,5}")
_ENCLOSED = re.compile(
    r"\W{0,2}(?:sub)?-?(?:enclosure|inclosure|attachment|annex|appendix|tab|exhibit|addendum|supplement|paper)s?\b.{0,60}", re.IGNORECASE
)
"""The label above the head of an enclosure: `[Enclosure 2]` · `Tab A`"""
_PARTIES = re.compile(r"\s(?:[Ff]rom|[Bb]y|[Tt]o|[Bb]etween)\s")
_CORRESPONDENT = re.compile(r"(?:The|Mr\.|Mrs\.|Certain) [A-Z].*\bto (?:the|Mr\.|all) ")
"""`The Secretary of State to the Minister in Ruritania`"""
_MARKED = re.compile(
    r"""
      [^\W\d][^\w\s]{0,2}[ ]?\d{1,3}(?:[ ]\d{1,3})?\.?$                                                # Rudolf3 · Strelsau 1 2
    | \b\d{4}[^A-Za-z]{0,12}(?: noon | midnight | [ap]\.[ ]?m\.? | Z )?(?:[ ]\[[^\]]+\])?[.\]\d\s]{0,7}$   # 1973, 9 p.m.1
    """,
    re.VERBOSE,
)
"""The end of a head that has a marker, or a date."""
_ITEM = re.compile(r"(?:\[|No\. ?)?(?P<number>\d{1,4})[.\])]\s")
_SENTENCE = re.compile(r"[.!?:;]['”\")\]]?\d{0,3}$")
_HEAD_STOP = re.compile(r"(?:(?:[ap]\. ?m|\d{4}|\dZ|[Uu]ndated|[JS]r)(?: \[[^\]]{1,40}\])?[.,]{1,2}\]?[\d\s]{0,6}|\)\d{1,2}\.)$")
"""The period at the end of a head, after its date or its marker: `…, January 16, 1973.1` · `(Archer)1.`"""
_BEFORE_STOP = frozenset("mdr0123456789Z]")
"""What may stand before that period."""


class SecondHead(NamedTuple):
    """A line that may be the head of a further document of a text. The document begins at `start`, a line; `separators` are the rules
    above it. It is `certain`, or doubtful."""

    start: int
    head: Span
    separators: tuple[Span, ...]
    certain: bool


def second_heads(text: str) -> list[SecondHead]:
    """Return the places where further documents of a text begin, or may begin."""
    lines = split_lines(text)
    return list(_Search(text, lines).found()) if len(lines) > _FEWEST else []


_FEWEST = 3
"""Lines of two documents with nothing but a head and a paragraph each."""


class _Head(NamedTuple):
    """A head by its index among the lines, with that of the first line of its document, and its number, if it has one."""

    line: int
    first: int
    number: int | None


class _Search:
    """The search for heads in a text."""

    def __init__(self, text: str, lines: Sequence[TextLine]) -> None:
        self._text, self._lines = text, lines
        self._sources_lead = any(is_source_note(self._words(i)) for i in range(min(find_head(text, lines) or 0, _LEADING)))

    def found(self) -> Iterator[SecondHead]:
        """Yield the heads after the first."""
        last = None
        for head in self._heads():
            last = last or self._first_head()
            if head.line <= last.line:
                continue
            if not (self._has_text(last.line + 1, head.first) or self._is_withheld(last)):
                last = head if is_head(self._words(head.line)) and not is_head(self._words(last.line)) else last
                continue
            certain = self._judge(last, head)
            if certain is None:
                continue
            place = self._lines[head.line]
            yield SecondHead(self._line_start(head.first), Span(place.start, place.end), self._separators(head.first), certain)
            if certain:
                last = head._replace(number=head.number or last.number)

    def _first_head(self) -> _Head:
        line = find_head(self._text, self._lines) or 0
        return _Head(line, 0, self._number(line) or self._number_above(0, line))

    def _heads(self) -> Iterator[_Head]:
        """Yield the lines that look like heads: those after a blank line, a separator or a note."""
        text = self._text
        for i in range(1, len(self._lines)):
            at, end, _ = self._lines[i]
            # Most lines of a text fail these two tests, which take a tenth of the time of the next.
            if not _SHORTEST <= end - at <= _LONGEST or (text[end - 1] == "." and text[end - 2] not in _BEFORE_STOP):
                continue
            lettered = text[at].isalpha()
            if not (lettered or text[at].isdigit() or text[at] == "[") or _is_sentence(words := self._words(i)) or self._is_note(i):
                continue
            number = self._number(i) if not lettered or words.startswith("No") else None
            first = self._first(i)
            if not (self._lines[first].gap or self._is_separator(first - 1) or self._is_note(first - 1)):
                continue
            number = number or self._number_above(first, i)
            if number is not None or ((first < i or _PARTIES.search(words) or _EDITORIAL.match(words)) and is_head(words)):
                yield _Head(i, first, number)

    def _judge(self, last: _Head, head: _Head) -> bool | None:
        """Return whether a document begins at a head; None if nothing but its form says so."""
        if head.number is None:
            return self._judge_unnumbered(last, head)
        words, before = self._words(head.line), last.number
        if not is_head(words):
            follows = before is not None and head.number == before + 1
            return True if follows and self._ends_before(head.first) and self._opens_at(head) else None
        ended = self._ends_before(head.first)
        if not ended and (before is None or self._is_item(last, head)):
            return None
        opened = self._opens_at(head)
        titled = _PARTIES.search(words) is not None
        if before is None:
            return opened if opened or titled else None
        if before < head.number <= before + _FARTHEST_ON:
            return ended or opened
        return (ended or None) if opened and titled else None

    def _judge_unnumbered(self, last: _Head, head: _Head) -> bool | None:
        words, alike = self._words(head.line), last.number is None
        sourced = any(is_source_note(self._words(i)) for i in range(head.first, head.line))
        editorial = _EDITORIAL.fullmatch(words)
        if not (sourced or editorial or (alike and _PARTIES.search(words))):
            return None
        if any(_ENCLOSED.fullmatch(self._words(i)) for i in range(max(last.line + 1, head.first - 2), head.line)):
            return None
        ended = self._ends_before(head.first)
        if editorial:
            return ended or (alike and not self._is_page(head.first))
        if sourced:
            return ended or alike
        opened = self._opens_at(head)
        return (ended and opened) if ended or opened or _CORRESPONDENT.match(words) else None

    def _words(self, i: int) -> str:
        line = self._lines[i]
        return self._text[line.start : line.end]

    def _number(self, i: int) -> int | None:
        if not self._lines:
            return None
        line = self._lines[i]
        found = find_number(self._text, Span(line.start, line.end))
        if found and (self._text[found.end - 1] in " \t\u00a0" or self._text[found.end + 1].islower()):  # `75.Report`
            return int(re.sub(r"\D", "", found.words))
        return None

    def _number_above(self, first: int, head: int) -> int | None:
        """Return the number on a line of its own above a head."""
        return next((int(m["number"]) for i in range(first, head) if (m := _ALONE.fullmatch(self._words(i)))), None)

    def _first(self, head: int) -> int:
        """Return the first line of the document of a head: page markers, source notes and numbers above it belong to it."""
        first = head
        while first and head - first < _LEADING and self._leads(first - 1) and not self._is_note(first - 1):
            first -= 1
        above = first > 1 and self._is_rule(first - 2) and not self._is_rule(first - 1) and len(self._words(first - 1)) <= _SHORT
        return first - above

    def _leads(self, i: int) -> bool:
        words = self._words(i)
        return bool(self._is_page(i) or _ALONE.fullmatch(words)) or ((words[0] != "[" or self._sources_lead) and is_source_note(words))

    def _is_note(self, i: int) -> bool:
        return is_note_line(self._text, self._lines[i])

    def _is_rule(self, i: int) -> bool:
        """Return whether a line is a rule, or a form feed follows it."""
        return _RULE.fullmatch(self._words(i)) is not None or "\f" in self._text[self._lines[i].end : self._lines[i + 1].start]

    def _is_separator(self, i: int) -> bool:
        return self._is_rule(i) or _TURN.fullmatch(self._words(i)) is not None

    def _ends_before(self, first: int) -> bool:
        """Return whether a document ends before this line: a separator is there, or a note, perhaps with the links of a page below it."""
        if self._is_separator(first - 1):
            return True
        for i in range(first - 1, max(first - _FURNITURE, 0), -1):
            if self._is_note(i):
                return True
            if not self._is_link(i):
                return False
        return False

    def _opens_at(self, head: _Head) -> bool:
        """Return whether the lines around a head, or its own end, are those with which a document opens."""
        words = self._words(head.line)
        if self._is_rule(head.first - 1) or _MARKED.search(words[-_TAIL:]) or _EDITORIAL.fullmatch(words):
            return True
        around = range(head.first, min(head.line + 1 + _OPENING, len(self._lines)))
        return any(is_dateline(words) or is_source_note(words) for i in around if i != head.line and (words := self._words(i)))

    def _is_item(self, last: _Head, head: _Head) -> bool:
        """Return whether a head is an item of a list: the one before it is there too, and is not the head of the document."""
        numbers = (m["number"] for i in range(last.line + 1, head.line) if (m := _ITEM.match(self._words(i))) and not self._is_note(i))
        return str((head.number or 0) - 1) in numbers

    def _has_text(self, start: int, end: int) -> bool:
        """Return whether these lines have text of a document, not only the links of a page: a sentence, or a long line."""
        return any(self._is_text(self._words(i)) for i in range(start, end))

    def _is_withheld(self, head: _Head) -> bool:
        """Return whether a document is nothing but a head, and its source above: `[Source: … Secret. 2 pages not declassified.]`."""
        return any(self._words(i)[0] == "[" and is_source_note(self._words(i)) for i in range(head.first, head.line))

    def _is_text(self, words: str) -> bool:
        return (len(words) > _SHORT or words[0] == "•" or _SENTENCE.search(words[-_TAIL:]) is not None) and not (
            is_dateline(words) or (is_source_note(words) and words[0] != "[")  # `[Source: … Secret. 2 pages not declassified.]` is all text
        )

    def _is_page(self, i: int) -> bool:
        return _PAGE.fullmatch(self._words(i)) is not None

    def _separators(self, first: int) -> tuple[Span, ...]:
        """Return the rules above this line, or all lines between it and the notes of the document before: the links of a web page."""
        start = first
        while start and self._is_plain_rule(start - 1):
            start -= 1
        links = start
        while links and not self._is_note(links - 1) and self._is_link(links - 1) and first - links < _FURNITURE:
            links -= 1
        if links and links < start and self._is_note(links - 1) and self._lines[links].gap:
            start = links
        return tuple(Span(line.start, line.end) for line in self._lines[start:first])

    def _is_plain_rule(self, i: int) -> bool:
        return _RULE.fullmatch(self._words(i)) is not None

    def _is_link(self, i: int) -> bool:
        """Return whether a line may be one of the links below a text: it is short, and no sentence."""
        words = self._words(i)
        return len(words) <= _SHORT and not _SENTENCE.search(words[-_TAIL:])

    def _line_start(self, i: int) -> int:
        return self._text.rfind("\n", 0, self._lines[i].start) + 1


def _is_sentence(words: str) -> bool:
    if words[-1].isalpha():
        return False
    end = words[-_TAIL:]
    return _SENTENCE.search(end) is not None and not _HEAD_STOP.search(end) and not words.startswith("Mr. ")
