"""Saved web pages are read: each page in `pages/`, as the file beside it says. BACKCHANNEL_WRITE=1 rewrites these: read the diff."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backchannel.readers.markup.prepare import prepare
from backchannel.readers.text.document import finish_document
from backchannel.records import Document

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))


def read(data: bytes, name: str = "x.html") -> Document:
    return finish_document(prepare(f"ruritania/{name}", data, "ruritania")[0])


def shown(document: Document) -> str:
    """Show the text with its markers as `⟦label→place of the note⟧`, and what was read in it."""
    text = document.text
    for marker in reversed(document.markers):
        text = f"{text[: marker.start]}⟦{marker.n}→{marker.note or '?'}⟧{text[marker.end :]}"
    notes = [f"note {note.n}: {document.text[note.start : note.end]}" for note in document.notes]
    found = [f"{finding.severity} {finding.rule} {finding.message}" for finding in document.findings]
    head = document.head.text if document.head else "-"
    pages = ", ".join(page.n for page in document.pages) or "-"
    links = [f"{r.kind} {document.text[r.start : r.end]}" for r in document.references if r.cited.volume]
    found += [f"refers to {', '.join(links)}"] if links else []
    return "\n".join([text, f"head: {head}", f"number: {document.number or '-'}", f"pages: {pages}", *notes, *found, ""])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_pages_are_read(page: Path) -> None:
    found, expected = shown(read(page.read_bytes(), page.name)), page.with_suffix(".read.txt")
    if os.environ.get("BACKCHANNEL_WRITE"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


def test_a_page_may_have_any_encoding() -> None:
    page = '<html><head><meta charset="{}"></head><body><p>Café — “Strelsau”</p></body></html>'
    for encoding in ("utf-8", "windows-1252", "utf-16"):
        assert read(page.format(encoding).encode(encoding)).text == "Café — “Strelsau”\n"


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"\0", b"<!-- only a remark -->", b"plain words"])
def test_a_page_may_lack_everything(data: bytes) -> None:
    assert read(data).text in ("", "plain words\n")


@given(st.text(st.sampled_from("<>/ap1suplioltd=\"'# \n&;x[]"), max_size=200))
def test_no_page_raises(text: str) -> None:
    read(text.encode())


PIECES = [
    *(
        "<p>",
        "</p>",
        "<li>",
        "</li>",
        "<ol>",
        "</ol>",
        "<table><tr><td>",
        "</td><td>",
        "</td></tr></table>",
        "<nav>",
        "</nav>",
        "<pre>a\n\n",
    ),
    *(
        "<sup>1</sup>",
        '<sup><a href="#n1">1</a></sup>',
        '<li id="n1">',
        '<a href="#r1" id="n2">2</a>',
        '<a href="#n2" id="r1">2</a>',
        "<h3>",
    ),
    *(
        "</h3>",
        "12. Letter From Archer to Baker",
        "Rice.",
        "Rice, 40 m<sup>2</sup>",
        '<a id="pg_3"></a>',
        "<br>",
        "<dl><dt id=n3>1<dd>x",
        "</pre>",
    ),
    *('<a href="#n3" class="noteref">1</a>', "<main>", "</main>", "<div class='footnotes'>", "</div>", " ", "\u00a0", "Source: Archives."),
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@example('<sup><a href="#n1">1</a></sup><li id="n1"><table><tr><td></td><td><pre>a\n\n')
def test_the_parts_of_any_page_fit_its_text(page: str) -> None:
    document = read(page.encode())
    for marker in document.markers:
        assert document.text[marker.start : marker.end] == marker.n
        assert marker.note is None or 0 < marker.note <= len(document.notes)
    assert not {"T001", "T002", "T003", "T004"} & {finding.rule for finding in document.findings if finding.severity == "error"}
