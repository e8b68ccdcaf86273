"""Read the markings of a document: classification, precedence and handling, in a source note or on a line near the head.

`Top Secret; Flash; Sensitive; Exclusively Eyes Only` · `secret` · `us urgent`
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel import rules, vocabulary
from backchannel.records import Marking
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.findings import Report
    from backchannel.records import Block

CLASSIFICATION = vocabulary.alternatives("markings", "classification")
MARKING = vocabulary.alternatives("markings")
_IS_CLASSIFIED = re.compile(rf"{CLASSIFICATION}(?=\s*[.;,]|\s*$|[\s/]+(?:with\s+)?{MARKING}\b)", re.IGNORECASE)
_ONE_MARKING = re.compile(rf"(?P<words>{MARKING})(?:\s*[,/]\s*|\s+)(?=[A-Zw])", re.IGNORECASE)
"""A marking followed by another without a semicolon: `Secret, Priority` · `Secret/Sensitive` · `Flash No Distribution`"""
_BETWEEN = re.compile(r"[^;\s][^;]*")
_LONGEST = 200
"""Length of the longest list of markings; longer words are not compared with the vocabulary."""
_LONGEST_ON_LINE = 60
"""Length of the longest line of markings."""
_NUMBER_AFTER = re.compile(r"(?<!\s)\s+[A-Z]{2,5}[ –-]?\d[\w/–-]*(?:\s+Annex)?$")
"""`Top Secret NSC 135/1 Annex`: the number of the paper follows its classification on the same line."""
_BESIDE = frozenset({"head", "source-note", "dateline", "page", "message"})
"""Kinds of blocks that may precede a line of markings."""
_KIND_OF_MARKING = {vocabulary.folded(word): term.kind for term in vocabulary.terms("markings") for word in term.words}


def is_marked(text: str, sentence: Span) -> bool:
    """Return whether a sentence begins with a classification or consists of markings: `Secret; Priority` · `Nodis`"""
    if _IS_CLASSIFIED.match(text, *sentence):
        return True
    return sentence.end - sentence.start < _LONGEST and _are_markings(text, sentence)


def _are_markings(text: str, span: Span) -> bool:
    return all(_is_marking(text, *part) for part in _split_markings(text, span))


def _is_marking(text: str, start: int, end: int) -> bool:
    return end - start < _LONGEST and vocabulary.folded(text[start:end]) in _KIND_OF_MARKING


class DocumentMarkings(NamedTuple):
    """The markings of a sentence, as printed."""

    classification: str | None = None
    precedence: str | None = None
    handling: tuple[str, ...] = ()


def read_markings(text: str, span: Span, report: Report) -> DocumentMarkings:
    """Parse a sentence of markings, as printed. The first classification and the first precedence are those of the document; the rest is
    handling.

    `Top Secret; Flash; Sensitive; Exclusively Eyes Only`
    """
    markings = DocumentMarkings()
    for start, end in _split_markings(text, span):
        words = report.words(start, end)
        kind = _KIND_OF_MARKING.get(vocabulary.folded(text[start:end]))
        if kind is None:
            report.add(rules.UNKNOWN_MARKING, Span(start, end), words=words)
        if kind == "classification" and not markings.classification:
            markings = markings._replace(classification=words)
        elif kind == "precedence" and not markings.precedence:
            markings = markings._replace(precedence=words)
        else:
            markings = markings._replace(handling=(*markings.handling, words))
    return markings


def _split_markings(text: str, span: Span) -> Iterator[Span]:
    """Split a sentence into markings: at semicolons, and between known markings without one."""
    for part in _BETWEEN.finditer(text, span.start, span.end):
        start, end = part.start(), part.start() + len(part[0].rstrip())
        while not _is_marking(text, start, end) and (one := _ONE_MARKING.match(text, start, end)):
            yield Span(*one.span("words"))
            start = one.end()
        yield Span(start, end)


def find_marking_lines(text: str, blocks: Sequence[Block], report: Report) -> Iterator[Marking]:
    """Find markings on lines of their own near the head, before the text begins; `text` has its markers masked.

    Older volumes print `secret`, `us urgent` or `TOP SECRET` there, and not in their source notes.
    """
    for block in blocks:
        if block.kind in _BESIDE:
            continue
        words = _NUMBER_AFTER.sub("", text[block.start : block.end].rstrip(" .\n"))
        line = Span(block.start, block.start + len(words))
        if block.kind not in ("paragraph", "heading") or len(words) > _LONGEST_ON_LINE or not _are_markings(text, line):
            return
        yield from _markings_on_line(text, line, report)


def _markings_on_line(text: str, line: Span, report: Report) -> Iterator[Marking]:
    for start, end in _split_markings(text, line):
        kind = _KIND_OF_MARKING[vocabulary.folded(text[start:end])]
        yield Marking(start=start, end=end, text=report.words(start, end), kind=kind or "handling")
