"""Find the page breaks of a page: anchors and labels that say where a printed page begins.

1. `<span class="pb">[Page 12]</span>`, `<span class="pagenum">12</span>`
2. `<a id="pg_12"></a>`, `<hr id="page-12">`
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel.readers.markup.web.tree import words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CLASS = re.compile(r"pb|page-?break|page-?num(?:ber)?|page-?no|page-?marker|tei-pb\d*|doc-pagebreak|pagebreak", re.IGNORECASE)
_NAME = re.compile(r"(?:pg|page|pb)[-_.]?(\d{1,5}|[ivxlc]{1,8})", re.IGNORECASE)
_LABEL = re.compile(r"[\[{(]?\s*(?:(?:Page|Pg|p)\b\.?\s*)?(\d{1,5}|[ivxlc]{1,8}|\[\d{1,5}\])\s*[\])}]?", re.IGNORECASE)
_PRINTED = re.compile(r"\[(?:Page|Pg\.?|p\.)\s*(\d{1,5}|[ivxlc]{1,8}|\[\d{1,5}\])\s*\]", re.IGNORECASE)
_INLINE = frozenset({"a", "span", "b", "i", "em", "strong", "small", "hr", "ins", "font", "div", "p"})


def page_label(element: HtmlElement) -> str:
    """Return the number of the page that begins at an element; empty if it is no page break."""
    if element.tag not in _INLINE:
        return ""
    said = [element.get("class"), element.get("role"), element.get("epub:type"), element.get("id"), element.get("name")]
    named = [name for value in said if value for name in value.split()]
    if not any(_CLASS.fullmatch(name) or _NAME.fullmatch(name) for name in named):
        return _printed(element)
    shown = words(element)
    if match := _LABEL.fullmatch(shown):
        return match[1]
    if shown:
        return ""
    values = (*named, *(element.get(key) or "" for key in ("title", "aria-label", "data-page", "data-n")))
    return next((match[1] for value in values if (match := _NAME.fullmatch(value) or _LABEL.fullmatch(value))), _inner(element))


def _printed(element: HtmlElement) -> str:
    """Return the number of a page label that is all of an element: `<b>[p. 12]</b>`."""
    if element.tag not in ("a", "span", "b", "i", "em", "strong") or len(element.text or "") > 20:
        return ""
    match = _PRINTED.fullmatch(words(element))
    return match[1] if match else ""


def _inner(element: HtmlElement) -> str:
    """Return the number in the name of an anchor inside: `<span class="pb"><a id="pg_12"></a></span>`."""
    for anchor in element.iterdescendants("a", "span"):
        for value in (anchor.get("id"), anchor.get("name")):
            if value and (match := _NAME.fullmatch(value)):
                return match[1]
    return ""
