"""Write a saved reading list as a book: the list with what its reader wrote, then its documents.

`docs/reading-list.md` defines the file.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, ValidationError

from backchannel.edition.queries import document_queries
from backchannel.edition.queries.document_queries import DocumentRun
from backchannel.pages.components.addresses import page_of
from backchannel.pages.components.inline import Inline
from backchannel.pages.components.places import place_words
from backchannel.settings import SettingsError
from backchannel.source import digest
from backchannel.writers.epub.book import Book, BookEntry, BookTitle, identifier, modified
from backchannel.writers.epub.finishing import book_path
from backchannel.writers.epub.volume import add_document, document_entry
from backchannel.writers.files import write_long
from backchannel.writers.units import inputs_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from backchannel.edition.queries.document_queries import ListedDocument
    from backchannel.edition.store import Store
    from backchannel.settings import Project

_TITLE, _PATH = "Reading List", "list.html"


class ListedPlace(BaseModel):
    """An entry of a reading list: a document, a place in it, what its reader wrote and selected, and the citation."""

    model_config = ConfigDict(frozen=True)

    document: str
    place: str = ""
    line: str = ""
    quote: str = ""
    note: tuple[tuple[str, bool], ...] = ()


class SavedReadingList(BaseModel):
    """The file of a reading list, without the fields that a book does not need."""

    model_config = ConfigDict(frozen=True)

    format: Literal["backchannel-reading-list"]
    version: Literal[1]
    entries: tuple[ListedPlace, ...]


class ListedInBook(NamedTuple):
    """An entry of the list in a book: its document (without `href` if the edition does not have it), the place in words, what the reader
    wrote and selected, and the citation."""

    name: str
    href: str
    place: str
    line: str
    quote: str
    note: list[Inline]


class ListInBook(NamedTuple):
    """The page with the list."""

    path: str
    title: str
    entries: list[ListedInBook]


def read_list(file: Path) -> SavedReadingList:
    """Read a reading list. Raises `SettingsError` for a file that is none."""
    try:
        return SavedReadingList.model_validate_json(file.read_bytes())
    except ValidationError as error:
        raise SettingsError(f"{file} is not a saved reading list of version 1; save it again on the page of the reading list.") from error


def export_list_book(folder: Path, project: Project, store: Store, saved: SavedReadingList) -> Path:
    """Write a reading list to `reading-list.epub` in a folder, and return the file."""
    file = folder / "reading-list.epub"
    write_long(file, lambda out: _write(out, project, store, saved))
    return file


def _write(out: IO[bytes], project: Project, store: Store, saved: SavedReadingList) -> None:
    """Write each document of the list once, in the order of the list, and the list in front of them."""
    present = _present(store, saved)
    with Book(out, project, {page_of(id) for id in present}) as book:
        book.entries.append(BookEntry(_TITLE, book_path(_PATH), []))
        places: dict[str, frozenset[str]] = {}
        for id, listed in present.items():
            for inputs in inputs_of(store, DocumentRun(listed.volume, listed.sequence, listed.sequence)):
                places[id] = add_document(book, project, inputs).ids
                book.entries.append(document_entry(listed))
        page = ListInBook(_PATH, _TITLE, [_entry(entry, present.get(entry.document), places) for entry in saved.entries])
        book.page("list", page, front=True)
        book.finish(_title(project, store, saved), next(map(page_of, present), _PATH))


def _present(store: Store, saved: SavedReadingList) -> dict[str, ListedDocument]:
    """Return the documents of the list that the edition has, by their ids, in the order of the list."""
    named = list(dict.fromkeys(entry.document for entry in saved.entries))
    volumes = {id.partition("/")[0] for id in named}
    sizes = {volume: size for volume, size in document_queries.sizes(store).items() if volume in volumes}
    found = {each.id: each for volume, size in sizes.items() for each in document_queries.listed(store, DocumentRun(volume, 1, size))}
    return {id: found[id] for id in named if id in found}


def _entry(entry: ListedPlace, listed: ListedDocument | None, places: Mapping[str, Collection[str]]) -> ListedInBook:
    """Show an entry. It leads to its place, or to its document if that does not have the place."""
    fragment = f"#{quote(entry.place)}" if entry.place in places.get(entry.document, ()) else ""
    return ListedInBook(
        name=document_entry(listed).name if listed else entry.document,
        href=f"{quote(page_of(listed.id))}{fragment}" if listed else "",
        place=place_words(entry.place.removeprefix(entry.document.partition("/")[2])) if fragment else "",
        line=entry.line,
        quote=entry.quote,
        note=[Inline(words, element="i" if italic else "") for words, italic in entry.note],
    )


def _title(project: Project, store: Store, saved: SavedReadingList) -> BookTitle:
    return BookTitle(
        path="title.html",
        identifier=identifier(project, f"reading-list/{digest(saved.model_dump_json().encode())}"),
        title=_TITLE,
        above=[],
        below=[f"From the edition {project.edition.title}."],
        editors=(),
        publisher=project.edition.title,
        sources=[],
        modified=modified(store),
    )
