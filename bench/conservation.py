"""Checks that no character of a source was lost, added or moved on its page.

usage: conservation.py EDITION

For each document, the source text on its page (`data-source`, without `data-by="edition"`) must equal the text of the source file
without what rules consumed. Any run of white space counts as one space; at the edges of a page's blocks there may be white space that the
source does not have. Exit status: 1 if a document differs.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from lxml import etree

from backchannel.edition.queries import document_queries
from backchannel.edition.store import Store
from backchannel.records import Document
from backchannel.settings import Project
from backchannel.source import Source
from backchannel.system.workers import Workers

_BLOCKS = {"p", "h1", "h2", "li", "tr", "td", "div", "ol", "ul", "table", "tbody", "b"}
_EDGE = None
"""Marks the edge of a block: any character may be in a source."""
_SHOWN = 60


def exceptions(folder: Path, jobs: int = 2) -> tuple[int, list[str]]:
    """Count the documents of the built edition in `folder`, and describe each one whose page differs from its source."""
    with Store.reading(Project.load(folder).store) as store:
        runs = list(document_queries.runs(store, 64))
        documents = sum(document_queries.sizes(store).values())
    with Workers(jobs) as workers:
        return documents, list(workers.spread(check, Project.load(folder), runs, batch=1))


def check(project: Project, runs: Sequence[document_queries.DocumentRun]) -> list[str]:
    """Return the exceptions among the documents of some runs."""
    faults = []
    with Store.reading(project.store) as store:
        for run in runs:
            records = document_queries.records(store, run)
            for listed in document_queries.listed(store, run):
                fault = _compare(project, listed.id, Document.model_validate_json(records[listed.doc]))
                if fault:
                    faults.append(f"{listed.id}: {fault}")
    return faults


def _compare(project: Project, id: str, document: Document) -> str:
    """Describe where the text of a page first differs from its source; empty if nowhere."""
    expected, at = _plain(_unconsumed(_text_of(project, document), document)), 0
    for is_edge, parts in groupby(_article(project.site / f"{id}.html"), lambda part: part is _EDGE):
        found = "" if is_edge else _plain("".join(part for part in parts if part))
        at += expected.startswith(" ", at) and bool(found)
        if not expected.startswith(found, at):
            return f"the source has {expected[at : at + _SHOWN]!r}, the page {found[:_SHOWN]!r}"
        at += len(found)
    return f"the page lacks {expected[at : at + _SHOWN]!r}" if expected[at:].strip() else ""


def _text_of(project: Project, document: Document) -> str:
    """Return the text that a page must have: that of the file, or of the part of it that is the document. The text of a page or TEI file is
    what its reader wrote."""
    if document.start is not None or not document.source.lower().endswith(".txt"):
        return document.text
    return Source.read(project.documents / document.source, project.documents).text


def _unconsumed(text: str, document: Document) -> str:
    parts, at = [], 0
    for consumed in document.consumed:
        parts += [text[at : consumed.start], " "]
        at = max(at, consumed.end)
    return "".join([*parts, text[at:]])


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _article(page: Path) -> Iterator[str | None]:
    """Yield the source's text on a page, container by container."""
    tree = etree.parse(str(page), etree.HTMLParser(encoding="utf-8", huge_tree=True))
    for container in tree.iterfind(".//*[@data-source]"):
        yield _EDGE
        yield from _text(container)
        yield _EDGE


def _text(element: etree._Element) -> Iterator[str | None]:
    if element.get("data-by") == "edition":
        return
    code = element.get("data-code")
    if code:
        yield chr(int(code.removeprefix("U+"), 16))
        return
    edge = _EDGE if element.tag in _BLOCKS else ""
    yield edge
    yield element.text or ""
    for child in element:
        yield from _text(child)
        yield child.tail or ""
    yield edge


def main() -> int:
    parser = argparse.ArgumentParser(description="Checks that built pages have the text of their sources.")
    parser.add_argument("edition", type=Path, help="the folder of a built edition")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    documents, faults = exceptions(options.edition, options.jobs)
    print(f"{documents:,} documents, {len(faults):,} exceptions")
    for fault in faults[:20]:
        print(f"  {fault}")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
