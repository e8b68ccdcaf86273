"""Show what became of addresses whose words are no longer there: on the page of their document, or on a page in place of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from backchannel.edition.publication.former import page_id
from backchannel.pages.components.date_words import date_words
from backchannel.pages.components.former import FormerEntry
from backchannel.pages.components.inline import Inline, joined
from backchannel.pages.components.layout import Layout
from backchannel.pages.components.places import place_words
from backchannel.pages.components.words import amount, capital

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.edition.publication.former import FormerAddress
    from backchannel.edition.publication.publish import Publication
    from backchannel.pages.components.addresses import Linker
    from backchannel.pages.components.layout import PageFrame


class FormerSection(NamedTuple):
    """The former addresses of a page, a sentence that sums them up, and the reason why editors accept it, if they give one."""

    summary: list[Inline]
    entries: list[FormerEntry]
    reason: str


class FormerPage(NamedTuple):
    """The page at the address of a document that is gone. `id` is that of the document; `published` says when it was last published."""

    path: str
    layout: Layout
    id: str
    heading: str
    title: str
    summary: list[Inline]
    entries: list[FormerEntry]
    reason: str


def former_section(document: str, addresses: Sequence[FormerAddress], linker: Linker, reasons: Sequence[str]) -> FormerSection:
    """List the former addresses of a document that is still there."""
    shown = [former for former in addresses if not former.joined]
    entries = [_entry(document, former, linker, present=True) for former in shown]
    return FormerSection(_summary(document, shown, linker), entries, " ".join(dict.fromkeys(reasons)))


def former_page(frame: PageFrame, gone: Publication, reasons: Sequence[str]) -> FormerPage:
    """Build the page at the address of a document that is gone."""
    heading = f"{_document_words(gone.document)} is no longer at this address"
    return FormerPage(
        path=frame.path,
        layout=frame.layout.titled(heading),
        id=gone.document.partition("/")[2],
        heading=heading,
        title=gone.title,
        summary=_summary(gone.document, gone.addresses, frame.linker),
        entries=[_entry(gone.document, former, frame.linker, present=False) for former in gone.addresses],
        reason=" ".join(dict.fromkeys(reasons)),
    )


def former_ledger(frame: PageFrame, entries: list[FormerEntry]) -> FormerPage:
    """Build the page at the address of a volume's ledger that has no messages any longer."""
    heading = "The telegrams of this volume are no longer at this address"
    return FormerPage(frame.path, frame.layout.titled(heading), "ledger", heading, "", [], entries, "")


def joined_ids(local: str, addresses: Sequence[FormerAddress]) -> dict[str, list[str]]:
    """Return the ids of former paragraphs that are now part of a longer one, by the id of that one."""
    found: dict[str, list[str]] = {}
    for former in addresses:
        if former.joined:
            found.setdefault(page_id(local, former.place), []).append(page_id(local, former.anchor))
    return found


def _summary(document: str, shown: Sequence[FormerAddress], linker: Linker) -> list[Inline]:
    """Sum up where the words are now: `Of the words published at this address, 7 passages are now in Document 8 and 1 is gone.`"""
    said = [former for former in shown if former.words] or list(shown)
    moved = Counter(former.document for former in said if former.document not in ("", document))
    kept = sum(former.document == document for former in said)
    gone = sum(former.is_gone for former in said)
    parts = [
        [Inline(f"{_are(count)} now in "), Inline(_document_words(id, document), linker.document(id), "link--here")]
        for id, count in moved.most_common()
    ]
    parts += [[Inline(f"{_are(kept)} now at another place on this page")]] if kept else []
    parts += [[Inline(f"{_are(gone)} no longer in this edition")]] if gone else []
    return [Inline("Of the words published at this address, "), *joined(parts, "; "), Inline(".")] if parts else []


def _are(count: int) -> str:
    return f"{amount(count, 'passage')} {'is' if count == 1 else 'are'}"


def _entry(document: str, former: FormerAddress, linker: Linker, *, present: bool) -> FormerEntry:
    local = document.partition("/")[2]
    return FormerEntry(
        id="" if former.taken else page_id(local, former.anchor),
        name=capital(place_words(former.anchor)),
        words=former.words,
        published=f"Published {date_words(former.day)}, build {former.build}.",
        now=list(_now(document, former, linker, present=present)),
    )


def _now(document: str, former: FormerAddress, linker: Linker, *, present: bool) -> Iterator[Inline]:
    """Say where the words are now: `Now Document 8, ¶5.`"""
    if former.document:
        words = place_words(former.place)
        named = words if former.document == document else f"{_document_words(former.document, document)}, {words}"
        yield from (Inline("Now "), Inline(named, _place(linker, former.document, former.place), "link--here"), Inline("."))
        return
    yield Inline("No longer in this edition.")
    if present:
        yield from (
            Inline(" Nearest to it: "),
            Inline(place_words(former.near), _place(linker, document, former.near), "link--here"),
            Inline("."),
        )


def _place(linker: Linker, document: str, anchor: str) -> str:
    return linker.document(document, page_id(document.partition("/")[2], anchor))


def _document_words(id: str, seen_from: str = "") -> str:
    """Name a document: `Document 8`; from another volume `Document 8 of frus1969-76v10`."""
    volume, _, local = id.partition("/")
    name = f"Document {local.removeprefix('d')}"
    return f"{name} of {volume}" if seen_from and seen_from.partition("/")[0] != volume else name
