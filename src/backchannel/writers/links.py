"""Check the links of built pages: that each leads to a file of the site, and to an id in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ADDRESSES = ("href", "src", "cite")
_SHOWN_FROM_ANYWHERE = "404.html"
PLACES = ".places.js"
"""The end of the script that leads from the first page of a divided list to the parts: the page has the places that it lists."""


class _Page(NamedTuple):
    """What one page has: its ids, ids that it has twice, and its addresses."""

    ids: set[str]
    twice: list[str]
    links: list[str]


@dataclass(slots=True)
class LinkReport:
    """How many pages and links were checked, and what is broken: the page and the address, or an id that the page has twice."""

    pages: int = 0
    links: int = 0
    broken: list[tuple[str, str]] = field(default_factory=list)


def check_links(site: Path) -> LinkReport:
    """Check all links of all pages in the folder `site`. Addresses of other sites are not requested."""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pages = {path: _read(site / path) for path in sorted(files) if path.endswith(".html")}
    for path, page in pages.items():
        if (places := path.removesuffix(".html") + PLACES) in files:
            page.ids.update(re.findall(r"[^\s\"]+", (site / places).read_text(encoding="utf-8")))
    report = LinkReport(pages=len(pages))
    for path, page in pages.items():
        report.broken += [(path, f"id {id} twice") for id in page.twice]
        for link in page.links:
            report.links += 1
            if not _leads(path, link, files, pages):
                report.broken.append((path, link))
    return report


def _leads(path: str, link: str, files: set[str], pages: dict[str, _Page]) -> bool:
    """Return whether a link of the page at `path` leads somewhere."""
    scheme, host, target, _, fragment = urlsplit(link)
    if scheme or host:
        return scheme in ("http", "https", "mailto")
    found = _resolve(path, unquote(target)) if target else path
    if found is None or found not in files:
        return False
    return not fragment or (found in pages and unquote(fragment) in pages[found].ids)


def _resolve(path: str, target: str) -> str | None:
    """Resolve a relative address to a path in the site; None for one that leads out of it. The page for missing addresses is shown at any
    depth, and tries all of them."""
    if target.startswith("/"):
        return None
    parts = path.split("/")[:-1]
    for step in target.split("/"):
        if step == "..":
            if not parts:
                if path == _SHOWN_FROM_ANYWHERE:
                    continue
                return None
            parts.pop()
        elif step not in ("", "."):
            parts.append(step)
    return "/".join(parts)


def _read(file: Path) -> _Page:
    ids: set[str] = set()
    twice: list[str] = []
    links: list[str] = []
    tree = etree.parse(str(file), etree.HTMLParser(encoding="utf-8", huge_tree=True))
    for element in tree.iter(etree.Element):
        for name, value in _attributes(element):
            if name == "id":
                if value in ids:
                    twice.append(value)
                ids.add(value)
            else:
                links.append(value)
    return _Page(ids, twice, list(dict.fromkeys(links)))


def _attributes(element: etree._Element) -> Iterator[tuple[str, str]]:
    for name in ("id", *_ADDRESSES):
        value = element.get(name)
        if value is not None:
            yield name, value
