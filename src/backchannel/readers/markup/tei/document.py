"""Read a document in TEI: its text in the raw form, with its markers, notes, head, blocks, pages and links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel import rules
from backchannel.findings import Report
from backchannel.readers.markup.marked import StructuredText, prepare_marked
from backchannel.readers.markup.tei.tree import ID, documents, is_document, parse
from backchannel.readers.markup.tei.writing import write_document
from backchannel.readers.text.split import DocumentSource
from backchannel.source import Source, Span

if TYPE_CHECKING:
    from lxml import etree

    from backchannel.readers.text.prepared import PreparedDocument


def read_tei(data: bytes) -> StructuredText | None:
    """Read the first document in the bytes of a TEI file; None if there is none."""
    return next(map(write_document, _documents(data)), None)


def prepare_tei(path: str, data: bytes, volume: str) -> list[PreparedDocument]:
    """Prepare the documents of a TEI file for the reader of texts. Each has a text of its own, in which its positions count."""
    texts = [write_document(document) for document in _documents(data)]
    return [_prepare_part(text, path, volume, part, len(texts)) for part, text in enumerate(texts, 1)]


def _prepare_part(text: StructuredText, path: str, volume: str, part: int, parts: int) -> PreparedDocument:
    source = Source(path, text.text, part=part)
    prepared = prepare_marked(text, source, volume)
    if parts == 1:
        return prepared
    report = Report(source)
    report.add(rules.SEVERAL_DOCUMENTS, Span(0, 0), part=part, parts=parts)
    return prepared._replace(findings=(*report.findings, *prepared.findings), found=DocumentSource(source, parts))


def _documents(data: bytes) -> list[etree._Element]:
    """Return the documents of a file, or the one that is all of it."""
    root = parse(data)
    if root is None:
        return []
    return [root] if is_document(root) and root.get(ID) else [*documents(root)]
