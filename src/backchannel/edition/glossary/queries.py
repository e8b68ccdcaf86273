"""Query what pages show of the abbreviations and terms, and invalidate the pages that show what changed of them in an edit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from backchannel.edition.named_rows import json_tuple
from backchannel.edition.rebuild.invalidation import ABOVE, GLOSSARY, PEOPLE, invalidate, invalidate_former, invalidate_volume

if TYPE_CHECKING:
    from backchannel.edition.queries.document_queries import DocumentRun
    from backchannel.edition.store import Store

_WITH_TERMS, _WITH_LIST = "with_terms", "with_list"
"""What the store keeps of the last build: the volumes that have a page of terms, and those that have a list of persons."""


class ExplainedTerm(NamedTuple):
    """A term of a volume: the id of its entry, the term, its meaning and a note, where that is from, and whether it has two meanings;
    `documents` counts those of the volume that print it."""

    volume: str
    id: str
    term: str
    meaning: str
    note: str
    known_from: str
    ambiguous: bool
    documents: int


class TermInDocument(NamedTuple):
    """A term that a document (`doc`) prints, with the forms in which it may be printed."""

    doc: int
    id: str
    term: str
    forms: tuple[str, ...]
    meaning: str


class TermUse(NamedTuple):
    """A document of a volume that prints a term, and the anchors of the paragraphs and notes that have it."""

    id: str
    document: str
    anchors: tuple[str, ...]


class UnexplainedAbbreviation(NamedTuple):
    """An abbreviation of a volume that nothing explains: how often it is printed, in how many documents, and one place of it."""

    words: str
    uses: int
    documents: int
    document: str
    anchor: str


class Coverage(NamedTuple):
    """How many uses of abbreviations in a volume are explained, and how many there are."""

    explained: int
    uses: int


def volume_terms(store: Store, volume: str) -> list[ExplainedTerm]:
    """Return the terms of a volume, in the order of the alphabet. Of the program's channels only those that it prints are included."""
    return store.records(ExplainedTerm, f"{_TERMS} AND e.volume = ? {_ALPHABETIC}", (volume,), ambiguous=bool)


def all_terms(store: Store) -> list[ExplainedTerm]:
    """Return the terms of all volumes, in the order of the alphabet."""
    return store.records(ExplainedTerm, f"{_TERMS} {_ALPHABETIC}", ambiguous=bool)


def term_uses(store: Store, volume: str) -> dict[str, list[TermUse]]:
    """Return the uses of each term in a volume, in the order of its documents."""
    found: dict[str, list[TermUse]] = {}
    for use in store.records(TermUse, _USES, (volume,), anchors=json_tuple):
        found.setdefault(use.id, []).append(use)
    return found


def terms_in(store: Store, run: DocumentRun) -> dict[int, list[TermInDocument]]:
    """Return the terms that each document of a run prints."""
    found: dict[int, list[TermInDocument]] = {}
    for term in store.records(TermInDocument, _IN_DOCUMENTS, run, forms=json_tuple):
        found.setdefault(term.doc, []).append(term)
    return found


def descriptions(store: Store, volume: str) -> dict[str, str]:
    """Return the descriptions of people in a volume, by their ids."""
    return {row["person"]: row["words"] for row in store.rows("SELECT person, words FROM description WHERE volume = ?", (volume,))}


def unexplained_in(store: Store, volume: str) -> list[UnexplainedAbbreviation]:
    """Return the abbreviations of a volume that nothing explains, the most frequent first."""
    return store.records(UnexplainedAbbreviation, _UNEXPLAINED, (volume,))


def coverage(store: Store, volume: str) -> Coverage | None:
    """Return how much of the abbreviations in a volume is explained; None if only channels are, so that nothing was counted."""
    if not store.rows("SELECT 1 FROM explanation WHERE volume = ? AND known_from <> 'channels' LIMIT 1", (volume,)):
        return None
    explained, left = (int(store.rows(_COUNT.format(table), (volume,))[0][0]) for table in ("explanation_use", "unexplained"))
    return Coverage(explained, explained + left)


def volumes_with_terms(store: Store) -> frozenset[str]:
    """Return the volumes that have a page of terms, and the empty name if there is one."""
    return frozenset(json.loads(store.get(_WITH_TERMS) or "[]"))


def volumes_with_list(store: Store) -> frozenset[str]:
    """Return the volumes that have a printed list of persons."""
    return frozenset(json.loads(store.get(_WITH_LIST) or "[]"))


def keep_pages(store: Store) -> set[str]:
    """Store which volumes have a page of terms or a list of persons. Returns those for which this changed, and the empty name if the
    edition got its first page of terms or lost its last."""
    terms = [row[0] for row in store.rows(f"SELECT DISTINCT e.volume FROM explanation e WHERE {_SHOWN} ORDER BY 1")]
    lists = [row[0] for row in store.rows("SELECT DISTINCT volume FROM printed_list WHERE kind = 'persons' ORDER BY 1")]
    now, listed = frozenset(["", *terms] if terms else []), frozenset(lists)
    changed = (volumes_with_terms(store) ^ now) | (volumes_with_list(store) ^ listed)
    store.put(_WITH_TERMS, json.dumps(sorted(now)))
    store.put(_WITH_LIST, json.dumps(sorted(listed)))
    return set(changed)


def invalidate_explanations(store: Store) -> None:
    """Invalidate the pages that show terms or descriptions, if they depend on what changed while the store was watched."""
    for select in _SHOWING:
        store.run(f"INSERT OR IGNORE INTO invalidated (unit) {select}")
    changed = keep_pages(store)
    for volume in sorted(changed - {""}):
        invalidate_volume(store, volume)
    if "" in changed:
        invalidate(store, ABOVE)
        store.run("INSERT OR IGNORE INTO invalidated (unit) SELECT ? || ':' || id FROM person UNION SELECT ? FROM person", (PEOPLE, PEOPLE))
        invalidate_former(store)


_SHOWN = """
(e.known_from <> 'channels'
  OR EXISTS (SELECT 1 FROM document d JOIN explanation_use u ON u.doc = d.doc WHERE d.volume = e.volume AND u.id = e.id))
"""

_TERMS = f"""
SELECT e.volume, e.id, e.term, e.meaning, e.note, e.known_from, e.ambiguous,
  (SELECT count(*) FROM document d JOIN explanation_use u USING (doc) WHERE d.volume = e.volume AND u.id = e.id) AS documents
FROM explanation e WHERE {_SHOWN}
"""

_ALPHABETIC = "ORDER BY lower(e.term), e.term, e.volume, e.id"

_USES = """
SELECT u.id, d.id AS document, u.anchors FROM document d JOIN explanation_use u ON u.doc = d.doc
WHERE d.volume = ? ORDER BY u.id, d.sequence
"""

_IN_DOCUMENTS = """
SELECT u.doc, e.id, e.term, e.forms, e.meaning
FROM document d JOIN explanation_use u ON u.doc = d.doc JOIN explanation e ON e.volume = d.volume AND e.id = u.id
WHERE d.volume = ? AND d.sequence BETWEEN ? AND ? ORDER BY d.sequence, lower(e.term), e.id
"""

_UNEXPLAINED = """
SELECT words, sum(uses) AS uses, count(*) AS documents, max(CASE WHEN first THEN document END) AS document,
  max(CASE WHEN first THEN anchor END) AS anchor
FROM (
  SELECT u.words, u.uses, d.id AS document, u.anchor, row_number() OVER (PARTITION BY u.words ORDER BY d.sequence) = 1 AS first
  FROM unexplained u JOIN document d ON d.doc = u.doc WHERE d.volume = ?
) GROUP BY words ORDER BY uses DESC, words
"""

_COUNT = "SELECT coalesce(sum(u.uses), 0) FROM {} u JOIN document d ON d.doc = u.doc WHERE d.volume = ?"

_OF_DOCUMENT = "JOIN document d ON d.doc = u.doc"

_SHOWING = (
    f"SELECT d.id FROM explanation_use_change u {_OF_DOCUMENT}",
    f"SELECT d.volume || '/' FROM explanation_use_change u {_OF_DOCUMENT}",
    f"SELECT d.volume || '/' FROM unexplained_change u {_OF_DOCUMENT}",
    """SELECT d.id FROM explanation_change e JOIN document d ON d.volume = e.volume
    JOIN explanation_use u ON u.doc = d.doc AND u.id = e.id""",
    "SELECT volume || '/' FROM explanation_change WHERE volume IN (SELECT volume FROM document)",
    "SELECT volume || '/' FROM printed_list_change WHERE volume IN (SELECT volume FROM document)",
    """SELECT d.id FROM description_change p JOIN document d ON d.volume = p.volume
    JOIN identification n ON n.doc = d.doc AND n.person = p.person""",
    f"SELECT '{GLOSSARY}' FROM explanation_change UNION SELECT '{GLOSSARY}' FROM explanation_use_change",
)
"""The documents, the volumes and the page at the top that show something that changed."""
