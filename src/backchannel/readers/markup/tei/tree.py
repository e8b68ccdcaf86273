"""Parse TEI, and name its elements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

TEI = "http://www.tei-c.org/ns/1.0"
ID = "{http://www.w3.org/XML/1998/namespace}id"


def parse(data: bytes) -> etree._Element | None:
    """Parse TEI, as far as it is well formed; None if it has no element. Nothing outside the file is read."""
    parser = etree.XMLParser(
        huge_tree=True, recover=True, collect_ids=False, remove_comments=True, remove_pis=True, resolve_entities=False, no_network=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:  # not even the start of an element
        return None


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace: `note`."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def said(element: etree._Element) -> str:
    """Return the words of an element on one line."""
    return " ".join("".join(_words(element)).split())


def _words(element: etree._Element) -> Iterator[str]:
    for event, part in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            yield " " if local(part) == "lb" else part.text or ""
        elif part is not element:
            yield part.tail or ""


def is_document(element: etree._Element) -> bool:
    """Return whether an element is a document of a volume: `<div type="document">`."""
    return local(element) == "div" and element.get("type") == "document"


def documents(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the documents below an element that have an id, without those inside others."""
    for element in root.iter(f"{{{TEI}}}div"):
        if is_document(element) and (element.get(ID) or "").startswith("d") and not any(map(is_document, element.iterancestors())):
            yield element
