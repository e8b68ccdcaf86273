"""Read pages of the manual: their headings, and the samples under them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).parents[1] / "docs"

_CAPTION = re.compile(r":caption: (?P<caption>.+)\n")
_DIRECTIVE = re.compile(r"\{code-block\}\s*(?P<language>\S+)")


class Sample(NamedTuple):
    """Fenced block of a page, with the heading above it, its language, its caption (or nothing) and its text."""

    heading: str
    language: str
    caption: str
    text: str


def samples(page: str) -> Iterator[Sample]:
    """Read the fenced blocks of a page of the manual, in order."""
    heading, in_heading = "", False
    for token in MarkdownIt().parse((DOCS / page).read_text(encoding="utf-8")):
        if token.type == "inline" and in_heading:
            heading = token.content
        in_heading = token.type == "heading_open"
        if token.type == "fence":
            yield _sample(heading, token.info.strip(), token.content)


def _sample(heading: str, info: str, text: str) -> Sample:
    directive = _DIRECTIVE.match(info)
    if not directive:
        return Sample(heading, info, "", text)
    caption = _CAPTION.match(text)
    body = text[caption.end() :] if caption else text
    return Sample(heading, directive["language"], caption["caption"] if caption else "", body.removeprefix("\n"))
