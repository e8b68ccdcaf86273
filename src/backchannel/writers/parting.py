"""Write a page of the registry: as one file, or divided into parts if it is too large.

The first page keeps its address and becomes the index of its parts, with every place that it had, so that an address once published leads
on to the words. A part that is divided further becomes an index in its turn. The size of a page follows from the edition alone, and so does
its division: an incremental build writes the parts of a clean one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, unquote

from lxml import etree

from backchannel.pages.components.addresses import page_path, part_name
from backchannel.pages.components.layout import NavItem, PartAnchor, PartEntry, PartIndex
from backchannel.pages.components.scripts import of_edition
from backchannel.pages.parting import Leaf, Parting, PartKey, leaves, with_only
from backchannel.printed import shortened
from backchannel.writers.links import PLACES
from backchannel.writers.rendering import rendered, write_text

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from backchannel.pages.components.layout import PageView
    from backchannel.pages.registry import SitePage
    from backchannel.settings import Project
    from backchannel.writers.files import WrittenFile

LARGEST = 500_000
"""Bytes of a page that is not divided."""
_FILLED = 0.6
"""How much of that runs of equal length have on average, so that none of them is too large."""
_LONGEST_WORDS = 60
_MAIN = "main"
_ID = re.compile(r'\bid="([^"]*)"')
_NAMING = ("th", "h2", "h3", "dt", "caption", "b", "a", "text")
"""The elements that name a place in a list: the message of a row, the heading of a section, a person, a printed page."""


def write_page(project: Project, page: SitePage, view: PageView) -> Iterator[WrittenFile]:
    """Write a page, in parts if it is too large."""
    if not page.parting:
        yield write_text(project, view.path, rendered(project, page.template, view))
        return
    division = _Division(project, page.name, page.template, page.parting, view)
    root = division.part((), leaves(view, page.parting))
    yield from division.write(root) if root.parts else [write_text(project, view.path, root.text)]


class _Place(NamedTuple):
    """A place in a part: its id, and the words that name it; empty if they are those of the place before."""

    id: str
    words: str


@dataclass
class _Part:
    """A part of a page by its keys: its text, or the parts into which it is divided."""

    keys: tuple[PartKey, ...]
    text: str = ""
    parts: list[_Part] = field(default_factory=list)

    @property
    def words(self) -> str:
        return ", ".join(key.words for key in self.keys)

    @property
    def pages(self) -> list[_Part]:
        """Return the parts with a text: this one, or those into which it is divided."""
        return [page for part in self.parts for page in part.pages] if self.parts else [self]

    @property
    def divided(self) -> list[_Part]:
        """Return the parts without a text of their own, from the outermost."""
        return [self, *(inner for part in self.parts for inner in part.divided)] if self.parts else []


@dataclass
class _Division:
    """The division of a page: it is rendered as a whole, then part by part, until none is too large."""

    project: Project
    name: str
    template: str
    parting: Parting
    view: Any

    def part(self, keys: tuple[PartKey, ...], kept: Sequence[Leaf]) -> _Part:
        """Make the part that has these leaves, divided by the next key, or into runs, if it is too large."""
        part = _Part(keys)
        if all(self.parting.planned(leaf) <= len(keys) for leaf in kept):
            part.text = self._rendered(keys, kept)
        size = len(part.text.encode())
        if part.text and (size <= LARGEST or len(kept) < 2):
            return part
        groups = self._by_next_key(len(keys), kept) or _runs(kept, size / (LARGEST * _FILLED))
        part.parts = [self.part((*keys, key), group) for key, group in groups]
        return part

    def _by_next_key(self, depth: int, kept: Sequence[Leaf]) -> list[tuple[PartKey, list[Leaf]]]:
        """Group leaves by their key at this depth; empty if they have none."""
        found: dict[PartKey, list[Leaf]] = {}
        for leaf in kept:
            keys = self.parting.keys(leaf)
            if len(keys) <= depth:
                return []
            found.setdefault(keys[depth], []).append(leaf)
        return list(found.items())

    def write(self, root: _Part) -> Iterator[WrittenFile]:
        """Write the parts of a divided page, and an index at each address that is divided."""
        places = [(part, _places(part.text)) for part in root.pages]
        part_of = {place.id: self._href(part.keys) for part, found in reversed(places) for place in found}
        for part in root.pages:
            yield write_text(self.project, self._path(part.keys), self._linked(part.text, part_of, _ids(part.text)))
        for part in root.divided:
            yield from self._write_index(part, [entry for entry in places if entry[0].keys[: len(part.keys)] == part.keys], part_of)

    def _write_index(
        self, part: _Part, places: Sequence[tuple[_Part, Sequence[_Place]]], part_of: Mapping[str, str]
    ) -> Iterator[WrittenFile]:
        own = _ids(self._rendered(part.keys, [], PartIndex([])))
        entries = []
        for page, found in places:
            href = self._href(page.keys)
            anchors = [
                PartAnchor(*place, f"{href}#{quote(place.id)}") for place in found if place.id not in own and part_of[place.id] == href
            ]
            entries.append(PartEntry(page.words, href, anchors))
        text = self._linked(self._rendered(part.keys, [], PartIndex(entries)), part_of, own)
        if len(text.encode()) > LARGEST:
            script = f"{self._name(part.keys)}{PLACES}"
            listed = {entry.href: " ".join(anchor.id for anchor in entry.anchors) for entry in entries}
            yield write_text(self.project, f"{self._folder}{script}", of_edition("places", listed))
            short = PartIndex([entry._replace(anchors=[]) for entry in entries], quote(script))
            text = self._linked(self._rendered(part.keys, [], short), part_of, own)
        yield write_text(self.project, self._path(part.keys), text)

    def _rendered(self, keys: tuple[PartKey, ...], kept: Sequence[Leaf], index: PartIndex | None = None) -> str:
        """Render a part with these leaves."""
        layout = self.view.layout
        if not keys and index is None:
            return rendered(self.project, self.template, self.view)
        view = with_only(self.view, self.parting, kept)
        if keys:
            view = view._replace(**dict(self.parting.once))
            layout = layout.titled(f"{layout.heading}: {', '.join(key.words for key in keys)}")
            layout = layout._replace(
                around=self._around(keys), canonical=layout.canonical and self.project.edition.address_of(self._path(keys))
            )
        page: PageView = view._replace(path=self._path(keys), layout=layout._replace(parts=index))
        return rendered(self.project, self.template, page)

    def _around(self, keys: tuple[PartKey, ...]) -> tuple[NavItem, ...]:
        """Link the pages above a part, from the index of all parts."""
        names = ["All parts", *(key.words for key in keys)]
        return tuple(NavItem(words, self._href(keys[:depth]), depth == len(keys)) for depth, words in enumerate(names))

    def _linked(self, text: str, part_of: Mapping[str, str], own: Container[str]) -> str:
        """Lead the links to places on the undivided page to the parts that have them, but for the page's `own`."""
        page = re.escape(self._href(()))

        def lead(link: re.Match[str]) -> str:
            id = unquote(unescape(link[2]))
            if id in part_of and (link[1] or id not in own):
                return f'href="{part_of[id]}#{link[2]}"'
            return link[0]

        return re.sub(rf'href="({page})?#([^"]*)"', lead, text)

    def _name(self, keys: tuple[PartKey, ...]) -> str:
        return part_name(self.name, "/".join(key.slug for key in keys))

    def _href(self, keys: tuple[PartKey, ...]) -> str:
        return quote(page_path(self._name(keys)))

    @property
    def _folder(self) -> str:
        path: str = self.view.path
        return path[: path.rfind("/") + 1]

    def _path(self, keys: tuple[PartKey, ...]) -> str:
        return self._folder + page_path(self._name(keys))


def _runs(kept: Sequence[Leaf], number: float) -> list[tuple[PartKey, list[Leaf]]]:
    """Divide leaves into at least this many runs of equal length, numbered from 1."""
    length = max(1, len(kept) // max(2, ceil(number)))
    starts = range(0, len(kept), length)
    return [(PartKey(str(n), f"part {n}"), list(kept[start : start + length])) for n, start in enumerate(starts, 1)]


def _places(text: str) -> list[_Place]:
    """Return the places in the main part of a page, in order, each once."""
    tree = etree.ElementTree(etree.fromstring(text.encode(), etree.HTMLParser(encoding="utf-8", huge_tree=True)))
    found: dict[str, str] = {}
    for main in tree.iter(_MAIN):
        found |= {id: _words(element) for element in main.iter(etree.Element) if (id := element.get("id")) and element is not main}
    return [_Place(id, "" if words == before else words) for (id, words), before in zip(found.items(), ["", *found.values()], strict=False)]


def _ids(text: str) -> set[str]:
    return set(_ID.findall(text))


def _words(element: etree._Element) -> str:
    """Return the words that name a place."""
    for named in element.iter(*_NAMING):
        if words := " ".join("".join(map(str, named.itertext())).split()):
            return shortened(words, _LONGEST_WORDS)
    return ""
