"""Query what pages show of people, and invalidate the pages that show a person, or a name, that changed in an edit.

Each person's page is a unit of its own (`people:archer-ann`), and so is the list of all people (`people`).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from backchannel.edition.named_rows import json_tuple
from backchannel.edition.people.naming import has_people
from backchannel.edition.queries.document_queries import present_in
from backchannel.edition.rebuild.invalidation import ABOVE, PEOPLE, TOP, invalidate, invalidate_former
from backchannel.settings.people import Person

if TYPE_CHECKING:
    from backchannel.edition.queries.document_queries import DocumentRun
    from backchannel.edition.store import Store


class IdentifiedName(NamedTuple):
    """A name in a document (`doc`) that is identified: its role and ordinal, the words, the person's id and name, and the anchors."""

    doc: int
    document: str
    role: str
    ordinal: int
    words: str
    person: str
    name: str
    anchors: tuple[str, ...]


class PersonDocument(NamedTuple):
    """A document that a person sent (`from`) or received (`to`), in whose conversation the person took part (`present`), or that mentions
    the person (`text`), and the places."""

    role: str
    id: str
    number: str | None
    title: str
    subject: str | None
    present: tuple[str, ...]
    edtf: str | None
    earliest: str | None
    latest: str | None
    stated: bool | None
    words: str
    anchors: tuple[str, ...]


class PersonCounts(NamedTuple):
    """A person, and the number of documents that the person sent and received, of conversations in which the person took part, and of
    documents that mention the person."""

    person: Person
    sent: int
    received: int
    present: int
    mentioned: int


def invalidate_people(store: Store) -> None:
    """Invalidate the pages of people, and those that show their names, if they depend on what changed while the store was watched. Use it
    after `invalidate_changed`, which fills `changed_document`."""
    people = [row[0] for select in _CHANGED for row in store.rows(select)]
    invalidate(store, [*(f"{PEOPLE}:{id}" for id in people), *([PEOPLE, TOP] if people else [])])
    for select in _SHOWING:
        store.run(f"INSERT OR IGNORE INTO invalidated (unit) {select}")
    if _came_or_went(store):
        invalidate(store, [*ABOVE, PEOPLE, *(f"{volume}/" for volume in store.volumes())])
        invalidate_former(store)


def _came_or_went(store: Store) -> bool:
    """Return whether the edition got its first people, or lost its last."""
    more: int = sum(row["sign"] for row in store.rows("SELECT sign FROM person_change"))
    now: int = store.rows("SELECT count(*) FROM person")[0][0]
    return bool(now) != bool(now - more)


def person(store: Store, id: str) -> Person | None:
    """Return a person by id; None if there is none."""
    found = store.rows("SELECT record FROM person WHERE id = ?", (id,))
    return Person.model_validate_json(found[0][0]) if found else None


def listed_in(store: Store, volume: str) -> dict[str, str]:
    """Return the ids of the people who are described in a volume, by their names."""
    return {row["name"]: row["id"] for row in store.rows(_LISTED_IN, (volume,))}


def person_documents(store: Store, id: str) -> list[PersonDocument]:
    """Return the documents that a person sent, received or is mentioned in, in the order of their days. A document that prints the name in
    several forms is included once for each."""
    return store.records(PersonDocument, _CONCERNED, (id,), anchors=json_tuple, present=json_tuple)


def person_counts(store: Store) -> list[PersonCounts]:
    """Return all people with their counts, sorted by name."""
    counts = Counter({(row["person"], row["role"]): row["documents"] for row in store.rows(_COUNTED)})
    everyone = [Person.model_validate_json(row[0]) for row in store.rows("SELECT record FROM person")]
    return [
        PersonCounts(person, *(counts[person.id, role] for role in ("from", "to", "present", "text")))
        for person in sorted(everyone, key=lambda person: (person.name.casefold(), person.id))
    ]


def identified_names(store: Store, run: DocumentRun) -> dict[int, list[IdentifiedName]]:
    """Return the identified names in each document of a run."""
    found: dict[int, list[IdentifiedName]] = {}
    if has_people(store):
        for name in store.records(IdentifiedName, _NAMED, run, anchors=json_tuple):
            found.setdefault(name.doc, []).append(name)
    return found


_LISTED_IN = """
SELECT p.id, json_extract(p.record, '$.name') AS name FROM description n JOIN person p ON p.id = n.person WHERE n.volume = ? ORDER BY p.id
"""

_CHANGED = (
    "SELECT id FROM person_change",
    "SELECT DISTINCT person FROM identification_change WHERE person IS NOT NULL",
    "SELECT DISTINCT person FROM identification WHERE person IS NOT NULL AND doc IN (SELECT doc FROM changed_document)",
)

_RENAMED = "SELECT id FROM person_change GROUP BY id, json_extract(record, '$.name') HAVING sum(sign) <> 0"
"""The people who were added, removed or renamed."""

_SHOWING = (
    "SELECT d.id FROM document d JOIN identification_change n ON n.doc = d.doc",
    f"SELECT d.id FROM identification n JOIN document d ON d.doc = n.doc WHERE n.person IN ({_RENAMED})",
    "SELECT d.volume || '/' FROM document d JOIN identification_change n ON n.doc = d.doc",
    f"SELECT d.volume || '/' FROM identification n JOIN document d ON d.doc = n.doc WHERE n.person IN ({_RENAMED})",
)
"""The documents with a name whose identification changed, or whose person was renamed; and their volumes."""

_CONCERNED = f"""
SELECT n.role, d.id, d.number, d.title, d.subject, {present_in("d")} AS present, d.edtf, d.earliest, d.latest, d.stated, n.words, n.anchors
FROM identification n JOIN document d ON d.doc = n.doc WHERE n.person = ?
ORDER BY coalesce(d.earliest, d.latest, '9999'), d.volume, d.sequence, n.role, n.ordinal
"""

_COUNTED = "SELECT person, role, count(DISTINCT doc) AS documents FROM identification WHERE person IS NOT NULL GROUP BY person, role"

_NAMED = """
SELECT n.doc, d.id AS document, n.role, n.ordinal, n.words, n.person, json_extract(p.record, '$.name') AS name, n.anchors
FROM document d JOIN identification n ON n.doc = d.doc JOIN person p ON p.id = n.person
WHERE d.volume = ? AND d.sequence BETWEEN ? AND ? ORDER BY d.sequence, n.role, n.ordinal
"""
