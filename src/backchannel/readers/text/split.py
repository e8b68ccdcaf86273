"""Split a file into its documents, and say in the record of each where it is in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel import rules
from backchannel.findings import Report
from backchannel.readers.text.line_ends.joined import join_broken_lines
from backchannel.readers.text.second_heads import SecondHead, second_heads
from backchannel.source import Source, Span

if TYPE_CHECKING:
    from backchannel.records import Document


class DocumentSource(NamedTuple):
    """The text of one document, how many documents its file has, the `doubts` where another may begin, and the `separators` that follow
    the text."""

    source: Source
    parts: int = 1
    doubts: tuple[Span, ...] = ()
    separators: tuple[Span, ...] = ()


def split(source: Source) -> list[DocumentSource]:
    """Return the documents of a file, in order. Together they have all its text; one that begins for certain begins a line."""
    joined = join_broken_lines(source)
    heads = [_in_file(head, joined) for head in second_heads(joined.text)]
    if not heads:
        return [DocumentSource(source)]
    certain = [head for head in heads if head.certain]
    starts, ends = [0, *(head.start for head in certain)], [*(head.start for head in certain), len(source.text)]
    documents = []
    for part, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        doubts = tuple(_within(head.head, start) for head in heads if not head.certain and start <= head.start < end)
        separators = tuple(_within(span, start) for head in certain if head.start == end for span in head.separators)
        documents.append(DocumentSource(source.section(part, start, end) if certain else source, len(starts), doubts, separators))
    return documents


def placed_among(document: Document, found: DocumentSource) -> Document:
    """Say in the record of a document where it is in its file, and where another document may begin."""
    if found.parts == 1 and not found.doubts:
        return document
    source, report = found.source, Report(found.source, [*document.findings])
    for doubt in found.doubts:
        report.add(rules.DOUBTFUL_DOCUMENT, doubt, words=report.quoted(*doubt))
    place = {}
    if found.parts > 1:
        report.add(rules.SEVERAL_DOCUMENTS, Span(0, 0), part=source.part, parts=found.parts)
        place = {"part": source.part, "start": source.start, "end": source.start + len(source.text), "line": source.line}
    return document.model_copy(update={**place, "findings": tuple(sorted(report.findings, key=lambda f: (f.start, f.rule)))})


def _within(span: Span, start: int) -> Span:
    return Span(span.start - start, span.end - start)


def _in_file(head: SecondHead, joined: Source) -> SecondHead:
    """Place a head that was found in joined lines in the file that has them."""
    separators = tuple(_placed(span, joined) for span in head.separators)
    return head._replace(start=joined.in_file(head.start), head=_placed(head.head, joined), separators=separators)


def _placed(span: Span, joined: Source) -> Span:
    return Span(joined.in_file(span.start), joined.in_file(span.end - 1) + 1)
