"""What stands in brackets in a volume for words that are not there: withheld, left out, not legible."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.pages.bits import Bit, all_places
from backchannel.pages.shell import Shell, volume_shell
from backchannel.pages.words import amount, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.edition.lists import Bracketed
    from backchannel.settings import Project

KINDS = {
    "not-declassified": "Not declassified",
    "omitted": "Omitted",
    "illegible": "Not legible",
    "editorial": "Added by the volume’s editors",
}
_WORDS = 200


class Saying(NamedTuple):
    """Words in brackets, how often they stand, and where."""

    words: str
    times: str
    places: list[Bit]


class Sort(NamedTuple):
    """All brackets of one kind, those first that stand most often."""

    id: str
    name: str
    total: str
    sayings: list[Saying]


class BracketsPage(NamedTuple):
    """The index of what stands in brackets."""

    path: str
    shell: Shell
    sorts: list[Sort]


def brackets_page(project: Project, volume: str, bracketed: Sequence[Bracketed]) -> BracketsPage:
    return BracketsPage(
        f"{volume}/brackets.html", volume_shell(project, volume, "What stands in brackets", ""), list(_sorts(volume, bracketed))
    )


def _sorts(volume: str, bracketed: Sequence[Bracketed]) -> Iterator[Sort]:
    for kind, name in KINDS.items():
        groups: dict[str, list[Bracketed]] = {}
        for bracket in bracketed:
            if bracket.kind == kind:
                groups.setdefault(bracket.words, []).append(bracket)
        total = sum(map(len, groups.values()))
        if groups:
            ordered = sorted(groups, key=lambda words: (-len(groups[words]), words.casefold(), words))
            yield Sort(kind, name, amount(total, "place"), [_saying(volume, words, groups[words]) for words in ordered])


def _saying(volume: str, words: str, brackets: Sequence[Bracketed]) -> Saying:
    places = all_places(volume, ((bracket.id, bracket.anchor) for bracket in brackets))
    return Saying(shortened(words, _WORDS), f"{len(brackets):,}", places)
