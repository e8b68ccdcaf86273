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
        yield json.dumps(fields | {"id": id, "references": references, "findings": findings}, ensure_ascii=False)
