"""Define the P rules: page markers."""

from __future__ import annotations

from backchannel.findings import Rule

PAGE_OUT_OF_ORDER = Rule(
    id="P001",
    name="page-out-of-order",
    severity="warning",
    message="page {page} comes after page {before}",
    why="Page numbers increase through a document. If one does not, the capture has a wrong number, or the page marker is in a note that began on an earlier page.",
    cure="Compare the page marker with the printed page, and correct its number.",
    bad="[Page 534] … [Page 533]",
    good="[Page 533] … [Page 534]",
)
