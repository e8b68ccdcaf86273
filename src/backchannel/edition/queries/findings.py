"""Query what the checks of the whole edition need: the documents in order, and their findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.edition.store import Store


class CheckedDocument(NamedTuple):
    """A document in the order of its volume: its number as an integer (None if it has none), its printed pages, the days between which it
    is dated, if it states them, and the MinHash sketch of its text. `own_edtf` is the date that its text gives, if the order of its volume
    (`disputed_order`, records.DateOrder as JSON) excludes it."""

    doc: int
    volume: str
    id: str
    path: str
    line: int
    claim: str
    number: int | None
    first_page: str | None
    last_page: str | None
    earliest: str | None
    latest: str | None
    minhash: str
    own_edtf: str | None
    disputed_order: str | None


def checked_documents(store: Store, volume: str) -> list[CheckedDocument]:
    """Return all documents of a volume, in order."""
    return store.records(CheckedDocument, _CHECKED, (volume,))


class FileFinding(NamedTuple):
    """A finding and its file; `accepted` is the reason why the editors accept it."""

    path: str
    line: int
    column: int
    severity: str
    rule: str
    message: str
    start: int
    end: int
    accepted: str | None = None


def findings(store: Store, severity: str | None = None) -> Iterator[FileFinding]:
    """Yield all findings, or those of one severity, in the order of their places."""
    return store.stream_records(FileFinding, _FINDINGS, (severity,))


class AssignedJourney(NamedTuple):
    """A document that the editors assign to a journey, and the file in which they do."""

    doc: int
    journey: str
    notes: str


def assigned_journeys(store: Store, volume: str) -> list[AssignedJourney]:
    """Return the documents of a volume that the editors assign to a journey."""
    return store.records(AssignedJourney, _SENT, (volume,))


def annotated_volumes(store: Store) -> list[str]:
    """Return the volumes that have annotation files."""
    return [row[0] for row in store.rows("SELECT DISTINCT volume FROM annotation")]


def unmatched_annotations(store: Store, volume: str) -> list[tuple[str, str]]:
    """Return the path and name of each annotation file that names no document in its folder."""
    return [(row["path"], row["claim"]) for row in store.rows(_UNMATCHED, (volume,))]


_SENT = """
SELECT d.doc, d.journey, a.path AS notes FROM document d JOIN annotation a ON a.volume = d.volume AND a.claim = d.claim
WHERE d.volume = ? AND d.journey IS NOT NULL ORDER BY d.sequence
"""

_UNMATCHED = """
SELECT a.path, a.claim FROM annotation a WHERE a.volume = ?1 AND NOT EXISTS (
  SELECT 1 FROM document d WHERE d.volume = ?1 AND d.claim = a.claim
  AND rtrim(d.path, replace(d.path, '/', '')) = rtrim(a.path, replace(a.path, '/', '')))
ORDER BY a.path
"""

_CHECKED = """
SELECT doc, volume, id, path, line, claim, CASE WHEN claim GLOB 'd[0-9]*' THEN CAST(substr(claim, 2) AS INTEGER) END AS number,
  first_page, last_page, CASE WHEN stated THEN earliest END AS earliest, CASE WHEN stated THEN latest END AS latest, minhash,
  own_edtf, CASE WHEN json_extract(date_order, '$.disputed') THEN date_order END AS disputed_order
FROM document WHERE volume = ? ORDER BY sequence
"""

_FINDINGS = """
SELECT f.path, f.line, f."column", f.severity, f.rule, f.message,
  f.start + coalesce(d.start, 0) AS start, f.end + coalesce(d.start, 0) AS end, f.accepted
FROM finding f LEFT JOIN document d ON d.doc = f.doc AND d.path = f.path WHERE f.severity = coalesce(?, f.severity)
ORDER BY f.path, f.line, f."column", f.rule, f.end, f.message
"""
