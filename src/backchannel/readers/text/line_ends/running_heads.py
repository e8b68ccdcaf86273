"""Find the running heads of a printed book among the lines of a PDF: `112 FOREIGN RELATIONS, 1944, VOLUME IV` · `THE SOVIET UNION 113`.

A left page is even and has its number first, a right page is odd and has it last. Lines with rising numbers of this form prove that these
are the numbers of pages; a single line is a running head if it names the series, or if a sentence runs on across it.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from backchannel.readers.text.line_ends.typeset import is_stopped
from backchannel.readers.text.lines import split_lines
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.readers.text.line_ends.typeset import TypedLine

_HEAD = re.compile(
    r"""
    [ \t]*(?:
        (?P<left>\d{1,4})[ \t]+(?P<series>FOREIGN[ ]RELATIONS\b|Foreign[ ]Relations,[ ]\d)?
        [A-Z0-9][^a-z\n]{4,70}?                                                         # 112 FOREIGN RELATIONS, 1944
      | (?P<even>\d{1,4})[ \t]+Foreign[ ]Relations,[ ]\d{4}(?:(?!Doc|\bpp?\.).){0,60}(?<!\.)   # 112 Foreign Relations, 1955–1957
      | [A-Z][^a-z\n.;:!?]{4,70}?[ \t]+(?P<right>\d{1,4})                            # RURITANIA 113
    )[ \t]*$
    """,
    re.VERBOSE | re.MULTILINE,
)
_NUMBERED_PART = re.compile(
    r"""
    \s*(?: ARTICLE | ANNEX | PART | SECTION | CHAPTER | TAB | PHASE | ITEM | DOCUMENT | NO | TABLE      # ARTICLE 3
      | APPENDIX | FIGURE | VOLUME | RESOLUTION | PARAGRAPH | OPTION ) S? \b                            # OPTION 2
    """,
    re.VERBOSE,
)
"""`ARTICLE 3` · `PART 1`: what numbers parts of a document."""
_LARGEST_STEP = 2
"""The largest step from one page to the next: a page may begin with a heading, and have no running head."""


class RunningHead(NamedTuple):
    """A line that is the running head of a page, and the number of the page if the sequence proves it."""

    span: Span
    page: str | None


class _NumberedLine(NamedTuple):
    """A line with the form of a running head: its number, and whether it names the series."""

    span: Span
    number: int
    names_series: bool


def find_running_heads(text: str) -> list[RunningHead]:
    """Return the running heads of a text, in order."""
    found = [line for match in _numbered_lines(text) if (line := _numbered_line(text, match))]
    if len(found) > 1 and all(0 < after.number - before.number <= _LARGEST_STEP for before, after in pairwise(found)):
        return [RunningHead(line.span, str(line.number)) for line in found]
    return [RunningHead(line.span, None) for line in found if line.names_series or _is_within_sentence(text, line.span)]


def without_heads(lines: Sequence[TypedLine], heads: Sequence[RunningHead]) -> list[TypedLine]:
    """Return the lines that are not running heads. The line below one is close to the line above it if a sentence runs on."""
    starts = {head.span.start for head in heads}
    kept: list[TypedLine] = []
    is_below = False
    for line in lines:
        if line.start in starts:
            is_below = True
            continue
        runs_on = is_below and kept and not is_stopped(kept[-1].words)
        kept.append(line._replace(gap=0) if runs_on else line)
        is_below = False
    return kept


def _numbered_lines(text: str) -> Iterator[re.Match[str]]:
    """Yield the lines with the form of a running head. The characters at their ends are tested first, which most lines fail."""
    for start, end, _ in split_lines(text):
        first = text[start]
        if first.isdecimal() or (first.isupper() and text[end - 1].isdecimal()):
            head = _HEAD.match(text, text.rfind("\n", 0, start) + 1)
            if head:
                yield head


def _numbered_line(text: str, head: re.Match[str]) -> _NumberedLine | None:
    """Return a line with the form of a running head, or None if its number is on the wrong side, or is that of a part of a document."""
    left = head["left"] or head["even"]
    number = int(left or head["right"])
    if number % 2 == bool(left) or _NUMBERED_PART.match(head[0]):
        return None
    start = head.start() + len(head[0]) - len(head[0].lstrip())
    return _NumberedLine(Span(start, start + len(head[0].strip())), number, bool(head["series"] or head["even"]))


def _is_within_sentence(text: str, span: Span) -> bool:
    """Return whether a sentence runs on across a line: none ends above it, and a small letter begins the text below it."""
    above, below = text[: span.start].rstrip(), text[span.end :].lstrip()
    return bool(above) and not is_stopped(above[-80:]) and below[:1].islower()
