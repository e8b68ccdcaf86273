"""Build the index of omissions and editorial brackets: what a volume withheld, omitted, could not read, or added."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.pages.components.inline import Inline, all_places
from backchannel.pages.components.layout import Layout
from backchannel.pages.components.words import amount
from backchannel.printed import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.edition.queries.lists import BracketedText
    from backchannel.pages.components.addresses import Linker
    from backchannel.pages.components.layout import PageFrame

KINDS = {
    "not-declassified": "Not declassified",
    "omitted": "Omitted",
    "illegible": "Illegible",
    "editorial": "Added by the volume’s editors",
}
_WORDS = 200


class BracketEntry(NamedTuple):
    """Words in brackets, how often they occur, and where."""

    words: str
    times: str
    places: list[Inline]


class BracketSection(NamedTuple):
    """All brackets of one kind, the most frequent first."""

    id: str
    name: str
    total: str
    entries: list[BracketEntry]


class BracketsPage(NamedTuple):
    """The index of a volume's brackets."""

    path: str
    layout: Layout
    sections: list[BracketSection]


def brackets_page(frame: PageFrame, bracketed: Sequence[BracketedText]) -> BracketsPage:
    return BracketsPage(frame.path, frame.layout, list(_sections(frame.linker, bracketed)))


def _sections(linker: Linker, bracketed: Sequence[BracketedText]) -> Iterator[BracketSection]:
    for kind, name in KINDS.items():
        groups: dict[str, list[BracketedText]] = {}
        for bracket in bracketed:
            if bracket.kind == kind:
                groups.setdefault(bracket.words, []).append(bracket)
        total = sum(map(len, groups.values()))
        if groups:
            ordered = sorted(groups, key=lambda words: (-len(groups[words]), words.casefold(), words))
            yield BracketSection(kind, name, amount(total, "place"), [_entry(linker, words, groups[words]) for words in ordered])


def _entry(linker: Linker, words: str, brackets: Sequence[BracketedText]) -> BracketEntry:
    places = all_places(linker, ((bracket.id, bracket.anchor) for bracket in brackets))
    return BracketEntry(shortened(words, _WORDS), f"{len(brackets):,}", places)
