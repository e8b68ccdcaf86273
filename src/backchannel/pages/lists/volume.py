"""The pages of a volume as a whole: its documents, its printed pages, its persons, its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel import channels, ids
from backchannel.pages import addresses
from backchannel.pages.bits import Bit, joined
from backchannel.pages.citing import citation
from backchannel.pages.reading.chapter import path_of, range_words
from backchannel.pages.rung import NOT_STATED, code, serials, short_names
from backchannel.pages.shell import Shell, volume_shell
from backchannel.pages.volumes import given_number, given_title, heading, is_titled
from backchannel.pages.words import amount, capital, date_words, page_range

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.edition.chapters import Entry
    from backchannel.edition.lists import Break
    from backchannel.edition.queries import Listed
    from backchannel.settings import Project


class Heading(NamedTuple):
    """A text of the editors' own in the contents: its page, its title, the documents that it is on."""

    href: str
    title: str
    documents: str


class Row(NamedTuple):
    """A document in the list of its volume, with the chapters that begin with it. `data` are its values under each filter. `way` is empty
    where it has no correspondents: then `title` stands in their place. The line goes over `columns`: also over that of an end which a
    document by its nature has not."""

    id: str
    data: list[tuple[str, str]]
    number: str
    href: str
    way: str
    columns: int
    sender: str
    recipient: str
    code: str
    serials: str
    title: str
    date: str
    inferred: bool
    classification: str
    unclassified: str
    pages: str
    chapters: tuple[Heading, ...] = ()


class Filter(NamedTuple):
    """A filter of the table: its key, its name, and the values that are to be chosen from."""

    key: str
    name: str
    values: list[str]


class Index(NamedTuple):
    """An index of the volume: its page, its name, and what it has."""

    href: str
    text: str
    says: str


class VolumePage(NamedTuple):
    """The front page of a volume."""

    path: str
    shell: Shell
    eyebrow: str
    title: str
    facts: list[Bit]
    official: str
    has_chapters: bool
    front: list[Heading]
    filters: list[Filter]
    rows: list[Row]
    total: str
    cite: list[Bit]
    indexes: list[Index]


class PrintedPage(NamedTuple):
    """A printed page: its anchor here, its number, and the places in the documents where it begins."""

    id: str
    number: str
    places: list[Bit]
    official: str


class PagesPage(NamedTuple):
    """The page index of a volume."""

    path: str
    shell: Shell
    pages: list[PrintedPage]


_FILTERS = {"from": "From", "to": "To", "chan": "Channel or kind", "cls": "Classification"}
_BETWEEN = "\n"
"""Parts the values of a row, in which none stands: the script that filters knows it."""

_TELEGRAMS = [
    Index(addresses.TRAFFIC, "Message traffic", "Who telegraphed to whom, post by post: the ladder, the threads, the clock."),
    Index(addresses.MESSAGES, "Telegrams", "Each post's telegrams by number: printed, quoted, named."),
]
_INDEXES = [
    Index("chronology.html", "Chronology", "The documents by date, as certain as their dates are."),
    Index("persons.html", "Persons", "Who sent, received and is mentioned, as printed."),
    Index("sources.html", "Sources", "Repositories, collections, boxes and folders."),
    Index("pages.html", "Printed pages", "Where each page of the printed volume begins."),
    Index("wanted.html", "References wanted", "What the texts refer to and this edition does not print."),
    Index("brackets.html", "What stands in brackets", "What was withheld, left out or not legible."),
    Index("findings.html", "Findings", "What the reading came upon that someone should look at."),
]


def volume_page(project: Project, volume: str, documents: Sequence[Listed], contents: Sequence[Entry] = ()) -> VolumePage:
    """The front page of a volume, with the editors' own texts in its `contents`: a chapter stands before its first document."""
    begun = _begun(volume, documents, contents)
    settings = project.volume(volume)
    titled = is_titled(project, volume)
    return VolumePage(
        path=f"{volume}/{addresses.FRONT}",
        shell=volume_shell(project, volume, settings.title, "Documents"),
        eyebrow=heading(settings) if titled else "Volume",
        title=settings.title,
        facts=_facts(project, volume, documents),
        official=addresses.official_href(volume) if ids.is_volume(volume) else "",
        has_chapters=bool(begun),
        front=begun.get("", []),
        filters=[_filter(key, name, documents) for key, name in _FILTERS.items()],
        rows=[_row(document)._replace(chapters=tuple(begun.get(document.local, ()))) for document in documents],
        total=amount(len(documents), "document"),
        cite=joined([[Bit(form, name)] for form, name in citation.FILES.items()]),
        indexes=[*_INDEXES, *(_TELEGRAMS if volume in project.wired else [])],
    )


def _begun(volume: str, documents: Sequence[Listed], contents: Sequence[Entry]) -> dict[str, list[Heading]]:
    """The editors' own texts by the document that they begin with; under no name those on the whole volume, or on none of its documents."""
    begun: dict[str, list[Heading]] = {}
    for entry in contents:
        first = next((document.local for document in documents if _is_in(document, entry)), "")
        href = addresses.href(volume, path_of(volume, entry.name))
        begun.setdefault(first, []).append(Heading(href, entry.title, range_words(entry.first, entry.last)))
    return begun


def _is_in(document: Listed, entry: Entry) -> bool:
    if entry.first is None or entry.last is None or not document.local.startswith("d"):
        return False
    return ids.number_key(entry.first[1:]) <= ids.number_key(document.local[1:]) <= ids.number_key(entry.last[1:])


def _facts(project: Project, volume: str, documents: Sequence[Listed]) -> list[Bit]:
    """What the title page says, and what this edition has of the volume."""
    settings = project.volume(volume)
    imprint = ", ".join(
        part for part in (": ".join(p for p in (settings.place, settings.publisher) if p), str(settings.year or "")) if part
    )
    said = [f"{imprint}."] if imprint else []
    said += [f"Edited by {', '.join(settings.editors)}."] if settings.editors else []
    said.append(f"{capital(amount(len(documents), 'document'))} in this edition.")
    return [Bit(" ".join(said))]


def _filter(key: str, name: str, documents: Sequence[Listed]) -> Filter:
    values = {value for document in documents for value in _values(document)[key]}
    return Filter(key, name, sorted(values, key=lambda value: (value.casefold(), value)))


def _values(listed: Listed) -> dict[str, list[str]]:
    """What a document has under each filter."""
    people = {role: [person.short for person in listed.people if person.role == role] for role in ("from", "to")}
    channel = listed.numbers[0].channel if listed.numbers else ""
    return {
        **people,
        "chan": [channel or capital(listed.kind or "Document")],
        "cls": [listed.classification or _unclassified(listed)],
    }


def _unclassified(listed: Listed) -> str:
    return "Not stated" if listed.has_source_note else "Not known"


def _row(listed: Listed) -> Row:
    sender, recipient = short_names(listed, "from"), short_names(listed, "to")
    way = channels.direction(listed.numbers[0].channel) if listed.numbers else "out" if sender or recipient else ""
    if listed.numbers:
        sender, recipient = sender or NOT_STATED, recipient or NOT_STATED
    left, right = (sender, recipient) if way != "in" else (recipient, sender)
    return Row(
        id=listed.local,
        data=[(key, _BETWEEN.join(values)) for key, values in _values(listed).items()],
        number=given_number(listed) or "–",
        href=addresses.href(listed.volume, addresses.page_of(listed.id)),
        way=way,
        columns=3 - bool(left) - bool(right),
        sender=left,
        recipient=right,
        code=code(listed),
        serials=serials(listed.numbers),
        title=given_title(listed),
        date=date_words(listed.edtf) if listed.edtf else "",
        inferred=bool(listed.edtf) and not listed.stated,
        classification=listed.classification or "",
        unclassified=_unclassified(listed),
        pages=page_range(listed.first_page, listed.last_page) if listed.first_page else "",
    )


def pages_page(project: Project, volume: str, breaks: Sequence[Break]) -> PagesPage:
    """The printed pages in their order; one that is marked in two documents leads to both."""
    found: dict[str, list[Break]] = {}
    for mark in breaks:
        found.setdefault(mark.page, []).append(mark)
    pages = [_printed(volume, page, found[page]) for page in sorted(found, key=lambda page: (ids.page_number(page), page))]
    return PagesPage(f"{volume}/pages.html", volume_shell(project, volume, "Printed pages", "Pages"), pages)


def _printed(volume: str, page: str, marks: Sequence[Break]) -> PrintedPage:
    places = [
        Bit(mark.id.partition("/")[2].removeprefix("d"), addresses.href(volume, addresses.page_of(mark.id), mark.anchor), "here")
        for mark in marks
    ]
    official = addresses.official_href(f"{volume}#{ids.page_id(page)}") if ids.is_volume(volume) else ""
    return PrintedPage(ids.page_id(page), page, places, official)
