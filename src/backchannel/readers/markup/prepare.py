"""Choose the reader of a source by the suffix of its file, and by the witness beside it.

1. `d44.txt`                      a text
2. `d44.html`, `d44.xml`          a saved web page, a TEI file: written as a text, with what its markup shows for certain
3. `frus1999v01.xml`              a TEI volume: a text for each of its documents
4. `d44.txt` beside `d44.html`    the text that was written for the page, which an editor may have changed since. The page is its
                                  witness: what it shows for certain is carried over to the text
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from backchannel import rules
from backchannel.capture_forms import CaptureOptions
from backchannel.findings import Report
from backchannel.readers.markup import TEI_FILES, WEB_PAGES
from backchannel.readers.text.prepared import prepare_documents
from backchannel.source import Source, Span

if TYPE_CHECKING:
    from backchannel.readers.markup.marked import StructuredText
    from backchannel.readers.markup.witness import WitnessFile
    from backchannel.readers.text.prepared import PreparedDocument

_NO_OPTIONS = CaptureOptions()


def prepare(
    path: str, data: bytes, volume: str, witness: WitnessFile | None = None, capture: CaptureOptions = _NO_OPTIONS
) -> list[PreparedDocument]:
    """Prepare the documents of a source for the reader of texts. Positions count in the text, also in that which is written for a page.
    `capture` is what an editor says about the captures of the volume."""
    return [prepared._replace(period=capture.period) for prepared in _prepare(path, data, volume, witness, capture)]


def _prepare(path: str, data: bytes, volume: str, witness: WitnessFile | None, capture: CaptureOptions) -> list[PreparedDocument]:
    if witness:
        source = Source.of(path, data)
        structured = structured_text(witness.path, witness.data)
        if structured and structured.certain:
            return [_with_witness(source, volume, witness.path, structured)]
        return [prepared._replace(witness=witness.path) for prepared in prepare_documents(source, volume, capture)]
    if PurePosixPath(path).suffix.lower() in WEB_PAGES:
        from backchannel.readers.markup.web.page import prepare_page  # lxml takes a while to import, and most editions have no pages

        return [prepare_page(path, data, volume)]
    if PurePosixPath(path).suffix.lower() in TEI_FILES:
        from backchannel.readers.markup.tei.document import prepare_tei

        return prepare_tei(path, data, volume) or prepare_documents(Source.of(path, data), volume, capture)
    return prepare_documents(Source.of(path, data), volume, capture)


def structured_text(path: str, data: bytes) -> StructuredText | None:
    """Write the text of a file with markup; None if it has no document."""
    if PurePosixPath(path).suffix.lower() in WEB_PAGES:
        from backchannel.readers.markup.web.page import read_page

        return read_page(data)
    from backchannel.readers.markup.tei.document import read_tei

    return read_tei(data)


def _with_witness(source: Source, volume: str, witness: str, structured: StructuredText) -> PreparedDocument:
    from backchannel.readers.markup.carried import carry
    from backchannel.readers.markup.marked import prepare_marked

    carried = carry(structured, source.text)
    report = Report(source)
    if carried.lost:
        report.add(rules.WITNESS_DIFFERS, Span(0, 0), witness=PurePosixPath(witness).name, count=carried.lost)
    prepared = prepare_marked(carried.text, source, volume)
    return prepared._replace(findings=(*report.findings, *prepared.findings), witness=witness)
