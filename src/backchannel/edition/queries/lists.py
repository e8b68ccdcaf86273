"""Query what the lists of a volume show: printed pages, sources, names, references wanted, findings. The results are plain tuples."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from backchannel.edition.queries.counts import OF_FINDING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.edition.store import Store


class VolumePageBreak(NamedTuple):
    """A page marker of a volume, and the document that contains it."""

    page: str
    anchor: str
    id: str
    title: str


class ArchivalLocation(NamedTuple):
    """The archival location of a document, from its source note."""

    repository: str | None
    collection: str | None
    series: str | None
    box: str | None
    folder: str | None
    file: str | None
    id: str
    title: str


class CitedLocation(NamedTuple):
    """A place in an archive that a note names: its document, the anchor of the note, and the sentence before the place."""

    repository: str | None
    collection: str | None
    series: str | None
    box: str | None
    folder: str | None
    file: str | None
    id: str
    anchor: str
    quotation: str


class BracketedText(NamedTuple):
    """A bracket in place of omitted words, and where it is."""

    kind: str
    words: str
    id: str
    anchor: str


class PrintedNames(NamedTuple):
    """A document, and the words that it prints like names, with their anchors: `{"President Thieu": ["p3", "fn2"]}`."""

    id: str
    names: dict[str, list[str]]


class SentStep(NamedTuple):
    """A step of a path by which a document was sent: its document, the number of the path in its source note, and the words."""

    id: str
    path: int
    kind: str
    words: str


class WantedReference(NamedTuple):
    """A reference to something that this edition does not print: the target (without the part after `#`), its kind, and the place of the
    reference; for a message, its channel and number, and the part of the ledger that has it."""

    target: str
    kind: str
    status: str
    channel: str
    number: str
    id: str
    anchor: str
    part: str


class VolumeFinding(NamedTuple):
    """A finding, its document, and the reason why it is accepted, if it is."""

    rule: str
    severity: str
    path: str
    line: int
    column: int
    message: str
    id: str | None
    accepted: str | None


def breaks(store: Store, volume: str) -> list[VolumePageBreak]:
    """Return the page markers of a volume, in the order of its documents."""
    return store.records(VolumePageBreak, _BREAKS, (volume,))


def archival_locations(store: Store, volume: str) -> list[ArchivalLocation]:
    """Return the archival locations of the documents of a volume, in the order of the documents."""
    return store.records(ArchivalLocation, _HELD, (volume,))


def cited_locations(store: Store, volume: str) -> list[CitedLocation]:
    """Return the places in archives that the notes of a volume name, in the order of the documents."""
    return store.records(CitedLocation, _CITED_IN, (volume,))


def sent_steps(store: Store, volume: str) -> list[SentStep]:
    """Return the steps of all paths by which documents of a volume were sent, in the order of the documents."""
    return store.records(SentStep, _SENT, (volume,))


def has_transmission(store: Store, volume: str) -> bool:
    """Return whether a source note of a volume has such a path."""
    return bool(store.rows(f"{_SENT} LIMIT 1", (volume,)))


def bracketed(store: Store, volume: str) -> list[BracketedText]:
    """Return the brackets of a volume, in the order of its documents."""
    return store.records(BracketedText, _BRACKETED, (volume,))


def named(store: Store, volume: str) -> Iterator[PrintedNames]:
    """Yield the words that each document of a volume prints like names."""
    return store.stream_records(PrintedNames, _NAMED, (volume,), names=json.loads)


def wanted(store: Store, volume: str) -> list[WantedReference]:
    """Return the references of a volume to what this edition does not print, in the order of its documents."""
    return store.records(WantedReference, _WANTED, (volume,))


def volume_findings(store: Store, volume: str) -> list[VolumeFinding]:
    """Return the errors and warnings of a volume, by rule and place. The documents' own pages show those of severity info."""
    return store.records(VolumeFinding, _FOUND_IN, (volume,))


def edition_findings(store: Store) -> list[VolumeFinding]:
    """Return the errors and warnings that belong to no volume, by rule and place."""
    return store.records(VolumeFinding, _FOUND_OUTSIDE)


_BREAKS = """
SELECT p.n AS page, p.anchor, d.id, d.title FROM page p JOIN document d ON d.doc = p.doc WHERE p.volume = ? ORDER BY d.sequence, p.ordinal
"""

_HELD = """
SELECT o.repository, o.collection, o.series, o.box, o.folder, o.file, d.id, d.title FROM origin o JOIN document d ON d.doc = o.doc
WHERE d.volume = ? ORDER BY d.sequence
"""

_BRACKETED = """
SELECT b.kind, b.words, d.id, b.anchor FROM bracket b JOIN document d ON d.doc = b.doc WHERE d.volume = ? ORDER BY d.sequence, b.rowid
"""

_CITED_IN = """
SELECT c.repository, c.collection, c.series, c.box, c.folder, c.file, d.id, c.anchor, c.quotation
FROM archival_citation c JOIN document d ON d.doc = c.doc WHERE d.volume = ? ORDER BY d.sequence, c.rowid
"""

_SENT = """
SELECT d.id, t.path, t.kind, t.words FROM transmission t JOIN document d ON d.doc = t.doc
WHERE d.volume = ? ORDER BY d.sequence, t.path, t.ordinal
"""

_NAMED = "SELECT d.id, r.names FROM document d JOIN record r ON r.doc = d.doc WHERE d.volume = ? ORDER BY d.sequence"

_WANTED = """
SELECT CASE WHEN r.kind = 'page' THEN r.target ELSE substr(r.target, 1, instr(r.target || '#', '#') - 1) END AS target,
  r.kind, r.status, CASE r.kind WHEN 'message' THEN coalesce(r.channel, '') ELSE '' END AS channel, coalesce(r.number, '') AS number,
  d.id, r.anchor, coalesce(m.part, '') AS part
FROM reference r JOIN document d ON d.doc = r.doc LEFT JOIN message m ON m.id = r.message
WHERE d.volume = ? AND r.status IN ('elsewhere', 'mentioned') AND r.target IS NOT NULL ORDER BY d.sequence, r.ordinal
"""

_FOUND_IN = """
SELECT rule, severity, path, line, "column", message, id, accepted FROM (
  SELECT f.*, d.id, d.sequence FROM document d JOIN finding f ON f.doc = d.doc WHERE d.volume = ?1
  UNION ALL
  SELECT f.*, NULL, NULL FROM finding f WHERE f.doc IS NULL AND f.path BETWEEN ?1 || '/' AND ?1 || '0')
WHERE severity <> 'info' AND stage <> 'write' ORDER BY rule, accepted IS NOT NULL, sequence, path, line, "column", message
"""

_FOUND_OUTSIDE = f"""
SELECT f.rule, f.severity, f.path, f.line, f."column", f.message, NULL AS id, f.accepted
FROM finding f LEFT JOIN document d ON d.doc = f.doc WHERE {OF_FINDING} = '' AND f.severity <> 'info' AND f.stage <> 'write'
ORDER BY f.rule, f.accepted IS NOT NULL, f.path, f.line, f."column", f.message
"""
