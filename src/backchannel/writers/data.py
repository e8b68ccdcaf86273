"""Writes the edition's records as JSON Lines. The fields are a contract with users' own scripts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from backchannel.edition.export import exported

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.edition.store import Store


def record_lines(store: Store) -> Iterator[str]:
    """One JSON object a document, without a newline at its end, sorted by volume and number."""
    for id, document, references, findings in exported(store):
        fields = document.model_dump(mode="json", by_alias=True, exclude={"text", "references", "findings"})
        yield json.dumps(fields | {"id": id, "references": references, "findings": findings}, ensure_ascii=False)
