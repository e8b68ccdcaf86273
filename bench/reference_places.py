"""Draws places where the words of a text may name another document, note, page or volume, for people to judge.

The draw knows nothing of the reader's grammar. A place is a run of words that a coarse net catches: any word for a part of a book next to a
figure (`p. 5`, `Document 45`, `vol. XIII`), `ibid.`, `supra`, `ff.`. Words of another work are caught as well, so a place may name
nothing. Each place has the first kind in `KINDS` whose pattern its words match; the rarest kinds come first.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FIGURE = r"(?:[0-9]|[IVXLCivxlc]+\b|E\s?[–-]\s?[0-9])"
_NETS = (
    r"(?:\b[A-Z][\w.]*[A-Z.]\s)?\b[Dd]ocuments?\s+[0-9]",  # Document 45 · NAC Document 59–46
    r"\b[Dd]ocs?\.\s*(?:[Nn]os?\.\s*)?[0-9]",
    r"\b[Ff]ootnotes?\s+[0-9*]",
    r"\b(?:[Nn]otes?\s|fns?\.|nn?\.)\s*[0-9]",
    r"\b[Ii]bid\b",
    r"\b(?:[Ss]upra|[Ii]nfra|[Aa]nte|[Pp]ost(?=,?\s+p)|thereto|hereto)\b",
    rf"(?<!\[)\b(?:[Pp]ages?|pp?\.)\s*{_FIGURE}",  # not the page label [Page 5]
    rf"\b[Vv]ol(?:umes?|s?\.)\s*{_FIGURE}",
    r"\b[Pp](?:ar)?ts?\.?\s(?:[0-9]|I+\b|[Oo]ne\b|[Tt]wo\b)",
    r"\b[0-9]+\sff?\.",
    r"\b(?:(?:[Rr]e)?[Pp]rinted|[Pp]ublished)\s(?:in|as|here|below|above)\b",
    r"\b(?:[Aa]ttachment|[Ee]nclosure|Tab|Annex|Appendix)s?\s(?:[0-9]|[A-Z]\b)",
    r"\b[Ee]ditorial\snotes?\b|\bbracketed\snote",
    r"\bForeign\sRelations,|\bFRUS\b",
    r"\bSupplement\b|\b(?:the|fiche)\ssupplement\b",
)
_NET = re.compile("|".join(f"(?:{net})" for net in _NETS))
_TAIL = re.compile(r"\w*(?:[^\S\n]*(?:[,;&–—*-]|,?\s(?:and|or|to|through)\b)?[^\S\n]*(?:[0-9]\w*|[IVXLC]+\b))*(?:\sff\.)?")
"""More figures after those of the net: `124–26`, `308, 310, and 312`, `IX and X`."""
_GAP = 40
"""The most characters between two catches of one place."""

KINDS = {
    "supplement": (24, 0, r"[Ss]upplement"),
    "abbreviated document": (20, 0, r"[Dd]ocs?\."),
    "editorial note": (24, 5, r"[Ee]ditorial\snote|bracketed\snote"),
    "several notes": (24, 0, r"[Ff]ootnotes\s"),
    "note of a document": (36, 40, r"[Ff]ootnote\s.*\b[Dd]ocument|\b[Dd]ocument.*footnote"),
    "note on a page": (34, 20, r"[Ff]ootnote\s.*\b(?:pp?\.|pages?)|\b(?:pp?\.|pages?).*footnote"),
    "relative note": (24, 0, r"[Ff]ootnote.*\b(?:above|below|supra|infra|thereto|[Ii]bid)|[Ii]bid.*footnote"),
    "note": (24, 0, r"[Ff]ootnote|\b[Nn]otes?\b|\bfn|\bn\."),
    "part and a place": (24, 6, r"\b[Pp](?:ar)?ts?\.?\s.*(?:\bpp?\.|[Dd]ocument|footnote)"),
    "part": (20, 0, r"\b[Pp](?:ar)?ts?\.?\s"),
    "several volumes": (20, 0, r"[Vv]ol(?:umes|s\.)"),
    "ibid. and a place": (40, 24, r"[Ii]bid.*[0-9]"),
    "ibid.": (24, 0, r"[Ii]bid"),
    "ante, post": (30, 0, r"\b(?:[Aa]nte|[Pp]ost)\b"),
    "supra, infra, thereto": (28, 24, r"\b(?:[Ss]upra|[Ii]nfra|thereto|hereto)\b"),
    "page of a volume": (36, 20, r"(?:[Vv]ol|Relations|FRUS).*\b(?:pp?\.|pages?)"),
    "document of a volume": (30, 20, r"(?:[Vv]ol|Relations|FRUS).*[Dd]ocument|[Dd]ocument.*(?:[Vv]ol|Relations|FRUS)"),
    "volume": (26, 0, r"[Vv]ol|Relations|FRUS"),
    "following pages": (24, 10, r"\bff?\."),
    "document range": (24, 0, r"[Dd]ocuments?\s.*[0-9][–-][0-9]"),
    "document of a body": (20, 0, r"[A-Z.]\s[Dd]ocument"),
    "several documents": (28, 15, r"[Dd]ocuments\s"),
    "document": (36, 24, r"[Dd]ocument\s"),
    "several pages": (28, 0, r"\b(?:pp\.|[Pp]ages)"),
    "page": (32, 0, r"\b(?:p\.|[Pp]age)"),
    "attachment": (12, 0, r"[Aa]ttachment|[Ee]nclosure|Tab|Annex|Appendix"),
    "printed": (12, 0, r"[Pp]rinted|[Pp]ublished"),
}
"""The kinds of places: how many to draw, how many more of those that often name something, and the pattern of their words."""
_KINDS = {kind: re.compile(pattern) for kind, (_, _, pattern) in KINDS.items()}


class Place(NamedTuple):
    """A place to judge: a kind of words, from `start` to `end` (characters) in the text of a document."""

    document: str
    start: int
    end: int
    kind: str


def draw(texts: Mapping[str, str], seed: int) -> list[Place]:
    """Draw places of each kind from the texts of documents, in the order of the texts."""
    by_kind: dict[str, list[Place]] = defaultdict(list)
    for document, text in texts.items():
        for start, end in _caught(text):
            if (kind := _kind(text[start:end])) is not None:
                by_kind[kind].append(Place(document, start, end, kind))
    chance, drawn = random.Random(seed), set[Place]()
    for turn in range(2):
        for kind, numbers in KINDS.items():
            left = [place for place in by_kind[kind] if place not in drawn]
            drawn.update(chance.sample(left, min(int(numbers[turn]), len(left))))
    order = {document: i for i, document in enumerate(texts)}
    return sorted(drawn, key=lambda place: (order[place.document], place.start))


def _caught(text: str) -> Iterator[tuple[int, int]]:
    """Yield the runs of words that the net catches."""
    low = high = -_GAP
    for match in _NET.finditer(text):
        tail = _TAIL.match(text, match.end())
        end = tail.end() if tail else match.end()
        if 0 <= match.start() - high <= _GAP and "\n" not in text[high : match.start()]:
            high = end
            continue
        if high > low:
            yield low, high
        low, high = max(match.start(), high), max(end, high)
    if high > low:
        yield low, high


def _kind(words: str) -> str | None:
    return next((kind for kind, pattern in _KINDS.items() if pattern.search(words)), None)
