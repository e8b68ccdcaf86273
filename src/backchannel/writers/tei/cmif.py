"""Write who wrote to whom, in the format of correspSearch: CMIF, the Correspondence Metadata Interchange Format.

One file has a `correspDesc` for each document of the edition that somebody sent or received. Its schema is `cmi-customization.rng` of the
TEI Correspondence SIG: https://github.com/TEI-Correspondence-SIG/CMIF.
"""

from __future__ import annotations

import json
import uuid
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from backchannel.edition.people import queries
from backchannel.edition.publication import latest
from backchannel.edition.queries import document_queries
from backchannel.pages.lists.people import authority_address
from backchannel.printed import on_one_line
from backchannel.writers.files import write_long
from backchannel.writers.tei.dating import date_attributes
from backchannel.writers.tei.front import runs_of_volume
from backchannel.writers.tei.header import volume_title
from backchannel.writers.tei.pen import ID, TEI, Pen, qualified

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from backchannel.edition.queries.document_queries import ListedDocument
    from backchannel.edition.store import Store
    from backchannel.settings import Project

CMIF = "cmif.xml"
"""The name of the file."""
_NAMESPACES: dict[Any, str] = {None: TEI}
_LICENSE = "https://creativecommons.org/licenses/by/4.0/"
_LICENSE_WORDS = "This file is licensed under the terms of the Creative-Commons-License CC-BY 4.0"
_RUN = 64
_DAY = len("1972-12-06")
_ROLES = (("from", "sent"), ("to", "received"))
_UNKNOWN = "Unknown"
"""What CMIF asks for in place of a name, if a document does not say who sent or received it."""


class _Correspondent(NamedTuple):
    """A sender or recipient: the element, the name, and the address in an authority file."""

    element: str
    name: str
    address: str


class _Letter(NamedTuple):
    """A document that was sent, its senders and recipients by their role, the places from and to which it was sent, and the day on which it
    was received."""

    listed: ListedDocument
    people: Mapping[str, Sequence[_Correspondent]]
    place: str
    destination: str
    received: str


def export_cmif(folder: Path, project: Project, store: Store) -> Path:
    """Write the correspondence of an edition to `cmif.xml` in a folder, and return the file."""
    file = folder / CMIF
    write_long(file, lambda out: write_cmif(out, project, store))
    return file


def write_cmif(out: IO[bytes], project: Project, store: Store) -> None:
    """Write the correspondence of an edition to `out`, one document at a time."""
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        with file.element(qualified("TEI"), nsmap=_NAMESPACES):
            with file.element(qualified("teiHeader")):
                file.write("\n", _description(project, store))
                with file.element(qualified("profileDesc")):
                    for described in _letters(project, store):
                        file.write("\n", described)
            file.write("\n", _body())
    out.write(b"\n")


def _description(project: Project, store: Store) -> etree._Element:
    """Write the title, the publisher, the license that CMIF asks for, and the volumes."""
    edition, pen = project.edition, Pen(_NAMESPACES)
    address = edition.address_of(CMIF) or f"urn:uuid:{_uuid(project, '')}"
    with pen.element("fileDesc"):
        with pen.element("titleStmt"):
            pen.words("title", f"{edition.title}: correspondence")
            pen.words("editor", f"The editors of {edition.title}")
        with pen.element("publicationStmt"):
            with pen.element("publisher"):
                pen.words("ref", edition.title, {"target": edition.address or address})
            pen.words("idno", address, {"type": "url"})
            pen.empty("date", {"when": latest.last_day(store) or ""})
            with pen.element("availability"):
                pen.words("licence", _LICENSE_WORDS, {"target": _LICENSE})
        with pen.element("sourceDesc"):
            for volume in store.volumes():
                pen.words("bibl", f"{volume_title(project, volume)}.", {"type": "hybrid", ID: _source(project, volume)})
    return pen.written()


def _body() -> etree._Element:
    pen = Pen(_NAMESPACES)
    with pen.element("text"), pen.element("body"):
        pen.empty("p")
    return pen.written()


def _uuid(project: Project, volume: str) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{project.edition.address or project.edition.title}/{volume}")


def _source(project: Project, volume: str) -> str:
    return f"bibl-{_uuid(project, volume)}"


def _letters(project: Project, store: Store) -> Iterator[etree._Element]:
    """Write the documents that somebody sent or received, in the order of the volumes."""
    addresses = {counted.person.id: authority_address(counted.person) for counted in queries.person_counts(store)}
    for volume in store.volumes():
        for run in runs_of_volume(store, volume, _RUN):
            names = [name for names in queries.identified_names(store, run).values() for name in names]
            identified = {(name.document, name.role, name.ordinal): (name.name, addresses.get(name.person, "")) for name in names}
            records = document_queries.records(store, run)
            for listed in document_queries.listed(store, run):
                people = {role: [*_people(listed, role, identified)] for role, _ in _ROLES}
                if any(people.values()):
                    yield _letter(project, _read_letter(listed, people, records[listed.doc]))


def _people(listed: ListedDocument, role: str, identified: Mapping[tuple[str, str, int], tuple[str, str]]) -> Iterator[_Correspondent]:
    """Yield the senders or the recipients of a document. An office without a name is an organization."""
    for ordinal, person in enumerate((person for person in listed.people if person.role == role), 1):
        name, address = identified.get((listed.id, role, ordinal), ("", ""))
        yield _Correspondent("persName" if person.name or name else "orgName", name or on_one_line(person.words), address)


def _read_letter(listed: ListedDocument, people: Mapping[str, Sequence[_Correspondent]], record: str) -> _Letter:
    fields = json.loads(record)
    destination, received = fields["destination"] or {}, fields["received"] or {}
    place = listed.place if fields["place"] != fields["destination"] else ""  # of a head that only says where it was sent
    return _Letter(listed, people, on_one_line(place or ""), on_one_line(destination.get("text", "")), received.get("instant", "")[:_DAY])


def _letter(project: Project, letter: _Letter) -> etree._Element:
    listed, pen = letter.listed, Pen(_NAMESPACES)
    address = project.edition.address_of(f"{listed.id}.html") or project.series.of(listed.volume).address_of(listed.id)
    attributes = {"key": listed.number or listed.local, "ref": address, "source": f"#{_source(project, listed.volume)}"}
    with pen.element("correspDesc", attributes):
        for role, action in _ROLES:
            with pen.element("correspAction", {"type": action}):
                for person in letter.people[role] or [_Correspondent("persName", _UNKNOWN, "")]:
                    pen.words(person.element, person.name, {"ref": person.address})
                _WAYS[action](pen, letter)
    return pen.written()


def _sent(pen: Pen, letter: _Letter) -> None:
    """Write where and when a document was sent: a day, or the bounds of an inferred date."""
    if letter.place:
        pen.words("placeName", letter.place)
    days = {key: value[:_DAY] for key, value in date_attributes(letter.listed).items() if value}
    if days:
        pen.empty("date", days | ({} if letter.listed.stated else {"cert": "medium"}))


def _received(pen: Pen, letter: _Letter) -> None:
    if letter.destination:
        pen.words("placeName", letter.destination)
    if letter.received:
        pen.empty("date", {"when": letter.received})


_WAYS = {"sent": _sent, "received": _received}
