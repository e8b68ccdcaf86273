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
from backchannel.readers.text.markers.note_ties import tie_markers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

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
_CITED = re.compile(r"\b(?:foot|end)?(?:notes?|nn?\.|numbers?|Nos?\.|and)\s*\W?$", re.IGNORECASE)
"""`see note`, `footnotes 1 and`: a link in such words refers to a note."""
_AFTER_STOP = re.compile(r"[.,;:!?”’)\]]$")
"""A raised letter is a marker only after punctuation; `M<sup>c</sup>Clellan` is a name."""
_BACK_CLASS = re.compile(r"(?:cite|foot|fn|note)?-?back(?:-?link|-?ref)?$")
_BACK = re.compile(
    r"[^\w]*(?:(?:go |jump )?back(?: to (?:the )?(?:text|content|top|reference|document))?|return(?: to text)?|top|\^)?[^\w]*",
    re.IGNORECASE,
)

_LONGEST_NUMBER = 6


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
    """The markers of a page by their elements, its notes in order, and the numbers of the items of its lists."""

    markers: Mapping[HtmlElement, NoteMarker]
    notes: Sequence[PageNote]
    ordinals: Mapping[HtmlElement, str]


class _Link(NamedTuple):
    """A link that may be a marker: its outermost element, its label, the element of the note to which it leads, and the target in it."""

    element: HtmlElement
    label: str
    note: HtmlElement
    target: HtmlElement


def find_note_links(body: HtmlElement) -> NoteLinks:
    """Find the markers and the notes of a page."""
    targets = names(body)
    order = _order(body)
    if _divide_notes(_links(body, targets, order)):
        order = _order(body)
    links = list(_links(body, targets, order))
    blocks = _notes_of(body, {link.note for link in links}, order)
    inside = {element for block in blocks for element in block.iter()}
    place = {block: i for i, block in enumerate(blocks, 1)}
    markers = {link.element: NoteMarker(link.element, link.label, place.get(link.note)) for link in links if link.element not in inside}
    ordinals = _ordinals(body)
    labels = [_list_label(block, ordinals) for block in blocks]
    raised = [*_raised_labels(body, inside, _around(markers))]
    places = [None] * len(raised) if markers else tie_markers([label for _, label in raised], labels)
    markers |= {element: NoteMarker(element, label, note) for (element, label), note in zip(raised, places, strict=True)}
    shown = {marker.note: marker.label for marker in reversed(markers.values())}
    around = _around(markers)
    notes = [
        PageNote(label or shown.get(i) or str(i), block, _passed(block, around, targets, order))
        for i, (block, label) in enumerate(zip(blocks, labels, strict=True), 1)
    ]
    return NoteLinks(markers, notes, ordinals)


def _order(body: HtmlElement) -> dict[HtmlElement, int]:
    return {element: i for i, element in enumerate(body.iter())}


def _around(markers: Iterable[HtmlElement]) -> set[HtmlElement]:
    """Return the elements of markers, those in them, and those around them."""
    return {element for marker in markers for element in (*marker.iter(), *marker.iterancestors())}


def _divide_notes(links: Iterable[_Link]) -> bool:
    """Give each note an element of its own where several are in one, parted by anchors: `<a name="1"></a>Words <a name="2"></a>More`.
    Return whether there were any."""
    anchors: dict[HtmlElement, list[HtmlElement]] = {}
    for link in links:
        if link.target is not link.note and link.target not in anchors.setdefault(link.note, []):
            anchors[link.note].append(link.target)
    shared = {block: found for block, found in anchors.items() if len(found) > 1}
    for block, found in shared.items():
        starts = {child for anchor in found for child in (anchor, *anchor.iterancestors()) if child.getparent() is block}
        note = None
        for child in list(block):
            if child in starts:
                note = block.makeelement("div")
                child.addprevious(note)
            if note is not None:
                note.append(child)
    return bool(shared)


def _links(body: HtmlElement, targets: Mapping[str, HtmlElement], order: Mapping[HtmlElement, int]) -> Iterator[_Link]:
    """Yield the links that lead from a label to a note further on."""
    for link in body.iter("a"):
        target = targets.get(fragment(link))
        label = label_of(words(link))
        if target is None or not label or order[target] <= order[link]:
            continue
        note = _block(target)
        if note is not None and (_is_note_link(link) or _leads_back(note, link, targets) or _repeats(note, link, label)):
            yield _Link(_outermost(link), label, note, target)


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


def _repeats(note: HtmlElement, link: HtmlElement, label: str) -> bool:
    """Return whether a note begins with the label of a link, `(<a href="#1">1</a>)`, which is not in words such as `see note 1`."""
    return _list_label(note, {}) == label and not _CITED.search(_before(link))


def _block(target: HtmlElement) -> HtmlElement | None:
    """Return the element with the words of the note to which a link leads: `<dd>` for a `<dt>`, `<p>` for an anchor in it."""
    for element in (target, *target.iterancestors()):
        if element.tag == "dl":
            return next(element.iterchildren("dd"), None)
        if element.tag == "dt":
            following = element.getnext()
            return following if following is not None and following.tag == "dd" else None
        if element.tag in _BLOCKS or element.tag == "tr":
            return element
    return None


def _notes_of(body: HtmlElement, linked: set[HtmlElement], order: Mapping[HtmlElement, int]) -> list[HtmlElement]:
    """Return the notes of a page in order: those to which markers lead, and the others of their lists."""
    lists = {parent for note in linked if note.tag == "li" and (parent := note.getparent()) is not None}
    found = linked | {item for parent in lists for item in parent if item.tag == "li"}
    if not found:
        for element in body.iter("ol"):
            if any(_LIST_CLASS.fullmatch(name) for above in (element, *list(element.iterancestors())[:2]) for name in classes(above)):
                found |= {item for item in element if item.tag == "li"}
    return sorted((note for note in found if words(note)), key=lambda note: order[note])


def _raised_labels(body: HtmlElement, inside: Set[HtmlElement], linked: Set[HtmlElement]) -> Iterator[tuple[HtmlElement, str]]:
    """Yield the raised labels that are markers without links, outside notes."""
    seen: set[HtmlElement] = set()
    for element in body.iter():
        if element not in inside and element not in linked and element not in seen and (label := _raised(element)):
            seen.update(element.iter())
            yield element, label


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


def _passed(
    block: HtmlElement, markers: Set[HtmlElement], targets: Mapping[str, HtmlElement], order: Mapping[HtmlElement, int]
) -> frozenset[HtmlElement]:
    """Return the elements of a note that are not words of it: its label, and links back to its markers."""
    passed = {link for link in block.iter("a") if _is_back_link(link, targets.get(fragment(link)), markers, order)}
    passed |= {element for element in block.iter() if any(_BACK_CLASS.search(name) for name in classes(element))}
    lead = next((element for element in block.iter() if element is not block and _opens(element, block)), None)
    if lead is not None and label_of(words(lead)) and (lead.tag in ("a", "sup", "b") or lead in passed):
        passed.add(lead)
    return frozenset(passed)


def _is_back_link(link: HtmlElement, target: HtmlElement | None, shown: Set[HtmlElement], order: Mapping[HtmlElement, int]) -> bool:
    """Return whether a link leads from a note back to its marker: `↩`, `^`, `1`, `Back to the text`."""
    said = words(link)
    if not link.get("href") or not (_BACK.fullmatch(said) or label_of(said)):
        return False
    if target is not None:
        return target in shown and order[target] < order[link]
    return bool(said) and not label_of(said)


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


def _list_label(block: HtmlElement, ordinals: Mapping[HtmlElement, str]) -> str:
    """Return the label of a note in its list: the number of an item, or the label at the beginning of a paragraph."""
    if block.tag == "li":
        return ordinals.get(block, "")
    if block.tag == "dd":
        before = block.getprevious()
        return label_of(words(before)) if before is not None else ""
    match = re.match(r"[\[(]?\s*(\d{1,4}[a-z]?|[a-z](?=[.\])]|$)|[*†‡§‖║¶#]{1,4})\s*[\])]?\.?", words(block))
    return match[1] if match else ""


def _ordinals(body: HtmlElement) -> dict[HtmlElement, str]:
    """Return the numbers of the items of numbered lists, as a browser counts them."""
    numbers: dict[HtmlElement, str] = {}
    for parent in body.iter("ol"):
        count = _number(parent.get("start"), 1) - 1
        for item in parent.iterchildren("li"):
            count = _number(item.get("value"), count + 1)
            numbers[item] = str(count)
    return numbers


def _number(given: str | None, default: int) -> int:
    return int(given) if given and given.isdecimal() and len(given) <= _LONGEST_NUMBER else default
