"""A quotation shown anywhere is a run of the words that its document prints: note markers, page labels and bullets are left out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from cases import Case, read_cases, shown
from hypothesis import given
from hypothesis import strategies as st
from invented import VOLUME, an_edition, edition
from raw_texts import INVENTED, LINES, MARKS, REAL, damaged

from backchannel.edition.queries import document_queries
from backchannel.edition.rows import Rows, rows_of
from backchannel.pages.components.inline import Inline
from backchannel.pages.frames import document_frame
from backchannel.pages.lists.search import searched_document
from backchannel.pages.reading.document import DocumentPage, document_page
from backchannel.pages.reading.metadata_panel import ArchivalLevel, MarkingChip
from backchannel.pages.reading.references import ReferenceCard
from backchannel.pages.reading.text import TextPiece
from backchannel.readers.text.document import read_documents
from backchannel.records import Document
from backchannel.source import Source
from backchannel.writers.units import inputs_of

CASES = Path(__file__).parent / "cases" / "quotations.txt"
QUOTED = [
    "1. Telegram From the Delegation (Archer),1 in Strelsau to the Embassy2\n",
    "Minutes of the Meeting1 of May 5, 1972, With Mr. Baker.2\n",
    "Delga 278. Reference Gadel 1471 and 167. The Delegation has made every effort.\n",
    "Refs: Zenda 49852 and [Page 7] 5006;3 Deptel 2179.\n",
    "Strelsau,1 May 7, 1972—4 p.m.2\n",
    "[Here follows a list of persons (30) present3 and [Page 8] of papers.]\n",
    "Source: Archives2, Archer Papers, Lot 64 D 563, Box 3,1 [Page 9] Tohak 1–100, December 3–13, 1972. Secret1; Nodis.\n",
    "Source: Archives. Secret. Drafted by A.2 Archer, cleared by Baker3, and approved by C. [Page 13] Carter.\n",
    "See Document [Page 5] 2, footnote 1,3 in vol. XIII.2\n",
    "Your Hakto 414 crossed my Tohak 45.5 Kissinger replied [Page 3] in Hakto 42,2 December 7, 1123Z: “We agree.”\n",
    "  1. Source: Archives, [Page 10] Archer Papers, Box 3. Secret; Nodis. Received at 4:12 p.m. [Page 11] on May 8.\n",
    "  2. Telegram 1576 from Strelsau [Page 12], May 5; see Document 3.\n",
    "[Received May 8, 1972—6:09 p.m.]2\n",
    "it stretches on and on, as Document 2 says, " * 12 + "\n",
    "a" * 700 + " Document 2 " + "b" * 700 + "\n",
    "1.\nThe first,3 see Document 2.\n2.\nThe second.\n",
    "\x0bDocument\x1c 2\x85 on\u2028 Zenda 7\n",
]
"""Lines whose quoted words have marks in them, or are cut because they are long."""


MARK = "\ue000"
"""Represents a mark: a character that no text has."""


def texts() -> st.SearchStrategy[str]:
    lines = st.lists(st.sampled_from([*QUOTED, *QUOTED, *LINES, *MARKS]), max_size=16)
    separated = st.tuples(lines, st.sampled_from(["", "\n", " "])).map(lambda parts: parts[1].join(parts[0]))
    return separated | damaged([*REAL, INVENTED, *("\n".join(QUOTED[at:] + QUOTED[:at]) for at in range(4))])


@given(texts())
def test_a_quotation_is_a_run_of_the_printed_words(text: str) -> None:
    page, rows, record = drawn(text)
    words = printed(page)
    quotations = dict.fromkeys([*of_rows(rows), *of_page(page), *of_search(page, record)])
    assert [one for one in quotations if not is_run(one, words)] == [], words


def drawn(text: str) -> tuple[DocumentPage, Rows, str]:
    """Return the page of a text, its rows in the edition, and its record."""
    source = Source(f"{VOLUME}/1.txt", text)
    store, project = edition({source.path: source.text}), an_edition()
    (inputs,) = inputs_of(store, next(iter(document_queries.runs(store, 1))))
    page = document_page(document_frame(project, inputs.listed.id), inputs)
    store.close()
    document = next(read for read in read_documents(source, VOLUME) if read.id == inputs.listed.id)
    return page, rows_of(document, "test"), inputs.document.model_dump_json()


class PrintedWords(NamedTuple):
    """The words of a page on one line, and the places in them where the page has a mark."""

    words: str
    marks: frozenset[int]


def printed(page: DocumentPage) -> PrintedWords:
    """Return the words that the page of a document prints, one line or cell after the other."""
    lead, body, tail = (
        [shown_words(pieces) for group in groups for block in group.paragraphs for pieces in (block.pieces, *block.cells)]
        for groups in (page.lead, page.body, page.tail)
    )
    notes = [shown_words(line) for note in page.notes for line in note.paragraphs]
    words = [*lead, shown_words([*page.number, *page.heading]), *body, *notes, *tail]
    return without_marks(" ".join(words))


def without_marks(marked: str) -> PrintedWords:
    line: list[str] = [" "]
    marks: set[int] = set()
    for character in marked:
        if character == MARK:
            marks.add(len(line) - 1)
        elif not character.isspace():
            line.append(character)
        elif line[-1] != " ":
            line.append(" ")
    return PrintedWords("".join(line[1:]), frozenset(marks))


def shown_words(pieces: list[TextPiece]) -> str:
    return "".join(piece.text if piece.kind in ("text", "link", "sign") else MARK for piece in pieces)


def of_rows(rows: Rows) -> Iterator[str]:
    """Yield all words of the document that the edition keeps to show them elsewhere; its title without the number, which a page prints by
    itself."""
    number = rows.document.number or ""
    yield rows.document.opening
    if rows.document.title != rows.path:
        yield re.sub(rf"^(?:\[|No\.|Document)? ?{re.escape(number)}[\].:]? ?" if number else "^", "", rows.document.title)
    for reference in rows.named("reference"):
        yield from (reference["words"], reference["quotation"])
        yield from (words for _, words, _ in json.loads(reference["steps"] or "[]"))
    for table, columns in KEPT.items():
        yield from (row[column] for row in rows.named(table) for column in columns if row[column])
    for finding in rows.named("finding"):
        yield from re.findall("“(.+?)”(?!\\w)", finding["message"])


KEPT = {
    "bracket": ("words",),
    "correspondent": ("words", "name", "office"),
    "folder": ("words",),
    "note": ("opening",),
    "origin": ("repository", "collection", "series", "box", "folder", "file", "classification", "precedence"),
}
"""The columns that have words as printed, by table."""


def of_page(page: DocumentPage) -> Iterator[str]:
    """Yield what the page quotes of its own text."""
    yield page.opening
    for part in parts(tuple(getattr(page, name) for name in page.__slots__ if name != "layout")):
        if (
            (isinstance(part, Inline) and (part.element == "q" or part.classes == "printed"))
            or (isinstance(part, MarkingChip) and part.classes != "unknown")
            or isinstance(part, ArchivalLevel)
        ):
            yield part.text
        elif isinstance(part, ReferenceCard):
            yield part.opening


def parts(value: object) -> Iterator[object]:
    """Yield a value and everything in it."""
    yield value
    if isinstance(value, tuple | list):
        for part in value:
            yield from parts(part)


def of_search(page: DocumentPage, record: str) -> Iterator[str]:
    """Yield the passages that the search shows."""
    listed = document_queries.ListedDocument(
        *(0, f"{VOLUME}/{page.id}", VOLUME, page.id, 1, page.source, None, None, "", *(None,) * 7),
        *("none", None, None, None, "", None, None, False),
    )
    found = searched_document(listed, Document.model_validate_json(record))
    yield from (passage.words for passage in (*found.text, *found.notes))


def is_run(words: str, whole: PrintedWords) -> bool:
    """Return whether words are a run of whole words. An ellipsis at an end says that they were cut there, and without a space that a word
    was."""
    if not words or found(words, whole, True, True):
        return True
    inner = words.removeprefix("…").removesuffix("…")
    begins, ends = not words.startswith("…") or inner.startswith(" "), not words.endswith("…") or inner.endswith(" ")
    return inner != words and found(inner.strip(), whole, begins, ends)


def found(words: str, whole: PrintedWords, begins: bool, ends: bool) -> bool:
    places = (match.start() for match in re.finditer(f"(?={re.escape(words)})", whole.words))
    return any((not begins or is_edge(whole, at)) and (not ends or is_edge(whole, at + len(words))) for at in places)


def is_edge(whole: PrintedWords, at: int) -> bool:
    """Return whether a word begins or ends at a place."""
    return at in whole.marks or not (whole.words[:at][-1:].isalnum() and whole.words[at : at + 1].isalnum())


@pytest.mark.parametrize("case", read_cases(CASES), ids=lambda case: case.text[:70])
def test_marks_are_left_out_of_quoted_words(case: Case) -> None:
    found = kept(case.text)
    assert {name: shown(found[name]) for name in case.expected} == case.expected


def kept(text: str) -> dict[str, object]:
    """Return the words of a text that pages quote elsewhere, each once, and the evidence of its date."""
    page, rows, _ = drawn(text)
    references = rows.named("reference")
    evidence = (part for part in parts(page.metadata_panel[0].evidence) if isinstance(part, Inline) and part.element == "q")
    return {
        "title": rows.document.title,
        "opening": rows.document.opening,
        "references": [reference["words"] for reference in references],
        "sentences": list(dict.fromkeys(reference["quotation"] for reference in references)),
        "evidence": list(dict.fromkeys(words for r in references for _, words, _ in json.loads(r["steps"] or "[]"))),
        "brackets": [bracket["words"] for bracket in rows.named("bracket")],
        "folders": [folder["words"] for folder in rows.named("folder")],
        "correspondents": [person["words"] for person in rows.named("correspondent")],
        "date": [part.text for part in evidence],
    }
