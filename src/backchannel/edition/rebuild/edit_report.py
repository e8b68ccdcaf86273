"""Report what an edit changed, for the editors: references newly resolved or no longer resolved, findings that are new or fixed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.edition.named_rows import record_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.edition.store import Store


LINKED = "linked"
"""The key that is stored once everything is linked. Without it, the documents were only read."""


class ChangedReference(NamedTuple):
    """A reference of a document (its id), and its target, now or before the edit."""

    document: str
    words: str
    target: str


class ChangedFinding(NamedTuple):
    """A finding, and its place, now or before the edit."""

    path: str
    line: int
    column: int
    severity: str
    rule: str
    message: str


class EditChanges(NamedTuple):
    """What an edit changed: references newly resolved or no longer resolved, in documents that still exist; findings that are new, and that
    are fixed (`mended`)."""

    resolved: tuple[ChangedReference, ...] = ()
    lost: tuple[ChangedReference, ...] = ()
    found: tuple[ChangedFinding, ...] = ()
    mended: tuple[ChangedFinding, ...] = ()


class IngestReport(NamedTuple):
    """The source files that were read and those that were removed; what that changed, if there was an edition before; and for each name in
    the documents folder its path, its outcome and a reason, if all names were looked at."""

    read: list[str]
    gone: list[str]
    changed: EditChanges | None
    intake: Sequence[tuple[str, str, str]] | None = None


def report(store: Store) -> EditChanges:
    """Return what changed while the store was watched."""
    references = store.rows(_REFERENCES)
    findings = store.rows(_FINDINGS)
    return EditChanges(
        resolved=tuple(record_of(ChangedReference, row) for row in references if row["sign"] > 0),
        lost=tuple(record_of(ChangedReference, row) for row in references if row["sign"] < 0),
        found=tuple(record_of(ChangedFinding, row) for row in findings if row["sign"] > 0),
        mended=tuple(record_of(ChangedFinding, row) for row in findings if row["sign"] < 0),
    )


_REFERENCES = """
SELECT d.id AS document, l.words, l.target, sum(l.sign) AS sign FROM log_reference l JOIN document d ON d.doc = l.doc
WHERE l.status = 'printed'
GROUP BY d.id, l.words, l.target HAVING sum(l.sign) <> 0 ORDER BY d.volume, d.sequence, l.words, l.target
"""

_FINDINGS = """
SELECT path, max(line) AS line, max("column") AS "column", severity, rule, message, sum(sign) AS sign FROM log_finding
WHERE stage <> 'write' AND accepted IS NULL
GROUP BY path, severity, rule, message HAVING sum(sign) <> 0 ORDER BY path, max(line), max("column"), rule, message
"""
