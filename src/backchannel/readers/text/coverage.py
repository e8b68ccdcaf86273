"""Prove that reading lost nothing: each character that is not white space is in exactly one block or note, or was consumed.

Only these three divide a text; markers, page markers, references and brackets are inside them.
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
    """Report words of `text` that the page would lack, or would show twice. If there are any, a reader has a bug."""
    spans = sorted([(part.start, part.end) for part in parts])
    for span in uncovered(text, spans):
        report.add(rules.LOST_TEXT, span, words=repr(text[span.start : span.end].strip()))
    for span in covered_twice(spans):
        report.add(rules.DOUBLED_TEXT, span, words=repr(text[span.start : span.end]))


def uncovered(text: str, spans: Sequence[tuple[int, int]]) -> list[Span]:
    """Find the parts of `text`, except white space, that are in none of `spans`, which are sorted."""
    position, missing = 0, []
    for start, end in (*spans, (len(text), len(text))):
        if text[position:start].strip():
            missing.append(Span(position, start))
        if end > position:
            position = end
    return missing


def covered_twice(spans: Sequence[tuple[int, int]]) -> list[Span]:
    """Find the parts that are in two of `spans`, which are sorted."""
    return [Span(start, end) for (_, end), (start, _) in pairwise(spans) if start < end]
