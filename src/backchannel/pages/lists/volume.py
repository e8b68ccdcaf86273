"""Build the contents page of a volume, and the index of its printed pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel import channels, ids
from backchannel.edition.rebuild.invalidation import TEI
from backchannel.pages.citing import citation
from backchannel.pages.components import addresses
from backchannel.pages.components.about import about_words
from backchannel.pages.components.correspondence import NOT_STATED, code, serials, short_names
from backchannel.pages.components.date_words import date_words
from backchannel.pages.components.inline import Inline, joined
from backchannel.pages.components.layout import Layout
from backchannel.pages.components.volumes import given_number, given_title, heading, is_titled
from backchannel.pages.components.words import amount, capital, page_range
from backchannel.pages.reading.chapter import range_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.edition.queries.chapters import ChapterEntry
    from backchannel.edition.queries.document_queries import ListedDocument
    from backchannel.edition.queries.lists import VolumePageBreak
    from backchannel.pages.components.addresses import Linker
    from backchannel.pages.components.layout import PageFrame
    from backchannel.settings import Project


class ChapterHeading(NamedTuple):
    """A chapter of the editors in the contents: its page, its title, the documents that it covers."""

    href: str
    title: str
    documents: str


class ContentsRow(NamedTuple):
    """A document in the contents of its volume, with the chapters that begin before it. `data` are its values under each filter, and its
    days. `direction` is empty if it has no correspondents: then `title` is shown in their place. The message spans `columns`: more than one
    if an end does not apply to the document. `about` has the people of a conversation, and the subject."""

    id: str
    data: list[tuple[str, str]]
    number: str
    href: str
    direction: str
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
    about: str
    chapters: tuple[ChapterHeading, ...] = ()


class ContentsFilter(NamedTuple):
    """A filter of the table: its key, its name, and the values to choose from."""

    key: str
    name: str
    values: list[str]


class VolumeIndexLink(NamedTuple):
    """An index of the volume: its page, its name, and what it lists."""

    href: str
    text: str
    summary: str


class VolumePage(NamedTuple):
    """The front page of a volume."""

    path: str
    layout: Layout
    eyebrow: str
    title: str
    facts: list[Inline]
    official: str
    official_site: str
    has_chapters: bool
    front: list[ChapterHeading]
    filters: list[ContentsFilter]
    rows: list[ContentsRow]
    total: str
    cite: list[Inline]
    tei: str
    indexes: list[VolumeIndexLink]


class PrintedPage(NamedTuple):
    """A printed page: its anchor here, its number, and the places in the documents where it begins."""

    id: str
    number: str
    places: list[Inline]
    official: str


class PagesPage(NamedTuple):
    """The page index of a volume."""

    path: str
    layout: Layout
    pages: list[PrintedPage]


_FILTERS = {"from": "From", "to": "To", "with": "Took part", "chan": "Channel or kind", "cls": "Classification", "date": "Date"}
_INFERRED = "Inferred"
"""The value of an inferred date, which the script that filters rows counts."""
_BETWEEN = "\n"
"""Separates the values of a row, none of which contains it: the script that filters rows relies on it."""


def volume_page(
    frame: PageFrame, documents: Sequence[ListedDocument], contents: Sequence[ChapterEntry] = (), indexes: Sequence[VolumeIndexLink] = ()
) -> VolumePage:
    """Build the contents page of a volume. A chapter of the editors (in `contents`) precedes its first document."""
    project, volume, linker = frame.project, frame.volume, frame.linker
    chapters = _chapters_by_document(linker, documents, contents)
    settings = project.volume(volume)
    titled = is_titled(project, volume)
    return VolumePage(
        path=frame.path,
        layout=frame.layout,
        eyebrow=heading(project, volume) or "Volume" if titled else "Volume",
        title=settings.title,
        facts=_facts(project, volume, documents),
        official=linker.official(volume),
        official_site=project.series.of(volume).site,
        has_chapters=bool(chapters),
        front=chapters.get("", []),
        filters=[filter for key, name in _FILTERS.items() if (filter := _filter(key, name, documents)).values],
        rows=[_row(linker, document)._replace(chapters=tuple(chapters.get(document.local, ()))) for document in documents],
        total=amount(len(documents), "document"),
        tei=linker.page(f"{volume}/{volume}.xml") if TEI in project.edition.formats else "",
        cite=joined([[Inline(form, name)] for form, name in citation.FILES.items()]),
        indexes=list(indexes),
    )


def _chapters_by_document(
    linker: Linker, documents: Sequence[ListedDocument], contents: Sequence[ChapterEntry]
) -> dict[str, list[ChapterHeading]]:
    """Group the editors' chapters by the document that they begin with; an empty key has those on the whole volume, or on none of its
    documents."""
    chapters: dict[str, list[ChapterHeading]] = {}
    for entry in contents:
        first = next((document.local for document in documents if _is_in(document, entry)), "")
        href = linker.page(addresses.page_path(entry.name, linker.here))
        chapters.setdefault(first, []).append(ChapterHeading(href, entry.title, range_words(entry.first, entry.last)))
    return chapters


def _is_in(document: ListedDocument, entry: ChapterEntry) -> bool:
    if entry.first is None or entry.last is None or not document.local.startswith("d"):
        return False
    return ids.number_key(entry.first[1:]) <= ids.number_key(document.local[1:]) <= ids.number_key(entry.last[1:])


def _facts(project: Project, volume: str, documents: Sequence[ListedDocument]) -> list[Inline]:
    """List the facts from the title page, and how many documents this edition has."""
    settings = project.volume(volume)
    imprint = ", ".join(
        part for part in (": ".join(p for p in (settings.place, settings.publisher) if p), str(settings.year or "")) if part
    )
    facts = [f"{imprint}."] if imprint else []
    facts += [f"Edited by {', '.join(settings.editors)}."] if settings.editors else []
    facts.append(f"{capital(amount(len(documents), 'document'))} in this edition.")
    return [Inline(" ".join(facts))]


def _filter(key: str, name: str, documents: Sequence[ListedDocument]) -> ContentsFilter:
    values = {value for document in documents for value in _values(document)[key]}
    return ContentsFilter(key, name, sorted(values, key=lambda value: (value.casefold(), value)))


def _values(listed: ListedDocument) -> dict[str, list[str]]:
    """List a document's values under each filter."""
    people = {
        key: [person.short for person in listed.people if person.role == role]
        for key, role in (("from", "from"), ("to", "to"), ("with", "present"))
    }
    channel = listed.numbers[0].channel if listed.numbers else ""
    return {
        **people,
        "chan": [channel or capital(listed.kind or "Document")],
        "cls": [listed.classification or _unclassified(listed)],
        "date": ["Stated" if listed.stated else _INFERRED if listed.edtf else "Not known"],
    }


def _days(listed: ListedDocument) -> str:
    """Write the first and last day of a document, `1972-12-03/1972-12-07`, either of which may be missing; nothing without a date."""
    return f"{listed.earliest or ''}/{listed.latest or ''}" if listed.edtf else ""


def _unclassified(listed: ListedDocument) -> str:
    return "Not stated" if listed.has_source_note else "Not known"


def _row(linker: Linker, listed: ListedDocument) -> ContentsRow:
    sender, recipient = short_names(listed, "from"), short_names(listed, "to")
    direction = channels.direction(listed.numbers[0].channel) if listed.numbers else "out" if sender or recipient else ""
    if listed.numbers:
        sender, recipient = sender or NOT_STATED, recipient or NOT_STATED
    left, right = (sender, recipient) if direction != "in" else (recipient, sender)
    return ContentsRow(
        id=listed.local,
        data=[*((key, _BETWEEN.join(values)) for key, values in _values(listed).items()), ("days", _days(listed))],
        number=given_number(listed) or "–",
        href=linker.document(listed.id),
        direction=direction,
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
        about=about_words(given_title(listed), [] if sender or recipient else _values(listed)["with"], listed.subject),
    )


def pages_page(frame: PageFrame, breaks: Sequence[VolumePageBreak]) -> PagesPage:
    """List the printed pages in order; one that is marked in two documents links to both."""
    found: dict[str, list[VolumePageBreak]] = {}
    for mark in breaks:
        found.setdefault(mark.page, []).append(mark)
    pages = [_printed(frame.linker, page, found[page]) for page in sorted(found, key=lambda page: (ids.page_number(page), page))]
    return PagesPage(frame.path, frame.layout, pages)


def _printed(linker: Linker, page: str, marks: Sequence[VolumePageBreak]) -> PrintedPage:
    places = [Inline(mark.id.partition("/")[2].removeprefix("d"), linker.document(mark.id, mark.anchor), "link--here") for mark in marks]
    official = linker.official(f"{linker.here}#{ids.page_id(page)}")
    return PrintedPage(ids.page_id(page), page, places, official)
