"""Store what explains the terms of each volume, and where its documents print them.

After an edit, this is done again for the texts that were read, and for the volumes whose explanations changed.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from backchannel.edition.anchors import anchors
from backchannel.edition.deflated import inflated
from backchannel.edition.glossary.explanations import Explanation, explanations
from backchannel.edition.glossary.matching import TermMatcher, anchors_by_term, unexplained
from backchannel.edition.queries.printed_lists import printed_lists
from backchannel.records import Document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backchannel.edition.store import Store
    from backchannel.settings.people import People, Person, PersonOffice
    from backchannel.settings.terms import Glossaries


class ExplanationUseRow(NamedTuple):
    """A row of `explanation_use`."""

    doc: int
    id: str
    uses: int
    anchors: str


class UnexplainedRow(NamedTuple):
    """A row of `unexplained`."""

    doc: int
    words: str
    uses: int
    anchor: str


class DescriptionRow(NamedTuple):
    """A row of `description`."""

    volume: str
    person: str
    words: str


def explain(store: Store, glossaries: Glossaries, people: People, read: Iterable[str] | None = None) -> None:
    """Explain the terms in all documents, or after an edit in the texts that were `read` again and in the volumes whose explanations
    changed."""
    _describe(store, people)
    changed = _store(store, glossaries)
    if read is None:
        changed = set(store.volumes())
    else:
        for path in read:
            for volume in store.volumes_of([path]) - changed:
                _find(store, volume, "d.path", path)
    for volume in sorted(changed):
        _find(store, volume, "d.volume", volume)


def _describe(store: Store, people: People) -> None:
    """Store the descriptions of people for each volume."""
    described = ((volume, person.id, _described(person)) for volume in store.volumes() for person in people.of(volume))
    now = {(volume, person): words for volume, person, words in described if words}
    known = {(row["volume"], row["person"]): row["words"] for row in store.rows("SELECT volume, person, words FROM description")}
    gone = [key for key, words in known.items() if now.get(key) != words]
    store.run_many("DELETE FROM description WHERE volume = ? AND person = ?", gone)
    store.insert_all("description", (DescriptionRow(*key, words) for key, words in now.items() if known.get(key) != words))


def _described(person: Person) -> str:
    """Return the printed description of a person, or else the offices: `Secretary of State, 1970–1973; Ambassador`."""
    return person.description or "; ".join(map(_held, person.offices))


def _held(office: PersonOffice) -> str:
    first, last = (day[:4] if day else "" for day in (office.first, office.last))
    years = first if first == last else f"{first}–{last}" if first and last else f"from {first}" if first else f"until {last}"
    return f"{office.name}, {years}" if first or last else office.name


def _store(store: Store, glossaries: Glossaries) -> set[str]:
    """Store the explanations of each volume, and return the volumes of which one changed."""
    printed = printed_lists(store, "terms")
    now = {
        (row.volume, row.id): row
        for volume in store.volumes()
        for row in explanations(volume, glossaries.of(volume), printed.get(volume, ()), glossaries.of(""))
    }
    known = {(row.volume, row.id): row for row in store.records(Explanation, "SELECT * FROM explanation", ambiguous=bool)}
    gone, new = known.keys() - now.keys(), [key for key, row in now.items() if known.get(key) != row]
    store.run_many("DELETE FROM explanation WHERE volume = ? AND id = ?", sorted({*gone, *(key for key in new if key in known)}))
    store.insert_all("explanation", (now[key] for key in new))
    return {volume for volume, _ in (*gone, *new)}


def _find(store: Store, volume: str, column: str, value: str) -> None:
    """Store where documents of a volume print its terms, and what in them nothing explains. In a volume that has only the channels of the
    program, this is looked for where a channel is."""
    docs = f"SELECT doc FROM document d WHERE {column} = ?"
    store.run(f"DELETE FROM explanation_use WHERE doc IN ({docs})", (value,))
    store.run(f"DELETE FROM unexplained WHERE doc IN ({docs})", (value,))
    own = bool(store.rows("SELECT 1 FROM explanation WHERE volume = ? AND known_from <> 'channels' LIMIT 1", (volume,)))
    matcher = matcher_of(store, volume)
    for doc, record in store.rows(f"{_DOCUMENTS} WHERE {column} = ?{'' if own else _WITH_CHANNEL}", (value,)):
        document = Document.model_validate_json(inflated(record))
        named = anchors(document)
        places = list(matcher.places(document, named))
        counts = Counter(place.id for place in places)
        uses = ((id, counts[id], json.dumps(found)) for id, found in anchors_by_term(places).items())
        store.insert_all("explanation_use", (ExplanationUseRow(doc, *use) for use in uses))
        left = unexplained(document, named, places) if own else {}
        store.insert_all("unexplained", (UnexplainedRow(doc, words, *found) for words, found in left.items()))


def matcher_of(store: Store, volume: str) -> TermMatcher:
    """Return the matcher for the terms of a volume that are not ambiguous."""
    rows = store.rows("SELECT id, forms FROM explanation WHERE volume = ? AND NOT ambiguous ORDER BY id", (volume,))
    return TermMatcher({form: row["id"] for row in rows for form in json.loads(row["forms"])})


_DOCUMENTS = "SELECT d.doc, r.record FROM document d JOIN record r ON r.doc = d.doc"

_WITH_CHANNEL = """
 AND (EXISTS (SELECT 1 FROM numbering n WHERE n.doc = d.doc) OR EXISTS (SELECT 1 FROM reference f WHERE f.doc = d.doc AND f.channel <> ''))
"""
