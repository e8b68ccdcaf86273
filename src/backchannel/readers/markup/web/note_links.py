"""Find the markers and notes of a page by its links and raised figures.

1. `<sup><a href="#fn:3">54</a></sup>` … `<li id="fn:3">Words <a href="#fnref:3">↩</a></li>`     a marker, and the note to which it leads
2. `<a href="#n3" class="noteref">3</a>` … `<p id="n3"><a href="#r3">3</a>. Words</p>`             the same without a raised figure
3. `<sup>3</sup>`                                                                               a marker whose note is lost
4. `1<sup>st</sup>`, `40 m<sup>2</sup>`, `10<sup>6</sup>`                                        none
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from backchannel.readers.markup.web.tree import classes, fragment, names, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml.html import HtmlElement

_LABEL = re.compile(r"[\[(]?\s*(\d{1,4}[a-z]?|[a-z]|[*†‡§‖║¶#]{1,4})\s*[\])]?\.?")
_NOTE_CLASS = re.compile(r"(?:foot|end)?note-?(?:ref|link|anchor|marker|number)?|fn-?(?:ref|link|anchor)?|ftnref|ptr|noteref|doc-noteref")
_LIST_CLASS = re.compile(r"(?:doc-)?(?:foot|end)?notes?(?:-?(?:list|section|area|group))?|fn-?(?:group|list)|references|reflist")
_RAISED_CLASS = frozenset({"superscript", "sup", "fnref", "footnote-ref", "footnoteref", "note-marker"})
_RAISED_STYLE = re.compile(r"vertical-align\s*:\s*(?:super|text-top)", re.IGNORECASE)
_BLOCKS = frozenset({"li", "p", "dd", "div", "td", "section", "aside", "blockquote"})
_UNIT = re.compile(
    r"(?:\d\s*|\b(?:sq|cubic)\.? )(?:k?m|cm|mm|ft|in|yd|mi|miles?|feet|meters?|metres?|dm|sec|s)$|(?:^|[\s=(+×*/-])[b-hj-z]$"
)
"""What raised figures are exponents of: `40 m`, or a variable."""
_POWER = re.compile(r"(?:^|(?:^|\s)[^\sA-Z]\S*\s+|[^\w\s])10$")
"""The base of a power: `about 10`, `3×10`; not `December 10`, whose raised figure is a marker."""
_AFTER_STOP = re.compile(r"[.,;:!?”’)\]]$")
"""A raised letter is a marker only after punctuation; `M<sup>c</sup>Clellan` is a name."""
_BACK = re.compile(
    r"[^\w]*(?:(?:go |jump )?back(?: to (?:the )?(?:text|content|top|reference|document))?|return(?: to text)?|top|\^)?[^\w]*",
    re.IGNORECASE,
)


class NoteMarker(NamedTuple):
    """A marker: the element that shows it, the label that it shows, and the place of its note in the list, or None."""

    element: HtmlElement
    label: str
    note: int | None


class PageNote(NamedTuple):
    """A note: the label in the list, the element with its words, and those in it that are not words: its label, links back to the text."""

    label: str
    element: HtmlElement
    passed: frozenset[HtmlElement]


class NoteLinks(NamedTuple):
    """The markers of a page by their elements, and its notes in order."""

    markers: Mapping[HtmlElement, NoteMarker]
    notes: Sequence[PageNote]


class _Link(NamedTuple):
    """A link that may be a marker: its outermost element, its label, and the element of the note to which it leads."""

    element: HtmlElement
    label: str
    note: HtmlElement


def find_note_links(body: HtmlElement) -> NoteLinks:
    """Find the markers and the notes of a page."""
    order = {element: i for i, element in enumerate(body.iter())}
    targets = names(body)
    links = list(_links(body, targets, order))
    blocks = _notes_of(body, {link.note for link in links}, order)
    inside = {element for block in blocks for element in block.iter()}
    place = {block: i for i, block in enumerate(blocks, 1)}
    markers = {link.element: NoteMarker(link.element, link.label, place[link.note]) for link in links if link.element not in inside}
    linked = {element for marker in markers for element in (*marker.iter(), *marker.iterancestors())}
    by_label = _by_label(blocks) if not markers else {}
    for raised in body.iter():
        if raised not in inside and raised not in linked and (label := _raised(raised)):
            markers[raised] = NoteMarker(raised, label, by_label.get(label))
            linked.update(raised.iter())
    notes = [_note(block, markers, targets, order) for block in blocks]
    shown = {marker.note: marker.label for marker in reversed(markers.values())}
    return NoteLinks(markers, [note._replace(label=note.label or shown.get(i) or str(i)) for i, note in enumerate(notes, 1)])


def _links(body: HtmlElement, targets: Mapping[str, HtmlElement], order: Mapping[HtmlElement, int]) -> Iterator[_Link]:
    """Yield the links that lead from a label to a note further on."""
    for link in body.iter("a"):
        target = targets.get(fragment(link))
        label = label_of(words(link))
        if target is None or not label or order[target] <= order[link]:
            continue
        note = _block(target)
        if note is not None and (_is_note_link(link) or _leads_back(note, link, targets)):
            yield _Link(_outermost(link), label, note)


def label_of(said: str) -> str:
    """Return the label that is all of some words, without its brackets: `54` for `[54]`."""
    match = _LABEL.fullmatch(unicodedata.normalize("NFKC", said).strip())
    return match[1] if match else ""


def _is_note_link(link: HtmlElement) -> bool:
    """Return whether a link is raised, or says itself that it leads to a note."""
    kinds = (link.get("rel"), link.get("role"), link.get("epub:type"), link.get("type"))
    said = {word for kind in kinds if kind for word in kind.lower().split()}
    return (
        any(_NOTE_CLASS.fullmatch(word) for word in (*said, *(link.get("class") or "").lower().split()))
        or any(_is_raised(element) for element in (*link.iter(), *_wrappers(link)))
        or bool(said & {"footnote", "noteref", "doc-noteref"})
    )


def _wrappers(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements around an element that have no other words."""
    said = words(element)
    for above in element.iterancestors("sup", "span", "a", "b", "i", "font", "small", "em", "strong"):
        if words(above).strip("[]() ") != said.strip("[]() "):
            return
        yield above


def _outermost(link: HtmlElement) -> HtmlElement:
    return [link, *_wrappers(link)][-1]


def _is_raised(element: HtmlElement) -> bool:
    if element.tag == "sup":
        return True
    return bool(_RAISED_STYLE.search(element.get("style") or "")) or not _RAISED_CLASS.isdisjoint(
        (element.get("class") or "").lower().split()
    )


def _leads_back(note: HtmlElement, link: HtmlElement, targets: Mapping[str, HtmlElement]) -> bool:
    """Return whether a note has a link to the place of `link`."""
    here = {link, *_wrappers(link), *link.iter()}
    return any(targets.get(fragment(back)) in here for back in note.iter("a") if back.get("href"))


def _block(target: HtmlElement) -> HtmlElement | None:
    """Return the element with the words of the note to which a link leads: `<dd>` for a `<dt>`, `<p>` for an anchor in it."""
    for element in (target, *target.iterancestors()):
        if element.tag == "dt":
            following = element.getnext()
            return following if following is not None and following.tag == "dd" else None
        if element.tag in _BLOCKS or element.tag == "tr":
            return element
    return None


def _notes_of(body: HtmlElement, linked: set[HtmlElement], order: Mapping[HtmlElement, int]) -> list[HtmlElement]:
    """Return the notes of a page in order: those to which markers lead, and the others of their lists."""
    found = set(linked)
    for note in linked:
        parent = note.getparent()
        if note.tag == "li" and parent is not None:
            found |= {item for item in parent if item.tag == "li"}
    if not found:
        for element in body.iter("ol"):
            if any(_LIST_CLASS.fullmatch(name) for above in (element, *list(element.iterancestors())[:2]) for name in classes(above)):
                found |= {item for item in element if item.tag == "li"}
    return sorted((note for note in found if words(note)), key=lambda note: order[note])


def _by_label(blocks: Sequence[HtmlElement]) -> dict[str, int]:
    """Return the places of notes by their labels, for markers without links."""
    return {_list_label(block): place for place, block in reversed([*enumerate(blocks, 1)])}


def _raised(element: HtmlElement) -> str:
    """Return the label of a raised figure or sign that is a marker; else nothing."""
    if not _is_raised(element):
        return ""
    label = label_of(words(element))
    before = _before(element)
    if label.isalpha():
        return label if _AFTER_STOP.search(before) else ""
    if label.isdecimal() and (_UNIT.search(before) or _POWER.search(before)) and int(label) < 40 and _is_power(label, before):
        return ""
    return label


def _is_power(label: str, before: str) -> bool:
    """Return whether a raised figure is an exponent: those of units are 2 or 3."""
    return bool(_POWER.search(before)) or label in ("2", "3")


def _before(element: HtmlElement) -> str:
    """Return the words directly before an element, as far as its neighbor and parent have them."""
    before = element.getprevious()
    if before is not None:
        return (before.tail or "") or words(before)
    parent = element.getparent()
    if parent is None:
        return ""
    return (parent.text or "") or (_before(parent) if parent.tag in ("a", "span", "b", "i", "em", "strong") else "")


def _note(
    block: HtmlElement, markers: Mapping[HtmlElement, NoteMarker], targets: Mapping[str, HtmlElement], order: Mapping[HtmlElement, int]
) -> PageNote:
    shown = {element for marker in markers for element in (*marker.iter(), *marker.iterancestors())}
    passed = {link for link in block.iter("a") if _is_back_link(link, targets.get(fragment(link)), shown, order)}
    lead = next((element for element in block.iter() if element is not block and _opens(element, block)), None)
    if lead is not None and label_of(words(lead)) and (lead.tag in ("a", "sup", "b") or lead in passed):
        passed.add(lead)
    return PageNote(_list_label(block), block, frozenset(passed))


def _is_back_link(link: HtmlElement, target: HtmlElement | None, shown: set[HtmlElement], order: Mapping[HtmlElement, int]) -> bool:
    """Return whether a link leads from a note back to its marker: `↩`, `^`, `1`, `Back to the text`."""
    said = words(link)
    if not link.get("href") or not (_BACK.fullmatch(said) or label_of(said)):
        return False
    if target is not None:
        return target in shown and order[target] < order[link]
    return any("back" in name for name in (link.get("class") or "").split()) or said.startswith("↩")


def _opens(element: HtmlElement, block: HtmlElement) -> bool:
    """Return whether no words of the note come before an element."""
    for above in (element, *element.iterancestors()):
        if above is block:
            return True
        before, parent = above.getprevious(), above.getparent()
        while before is not None:
            if words(before) or (before.tail or "").strip():
                return False
            before = before.getprevious()
        if parent is None or (parent.text or "").strip():
            return False
    return False


def _list_label(block: HtmlElement) -> str:
    """Return the label of a note in its list: the number of an item, or the label at the beginning of a paragraph."""
    if block.tag == "li":
        return ordinal(block)
    if block.tag == "dd":
        before = block.getprevious()
        return label_of(words(before)) if before is not None else ""
    match = re.match(r"[\[(]?\s*(\d{1,4}[a-z]?|[a-z](?=[.\])]|$)|[*†‡§‖║¶#]{1,4})\s*[\])]?\.?", words(block))
    return match[1] if match else ""


def ordinal(item: HtmlElement) -> str:
    """Return the number of a list item, as a browser counts it."""
    parent, count = item.getparent(), 0
    if parent is None:
        return ""
    start = parent.get("start") or ""
    count = int(start) - 1 if start.isdecimal() else 0
    for other in parent.iterchildren("li"):
        value = other.get("value") or ""
        count = int(value) if value.isdecimal() else count + 1
        if other is item:
            return str(count)
    return ""
