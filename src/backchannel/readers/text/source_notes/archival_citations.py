"""Find the archival places that notes name: the repository, collection, box and folder of a paper that is not printed.

`Rogers also sent Nixon talking points. (National Archives, Nixon Presidential Materials, NSC Files, Box 709, Country Files, USSR, Vol. I)`

The place of the document itself is in its source note, see `source_note`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel import vocabulary
from backchannel.readers.text.source_notes.source_note import ArchivalPlace, first_sentence, read_place
from backchannel.records import ArchivalCitation
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.findings import Report

_NAMED = re.compile(
    rf"""
    (?: (?P<open>\() (?:[^()]{{0,60}};\ )? (?:(?:All|Both)\ )? (?:in\ )? (?:the\ )?   # (National Archives, … · (Both Department of State, …
      | \bin\ (?:the\ )?                                                             # is in the National Archives, …
    )
    (?P<place> (?:{vocabulary.alternatives("repositories")} | (?P<again>[Ii]bid\.)) (?=,\ ) )
    """,
    re.VERBOSE,
)
_LONGEST = 400
"""Characters of a place."""
_UNSURE = re.compile(r"\brespectively\b|\b[Ii]bid\b|\bpp?\.\ ?\d|[;“”?!]")
"""What a place does not have: several places in one, and pages, which a printed work has."""
_ANOTHER = re.compile(rf",?\ and\ (?:in\ the\ |(?:in\ )?(?={vocabulary.alternatives('repositories')},\ ))")
"""What begins another place in the same sentence."""
_BOXED = re.compile(r"\b(?:Box|Boxes|Container|Carton)\ \S")
_OUTER = re.compile(r"\((?!(?:ibid|Ibid)\.\))")
"""A parenthesis between a place and an `ibid.`, which may name what the latter means."""


def find_archival_citations(text: str, where: str, span: Span, report: Report) -> Iterator[ArchivalCitation]:
    """Find the places in a note (`where`) with a box, a folder or a file number, in the order of the text.

    1. `(Library of Congress, Manuscript Division, Kissinger Papers, Box 360, Chronological File)`
    2. `Copies are in the National Archives, RG 59, Records of Anthony Lake: Lot 82D298, Box 18.`    with a box only
    3. `(Ibid., Box 361, Chronological File)`    after a place of the same note: its repository and collection
    """
    last: tuple[int, ArchivalPlace] | None = None
    for named in _NAMED.finditer(text, span.start, span.end):
        start, again = named.start("place"), named["again"]
        if (end := _end(text, start, span.end, parenthesized=named["open"] is not None)) is None:
            continue
        if again and (last is None or _OUTER.search(text, last[0], named.start())):
            continue
        inner = Span(named.end("place") + 2 if again else start, end)
        place = read_place(text, inner, report)
        if again and last:
            place = _after_ibid(place, last[1])
        if place.repository and (place.box or (named["open"] and (place.file or (place.folder and place.collection)))):
            last = (end, place)
            yield ArchivalCitation(start=start, end=end, text=report.words(start, end), where=where, **place._asdict())


def _end(text: str, start: int, stop: int, *, parenthesized: bool) -> int | None:
    """Return where the place that begins at `start` ends: at its parenthesis, or with its sentence; None if it can't be told."""
    stop = min(stop, start + _LONGEST)
    end = _closing(text, start, stop) if parenthesized else first_sentence(text, Span(start, stop)).end
    if end and (another := _ANOTHER.search(text, start, end)):
        end = another.start()
    if end is None or _UNSURE.search(text, start + len("Ibid."), end):
        return None
    words = text[start:end].rstrip(" .")
    return start + len(words) if parenthesized or _BOXED.search(words) else None


def _closing(text: str, start: int, stop: int) -> int | None:
    """Return where the parenthesis around `start` closes."""
    depth = 0
    for at in range(start, stop):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth < 0:
            return at
    return None


def _after_ibid(place: ArchivalPlace, last: ArchivalPlace) -> ArchivalPlace:
    """Complete a place after `Ibid.` from the place before it."""
    if place.repository:
        return place._replace(repository=None)  # another archive: `Ibid.` means something else
    if place.collection or place.series:
        return place._replace(repository=last.repository)
    return place._replace(repository=last.repository, collection=last.collection, series=last.series)
