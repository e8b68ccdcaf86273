"""Export each document of the edition: its record, the targets of its references, and its findings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel.edition.queries.document_queries import linked_record
from backchannel.records import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.edition.store import Store


class ExportedDocument(NamedTuple):
    """A document under the id that the edition gave it. `references` and `findings` have the fields of the records contract."""

    id: str
    document: Document
    references: list[dict[str, Any]]
    findings: list[dict[str, Any]]


def exported_documents(store: Store) -> Iterator[ExportedDocument]:
    """Yield all documents, sorted by volume and number."""
    for row in store.stream(_RECORDS):
        document = Document.model_validate_json(linked_record(row))
        references = [_reference(document, dict(link)) for link in store.rows(_LINKS, (row["doc"],))]
        yield ExportedDocument(row["id"], document, references, [dict(f) for f in store.rows(_FINDINGS, (row["doc"],))])


def _reference(document: Document, fields: dict[str, Any]) -> dict[str, Any]:
    """Make the record of a reference. Its text is that at its span, also where a mark is in the middle of it."""
    in_text = not fields["where"].startswith("editors")
    text = document.text[fields["start"] : fields["end"]] if in_text else fields["text"]
    return fields | {"text": text, "candidates": json.loads(fields["candidates"] or "[]")}


_RECORDS = "SELECT d.doc, d.id, d.edtf, d.date_order, r.record FROM document d JOIN record r ON r.doc = d.doc ORDER BY volume, sequence"
_LINKS = """
SELECT start, end, words AS text, kind, target, status, place AS "where", reason, candidates FROM reference WHERE doc = ? ORDER BY ordinal
"""
_FINDINGS = """
SELECT f.rule, f.severity, f.start, f.end, f.line, f."column", f.message FROM document d JOIN finding f ON f.doc = d.doc AND f.path = d.path
WHERE d.doc = ? ORDER BY f.start, f.end, f.rule, f.message
"""
