"""Make the addresses of links: where each page is in the site, and how one points to another.

A page is at the top of the site (`index.html`, `messages.html`) or in the folder of its volume (`frus1969-76v09/d145.html`). Addresses are
always relative, so that a site folder works anywhere.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from backchannel import ids
from backchannel.edition.resolution import volume_of
from backchannel.pages.components.places import place_id
from backchannel.settings.series import SeriesOfVolumes

if TYPE_CHECKING:
    from backchannel.edition.queries.document_queries import ListedDocument

_NUMBERED = re.compile(r"d\d+[a-z]?")
_PLAIN = re.compile(r"[\w.-]*", re.ASCII)
READING_LIST = "reading-list"
"""The page to which each document can be added."""


def page_path(name: str, volume: str = "") -> str:
    """Return the path of a page by its name in the registry: `brackets` of `v9` is `v9/brackets.html`; without a volume `brackets.html`."""
    return f"{volume}/{name}.html" if volume else f"{name}.html"


def part_name(name: str, part: str) -> str:
    """Return the name of a part of a page: that of `messages` for `hakto-and-tohak/1972` is `messages.hakto-and-tohak.1972`. No other page
    has a dot in its name."""
    return f"{name}.{part.replace('/', '.')}" if part else name


def page_of(document: str) -> str:
    """Return the path of a document's page in the site: `frus1969-76v09/d145.html`."""
    return f"{document}.html"


def person_page(id: str) -> str:
    """Return the path of a person's page in the site: `people/archer-ann.html`."""
    return f"people/{id}.html"


class Linker(NamedTuple):
    """The addresses of all links of one page.

    `folder` is the folder of the page: a volume's id, `people`, or empty at the top of the site. `here` is the volume that the page is
    about, which its links need not name (empty: they name every volume). `series` has the addresses of the official editions.
    """

    folder: str = ""
    here: str = ""
    series: SeriesOfVolumes = SeriesOfVolumes()

    def page(self, path: str, fragment: str = "") -> str:
        """Return the address of the page at `path`.

        1. from `v9` to `v9/d145.html`    `d145.html`
        2. from `v9` to `v10/d1.html`     `../v10/d1.html`
        3. from `v9` to `index.html`      `../index.html`
        """
        page = _relative(self.folder, path)
        return f"{page}#{_quoted(fragment)}" if fragment else page

    def document(self, id: str, fragment: str = "") -> str:
        """Return the address of a document's page, or of an id in it."""
        return self.page(page_of(id), fragment)

    def place(self, document: str, anchor: str) -> str:
        """Return the address of a place in a document: the anchor `p7` of `v9/d145` is `d145.html#d145p7`."""
        return self.page(page_of(document), place_id(document.partition("/")[2], anchor))

    def person(self, id: str) -> str:
        """Return the address of a person's page."""
        return self.page(person_page(id))

    def message(self, id: str, part: str = "") -> str:
        """Return the address of a traveler's message in the ledger: `messages.html#hakto-18-1972-12`; in a large ledger, in a part of it:
        `messages.hakto-and-tohak.1972.html#hakto-18-1972-12`."""
        return self.page(page_path(part_name("messages", part)), id)

    def official(self, target: str) -> str:
        """Return the address of a target in the official edition of its volume: `https://history.state.gov/historicaldocuments/…`; empty if
        it has none."""
        return self.series.of(volume_of(target)).address_of(target)

    def target(self, target: str) -> str:
        """Return the address of a target of the edition: `VOLUME`, `VOLUME/dN`, `VOLUME/dN#dNfnM` or `VOLUME#pg_N`. A printed page leads to
        the volume's page index, which lists the documents on it."""
        path, fragment = ids.split_target(target)
        if "/" in path:
            return self.document(path, fragment)
        return self.page(page_path("pages" if fragment else "index", path), fragment)


@lru_cache(4096)
def _relative(folder: str, path: str) -> str:
    inside = f"{folder}/"
    return quote(path.removeprefix(inside) if folder and path.startswith(inside) else ("../" if folder else "") + path)


def _quoted(anchor: str) -> str:
    """Quote an anchor for an address: nearly all are plain and stay as they are."""
    return anchor if _PLAIN.fullmatch(anchor) else quote(anchor)


def official_id(document: ListedDocument) -> str:
    """Return the id of the document in the official edition: `d44`, also for the second text that claims that number (`d44-2`); empty for a
    text without a number."""
    match = _NUMBERED.match(document.local)
    return match[0] if match else ""
