"""Proves that reading lost nothing: each character that is not white space lies in one block, in one note, or was consumed.

Only these three part a text; markers, page markers, references and brackets stand inside them.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from backchannel import rules
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from backchannel.findings import Report
    from backchannel.records import Spanned


def check_coverage(text: str, parts: Iterable[Spanned], report: Report) -> None:
    """Report the words of `text` that the page would lack, and those that it would have twice. There are none, or a reader is at fault."""
    spans = sorted([(part.start, part.end) for part in parts])
    for span in uncovered(text, spans):
        report.add(rules.LOST_TEXT, span, words=repr(text[span.start : span.end].strip()))
    for span in covered_twice(spans):
        report.add(rules.DOUBLED_TEXT, span, words=repr(text[span.start : span.end]))


def uncovered(text: str, spans: Sequence[tuple[int, int]]) -> list[Span]:
    """The stretches of `text`, white space apart, that lie in none of `spans`, which are sorted."""
    position, stretches = 0, []
    for start, end in (*spans, (len(text), len(text))):
        if text[position:start].strip():
            stretches.append(Span(position, start))
        if end > position:
            position = end
    return stretches


def covered_twice(spans: Sequence[tuple[int, int]]) -> list[Span]:
    """The stretches that lie in two of `spans`, which are sorted."""
    return [Span(start, end) for (_, end), (start, _) in pairwise(spans) if start < end]
