"""Turn a rendered page into a page of a book: its links stay in the book or lead to the official edition, its notes open as pop-ups.

The paths in a book are those of the site, with another ending, so relative links need no other change.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from lxml import etree

from backchannel.printed import printable
from backchannel.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Collection

    from backchannel.settings.series import SeriesOfVolumes

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_TYPE = "{http://www.idpf.org/2007/ops}type"
_LINK, _PLAIN = (f"{{http://www.w3.org/1999/xhtml}}{name}" for name in ("a", "span"))

_TYPES = {"doc-noteref": "noteref", "doc-footnote": "footnote", "doc-pagebreak": "pagebreak"}
"""What reading systems call a thing, by its role."""

_SITE_ONLY = ("cite", "data-card", "data-pg", "data-by", "data-code")
"""Attributes that only the scripts and styles of the site use, or whose links a book does not have."""

_TO_ITSELF = frozenset({"page-break", "pilcrow"})
"""The classes of links to their own place, whose address a book does not show."""

_WEB = re.compile(r"(?:https?://|mailto:)")
_DOCUMENT = re.compile(r"(?P<volume>[^/]+)/d\d+[a-z]?\.html")
_PART = re.compile(r"d\d+[a-z]?fn\d+|pg_\w+")
"""The places that the official edition has, too."""


class BookPlace(NamedTuple):
    """A printed page in a book: its number and its address."""

    number: str
    href: str


class FinishedPage(NamedTuple):
    """A page of a book: its file, its ids, and the printed pages that begin on it."""

    data: bytes
    ids: frozenset[str]
    printed: list[BookPlace]


class BookLinks(NamedTuple):
    """What the links of a book may lead to: the paths of its pages in the site, and the official edition of each volume."""

    pages: Collection[str]
    series: SeriesOfVolumes

    def address(self, href: str, path: str, ids: Collection[str]) -> str:
        """Return the address in the book of a link on the page at `path`, which has these `ids`; empty if it leads nowhere.

        1. `#d44fn1`               the same, if the page has this id
        2. `d45.html#d45fn2`       `d45.xhtml#d45fn2`, if the book has the page
        3. `../v10/d1.html`        the address of the official edition, if the book does not have it
        4. `messages.html#tohak-1` empty: only the site has such pages
        """
        if _WEB.match(href):
            return href
        page, _, fragment = href.partition("#")
        if not page:
            return href if unquote(fragment) in ids else ""
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(page)))
        if target in self.pages:
            return f"{book_path(page)}#{fragment}" if fragment else book_path(page)
        return self._official(target, unquote(fragment))

    def _official(self, target: str, fragment: str) -> str:
        volume, part = target.partition("/")[0], f"#{fragment}" if _PART.fullmatch(fragment) else ""
        series = self.series.of(volume)
        if _DOCUMENT.fullmatch(target):
            return series.address_of(f"{target.removesuffix('.html')}{part}")
        return series.address_of(f"{volume}{part}") if target in (f"{volume}/pages.html", f"{volume}/index.html") else ""


def book_path(path: str) -> str:
    """Return the path in a book of a page of the site."""
    return f"{path.removesuffix('.html')}.xhtml"


def finished(markup: str, path: str, links: BookLinks) -> FinishedPage:
    """Finish the page at `path`. Raises `SettingsError` if an edition's own template makes it something other than XML."""
    try:
        root = etree.fromstring(printable(markup).encode(), _PARSER)
    except etree.XMLSyntaxError as error:
        raise SettingsError(f"the page {path} is not XML, which a book needs: {error.msg}. Compare your own templates.") from error
    for cards in list(root.iterfind(".//{*}span[@class='cited']")):
        _remove(cards)
    ids = frozenset(str(element.get("id")) for element in root.iter("{*}*") if element.get("id"))
    for link in list(root.iter(_LINK)):
        _direct(link, "" if link.get("class") in _TO_ITSELF else links.address(link.get("href", ""), path, ids))
    for element in root.iter("{*}*"):
        _name(element)
    breaks = root.iterfind(".//{*}span[@role='doc-pagebreak']")
    printed = [BookPlace(str(each.get("title")).removeprefix("Page "), f"{quote(book_path(path))}#{each.get('id')}") for each in breaks]
    data = etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")
    return FinishedPage(data + b"\n", ids, printed)


def _direct(link: etree._Element, address: str) -> None:
    """Give a link its address. Without one, its words stay."""
    if address:
        link.set("href", address)
        return
    link.tag = _PLAIN
    for name in ("href", "role", "aria-label"):
        link.attrib.pop(name, "")


def _name(element: etree._Element) -> None:
    """Give an element the type of its role, and take away what only the site needs."""
    if role := _TYPES.get(element.get("role", "")):
        element.set(_TYPE, role)
    for name in _SITE_ONLY:
        element.attrib.pop(name, "")


def _remove(element: etree._Element) -> None:
    """Remove an element, but not the text after it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is None:
        parent.text = (parent.text or "") + (element.tail or "")
    else:
        before.tail = (before.tail or "") + (element.tail or "")
    parent.remove(element)
