"""P: page markers."""

from __future__ import annotations

from backchannel.findings import Rule

PAGE_OUT_OF_ORDER = Rule(
    id="P001",
    name="page-out-of-order",
    severity="warning",
    message="page {page} stands after page {before}",
    why="Pages rise through a document. A label that does not is a slip of the capture, or stands in a note that began a page earlier.",
    cure="Compare the label with the printed page, and correct its number.",
    bad="[Page 534] … [Page 533]",
    good="[Page 533] … [Page 534]",
)
