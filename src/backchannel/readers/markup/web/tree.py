"""Parse a saved page into a tree of the elements that a reader sees."""

from __future__ import annotations

import html
import re
from html.entities import codepoint2name, html5
from typing import TYPE_CHECKING

import lxml.html
from lxml import etree

from backchannel.source import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE)
_META_REACH = 4096
"""Bytes at the start of a page in which its encoding is declared; browsers look at the first 1,024."""
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_KNOWN = frozenset(codepoint2name.values())
_UNPRINTED = {**dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF)), **{n: html.unescape(f"&#{n};") for n in range(0x80, 0xA0)}}
"""Characters without a sign of their own, and those that old pages wrote by their numbers in Windows-1252: `&#151;` is a dash."""
_UNSEEN = frozenset(
    re.findall(
        r"\w+",
        "script style noscript template head svg math iframe object embed applet audio video canvas button select option input textarea "
        "dialog map link meta title",
    )
)
_UNSEEN_CLASSES = frozenset(
    ("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "element-invisible", "hidden", "noprint")
)
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def parse(data: bytes) -> HtmlElement:
    """Parse the bytes of a page, without comments and without what no reader sees."""
    text = _NAMED.sub(_character, _decode(data)).translate(_UNPRINTED)
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    body = _body(text.replace("\0", ""), parser)
    for element in [element for element in body.iter() if _is_unseen(element)]:
        if element is not body:
            element.drop_tree()
    return body


def _body(text: str, parser: lxml.html.HTMLParser) -> HtmlElement:
    try:
        page = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # a page without any element or word
        return lxml.html.Element("body")
    body = page.find("body")
    return page if body is None else body


def _decode(data: bytes) -> str:
    """Decode a page: as its bytes show, else as it declares, else as Windows-1252."""
    text, encoding = decode(data)
    declared = _META.search(data, 0, _META_REACH)
    if encoding != "windows-1252" or not declared:
        return text
    try:
        return data.decode((declared[1] or declared[2]).decode("ascii"), "replace").replace("\r\n", "\n")
    except LookupError:
        return text


def _character(named: re.Match[str]) -> str:
    """Return the character of a name that the parser does not know: those of HTML 5."""
    return named[0] if named[1] in _KNOWN else html5.get(f"{named[1]};", named[0])


def _is_unseen(element: HtmlElement) -> bool:
    if element.tag in _UNSEEN or element.get("hidden") is not None or element.get("role") == "tooltip":
        return True
    return not _UNSEEN_CLASSES.isdisjoint(classes(element)) or _UNSEEN_STYLE.search(element.get("style") or "") is not None


def classes(element: HtmlElement) -> list[str]:
    """Return the names in the class of an element, and its id, in small letters."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()


def words(element: HtmlElement) -> str:
    """Return the words of an element on one line."""
    return " ".join("".join(element.itertext()).split())


def names(body: HtmlElement) -> dict[str, HtmlElement]:
    """Return the elements that links may lead to, by `id` or `name`."""
    found: dict[str, HtmlElement] = {}
    for element in body.iter():
        for name in _names(element):
            found.setdefault(name, element)
    return found


def _names(element: HtmlElement) -> Iterator[str]:
    yield from (name for key in ("id", "name") if (name := element.get(key)))


def fragment(link: HtmlElement) -> str:
    """Return the name in the page to which a link leads: `fn:3` for `#fn:3`; empty if it leads elsewhere."""
    return (link.get("href") or "").rpartition("#")[2].strip() if "#" in (link.get("href") or "") else ""
