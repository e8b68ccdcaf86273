"""Finds where each reference leads, and keeps it beside the reference."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

from backchannel.edition.messages import place_messages, unplaced
from backchannel.edition.resolution import Citing, Fault
from backchannel.edition.resolve import resolve
from backchannel.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backchannel.edition.resolution import Resolution
    from backchannel.edition.rows import Row
    from backchannel.edition.store import Store
    from backchannel.settings import Project

Found = tuple[int, int, int, Fault]
"""A document, the start and end of the words in it, and the fault that they have."""


def link(store: Store, project: Project) -> None:
    """Resolve all references of an arranged edition, and put what is found on the way in the place of what was found before."""
    place_messages(store, project)
    faults: list[Found] = [(doc, 0, 0, fault) for doc, fault in unplaced(store)]
    for _, references in groupby(store.stream(_REFERENCES), key=lambda row: row["doc"]):
        resolved = [(citing, resolve(store, project, citing)) for citing in (Citing(*row) for row in references)]
        store.run_many(_LINK, (_link(citing, resolution) for citing, resolution in resolved))
        faults += [(citing.doc, citing.start, citing.end, r.fault) for citing, r in resolved if r.fault]
    store.replace_findings("link", _findings(store, faults))


def _link(citing: Citing, resolution: Resolution) -> Row:
    candidates = json.dumps(resolution.candidates) if resolution.candidates else None
    return (resolution.target, resolution.doc, resolution.status, resolution.reason, candidates, citing.doc, citing.ordinal)


def _findings(store: Store, faults: Iterable[Found]) -> list[Row]:
    """The rows of the findings, with the line and column of each."""
    findings: list[Row] = []
    for doc, found in groupby(sorted(faults, key=lambda fault: fault[:3]), key=lambda fault: fault[0]):
        path, text = store.rows("SELECT path, json_extract(record, '$.text') FROM document WHERE doc = ?", (doc,))[0]
        source = Source(path, text)
        for _, start, end, (rule, fields) in found:
            message = rule.message.format(**fields)
            findings.append((doc, "link", path, rule.id, rule.severity, start, end, *source.place(start), message))
    return findings


_REFERENCES = """
SELECT d.doc, r.ordinal, d.id, d.local, d.apparatus, r.start, r.end, r.kind, r.place, r.words, coalesce(r.cited_volume, d.volume),
  r.cited_document, r.cited_note, r.cited_page, r.relation, r.channel, r.number, r.dated
FROM document d JOIN reference r ON r.doc = d.doc ORDER BY d.doc, r.ordinal
"""

_LINK = "UPDATE reference SET target = ?, target_doc = ?, status = ?, reason = ?, candidates = ? WHERE doc = ? AND ordinal = ?"
