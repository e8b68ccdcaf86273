"""Collect the people of a volume whom the edition knows, each once with all forms, and the names that are left over."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from backchannel.edition.people.forms import form
from backchannel.edition.people.reading import names_in
from backchannel.pages.components.inline import Inline, document_inline, joined, place_inlines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from backchannel.edition.people.queries import IdentifiedName
    from backchannel.edition.queries.document_queries import ListedCorrespondent, ListedDocument
    from backchannel.edition.queries.lists import PrintedNames as Printed
    from backchannel.pages.components.addresses import Linker


class PersonIndexEntry(NamedTuple):
    """A person or a name, the forms in which it is printed, other names with the same last word, the documents of which it is sender or
    recipient or in whose conversation it took part, and the places where it is printed."""

    id: str
    name: Inline
    forms: list[str]
    similar: list[Inline]
    sent: list[Inline]
    received: list[Inline]
    present: list[Inline]
    mentioned: list[Inline]


def people_entries(linker: Linker, named: Iterable[IdentifiedName]) -> list[PersonIndexEntry]:
    """Make an entry for each person whom these names identify, linked to the person's page."""
    found: dict[str, list[IdentifiedName]] = defaultdict(list)
    for name in named:
        found[name.person].append(name)
    return [_entry(linker, person, names) for person, names in found.items()]


def _entry(linker: Linker, person: str, names: Sequence[IdentifiedName]) -> PersonIndexEntry:
    places: dict[str, list[str]] = defaultdict(list)
    for name in names:
        if name.role == "text":
            places[name.document] += [anchor for anchor in name.anchors if anchor not in places[name.document]]
    return PersonIndexEntry(
        f"who-{person}",
        Inline(names[0].name, linker.person(person)),
        sorted({form(name.words) for name in names} - {names[0].name}),
        [],
        _documents(linker, names, "from"),
        _documents(linker, names, "to"),
        _documents(linker, names, "present"),
        joined((place_inlines(linker, id, anchors) for id, anchors in places.items()), "; "),
    )


def _documents(linker: Linker, names: Iterable[IdentifiedName], role: str) -> list[Inline]:
    documents = dict.fromkeys(name.document for name in names if name.role == role)
    return joined([document_inline(linker, id)] for id in documents)


def others(
    documents: Sequence[ListedDocument], printed: Iterable[Printed], identified: Mapping[int, Sequence[IdentifiedName]]
) -> tuple[Sequence[ListedDocument], Iterable[Printed]]:
    """Leave out the names that identify somebody, from the documents' correspondents and from their texts."""
    if not identified:
        return documents, printed
    heads = {(name.doc, name.role, name.ordinal) for names in identified.values() for name in names}
    texts = {(name.document, name.words) for names in identified.values() for name in names if name.role == "text"}
    left = [document._replace(people=_correspondents(document, heads)) for document in documents]
    return left, (page._replace(names=_names(page, texts)) for page in printed)


def _correspondents(document: ListedDocument, heads: set[tuple[int, str, int]]) -> tuple[ListedCorrespondent, ...]:
    by_role = ([person for person in document.people if person.role == role] for role in ("from", "present", "to"))
    numbered = ((ordinal, person) for people in by_role for ordinal, person in enumerate(people, 1))
    return tuple(person for ordinal, person in numbered if (document.doc, person.role, ordinal) not in heads)


def _names(page: Printed, texts: set[tuple[str, str]]) -> dict[str, list[str]]:
    """Keep the names that identify nobody. `Archer’s Visit` mentions the last name in it, as the index counts."""
    return {run: anchors for run, anchors in page.names.items() if (page.id, (names_in(run) or [run])[-1]) not in texts}
