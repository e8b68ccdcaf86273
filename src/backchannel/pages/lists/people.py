"""Build the list of the edition's people, and the page of each: forms as printed, offices, authorities; documents sent, received and
mentioned in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.edition.people.forms import form
from backchannel.pages.components.about import about_words
from backchannel.pages.components.addresses import Linker
from backchannel.pages.components.date_words import date_words, datetime_value, period_words
from backchannel.pages.components.inline import Inline, place_inlines
from backchannel.pages.components.layout import Layout
from backchannel.pages.components.letters import letters
from backchannel.pages.components.scripts import of_edition
from backchannel.pages.components.volumes import designation
from backchannel.pages.components.words import amount
from backchannel.printed import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from backchannel.edition.people.queries import PersonCounts, PersonDocument
    from backchannel.pages.components.layout import PageFrame
    from backchannel.settings.people import Person

_TITLE = 140


class PersonListEntry(NamedTuple):
    """A person in the list: the anchor, the name, the offices, and the number of documents."""

    id: str
    name: Inline
    offices: str
    documents: str


class PeoplePage(NamedTuple):
    """The list of the edition's people, with letters to jump to."""

    path: str
    layout: Layout
    people: list[PersonListEntry]
    letters: list[Inline]


class PersonFact(NamedTuple):
    """A fact about a person: a heading and its values, each with or without a link, with a remark (the dates of an office)."""

    name: str
    values: list[tuple[Inline, str]]


class PersonPageDocument(NamedTuple):
    """A document of a person: its date, its title, what it is about, the person's office at that date, and where the person is
    mentioned. `moment` is the date for machines, if it is a day or minute."""

    date: str
    moment: str
    inferred: bool
    number: str
    href: str
    title: str
    about: str
    volume: str
    office: str
    places: list[Inline]


class PersonPageSection(NamedTuple):
    """The documents of a person in one role: `From`, `To`, `In conversation`, `Mentioned in`."""

    id: str
    name: str
    total: str
    documents: list[PersonPageDocument]


class PersonPage(NamedTuple):
    """The page of a person."""

    path: str
    layout: Layout
    name: str
    facts: list[PersonFact]
    sections: list[PersonPageSection]


def people_page(frame: PageFrame, everyone: Iterable[PersonCounts]) -> PeoplePage:
    """List everyone in alphabetical order."""
    entries = [
        PersonListEntry(
            f"who-{counted.person.id}",
            Inline(counted.person.name, frame.linker.person(counted.person.id)),
            "; ".join(office.name for office in counted.person.offices),
            _counts(counted),
        )
        for counted in everyone
    ]
    return PeoplePage(frame.path, frame.layout, entries, letters((entry.name.text, entry.id) for entry in entries))


def people_script(everyone: Iterable[PersonCounts]) -> str:
    """Write the people as a plain script for the search: the name of each, the address from the top, and what is said of them."""
    linker = Linker()
    return of_edition("people", [[each.person.name, linker.person(each.person.id), _counts(each)] for each in everyone])


def _counts(counted: PersonCounts) -> str:
    """Count a person's documents: `From 2 documents, to 1 document, mentioned in 7 documents`."""
    counts = (("from", counted.sent), ("to", counted.received), ("took part in", counted.present), ("mentioned in", counted.mentioned))
    words = ", ".join(f"{role} {amount(count, 'document')}" for role, count in counts if count)
    return words[:1].upper() + words[1:]


def person_page(frame: PageFrame, person: Person, concerned: Sequence[PersonDocument]) -> PersonPage:
    """Build the page of a person, with the documents that concern the person."""
    return PersonPage(
        frame.path,
        frame.layout.titled(person.name),
        person.name,
        [term for term in (_description(person), _forms(concerned), _offices(person), _authorities(person)) if term.values],
        [section for role, id, name in _SECTIONS if (section := _section(frame.linker, person, concerned, role, id, name)).documents],
    )


_SECTIONS = (
    ("from", "sent", "From"),
    ("to", "received", "To"),
    ("present", "present", "In conversation"),
    ("text", "mentioned", "Mentioned in"),
)


def _forms(concerned: Iterable[PersonDocument]) -> PersonFact:
    forms = sorted({form(document.words) for document in concerned})
    return PersonFact("Printed as", [(Inline("; ".join(forms)), "")] if forms else [])


def _description(person: Person) -> PersonFact:
    return PersonFact("In the list of persons", [(Inline(person.description), "")] if person.description else [])


def _offices(person: Person) -> PersonFact:
    return PersonFact("Offices", [(Inline(office.name), period_words(office.first, office.last)) for office in person.offices])


_AUTHORITIES = (
    ("wikidata", "Wikidata", "https://www.wikidata.org/wiki/"),
    ("viaf", "VIAF", "https://viaf.org/viaf/"),
    ("department", "Office of the Historian", "https://history.state.gov/departmenthistory/people/"),
)


def _authorities(person: Person) -> PersonFact:
    ids = ((name, address, getattr(person, key)) for key, name, address in _AUTHORITIES)
    return PersonFact("Elsewhere", [(Inline(name, f"{address}{id}", "link--external"), id) for name, address, id in ids if id])


_CITED_FIRST = ("viaf", "wikidata", "department")


def authority_address(person: Person) -> str:
    """Return the address of a person in an authority file, the one that other editions most likely cite; empty if none is known."""
    addresses = {key: address for key, _, address in _AUTHORITIES}
    return next((f"{addresses[key]}{id}" for key in _CITED_FIRST if (id := getattr(person, key))), "")


def _section(linker: Linker, person: Person, concerned: Iterable[PersonDocument], role: str, id: str, name: str) -> PersonPageSection:
    documents: dict[str, list[PersonDocument]] = {}
    for document in concerned:
        if document.role == role:
            documents.setdefault(document.id, []).append(document)
    return PersonPageSection(
        id, name, amount(len(documents), "document"), [_document(linker, person, forms) for forms in documents.values()]
    )


def _document(linker: Linker, person: Person, forms: Sequence[PersonDocument]) -> PersonPageDocument:
    """Describe a document in which a person's name is printed in these forms."""
    document = forms[0]
    volume, _, local = document.id.partition("/")
    anchors = dict.fromkeys(anchor for form in forms for anchor in form.anchors)
    return PersonPageDocument(
        date=date_words(document.edtf) if document.edtf else "",
        moment=datetime_value(document.edtf) or "" if document.edtf else "",
        inferred=bool(document.edtf) and not document.stated,
        number=document.number or local,
        href=linker.document(document.id),
        title=shortened(document.title.removeprefix(f"{document.number}.").strip(), _TITLE),
        about=about_words(document.title, document.present, document.subject),
        volume=designation(volume),
        office=_office_then(person, document),
        places=place_inlines(linker, document.id, anchors) if anchors else [],
    )


def _office_then(person: Person, document: PersonDocument) -> str:
    """Name the offices that a person held at a document's date, by their own dates."""
    if not document.earliest or not document.latest:
        return ""
    held = (o for o in person.offices if (o.first or o.last) and o.may_be_held(document.earliest, document.latest))
    return "; ".join(office.name for office in held)
