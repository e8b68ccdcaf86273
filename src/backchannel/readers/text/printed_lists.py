"""Read the raw capture of a printed list of a volume: its persons, or its abbreviations and terms.

A capture has one entry on each line, or broken lines with blank lines between the entries. The bold type that sets a name apart in print is
lost, so the name ends where its grammar says.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from backchannel.readers.text.person_names import name_length
from backchannel.records.lists import ListEntry, ListKind, PrintedList
from backchannel.records.spans import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.source import Source

_HEADING = re.compile(
    r"""
    (?:list\ of\ )?
    (?: (?P<persons> persons | people | principal\ persons )         # List of Persons
    | (?P<terms> abbreviations | terms | acronyms | symbols )        # Abbreviations and Terms
      (?: (?:,|\ and|\ &|,\ and)\ (?:terms|abbreviations|acronyms|symbols|other\ terms) )* )
    \s*
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NAMES: dict[str, ListKind] = {"persons": "persons", "terms": "terms", "abbreviations": "terms"}
"""The names of files that are lists, whatever their first line says."""
_BEFORE_HEADING = 6
"""Lines of a capture that may come before the heading: the names of the site, the volume and the chapter."""
_LONGEST_BEFORE = 160
"""Characters of such a line; a longer one is a paragraph."""
_NUMBERED = re.compile(r"\s*\d{1,4}[a-z]?\.\s")
"""The number before the head of a document."""
_FEWEST = 3
"""Entries without which a text under such a heading is no list: a document may begin with the words `List of Persons`."""
_LINE = re.compile(r"[^\n]+")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![^\S\n]*\n)[^\n]+)*")
_BULLET = re.compile(r"\s*(?:[•·▪◦*–-]\s+)?")
_BETWEEN = re.compile(r"(?:(?<!\s)\s+)?(?:\t|,|:\s|\s[–—=-]\s|—|\n)[\s,–—=:]*")
"""What separates a term from its meaning."""
_SHORT_TERM = re.compile(r"[^\s,a-z]{2,}(?= [a-zA-Z])")
"""A term whose comma the print lacks: `ABM antiballistic missile`."""
_LONGEST_TERM = 60
_NARROWEST, _WIDEST, _FILLED, _MOST, _MOST_LINES = 36, 100, 0.7, 0.9, 6
"""The width of a text with broken lines, at least and at most; how much of it the lines fill, and how many do; lines of a paragraph."""
_UNFINISHED = re.compile(r";\s+the$")
_PARTICLE = re.compile(r"\s*(?:de|von|van|al|bin)\b")
_REMARK = re.compile(r"\s*(?:Editor[’']s Note|Note\b|\[)", re.IGNORECASE)


def read_list(source: Source) -> PrintedList | None:
    """Read a printed list. None if the text is not one: neither the file's name nor a heading in its first lines says so."""
    named = _NAMES.get(PurePosixPath(source.path).stem.lower())
    kind, start = (named, 0) if (heading := _heading(source.text)) is None else heading
    if kind is None:
        return None
    entries = tuple(_entries(source.text, start, kind))
    if named is None and sum(entry.about is not None for entry in entries) < _FEWEST:
        return None
    return PrintedList(path=source.path, kind=kind, text=source.text, entries=entries)


def _heading(text: str) -> tuple[ListKind, int] | None:
    """Return the kind of list that a heading in the first lines announces, and where the heading ends. A page of a document has the same
    words in its menu, but its head or a paragraph comes before them."""
    lines = [line for line in _LINE.finditer(text[:2000]) if line[0].strip()]
    for line in lines[: _BEFORE_HEADING + 1]:
        if heading := _HEADING.fullmatch(line[0].strip()):
            return ("persons" if heading["persons"] else "terms"), line.end()
        if len(line[0]) > _LONGEST_BEFORE or _NUMBERED.match(line[0]):
            return None
    return None


def _entries(text: str, start: int, kind: ListKind) -> Iterator[ListEntry]:
    for first, end in _joined(text, start, kind):
        entry = _entry(text, first, end, kind)
        if entry:
            yield entry


def _joined(text: str, start: int, kind: ListKind) -> list[tuple[int, int]]:
    """Return the extents of the entries: paragraphs, if their lines were broken, else lines. Some lines continue the one before them."""
    parts = [part for part in _PARAGRAPH.finditer(text, start) if part[0].strip()]
    if _is_broken([part[0] for part in parts]):
        return [part.span() for part in parts]
    found: list[tuple[int, int]] = []
    for part in _LINE.finditer(text, start):
        if not part[0].strip():
            continue
        if found and _continues(text, found[-1], part, kind):
            found[-1] = (found[-1][0], part.end())
        else:
            found.append(part.span())
    return found


def _is_broken(paragraphs: Sequence[str]) -> bool:
    """Return whether lines were broken at a width: those before the last of each paragraph are of nearly the same length."""
    lengths = [len(line.strip()) for words in paragraphs for line in words.strip().split("\n")[:-1]]
    widest = max(lengths, default=0)
    if len(lengths) > _MOST_LINES * len(paragraphs):
        return False
    return _NARROWEST <= widest <= _WIDEST and sum(length >= _FILLED * widest for length in lengths) >= _MOST * len(lengths)


def _continues(text: str, before: tuple[int, int], part: re.Match[str], kind: ListKind) -> bool:
    """Return whether a line continues the entry before it.

    1. `member of the Council`                     in a list of persons: it begins with a small letter, and is no name
    2. `White House, for instance, used …`         after `…; the`: the print, or its tags, broke a sentence
    """
    first = text[before[0] : before[1]].strip()
    if _UNFINISHED.search(first):
        return True
    is_small = part[0].lstrip()[:1].islower() and not _PARTICLE.match(part[0])
    return kind == "persons" and is_small and bool(first) and not _REMARK.match(first)


def _entry(text: str, first: int, end: int, kind: ListKind) -> ListEntry | None:
    """Part an entry at the end of its name; None for a remark."""
    bullet = _BULLET.match(text, first, end)
    start = bullet.end() if bullet else first
    end = start + len(text[start:end].rstrip())
    line = text[start:end]
    if _REMARK.match(line) or not line:
        return None
    length = name_length(line) if kind == "persons" else _term_length(line)
    if not length:
        return None
    rest = re.compile(r"[\s,:;–—=-]*").match(text, start + length, end)
    about = rest.end() if rest else end
    return ListEntry(
        start=start,
        end=end,
        name=Words(start=start, end=start + length, text=" ".join(text[start : start + length].split())),
        about=Words(start=about, end=end, text=" ".join(text[about:end].split())) if about < end else None,
    )


def _term_length(line: str) -> int:
    """Return the length of the term at the beginning of a line; 0 if there is none."""
    if (between := _BETWEEN.search(line)) and 0 < between.start() <= _LONGEST_TERM:
        return between.start()
    bare = _SHORT_TERM.match(line)
    return bare.end() if bare else 0
