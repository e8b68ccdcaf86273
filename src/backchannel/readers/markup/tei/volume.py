"""Split a TEI volume: its documents, its title page, its lists of people and of terms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from backchannel.readers.markup.tei.tree import ID, TEI, documents, local, parse, said
from backchannel.records.lists import ListedPerson, ListedTerm

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TITLES = {"volume": "title", "complete": "title", "subseries": "subseries", "series": "series"}
_NUMBER = re.compile(r"Volumes?\s+(?P<volume>[^,]+?)(?:,\s+Part\s+(?P<part>.+))?")


class TeiDocument(NamedTuple):
    """A document of a volume: its id, `d44`, and the bytes of a file with it alone."""

    id: str
    data: bytes


class TeiVolume(NamedTuple):
    """A TEI volume: its id, what its title page says (keys of `volume.toml`), its documents, people and terms."""

    id: str
    title_page: Mapping[str, str | int | list[str]]
    documents: tuple[TeiDocument, ...]
    people: tuple[ListedPerson, ...]
    terms: tuple[ListedTerm, ...]


def read_volume(data: bytes) -> TeiVolume | None:
    """Read the bytes of a TEI file; None if it has no documents."""
    root = parse(data)
    if root is None:
        return None
    found = tuple(TeiDocument(document.get(ID) or "", _alone(document)) for document in documents(root))
    if not found:
        return None
    return TeiVolume(_identified(root), _title_page(root), found, tuple(_people(root)), tuple(_terms(root)))


def _alone(document: etree._Element) -> bytes:
    """Write a document as a file of its own."""
    tail, document.tail = document.tail, None
    data: bytes = etree.tostring(document, encoding="utf-8", xml_declaration=True)
    document.tail = tail
    return data + b"\n"


def _identified(root: etree._Element) -> str:
    """Return the id of a volume: `frus1969-76v12`."""
    return next((said(idno) for idno in root.iter(f"{{{TEI}}}idno") if idno.get("type") == "frus"), "")


def _title_page(root: etree._Element) -> dict[str, str | int | list[str]]:
    header = next(root.iter(f"{{{TEI}}}teiHeader"), None)
    if header is None:
        return {}
    page: dict[str, str | int | list[str]] = {}
    for title in header.iter(f"{{{TEI}}}title"):
        kind, words = title.get("type") or "", said(title)
        if words and kind in _TITLES and (kind == "volume" or _TITLES[kind] not in page):
            page[_TITLES[kind]] = words
        elif kind == "volumenumber" and (number := _NUMBER.fullmatch(words)):
            page |= {key: value for key, value in number.groupdict().items() if value}
    page |= dict(_imprint(header))
    if editors := [said(editor) for editor in header.iter(f"{{{TEI}}}editor") if editor.get("role") == "primary" and said(editor)]:
        page["editors"] = editors
    return page


def _imprint(header: etree._Element) -> Iterator[tuple[str, str | int]]:
    for statement in header.iter(f"{{{TEI}}}publicationStmt"):
        for element in statement:
            name, words = local(element), said(element)
            if name == "pubPlace" and words:
                yield "place", words
            elif name == "publisher" and words:
                yield "publisher", words
            elif name == "date" and (year := re.search(r"\b\d{4}\b", words)):
                yield "year", int(year[0])


def _people(root: etree._Element) -> Iterator[ListedPerson]:
    for item, id in _items(root, "persName"):
        name, about = _entry(item, "persName")
        if name:
            yield ListedPerson(id, name, about)


def _terms(root: etree._Element) -> Iterator[ListedTerm]:
    for item, _ in _items(root, "term"):
        term, meaning = _entry(item, "term")
        if term:
            yield ListedTerm(term, meaning)


def _items(root: etree._Element, name: str) -> Iterator[tuple[etree._Element, str]]:
    """Yield the items of the front matter that define a person or a term, each with the id of its name."""
    for item in root.iter(f"{{{TEI}}}item"):
        named = next((element for element in item.iter(f"{{{TEI}}}{name}") if element.get(ID)), None)
        if named is not None:
            yield item, named.get(ID) or ""


def _entry(item: etree._Element, name: str) -> tuple[str, str]:
    """Part an item at the end of its name: `Archer, Ann B., Ambassador …`."""
    named = next(element for element in item.iter(f"{{{TEI}}}{name}") if element.get(ID))
    words, whole = said(named).rstrip(" ,;:"), said(item)
    _, _, about = whole.partition(words)
    return words, about.lstrip(" ,;:–—-").rstrip()
