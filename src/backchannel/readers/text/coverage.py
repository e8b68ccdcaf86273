"""Proves that reading lost nothing: each character that is not white space lies in one block, in one note, or was consumed.

Only these three part a text; markers, page markers, references and brackets stand inside them.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from backchannel import rules
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backchannel.findings import Report
    from backchannel.records import Spanned


def check_coverage(text: str, parts: Iterable[Spanned], report: Report) -> None:
    """Report the words of `text` that the page would lack, and those that it would have twice. There are none, or a reader is at fault."""
    spans = sorted(part.span for part in parts)
    for span in uncovered(text, spans):
        report.add(rules.LOST_TEXT, span, words=repr(text[span.start : span.end].strip()))
    for span in covered_twice(spans):
        report.add(rules.DOUBLED_TEXT, span, words=repr(text[span.start : span.end]))


def uncovered(text: str, spans: list[Span]) -> list[Span]:
    """The stretches of `text`, white space apart, that lie in none of `spans`, which are sorted."""
    position, stretches = 0, []
    for span in spans:
        stretches.append(Span(position, span.start))
        position = max(position, span.end)
    stretches.append(Span(position, len(text)))
    return [span for span in stretches if text[span.start : span.end].strip()]


def covered_twice(spans: list[Span]) -> list[Span]:
    """The stretches that lie in two of `spans`, which are sorted."""
    return [Span(after.start, before.end) for before, after in pairwise(spans) if after.start < before.end]
