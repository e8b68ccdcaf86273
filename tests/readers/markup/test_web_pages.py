"""Saved web pages are read: each page in `pages/`, as the file beside it says. BACKCHANNEL_WRITE=1 rewrites these: read the diff."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
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
