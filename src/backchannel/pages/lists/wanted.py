"""What an edition refers to and does not print: documents, pages, volumes and messages, ranked by how often they are named."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from backchannel import channels, ids
from backchannel.pages import addresses
from backchannel.pages.bits import Bit, all_places, joined
from backchannel.pages.reach import STANDINGS
from backchannel.pages.shell import Shell, top_shell, volume_shell
from backchannel.pages.volumes import target_words, volume_words
from backchannel.pages.words import amount

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from backchannel.edition.lists import Wanted
    from backchannel.settings import Project

_SECTIONS = {"document": "Documents", "message": "Messages", "page": "Pages", "volume": "Volumes"}
_MOST = 100
"""Entries of a section on the page of the whole edition; the pages of the volumes have all."""


class Entry(NamedTuple):
    """A thing that is referred to: what it is called, how often and in how many documents, and where."""

    id: str
    name: Bit
    times: str
    documents: str
    places: list[Bit]


class Section(NamedTuple):
    """All things of one kind. `standing` says how far they can be followed; `rest` how many of them are left out here."""

    id: str
    name: str
    standing: str
    entries: list[Entry]
    rest: str


class WantedPage(NamedTuple):
    """The list of references wanted, of a volume or of the edition."""

    path: str
    shell: Shell
    sections: list[Section]


def wanted_page(project: Project, volume: str, wanted: Sequence[Wanted]) -> WantedPage:
    """All that a volume refers to, with each place."""
    sections = [
        _section(kind, [_entry(volume, *entry, all_places(volume, ((w.id, w.anchor) for w in entry[1]))) for entry in ranked], 0)
        for kind, ranked in _ranked(wanted)
    ]
    return WantedPage(f"{volume}/{addresses.WANTED}", volume_shell(project, volume, "References wanted", ""), sections)


def edition_wanted_page(project: Project, wanted: Mapping[str, Sequence[Wanted]]) -> WantedPage:
    """What the whole edition refers to most, with the volumes that do."""
    everything = [reference for references in wanted.values() for reference in references]
    sections = [
        _section(kind, [_entry("", *entry, _in_volumes(project, *entry)) for entry in ranked[:_MOST]], len(ranked) - _MOST)
        for kind, ranked in _ranked(everything)
    ]
    return WantedPage(addresses.WANTED, top_shell(project, "References wanted", ""), sections)


def _in_volumes(project: Project, target: str, found: Sequence[Wanted]) -> list[Bit]:
    """The volumes that refer to a target, each with how often, linked to where its own page lists it."""
    volumes = Counter(reference.id.partition("/")[0] for reference in found)
    return joined(
        (
            [Bit(volume_words(project, volume), addresses.href("", f"{volume}/{addresses.WANTED}", ids.slug(target))), Bit(f" {times:,}")]
            for volume, times in volumes.items()
        ),
        "; ",
    )


_Ranked = list[tuple[str, list["Wanted"]]]


def _ranked(wanted: Iterable[Wanted]) -> Iterator[tuple[str, _Ranked]]:
    """The targets of each kind, those first that are named most often."""
    groups: dict[str, list[Wanted]] = {}
    for reference in wanted:
        groups.setdefault(reference.target, []).append(reference)
    kinds: dict[str, _Ranked] = {kind: [] for kind in _SECTIONS}
    for target, found in groups.items():
        kinds[_kind(target, found[0])].append((target, found))
    for kind, entries in kinds.items():
        if entries:
            yield kind, sorted(entries, key=lambda entry: (-len(entry[1]), [ids.number_key(part) for part in entry[0].split("/")]))


def _kind(target: str, reference: Wanted) -> str:
    """What a target is: a note's is its document, and so is a message's that is said to be printed there."""
    if reference.kind == "page" or reference.status == "mentioned":
        return reference.kind
    return "document" if "/" in target else "volume"


def _section(kind: str, entries: list[Entry], rest: int) -> Section:
    standing = STANDINGS["men"] if kind == "message" else STANDINGS["ext"]
    more = f"And {amount(rest, kind)} named less often, on the pages of the volumes." if rest > 0 else ""
    return Section(f"{kind}s", _SECTIONS[kind], standing, entries, more)


def _entry(folder: str, target: str, found: Sequence[Wanted], places: list[Bit]) -> Entry:
    reference = found[0]
    if reference.status == "mentioned":
        name = Bit(channels.name(reference.channel, reference.number), _ledger(folder, reference), "men")
    else:
        name = Bit(target_words(target, ""), addresses.official_href(target), "ext")
    documents = len({reference.id for reference in found})
    return Entry(ids.slug(target), name, f"{len(found):,}", f"{documents:,}", places)


def _ledger(folder: str, reference: Wanted) -> str:
    """The row of a message in a ledger: of a post's telegram in that of a volume which names it."""
    if not channels.is_post(reference.channel):
        return addresses.message_href(folder, reference.target)
    volume = reference.id.partition("/")[0]
    return addresses.href(folder, f"{volume}/{addresses.MESSAGES}", reference.target)
