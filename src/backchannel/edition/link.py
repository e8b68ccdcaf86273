"""Finds where each reference leads, and keeps it beside the reference."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

from backchannel.edition.resolution import Citing, Fault
from backchannel.edition.resolve import document, resolve
from backchannel.edition.traffic.trace import Resolved, trace
from backchannel.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backchannel.edition.resolution import Resolution
    from backchannel.edition.rows import Row
    from backchannel.edition.store import Store
    from backchannel.edition.traffic.trace import Traced
    from backchannel.settings import Project

Found = tuple[int, int, int, Fault]
"""A document, the start and end of the words in it, and the fault that they have."""


def link(store: Store, project: Project) -> None:
    """Resolve all references of an arranged edition, and put what is found on the way in the place of what was found before."""
    traced = trace(store, project, _printed_at(store))
    faults: list[Found] = [(doc, 0, 0, fault) for doc, fault in traced.faults]
    for _, references in groupby(store.stream(_REFERENCES), key=lambda row: row["doc"]):
        resolved = [(citing, _resolved(store, project, citing, traced)) for citing in (Citing(*row) for row in references)]
        store.run_many(_LINK, (_link(citing, *found) for citing, found in resolved))
        faults += [(c.doc, c.start, c.end, found.resolution.fault) for c, found in resolved if found.resolution.fault]
    store.replace_findings("link", _findings(store, faults))


def _resolved(store: Store, project: Project, citing: Citing, traced: Traced) -> Resolved:
    if citing.kind == "message":
        return traced.mentions[citing.doc, citing.ordinal]
    return Resolved(resolve(store, project, citing), None)


def _printed_at(store: Store) -> dict[tuple[int, int], Resolution]:
    """The documents that are said to print messages: `Tohak 84 is Document 50`."""
    citing = (Citing(*row) for row in store.rows(_PRINTED_AT))
    return {(c.doc, c.ordinal): document(store, c) for c in citing}


def _link(citing: Citing, resolution: Resolution, message: str | None) -> Row:
    candidates = json.dumps(resolution.candidates) if resolution.candidates else None
    return (resolution.target, resolution.doc, resolution.status, resolution.reason, candidates, message, citing.doc, citing.ordinal)


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


_CITING = """
SELECT d.doc, r.ordinal, d.id, d.local, d.apparatus, r.start, r.end, r.kind, r.place, r.words, coalesce(r.cited_volume, d.volume),
  r.cited_document, r.cited_note, r.cited_page, r.relation
FROM document d JOIN reference r ON r.doc = d.doc
"""

_REFERENCES = f"{_CITING} ORDER BY d.doc, r.ordinal"

_PRINTED_AT = f"{_CITING} WHERE r.kind = 'message' AND (r.cited_document IS NOT NULL OR r.relation IS NOT NULL)"

_LINK = "UPDATE reference SET target = ?, target_doc = ?, status = ?, reason = ?, candidates = ?, message = ? WHERE doc = ? AND ordinal = ?"
