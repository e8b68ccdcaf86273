"""Build the list of references wanted: documents, pages, volumes and messages that the texts refer to and the edition does not print,
ranked by frequency."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from backchannel import channels, ids
from backchannel.pages.components.addresses import page_path
from backchannel.pages.components.inline import Inline, all_places, joined
from backchannel.pages.components.layout import Layout
from backchannel.pages.components.link_status import STATUS_WORDS
from backchannel.pages.components.volumes import target_words, volume_words
from backchannel.pages.components.words import amount

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from backchannel.edition.queries.lists import WantedReference
    from backchannel.pages.components.addresses import Linker
    from backchannel.pages.components.layout import PageFrame

_SECTIONS = {"document": "Documents", "message": "Messages", "page": "Pages", "volume": "Volumes"}
_MOST = 100
"""Entries of a section on the page of the whole edition; the volumes' pages have all entries."""


class WantedEntry(NamedTuple):
    """A target: its name, how often and in how many documents it is mentioned, and where."""

    id: str
    name: Inline
    times: str
    documents: str
    places: list[Inline]


class WantedSection(NamedTuple):
    """All targets of one kind. `status` says how far they can be followed; `rest` how many are left out here."""

    id: str
    name: str
    status: str
    entries: list[WantedEntry]
    rest: str


class WantedPage(NamedTuple):
    """The list of references wanted, of a volume or of the edition."""

    path: str
    layout: Layout
    sections: list[WantedSection]


def wanted_page(frame: PageFrame, wanted: Sequence[WantedReference]) -> WantedPage:
    """List everything that a volume refers to, with each place."""
    linker = frame.linker
    sections = [
        _section(kind, [_entry(linker, *entry, all_places(linker, ((w.id, w.anchor) for w in entry[1]))) for entry in ranked], 0)
        for kind, ranked in _ranked(wanted)
    ]
    return WantedPage(frame.path, frame.layout, sections)


def edition_wanted_page(frame: PageFrame, wanted: Mapping[str, Sequence[WantedReference]]) -> WantedPage:
    """List what the whole edition refers to most, with the volumes that do."""
    everything = [reference for references in wanted.values() for reference in references]
    sections = [
        _section(kind, [_entry(frame.linker, *entry, _in_volumes(frame, *entry)) for entry in ranked[:_MOST]], len(ranked) - _MOST)
        for kind, ranked in _ranked(everything)
    ]
    return WantedPage(frame.path, frame.layout, sections)


def _in_volumes(frame: PageFrame, target: str, found: Sequence[WantedReference]) -> list[Inline]:
    """List the volumes that refer to a target, each with its count and a link to the volume's own list."""
    volumes = Counter(reference.id.partition("/")[0] for reference in found)
    return joined(
        (
            [
                Inline(volume_words(frame.project, volume), frame.linker.page(page_path("wanted", volume), ids.slug(target))),
                Inline(f" {times:,}"),
            ]
            for volume, times in volumes.items()
        ),
        "; ",
    )


_Ranked = list[tuple[str, list["WantedReference"]]]


def _ranked(wanted: Iterable[WantedReference]) -> Iterator[tuple[str, _Ranked]]:
    """Sort the targets of each kind by frequency."""
    groups: dict[str, list[WantedReference]] = {}
    for reference in wanted:
        groups.setdefault(reference.target, []).append(reference)
    kinds: dict[str, _Ranked] = {kind: [] for kind in _SECTIONS}
    for target, found in groups.items():
        kinds[_kind(target, found[0])].append((target, found))
    for kind, entries in kinds.items():
        if entries:
            yield kind, sorted(entries, key=lambda entry: (-len(entry[1]), [ids.number_key(part) for part in entry[0].split("/")]))


def _kind(target: str, reference: WantedReference) -> str:
    """Return the kind of a target: a note counts as its document, and so does a message that is said to be printed there."""
    if reference.kind == "page" or reference.status == "mentioned":
        return reference.kind
    return "document" if "/" in target else "volume"


def _section(kind: str, entries: list[WantedEntry], rest: int) -> WantedSection:
    status = STATUS_WORDS["mentioned"] if kind == "message" else STATUS_WORDS["external"]
    more = f"And {amount(rest, kind)} mentioned less often, listed on the volumes’ pages." if rest > 0 else ""
    return WantedSection(f"{kind}s", _SECTIONS[kind], status, entries, more)


def _entry(linker: Linker, target: str, found: Sequence[WantedReference], places: list[Inline]) -> WantedEntry:
    reference = found[0]
    if reference.status == "mentioned":
        name = Inline(channels.name(reference.channel, reference.number), _ledger(linker, reference), "link--mentioned")
    else:
        name = Inline(target_words(target, ""), linker.official(target), "link--external")
    documents = len({reference.id for reference in found})
    return WantedEntry(ids.slug(target), name, f"{len(found):,}", f"{documents:,}", places)


def _ledger(linker: Linker, reference: WantedReference) -> str:
    """Link a message's row in a ledger: for a post's telegram that of a volume which mentions it."""
    if not channels.is_post(reference.channel):
        return linker.message(reference.target, reference.part)
    return linker.page(page_path("messages", reference.id.partition("/")[0]), reference.target)
