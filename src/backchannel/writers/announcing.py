"""Write the files by which other programs follow the site: the sitemap, and the feed of changes in the Atom format.

Both give whole addresses, so they are written only if `edition.toml` gives the address of the site.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from lxml import etree

from backchannel.pages.components.addresses import page_path
from backchannel.pages.components.layout import NOT_FOUND
from backchannel.pages.lists.feed import FEED
from backchannel.printed import printable
from backchannel.writers.rendering import write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from backchannel.edition.rebuild.outputs import PublishedPage
    from backchannel.pages.lists.feed import Feed, FeedEntry
    from backchannel.settings import Project
    from backchannel.writers.files import WrittenFile

_ATOM, _XHTML = "http://www.w3.org/2005/Atom", "http://www.w3.org/1999/xhtml"
_SITEMAP = "sitemap.xml"
_MOST_ADDRESSES, _MOST_BYTES = 50_000, 50_000_000
"""What a sitemap may have by https://www.sitemaps.org/protocol.html: addresses, and (nearly) bytes."""


def write_sitemap(project: Project, pages: Iterable[PublishedPage]) -> Iterator[WrittenFile]:
    """Write the sitemap of these pages; if they are too many for a file, in parts, with an index of the parts."""
    parts = list(_parts(_listed(project, page) for page in pages if page.path != page_path(NOT_FOUND)))
    if len(parts) <= 1:
        yield write(project, _SITEMAP, _sitemap("urlset", parts[0] if parts else []))
        return
    names = [f"sitemap-{n}.xml" for n in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield write(project, name, _sitemap("urlset", part))
    index = (f"<sitemap><loc>{escape(project.edition.address_of(name))}</loc></sitemap>\n" for name in names)
    yield write(project, _SITEMAP, _sitemap("sitemapindex", index))


def _listed(project: Project, page: PublishedPage) -> str:
    changed = f"<lastmod>{page.day}</lastmod>" if page.day else ""
    return f"<url><loc>{escape(project.edition.address_of(page.path))}</loc>{changed}</url>\n"


def _parts(entries: Iterable[str]) -> Iterator[list[str]]:
    """Part the entries of a sitemap into those of files that are small enough."""
    part, size = list[str](), 0
    for entry in entries:
        if len(part) == _MOST_ADDRESSES or size + len(entry) > _MOST_BYTES:
            yield part
            part, size = [], 0
        part.append(entry)
        size += len(entry)
    if part:
        yield part


def _sitemap(kind: str, entries: Iterable[str]) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{"".join(entries)}</{kind}>\n'
    ).encode()


def write_feed(project: Project, feed: Feed) -> WrittenFile:
    """Write the feed of changes, by RFC 4287."""
    root = etree.Element("feed", xmlns=_ATOM)
    _add(root, "id", feed.address)
    _add(root, "title", f"{feed.title}: changes")
    _add(root, "updated", _moment(feed.day))
    _add(etree.SubElement(root, "author"), "name", feed.title)
    _add(root, "link", rel="self", href=feed.address, type="application/atom+xml")
    _add(root, "link", rel="alternate", href=feed.front, type="text/html")
    for entry in feed.entries:
        _add_entry(root, entry)
    return write(project, FEED, etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True))


def _add_entry(root: etree._Element, entry: FeedEntry) -> None:
    element = etree.SubElement(root, "entry")
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _add(element, "updated", _moment(entry.day))
    _add(element, "link", rel="alternate", href=entry.address, type="text/html")
    content = etree.SubElement(element, "content", type="xhtml")
    division = etree.SubElement(content, "div", xmlns=_XHTML)
    for sentence in entry.sentences:
        etree.SubElement(division, "p").text = printable(sentence)


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> None:
    etree.SubElement(parent, name, attributes).text = text and printable(text)


def _moment(day: str) -> str:
    """Return the beginning of a day, as Atom writes it."""
    return f"{day}T00:00:00Z"
