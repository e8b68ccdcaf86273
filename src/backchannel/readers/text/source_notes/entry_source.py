"""Read where a calendar entry says that its document is: `… on rice. Secret; Niact. 4 pp. DOS, CF, 762.00/10–1661.`

The microfiche supplements end the summary of a document with its markings, the number of its pages, and the place that holds it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel.readers.text.source_notes.markings import DocumentMarkings, is_marked, read_markings
from backchannel.readers.text.source_notes.source_note import read_place
from backchannel.records import SourceNote
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.findings import Report
    from backchannel.records import Block

_PAGES = re.compile(r"(?<=\. )\d{1,3} pp?\. (?=[A-Z])")
_LONGEST_PLACE = 200
_LONGEST_MARKINGS = 80
"""Characters before the number of pages within which the sentence of markings begins."""


def find_entry_source(text: str, blocks: Sequence[Block]) -> Span | None:
    """Find the end of a calendar entry that names its source: in the one paragraph below its head."""
    if [block.kind for block in blocks] != ["head", "paragraph"]:
        return None
    start, end = blocks[1].start, blocks[1].end
    pages = next(iter(_PAGES.finditer(text, start, end)), None)
    if pages is None or end - pages.end() > _LONGEST_PLACE or "," not in text[pages.end() : end]:
        return None
    marked = _markings_before(text, start, pages.start())
    return Span(marked.start if marked else pages.start(), end)


def read_entry_source(text: str, span: Span, report: Report) -> SourceNote:
    """Parse the end of a calendar entry that `find_entry_source` found. The number of pages is a remark."""
    pages = _PAGES.search(text, max(0, span.start - 2), span.end)
    assert pages is not None, "find_entry_source returns a span with a number of pages"
    marked = _markings_before(text, span.start, pages.start())
    markings = read_markings(text, marked, report) if marked else DocumentMarkings()
    place = read_place(text, Span(pages.end(), span.end - text.endswith(".", span.start, span.end)), report)
    return SourceNote(**place._asdict(), **markings._asdict(), remarks=(report.words(pages.start(), pages.end() - 1),))


def _markings_before(text: str, start: int, end: int) -> Span | None:
    """Return the sentence that ends at the space before `end`, without its period, if it has markings."""
    stop = text.rfind(". ", max(start, end - _LONGEST_MARKINGS), end - 2)
    sentence = Span(start if stop < 0 else stop + 2, end - 2)
    return sentence if sentence.start < sentence.end and is_marked(text, sentence) else None
