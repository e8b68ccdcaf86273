"""Read a saved web page: its article as a text in the raw form, with its markers, notes, headings and pages."""

from __future__ import annotations

import re

from backchannel.findings import Report
from backchannel.readers.markup.marked import StructuredText, prepare_marked, report_left_out
from backchannel.readers.markup.sheet import Sheet
from backchannel.readers.markup.web.article import find_article
from backchannel.readers.markup.web.note_links import find_note_links
from backchannel.readers.markup.web.tree import parse
from backchannel.readers.markup.web.writing import write_page
from backchannel.readers.text.prepared import PreparedDocument, prepare_document
from backchannel.source import Source

_OTHER_SIGNS = re.compile(r"\[\^?\d{1,3}\]|(?<!\w)/\d{1,3}/|[²³¹⁰⁴-⁹]|\]\d{1,3}\b")
"""Signs of markers that a page writes in its words: `[1]`, `/1/`, `¹`."""


def read_page(data: bytes) -> StructuredText:
    """Read the bytes of a saved page.

    The article is written as a text in the raw form, without navigation, asides and footers, and without what no reader sees.
    """
    body = parse(data)
    links = find_note_links(body)
    article = find_article(body, set(links.markers), {note.element for note in links.notes})
    sheet = Sheet()
    written = write_page(sheet, article.element, links)
    text = sheet.text()
    return StructuredText(
        text=text,
        headings=tuple(written.headings),
        markers=tuple(written.markers),
        notes=tuple(written.notes),
        notes_start=written.notes_start,
        kinds=written.kinds,
        links=tuple(written.links),
        left_out=article.left_out,
        certain=bool(written.markers or written.notes) or not _OTHER_SIGNS.search(text),
    )


def prepare_page(path: str, data: bytes, volume: str) -> PreparedDocument:
    """Prepare a saved page for the reader of texts. Where only its words have signs of markers, the page is read as a text is."""
    marked = read_page(data)
    source = Source(path, marked.text)
    if marked.certain:
        return prepare_marked(marked, source, volume)
    report = Report(source)
    report_left_out(marked, report)
    prepared = prepare_document(source, volume)
    return prepared._replace(findings=(*report.findings, *prepared.findings))
