"""Checks that every quotation in built pages is a run of the words that its document prints.

usage: quotations.py [EDITION]

EDITION is the folder of a built edition; without it, the shared corpus as `corpus.py` built it. The printed words of a document are the
text of its page without what the edition adds: note markers, page labels, paragraph numbers, editors' marks. White space counts as one
space. A quotation begins and ends with a whole word; where it was cut, it shows an ellipsis, as between two sentences of one note.

These are checked, each against the document that it names: `<q>` (its `cite`), the elements of class `printed`, titles, markings, archival
paths and sources, names as printed, references that have no target, and the words that findings quote. Exit status: 1 if a quotation is not
in its document, or if no document could be found for it.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree
from shared_corpus import corpus

from backchannel.system.workers import Workers

_BLOCKS = {"p", "h1", "h2", "li", "tr", "td", "div", "ol", "ul", "table", "tbody", "b"}
_ELLIPSIS = "…"
_JOINT = f" {_ELLIPSIS} "
"""Between two sentences of one note."""
_MARK = "\ue000"
"""Represents a mark while a page is read: a character that no page has."""
_SHOWN = 20
_QUOTED_IN_FINDING = re.compile(r"“(.+?)”(?!\w)")
_OF_SETTINGS = ("A", "V")
"""Letters of the rules whose findings quote the editors' own files, not a document."""
_NOT_PRINTED = {"Repository not named", "Collection not named"}


class Quotation(NamedTuple):
    """Words that a page shows as those of a document. `documents` are the pages of the documents that must have them; one of them, if
    `any_of`."""

    kind: str
    page: str
    words: str
    documents: tuple[str, ...]
    any_of: bool = False


class ReadPage(NamedTuple):
    """A page of the site: its path, its printed words if it is that of a document, the places in them where the page has a mark, and the
    quotations on it. `number` is the document's, and `supplied` says that its title is not printed but the editors'."""

    path: str
    printed: str
    marks: frozenset[int]
    number: str
    supplied: bool
    quotations: list[Quotation]


class Checked(NamedTuple):
    """How many quotations of each kind were checked, those that failed, and those for which no document was found."""

    documents: int
    counts: Counter[str]
    failed: list[Quotation]
    unplaced: list[Quotation]


def check(site: Path, jobs: int = 2) -> Checked:
    """Check all quotations on all pages of a site."""
    paths = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    with Workers(jobs) as workers:
        pages = {page.path: page for page in workers.spread(read_pages, site, paths, batch=64)}
    checked = Checked(sum(bool(page.printed) for page in pages.values()), Counter(), [], [])
    for page in pages.values():
        for quotation in page.quotations:
            documents = [pages[path] for path in quotation.documents if path in pages and pages[path].printed]
            checked.counts[quotation.kind] += 1
            if not documents or len(documents) < len(quotation.documents):
                checked.unplaced.append(quotation)
            elif not (any if quotation.any_of else all)(_prints(document, quotation) for document in documents):
                checked.failed.append(quotation)
    return checked


def _prints(document: ReadPage, quotation: Quotation) -> bool:
    words = quotation.words
    if quotation.kind == "title":
        if document.supplied:
            return True
        words = words.removeprefix(f"{document.number}.").strip()
    return is_run(words, document) or (_JOINT in words and all(is_run(part, document) for part in words.split(_JOINT)))


def is_run(words: str, document: ReadPage) -> bool:
    """Return whether `words` are a run of whole words of a document. An ellipsis says that they were cut there, and, without a space before
    it, that a word was: `we we…` is a run of `There we went to sea.`"""
    if _occurs(words, document, begins=True, ends=True):
        return True
    inner = words.removeprefix(_ELLIPSIS).removesuffix(_ELLIPSIS)
    begins, ends = not words.startswith(_ELLIPSIS) or inner[:1] == " ", not words.endswith(_ELLIPSIS) or inner[-1:] == " "
    return inner != words and _occurs(inner.strip(), document, begins=begins, ends=ends)


def _occurs(words: str, document: ReadPage, *, begins: bool, ends: bool) -> bool:
    at = document.printed.find(words) if words else -1
    while at >= 0:
        if (not begins or _is_edge(document, at)) and (not ends or _is_edge(document, at + len(words))):
            return True
        at = document.printed.find(words, at + 1)
    return False


def _is_edge(document: ReadPage, at: int) -> bool:
    """Return whether a word begins or ends at this place."""
    around = document.printed[max(at - 1, 0) : at + 1]
    return at in document.marks or len(around) < 2 or not (around[0].isalnum() and around[1].isalnum())


# Reading pages


def read_pages(site: Path, paths: Sequence[str]) -> list[ReadPage]:
    """Read some pages of the site."""
    return [_read(site, path) for path in paths]


def _read(site: Path, path: str) -> ReadPage:
    tree = etree.parse(str(site / path), etree.HTMLParser(encoding="utf-8", huge_tree=True))
    article = tree.find(".//article[@class='doc']")
    number = supplied = None
    if article is not None:
        number = article.find(".//p[@class='document-number']")
        supplied = article.find(".//h1[@class='unknown']")
    return ReadPage(
        path,
        *_without_marks("" if article is None else "".join(_printed(article))),
        "" if number is None else folded("".join(_running(number)).replace(_MARK, "")).removeprefix("Document").strip(" ."),
        supplied is not None,
        [quotation for find in _FINDERS for quotation in find(path, tree) if quotation.words],
    )


def _without_marks(marked: str) -> tuple[str, frozenset[int]]:
    """Put a text on one line; return it without its marks, and their places."""
    words, marks = "", set()
    for part in folded(marked.replace(f" {_MARK}", f"{_MARK} ")).split(_MARK):
        words += part[1:] if words.endswith(" ") and part.startswith(" ") else part
        marks.add(len(words))
    return words, frozenset(marks)


def printed_words(element: etree._Element) -> str:
    """Return the words that an element of a page prints, on one line, without marks and without what the edition adds."""
    return _without_marks("".join(_running(element)))[0].strip()


def folded(words: str) -> str:
    return " ".join(words.split())


def _printed(article: etree._Element) -> Iterator[str]:
    """Yield the text of a document on its page, then the texts of the editors, which pages quote too."""
    for container in article.iterfind(".//*[@data-source]"):
        yield from _running(container)
        yield " "
    for container in article.iterfind(".//*[@class]"):
        if "editorial" in container.get("class", "").split():
            yield from _running(container, of_edition=True)
            yield " "


def _running(element: etree._Element, of_edition: bool = False) -> Iterator[str]:
    """Yield the running text of an element, without marks."""
    if _is_mark(element):
        yield _MARK
        return
    if element.get("data-by") == "edition" and not of_edition:
        return
    edge = " " if element.tag in _BLOCKS else ""
    yield edge + (element.text or "")
    for child in element:
        yield from _running(child)
        yield child.tail or ""
    yield edge


def _is_mark(element: etree._Element) -> bool:
    """Return whether an element is a note's marker, a page label, or a link back from a note."""
    roles = {element.get("role"), *(child.get("role") for child in element)} if element.tag == "sup" else {element.get("role")}
    return bool(roles & {"doc-noteref", "doc-backlink", "doc-pagebreak"}) or "page-break" in element.get("class", "").split()


_Tree = etree._ElementTree


def _quoted(path: str, tree: _Tree) -> Iterator[Quotation]:
    """Find the quotations in quotation marks; `cite` has the address of the words."""
    for q in tree.iterfind(".//q"):
        cite = q.get("cite")
        yield Quotation(_kind_of(q), path, _text(q), (_resolved(path, cite),) if cite else ())


def _kind_of(q: etree._Element) -> str:
    """Name the part of the page that has a quotation."""
    for element in q.iterancestors():
        for word in element.get("class", "").split():
            if word in _PARTS:
                return f"quotation in {_PARTS[word]}"
    return "quotation elsewhere"


_PARTS = {
    "card": "a card",
    "metadata": "the metadata panel",
    "thread": "a thread",
    "why": "the evidence for a journey",
    "editorial-notes": "an editors’ note",
    "notes": "a lost note’s place",
}


def _cards(path: str, tree: _Tree) -> Iterator[Quotation]:
    """Find the titles on cards, and the words of references that have no target."""
    for card in _of_class(tree, "li", "card"):
        name = card.find("h3")
        link = None if name is None else name.find("a")
        for title in _of_class(card, "p", "printed"):
            yield Quotation("title", path, _text(title), () if link is None else (_resolved(path, link.get("href", "")),))
        if name is not None and {"is-ambiguous", "is-missing"} & set(card.get("class", "").split()):
            yield Quotation("reference without target", path, _text(name), (path,))


def _metadata(path: str, tree: _Tree) -> Iterator[Quotation]:
    """Find what the metadata panel shows as printed: markings, the levels of the archival path, remarks."""
    for panel in _of_class(tree, "dl", "metadata"):
        yield from (Quotation("remark", path, _text(words), (path,)) for words in _of_class(panel, "span", "printed"))
        for chip in _of_class(panel, "li", "chip"):
            if "unknown" not in chip.get("class", "").split():
                yield Quotation("marking", path, _text(chip), (path,))
        for level in panel.iterfind(".//ol[@class='path']/li/span"):
            yield Quotation("archival path", path, folded(level.tail or ""), (path,))


def _titles(path: str, tree: _Tree) -> Iterator[Quotation]:
    """Find the first words that describe a page, and the titles in a volume's list."""
    if tree.find(".//article[@class='doc']") is not None:
        opening = tree.find(".//meta[@name='description']")
        yield Quotation("opening", path, "" if opening is None else folded(opening.get("content", "")), (path,))
        title = tree.find(".//meta[@name='citation_title']")
        yield Quotation("title", path, "" if title is None else folded(title.get("content", "")), (path,))
    for cell in _of_class(tree, "td", "title"):
        yield Quotation("title", path, _text(cell), _linked(path, cell))
    for title in _of_class(tree, "span", "printed"):
        entry = title.getparent()
        if entry is not None and entry.find("a[@class='link--here']") is not None:
            yield Quotation("title", path, _text(title), _linked(path, entry)[:1])


def _brackets(path: str, tree: _Tree) -> Iterator[Quotation]:
    if path.endswith("/brackets.html"):
        for words in _of_class(tree, "span", "printed"):
            entry = next(words.iterancestors("li"))
            yield Quotation("bracket", path, _text(words), _linked(path, entry))


def _sources(path: str, tree: _Tree) -> Iterator[Quotation]:
    """Find the repositories, collections, boxes and folders of the list of sources. A collection and its series are two quotations."""
    if not path.endswith("/sources.html"):
        return
    for section in _of_class(tree, "section", "entry-list"):
        if section.get("id") == "not-known":
            continue
        collection = ""
        for element in section.iter("h3", "li"):
            if element.tag == "h3":
                collection = _text(element)
                continue
            documents = _linked(path, element)
            for words in (_text(section.find("h2")), collection):
                if words not in _NOT_PRINTED:
                    yield Quotation("source", path, words, documents)
            for level in _of_class(element, "span", "archival-level"):
                yield Quotation("source", path, _text(level).removeprefix("Box "), documents)


def _names(path: str, tree: _Tree) -> Iterator[Quotation]:
    """Find the forms of names in the index of persons: each is in one of the documents from or to the person."""
    if path.endswith("/persons.html"):
        for form in tree.iterfind(".//dl[@class='persons']/div/dd/span[@class='evidence']"):
            yield Quotation("name", path, _text(form), _linked(path, form.getparent()), any_of=True)


def _findings(path: str, tree: _Tree) -> Iterator[Quotation]:
    """Find the words that findings quote, on the pages of documents and on those of editors."""
    for note in _of_class(tree, "div", "edition-note"):
        if not {"editorial", "gapnote"} & set(note.get("class", "").split()):
            message = "".join(child.tail or "" for child in note).partition("The editors accept this:")[0]
            yield from (Quotation("finding", path, folded(words), (path,)) for words in _QUOTED_IN_FINDING.findall(message))
    for section in _of_class(tree, "section", "entry-list"):
        for found in section.iterfind("ul[@class='found']/li"):
            link = found.find("a[@class='link--here']")
            if link is not None and not section.get("id", "").startswith(_OF_SETTINGS):
                document = (_resolved(path, link.get("href", "")),)
                yield from (Quotation("finding", path, folded(words), document) for words in _QUOTED_IN_FINDING.findall(link.tail or ""))


_FINDERS: tuple[Callable[[str, _Tree], Iterator[Quotation]], ...] = (
    _quoted,
    _cards,
    _metadata,
    _titles,
    _brackets,
    _sources,
    _names,
    _findings,
)


def _of_class(tree: _Tree | etree._Element, tag: str, name: str) -> Iterator[etree._Element]:
    return (element for element in tree.iterfind(f".//{tag}[@class]") if name in element.get("class", "").split())


def _text(element: etree._Element | None) -> str:
    return "" if element is None else folded("".join(map(str, element.itertext())))


def _linked(path: str, element: etree._Element | None) -> tuple[str, ...]:
    """List the pages of the documents that an element links to, each once."""
    links = () if element is None else element.iterfind(".//a")
    return tuple(dict.fromkeys(_resolved(path, link.get("href", "")) for link in links if not link.get("href", "").startswith("#")))


def _resolved(path: str, address: str) -> str:
    """Resolve an address on the page at `path` to the path of a page."""
    target = unquote(urlsplit(address).path)
    if not target:
        return path
    parts = path.split("/")[:-1]
    for step in target.split("/"):
        parts = parts[:-1] if step == ".." else [*parts, step]
    return "/".join(parts)


def report(checked: Checked) -> int:
    """Print the figures. Return 1 if a quotation failed or could not be placed."""
    failed, unplaced = (Counter(quotation.kind for quotation in found) for found in (checked.failed, checked.unplaced))
    print(f"quotations: {checked.documents:,} documents")
    for kind, count in sorted(checked.counts.items()):
        print(f"  {kind:42} {count:>9,} checked {failed[kind]:>7,} false {unplaced[kind]:>7,} without document")
    total = sum(checked.counts.values())
    print(f"  {'all':42} {total:>9,} checked {len(checked.failed):>7,} false {len(checked.unplaced):>7,} without document")
    for name, found in (("false", checked.failed), ("without document", checked.unplaced)):
        _show(name, found)
    return int(bool(checked.failed or checked.unplaced))


def _show(name: str, found: Iterable[Quotation]) -> None:
    for n, quotation in enumerate(found):
        if n == _SHOWN:
            break
        print(f"  {name}: {quotation.kind}, {quotation.page}: {quotation.words!r} of {', '.join(quotation.documents[:3])}")


def main() -> int:
    parser = argparse.ArgumentParser(description="Checks that every quotation in built pages is a run of the words of its document.")
    parser.add_argument("edition", type=Path, nargs="?", help="the folder of a built edition (default: the shared corpus)")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    folder = options.edition or corpus()
    if folder is None:
        return 0
    if not (folder / "site").is_dir():
        print(f"{folder / 'site'} does not exist: build the edition first")
        return 1
    return report(check(folder / "site", options.jobs))


if __name__ == "__main__":
    sys.exit(main())
