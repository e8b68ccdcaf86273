"""Find the article of a page among its navigation, asides and footers.

1. `<article>`, `<main>`, `role="main"`     if most of the page's prose is there
2. the smallest element with the head and all markers, if much of the prose is there
3. the smallest element with most of the prose, with the heading before it

Prose is text outside links: a menu has none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel.readers.markup.web.tree import classes, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from lxml.html import HtmlElement

_FURNITURE = frozenset({"nav", "aside", "footer"})
_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "toolbar"})
_CLASS = re.compile(
    r"""
    (?:(?:site|page|global|hsg|main|left|right|top|bottom)[-_]?)?   # site-header
    (?: nav(?:bar|igation)? | breadcrumbs? | menu | sidebar | pager | pagination | toolbar | toc | search | masthead | banner
      | skip(?:-?links?)? | shar(?:e|ing) | social | footer | cookies? | consent | newsletter | prev-?next    # skip-link
    )
    (?:[-_](?:wrapper|container|bar|banner|consent|links?|list|main|left|right|inner|menu|nav))?             # navigation-wrapper
  | (?:site|page|global|hsg|top)[-_]header
    """,
    re.VERBOSE,
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NUMBERED = re.compile(r"(?:No\. ?|Document )?\[?\d{1,4}[a-z]?[.\]:] ?\D")
_MOST = 0.5
"""The share of the page's prose that its article has; the rest may be a long footer."""
_ENOUGH = 0.4
_NEARLY_ALL = 0.8
_BLOCKS = frozenset({"div", "td", "section", "article", "main", "center", "body", "blockquote", "form", "font", "table", "tbody", "tr"})


class Article(NamedTuple):
    """The element with the article. If the page does not name it, so that it was chosen by its amount of prose, `left_out` is the share of
    the page's prose that is outside it."""

    element: HtmlElement
    left_out: float = 0.0


def find_article(body: HtmlElement, markers: Set[HtmlElement], notes: Set[HtmlElement]) -> Article:
    """Find the article of a page, and drop the page’s furniture from the tree, but nothing that has its head, a marker or a note in it."""
    head = _head(body)
    marked = markers | ({head} if head is not None else set())
    _drop_furniture(body, marked | notes)
    prose = _prose(body)
    named = _named(body, prose)
    if named is not None:
        found = Article(named)
    else:
        chosen = _spanning(marked, prose, body) if head is not None and markers else None
        chosen = _with_heading(_densest(body, prose)) if chosen is None else chosen
        found = Article(chosen, _left_out(body, chosen, notes, prose))
    _drop_titles(found.element, head)
    return found


def _left_out(body: HtmlElement, article: HtmlElement, notes: Set[HtmlElement], prose: dict[HtmlElement, int]) -> float:
    """Return the share of the prose that is neither in the article nor in its notes."""
    apart = sum(prose.get(note, 0) for note in notes if article not in (note, *note.iterancestors()))
    return 1 - (prose[article] + apart) / prose[body] if prose[body] else 0.0


def _head(body: HtmlElement) -> HtmlElement | None:
    """Return the first heading with the number of a document."""
    return next((heading for heading in body.iter(*_HEADINGS) if _NUMBERED.match(words(heading))), None)


def _spanning(elements: Set[HtmlElement], prose: dict[HtmlElement, int], body: HtmlElement) -> HtmlElement:
    """Return the smallest element around all of these that has enough of the prose."""
    paths = [[*reversed([*element.iterancestors()]), element] for element in elements]
    around = [level[0] for level in zip(*paths, strict=False) if all(other is level[0] for other in level)]
    fitting = [element for element in around if element.tag in _BLOCKS and prose.get(element, 0) >= _ENOUGH * prose[body]]
    return fitting[-1] if fitting else body


def _drop_titles(article: HtmlElement, head: HtmlElement | None) -> None:
    """Drop the headings before the head that repeat the title of the page, such as the name of the volume."""
    title = " ".join(words(element) for element in article.getroottree().iter("title"))
    for heading in [*article.iter(*_HEADINGS)] if head is not None else ():
        if heading is head:
            return
        if (said := words(heading)) and said in title and heading is not article:
            heading.drop_tree()


def _drop_furniture(body: HtmlElement, kept: Set[HtmlElement]) -> None:
    safe = {above for element in kept for above in (element, *element.iterancestors())}
    for element in [element for element in body.iter() if _is_furniture(element)]:
        if element is not body and element not in safe and element.getparent() is not None:
            element.drop_tree()


def _is_furniture(element: HtmlElement) -> bool:
    if element.tag in _FURNITURE or (element.get("role") or "") in _ROLES:
        return True
    if element.tag == "header":
        return element.find(".//nav") is not None or next(element.iter(*_HEADINGS), None) is None
    return element.tag not in ("body", "main", "article", *_HEADINGS) and any(_CLASS.fullmatch(name) for name in classes(element))


def _prose(body: HtmlElement) -> dict[HtmlElement, int]:
    """Count the characters of prose in each element."""
    counts: dict[HtmlElement, int] = {}
    for element in reversed(list(body.iter())):
        own = 0 if element.tag == "a" else len((element.text or "").strip())
        counts[element] = own + sum(_within(child, counts[child]) + len((child.tail or "").strip()) for child in element)
    return counts


def _within(element: HtmlElement, count: int) -> int:
    return 0 if element.tag == "a" else count


def _named(body: HtmlElement, prose: dict[HtmlElement, int]) -> HtmlElement | None:
    """Return the element that is the article by its name, if it has most of the prose."""
    enough = _MOST * prose[body]
    for chosen in (_articles, _mains):
        found = max(chosen(body), key=lambda element: prose[element], default=None)
        if found is not None and (prose[found] >= enough or _is_alone(found)):
            return found
    return None


def _articles(body: HtmlElement) -> Iterator[HtmlElement]:
    yield from body.iter("article")


def _mains(body: HtmlElement) -> Iterator[HtmlElement]:
    return (element for element in body.iter() if element.tag == "main" or element.get("role") == "main")


def _is_alone(element: HtmlElement) -> bool:
    """Return whether no other element has the same name, so that a short article is not mistaken for a teaser."""
    return sum(1 for _ in element.getroottree().iter(element.tag)) == 1


def _densest(body: HtmlElement, prose: dict[HtmlElement, int]) -> HtmlElement:
    """Return the smallest element that has nearly all the prose of the page."""
    found, enough = body, _NEARLY_ALL * prose[body]
    while True:
        inner = next((child for child in found if child.tag in _BLOCKS and prose[child] >= enough and enough), None)
        if inner is None:
            return found
        found = inner


def _with_heading(element: HtmlElement) -> HtmlElement:
    """Climb to the element that also has a heading, if the article has none and its neighbor before it is one."""
    if next(element.iter(*_HEADINGS), None) is not None:
        return element
    for above in (element, *element.iterancestors()):
        before = above.getprevious()
        while before is not None and not words(before):
            before = before.getprevious()
        if before is not None:
            parent = above.getparent()
            return parent if parent is not None and next(before.iter(*_HEADINGS), None) is not None else element
    return element
