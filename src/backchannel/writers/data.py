"""Write the edition's records as JSON Lines. The fields are a contract with users' own scripts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from backchannel.edition.queries.export import exported_documents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.edition.store import Store


_SAID = {"references": True}
_PRINTED_APART: dict[str, Any] = {
    **dict.fromkeys(("text", "references", "findings"), True),
    "editors": {"introduction": _SAID, "notes": {"__all__": _SAID}, "annotations": {"__all__": _SAID}},
}
"""The parts of a record that are printed as the edition has them: references with their targets, those of editors among them."""


def record_lines(store: Store) -> Iterator[str]:
    """Write one JSON object per document, without a newline at its end, sorted by volume and number."""
    for id, document, references, findings in exported_documents(store):
        fields = document.model_dump(mode="json", by_alias=True, exclude=_PRINTED_APART)
        if not document.source.lower().endswith(".txt"):
            fields["text"] = document.text
        fields |= {"id": id, "references": references, "findings": findings}
        yield json.dumps(_in_file(fields, document.start) if document.start else fields, ensure_ascii=False)


def _in_file(fields: dict[str, Any], start: int) -> dict[str, Any]:
    """Move the spans of a document to their places in its file. Those in the editors' own words are not in it."""
    references = [found if found["where"].startswith("editors") else _moved(found, start) for found in fields["references"]]
    moved = {key: _moved(value, start) for key, value in fields.items()}
    if moved["editors"]:
        moved["editors"]["findings"] = fields["editors"]["findings"]
    return moved | {"references": references, "start": fields["start"], "end": fields["end"]}


def _moved(value: Any, start: int) -> Any:
    """Move each span in a part of a record, and `by`, the start of another reference. A span that ends at 0 has no place: editors supplied
    its words."""
    if isinstance(value, list):
        return [_moved(part, start) for part in value]
    if not isinstance(value, dict):
        return value
    moved = {key: _moved(part, start) for key, part in value.items()}
    if moved.get("end"):
        moved |= {key: moved[key] + start for key in ("start", "end", "by") if isinstance(moved.get(key), int)}
    return moved
