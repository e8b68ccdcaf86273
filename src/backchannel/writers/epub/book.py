"""Write a book page by page, then its contents and its package file, so that a long book takes no more memory than a short one."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, NamedTuple, Self
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from backchannel.edition.publication.latest import last_day
from backchannel.printed import printable
from backchannel.writers.epub.archive import BookArchive
from backchannel.writers.epub.finishing import BookLinks, BookPlace, FinishedPage, book_path, finished
from backchannel.writers.rendering import rendered
from backchannel.writers.templates import template_folders

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from backchannel.edition.store import Store
    from backchannel.pages.components.layout import PageView
    from backchannel.settings import Project

_PAGE = "application/xhtml+xml"
_STYLE = "static/book.css"
_ABOUT = {"epub/nav.xhtml.j2": "nav.xhtml", "epub/package.opf.j2": "package.opf"}
"""The templates of the files about the whole book, and their paths."""

_FIRST_DAY = "2000-01-01"
"""The day of a book whose edition was never published: the format requires one, and the day of the export would change the bytes."""


class BookEntry(NamedTuple):
    """An entry of the contents: its words, its address, and the entries below it."""

    name: str
    href: str
    below: list[BookEntry]


class BookItem(NamedTuple):
    """A file of the book, as the package file lists it. `properties` is `nav` for the contents."""

    id: str
    href: str
    media: str
    properties: str = ""


class BookTitle(NamedTuple):
    """What a book is: its title page at `path`, and the same for libraries. `above` and `below` are the lines around the title; `sources`
    are the addresses of the official editions."""

    path: str
    identifier: str
    title: str
    above: list[str]
    below: list[str]
    editors: Sequence[str]
    publisher: str
    sources: list[str]
    modified: str


class BookPackage(NamedTuple):
    """The contents and the package file of a book. `first` is the address of its first document."""

    path: str
    about: BookTitle
    entries: list[BookEntry]
    printed: list[BookPlace]
    items: list[BookItem]
    first: str


class Book:
    """A book that is being written."""

    def __init__(self, out: IO[bytes], project: Project, pages: Collection[str]) -> None:
        """Begin the book. `pages` are the paths in the site of all that it will have."""
        self._archive, self._project, self._links = BookArchive(out), project, BookLinks(pages, project.series)
        self._printed: dict[str, BookPlace] = {}
        self._items: list[BookItem] = []
        self.entries: list[BookEntry] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def page(self, template: str, page: PageView, *, front: bool = False) -> FinishedPage:
        """Add a page after those that were added before; `front`: before them."""
        made = finished(rendered(self._project, f"epub/{template}.xhtml.j2", page), page.path, self._links)
        path = book_path(page.path)
        self._archive.add(path, made.data)
        item = BookItem(f"p{len(self._items) + 1}", quote(path), _PAGE)
        self._items.insert(0 if front else len(self._items), item)
        for place in made.printed:
            self._printed.setdefault(place.number, place)
        return made

    def finish(self, about: BookTitle, first: str) -> None:
        """Add the title page, the contents and the package file. `first` is the path of the first document."""
        self.page("title", about, front=True)
        items = [self._items[0], BookItem("nav", "nav.xhtml", _PAGE, "nav"), *self._items[1:]]
        package = BookPackage("nav.html", about, self.entries, list(self._printed.values()), items, quote(book_path(first)))
        for template, path in _ABOUT.items():
            self._archive.add(path, printable(rendered(self._project, template, package)).encode())
        self._archive.add(_STYLE, _style(self._project))


def _style(project: Project) -> bytes:
    """Read the style sheet of books: the edition's own, if it has one."""
    files = (folder / "epub" / "book.css" for folder in template_folders(project.templates))
    return next(file for file in files if file.is_file()).read_bytes()


def identifier(project: Project, name: str) -> str:
    """Make the identifier of a book from the edition, by its address or title, and the book's own name."""
    return uuid5(NAMESPACE_URL, f"{project.edition.address_of('') or project.edition.title}/{name}").urn


def modified(store: Store) -> str:
    """Return the time that the format requires: the day on which the edition last changed."""
    return f"{last_day(store) or _FIRST_DAY}T00:00:00Z"
