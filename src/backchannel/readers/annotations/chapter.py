"""Read an editors' text in a volume: `introduction.md`, or a chapter about some of its documents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel import ids, rules
from backchannel.readers.annotations.editorial_text import read_editorial_text
from backchannel.readers.annotations.front_matter import known, place_of, read_front_matter
from backchannel.records import Chapter
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Container

    from backchannel.findings import Report
    from backchannel.source import Source

KEYS = ("title", "documents")
"""The keys that the front matter may have."""

_RUN = re.compile(r"(d[0-9]+[a-z]?)\s*[-–]\s*(d[0-9]+[a-z]?)")
_HEADING = re.compile(r"\s*^# +(?P<title>.+?) *#* *$\n?", re.MULTILINE)


def read_chapter(source: Source, volume: str, report: Report, reserved: Container[str]) -> Chapter:
    """Read the chapter in `source`. Its title comes from the front matter, or else from its first heading, or else from its file name. A
    file whose name would give its page one of the `reserved` names is a finding."""
    head = read_front_matter(source.text, report)
    given = known(head.given, KEYS, source.text, report)
    markdown, title = source.text[head.end :], given.get("title", "")
    if heading := _HEADING.match(markdown):
        title, markdown = title or heading["title"], markdown[heading.end() :]
    if ids.chapter_name(source.stem, reserved) is None:
        report.add(rules.NAME_TAKEN, Span(0, 0), name=source.stem)
    return Chapter(
        path=source.path,
        title=title or source.stem.replace("-", " ").capitalize(),
        documents=_documents(given, source.text, report),
        **read_editorial_text(markdown.strip("\n"), volume),
    )


def _documents(given: dict[str, str], text: str, report: Report) -> tuple[str, str] | None:
    """Return the first and the last document of a chapter."""
    if "documents" not in given:
        return None
    run = _RUN.fullmatch(given["documents"])
    if not run or ids.number_key(run[1][1:]) > ids.number_key(run[2][1:]):
        place = place_of(text, "documents")
        report.add(
            rules.WRONG_VALUE, place, key="documents", value=given["documents"], reason="use the first and last document, such as d1-d43"
        )
        return None
    return run[1], run[2]
