"""Find page markers: `[Page 533]`, `[Page xiv]`; `[Page [506]]` if the volume printed the number in brackets."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from backchannel import ids, rules
from backchannel.records import PageBreak

if TYPE_CHECKING:
    from backchannel.findings import Report

_PAGE = re.compile(r"\[(?i:Page[ \u00a0]([0-9]{1,6}|[ivxlcdm]{1,15}|\[[0-9]{1,6}\])\])")
"""The bracket is outside the group, because a pattern that begins with one character is searched for much faster."""


def find_pages(text: str, report: Report) -> list[PageBreak]:
    """Find the page markers of `text` in order. Numbers that do not increase are reported."""
    pages = [PageBreak(n=m[1], start=m.start(), end=m.end()) for m in _PAGE.finditer(text)]
    for before, page in pairwise(pages):
        if ids.page_number(page.n) <= ids.page_number(before.n):
            report.add(rules.PAGE_OUT_OF_ORDER, page.span, page=page.n, before=before.n)
    return pages
