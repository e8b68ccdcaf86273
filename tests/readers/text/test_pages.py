"""Page markers are found."""

from __future__ import annotations

import pytest

from backchannel import rules
from backchannel.findings import Report
from backchannel.readers.text.pages import find_pages
from backchannel.source import Source


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("He is, [Page 533] frankly,", ["533"]),
        ("[Page xiv]\n\nPreface [Page 1]", ["xiv", "1"]),
        ("[Page [506]]", ["[506]"]),
        ("He is, [Page\u00a0533] frankly,", ["533"]),
        ("see Page 5 and [page five] and [Page 5", []),
    ],
)
def test_page_markers_are_found(text: str, pages: list[str]) -> None:
    found = find_pages(text, Report(Source("d1.txt", text)))
    assert [page.n for page in found] == pages
    assert all(text[page.start] == "[" and text[page.end - 1] == "]" for page in found)


def test_a_page_number_that_does_not_rise_is_reported() -> None:
    text = "[Page 5] a [Page 4] b [Page xii]"
    report = Report(Source("d1.txt", text))
    find_pages(text, report)
    assert [finding.rule for finding in report.findings] == [rules.PAGE_OUT_OF_ORDER.id] * 2
