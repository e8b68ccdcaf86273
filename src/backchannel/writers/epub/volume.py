"""Write a volume as a book: its documents with the editors' chapters among them, its persons and its terms."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from backchannel.edition.queries import chapters
from backchannel.pages.components.addresses import page_of
from backchannel.pages.components.date_words import date_words
from backchannel.pages.components.volumes import given_number, given_title, heading
from backchannel.pages.frames import document_frame, page_frame
from backchannel.pages.reading.chapter import ChapterPage, chapter_page
from backchannel.pages.reading.document import document_page
from backchannel.pages.reading.explained import GLOSSARY
from backchannel.pages.registry import RESERVED_NAMES, VOLUME_PAGES, EditionQueries, features_of
from backchannel.writers.epub.book import Book, BookEntry, BookTitle, identifier, modified
from backchannel.writers.epub.finishing import book_path
from backchannel.writers.files import write_long
from backchannel.writers.site import featured
from backchannel.writers.tei.front import runs_of_volume
from backchannel.writers.units import inputs_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from backchannel.edition.queries.document_queries import ListedDocument
    from backchannel.edition.store import Store
    from backchannel.pages.components.layout import PageView
    from backchannel.pages.reading.document import DocumentInputs
    from backchannel.pages.registry import SitePage
    from backchannel.settings import Project
    from backchannel.writers.epub.finishing import FinishedPage

_RUN = 32
"""Documents whose records are in memory at a time."""

_LISTS = {"list-of-persons": "persons", GLOSSARY: "terms"}
"""The pages of the site that follow the documents, and their templates."""


class BookSection(NamedTuple):
    """An editors' chapter in a book: its page, and the first and last document that it is about (empty: the whole volume)."""

    page: ChapterPage
    first: str
    last: str


def export_volume_book(folder: Path, project: Project, store: Store, volume: str) -> Path:
    """Write a volume to `VOLUME.epub` in a folder, and return the file."""
    file = folder / f"{volume}.epub"
    write_long(file, lambda out: _write(out, EditionQueries(featured(project, store), store, volume)))
    return file


def _write(out: IO[bytes], asked: EditionQueries) -> None:
    sections, lists = _sections(asked), list(_lists(asked))
    documents = [page_of(listed.id) for listed in asked.documents]
    paths = {*documents, *(section.page.path for section in sections), *(page.path for _, page in lists)}
    with Book(out, asked.project, paths) as book:
        _write_documents(book, asked, sections)
        for site_page, page in lists:
            book.page(_LISTS[site_page.name], page)
            book.entries.append(BookEntry(site_page.title, book_path(page.path), []))
        book.finish(_title(asked), documents[0])


def _write_documents(book: Book, asked: EditionQueries, sections: Sequence[BookSection]) -> None:
    """Write the documents in order. A chapter comes before its first document, and has its documents below it in the contents."""
    below, last = book.entries, ""
    for section in sections:
        if not section.first:
            _add_section(book, section)
    for run in runs_of_volume(asked.store, asked.volume, _RUN):
        for inputs in inputs_of(asked.store, run):
            local = inputs.listed.local
            for section in sections:
                if section.first == local:
                    below, last = _add_section(book, section), section.last
            add_document(book, asked.project, inputs)
            below.append(document_entry(inputs.listed))
            below = book.entries if local == last else below


def add_document(book: Book, project: Project, inputs: DocumentInputs) -> FinishedPage:
    """Add the page of a document."""
    return book.page("document", document_page(document_frame(project, inputs.listed.id), inputs))


def document_entry(listed: ListedDocument) -> BookEntry:
    """Name a document in the contents: `145. Message From Archer to Baker, May 7, 1972`."""
    number = given_number(listed)
    date = f"{date_words(listed.edtf)}{'' if listed.stated else ' (inferred)'}" if listed.edtf else ""
    words = ", ".join(filter(None, (given_title(listed), date)))
    return BookEntry(f"{number}. {words}" if number else words or listed.local, quote(book_path(page_of(listed.id))), [])


def _add_section(book: Book, section: BookSection) -> list[BookEntry]:
    """Add a chapter, and return the list of the entries below it."""
    book.page("chapter", section.page)
    entry = BookEntry(section.page.title, quote(book_path(section.page.path)), [])
    book.entries.append(entry)
    return entry.below


def _sections(asked: EditionQueries) -> list[BookSection]:
    """List the editors' chapters. One about documents that the volume does not have is about the whole volume."""
    present = {listed.local for listed in asked.documents}
    found = []
    for name, chapter in chapters.chapters(asked.store, asked.volume, RESERVED_NAMES).items():
        references = chapters.resolved(asked.store, asked.project, asked.volume, chapter)
        page = chapter_page(document_frame(asked.project, f"{asked.volume}/{name}"), name, chapter, references)
        first, last = chapter.documents or ("", "")
        found.append(BookSection(page, first, last) if first in present else BookSection(page, "", ""))
    return found


def _lists(asked: EditionQueries) -> Iterator[tuple[SitePage, PageView]]:
    """Yield the lists of persons and of terms, as far as the volume has them."""
    features = features_of(asked.project)
    for page in VOLUME_PAGES:
        if page.name in _LISTS and page.exists(features, asked.volume):
            yield page, page.view(page_frame(asked.project, page, asked.volume), asked)


def _title(asked: EditionQueries) -> BookTitle:
    project, volume = asked.project, asked.volume
    settings, series = project.volume(volume), project.series.of(volume)
    printed = ", ".join(filter(None, (settings.place or series.place, settings.publisher or series.publisher, str(settings.year or ""))))
    address = series.address_of(volume)
    return BookTitle(
        path="title.html",
        identifier=identifier(project, volume),
        title=settings.title,
        above=list(filter(None, [heading(project, volume)])),
        below=list(filter(None, [printed, f"From the edition {project.edition.title}."])),
        editors=settings.editors,
        publisher=project.edition.title,
        sources=list(filter(None, [address])),
        modified=modified(asked.store),
    )
