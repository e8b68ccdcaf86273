"""Return the text of a document that was read, as its record has it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from backchannel.edition.deflated import inflated
from backchannel.source import Source

if TYPE_CHECKING:
    from backchannel.edition.store import Store

_SOURCE = "SELECT d.path, d.line, r.record FROM document d JOIN record r ON r.doc = d.doc WHERE d.doc = ?"


def source_of(store: Store, doc: int) -> Source:
    """Return the text of a document, and where it begins in its file."""
    ((path, line, record),) = store.rows(_SOURCE, (doc,))
    return Source(path, json.loads(inflated(record))["text"], line=line)
