"""Find the abbreviations and terms of a volume in its documents, and the abbreviations that nothing explains."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from backchannel.edition.anchors import Anchors
    from backchannel.records import Document

_CANDIDATE = re.compile(r"(?<![\w/&–-])(?:[A-Z][A-Za-z]*[A-Z][A-Za-z]*)(?:[/–-][A-Z]{2,})*(?![\w/&–-])")
"""An abbreviation with two capitals that no list need have: `PARU`, `FonMin`, `EUR/SOV`."""
_ROMAN = re.compile(r"[IVXLC]+|M{0,3}[CDXLIVM]+|Mc[A-Z].*|Mac[A-Z].*|O[’'][A-Z].*|De[A-Z].*|La[A-Z].*|Van[A-Z].*")
"""Numbers, and names with two capitals: `XIV`, `McNamara`."""
_FILED = re.compile(
    r"""
    (?: Central\ (?:Foreign\ Policy\ )?Files? | Decimal\ Files? | Subject[-\ ]Numeric | RG[\ -]\d+ | Record\ Group\ \d+  # RG 59
    | [Ii]bid\.,(?=\ [A-Z]+(?:\ \([A-Z]+\))?\ \d) )
    [^;\n]*? (?= [;\n] | \.\ (?![A-Z0-9]{1,3}\b) | $ )
    """,
    re.VERBOSE,
)
"""The location of a paper in a file whose codes look like abbreviations: `Central Files, POL 27 VIET S`; `ibid., AID (US) 15–8`."""
_SHOUTED = 0.5
"""Share of letters in words of four or more capitals from which a passage is in capitals: no abbreviation can be told from a word there."""
_CAPITALS = re.compile(r"\b[A-Z]{4,}\b")


class Placed(Protocol):
    """A part of a text, from `start` to `end`."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


class TermPlace(NamedTuple):
    """A place where a document prints a term: its extent, the id of the explanation, and the anchor of the paragraph or note."""

    start: int
    end: int
    id: str
    anchor: str


class TermMatcher:
    """The terms of a volume, ready to be found in its documents."""

    def __init__(self, forms: Mapping[str, str]) -> None:
        """Take the id of the explanation of each form."""
        self._ids = {_plain(form): id for form, id in forms.items()}
        self._first = {found[0] for form in self._ids if (found := _FIRST.match(form))}
        choice = "|".join(_pattern(form) for form in sorted(self._ids, key=lambda form: (-len(form), form)))
        self._pattern = re.compile(rf"(?<![\w/&’'–-])(?<![\w]\.)(?:{choice})(?![\w/&]|[–-]\w|\.\w)") if choice else None

    def places(self, document: Document, named: Anchors) -> Iterator[TermPlace]:
        """Yield the places in the paragraphs and notes of a document, in the order of its parts."""
        if self._pattern is None or self._first.isdisjoint(word.removesuffix(ending) for ending in ("", "s") for word in _words(document)):
            return
        text = masked(document)
        for anchor, start, end in stretches(document, named):
            if not is_shouted(text[start:end]):
                for match in self._pattern.finditer(text, start, end):
                    if id := self._ids.get(_plain(match[0])) or self._ids.get(_plain(match[0]).removesuffix("s")):
                        yield TermPlace(match.start(), match.end(), id, anchor)


def _words(document: Document) -> list[str]:
    return _FIRST.findall(document.text)


_FIRST = re.compile(r"[^\W_]+")


def _plain(form: str) -> str:
    return " ".join(form.replace("–", "-").split())


def _pattern(form: str) -> str:
    """Return the pattern of a form. One in capitals may have the ending of a plural: `LDCs`."""
    escaped = re.escape(form).replace(r"\-", "[-–]").replace(r"\ ", r"\s+")
    return rf"{escaped}s?" if form[-1:].isupper() and len(form) > 2 else escaped


def masked(document: Document) -> str:
    """Return the text of a document with spaces in place of markers, page labels, what a rule consumed, and file codes of archives."""
    text = list(document.text)
    for part in (*document.markers, *document.pages, *document.consumed):
        text[part.start : part.end] = " " * (part.end - part.start)
    plain = "".join(text)
    return _FILED.sub(lambda found: " " * len(found[0]), plain)


def stretches(document: Document, named: Anchors) -> Iterator[tuple[str, int, int]]:
    """Yield the anchor and extent of each paragraph and note: everything but headings, and lines that name an archive's paper."""
    for block, (_, anchor) in zip(document.blocks, named.blocks, strict=True):
        if block.kind not in _HEADINGS:
            yield anchor, block.start, block.end
    for note, anchor in zip(document.notes, named.notes.notes, strict=True):
        yield anchor, note.start, note.end


_HEADINGS = frozenset({"head", "heading", "page"})


def is_shouted(words: str) -> bool:
    """Return whether a passage is in capitals."""
    letters = sum(map(str.isalpha, words))
    return letters > 0 and sum(len(word) for word in _CAPITALS.findall(words)) > _SHOUTED * letters


def unexplained(document: Document, named: Anchors, known: Iterable[TermPlace]) -> dict[str, tuple[int, str]]:
    """Return the abbreviations of a document that nothing explains, each with the number of its uses and the anchor of the first."""
    text, covered = masked(document), {place.start for place in known}
    uses, first = Counter[str](), dict[str, str]()
    for anchor, start, end in stretches(document, named):
        if not is_shouted(text[start:end]):
            for match in _CANDIDATE.finditer(text, start, end):
                if match.start() not in covered and not _ROMAN.fullmatch(match[0]):
                    uses[match[0]] += 1
                    first.setdefault(match[0], anchor)
    return {words: (count, first[words]) for words, count in uses.items()}


def anchors_by_term(places: Iterable[TermPlace]) -> dict[str, list[str]]:
    """Return the anchors where each term is printed, each once."""
    found: dict[str, list[str]] = {}
    for place in places:
        anchors = found.setdefault(place.id, [])
        if place.anchor not in anchors:
            anchors.append(place.anchor)
    return found


def overlaps(place: Placed, parts: Iterable[Placed]) -> bool:
    """Return whether a place shares a character with one of these parts."""
    return any(part.start < place.end and place.start < part.end for part in parts)
