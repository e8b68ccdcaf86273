"""Render references: the link in the text, its card under `Mentioned here`, and the cards of what refers to a document.

A reference shows its link status: `here`, printed in this edition; `ext`, printed elsewhere; `men`, a message known only by mention;
`amb`, ambiguous; `mis`, not found. The last two link to their cards, which say why there is no target.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from backchannel import ids
from backchannel.pages.components.about import about_words
from backchannel.pages.components.date_words import date_words, month_words
from backchannel.pages.components.inline import Inline, joined
from backchannel.pages.components.link_status import STATUS_CLASSES, STATUS_WORDS, UNLINKED, link_class
from backchannel.pages.components.message_links import message_href, message_name, message_status_words, when_sent
from backchannel.pages.components.places import anchor_words, place_id
from backchannel.pages.components.volumes import designation, target_words
from backchannel.pages.reading.text import CitingCard, ReferenceLink
from backchannel.printed import shortened

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from backchannel.edition.queries.document_queries import IncomingReference, ListedDocument, OutgoingReference
    from backchannel.edition.queries.messages import MessageRow
    from backchannel.pages.components.addresses import Linker

_TITLE = 160
_OPENING = 160
_MOST_QUOTATIONS = 3
"""Citing sentences that a card shows of one document; it still links the places of the others."""


class ReferenceCard(NamedTuple):
    """A card: one target with everything that is said about it. Its status, its name, its title, what it is about, a sentence, its date
    and first words, the candidates of an ambiguous one, the citing sentences, and the places that mention it. `classes` give link status
    and direction; `why` is the evidence that this message is meant."""

    id: str
    classes: str
    status: str
    name: Inline
    title: str
    about: str
    sentence: str
    date: str
    inferred: bool
    opening: str
    candidates: list[Inline]
    quotations: list[list[Inline]]
    places: list[Inline]
    why: str = ""


class RenderedReferences(NamedTuple):
    """The link of each reference of a document, by its position in the record, and the cards."""

    links: dict[int, ReferenceLink]
    cards: list[ReferenceCard]


class ReferenceTargets(NamedTuple):
    """What the references of a document lead to: `present` has those of their candidates that are in this edition, `messages` the messages
    that they name or may mean, by id."""

    present: Container[str]
    messages: Mapping[str, MessageRow]


def mentioned_here(
    document: ListedDocument, references: Sequence[OutgoingReference], around: ReferenceTargets, linker: Linker
) -> RenderedReferences:
    """Render the references of a document, with one card for each target in the order of first mention. Places of the document itself
    (`footnote 2 above`) need no card: their preview is the place."""
    groups: dict[tuple[str, str], list[OutgoingReference]] = {}
    links: dict[int, ReferenceLink] = {}
    for reference in references:
        if reference.status not in STATUS_CLASSES or reference.kind == "collection":
            continue
        if reference.status == "printed" and (reference.target or "").startswith(f"{document.id}#"):
            links[reference.ordinal] = _own(document, reference)
            continue
        groups.setdefault(_key(reference), []).append(reference)
    cards = []
    for n, group in enumerate(groups.values(), 1):
        card = f"{document.local}ref{n}"
        links |= {reference.ordinal: _link(reference, card, around, linker) for reference in group}
        cards.append(_card(document, group, card, around, linker))
    return RenderedReferences(links, cards)


def referenced_by(document: ListedDocument, references: Sequence[IncomingReference], linker: Linker) -> list[ReferenceCard]:
    """Make a card for each document that refers to this one, with the citing sentences and their places."""
    groups = _by_source(references)
    return [_incoming_card(document, source, group, linker, n) for n, (source, group) in enumerate(groups.items(), 1)]


def cited_places(document: ListedDocument, references: Sequence[IncomingReference]) -> dict[str, list[CitingCard]]:
    """Return the cards of the documents that refer to each note and page of this one, by its id: `d145fn3`, `pg_533`."""
    cited: dict[str, list[CitingCard]] = {}
    for n, (source, group) in enumerate(_by_source(references).items(), 1):
        places = dict.fromkeys(ids.split_target(reference.target)[1] for reference in group)
        for place in filter(None, places):
            card = CitingCard(_incoming_id(document, n), target_words(source, document.volume))
            cited.setdefault(place, []).append(card)
    return cited


def _by_source(references: Sequence[IncomingReference]) -> dict[str, list[IncomingReference]]:
    groups: dict[str, list[IncomingReference]] = {}
    for reference in references:
        groups.setdefault(reference.source_id, []).append(reference)
    return groups


def _incoming_id(document: ListedDocument, ordinal: int) -> str:
    return f"{document.local}by{ordinal}"


def _key(reference: OutgoingReference) -> tuple[str, str]:
    """Return the key that groups references in one card: their target, since a message and the document that prints it elsewhere are one;
    else their message; without either, their words."""
    named = reference.target if reference.status == "elsewhere" else reference.message or reference.target
    return reference.status or "", named or reference.words


def _own(document: ListedDocument, reference: OutgoingReference) -> ReferenceLink:
    place = ids.split_target(reference.target or "")[1]
    return ReferenceLink(f"#{place}", "link--here", "", place)


def _link(reference: OutgoingReference, card: str, around: ReferenceTargets, linker: Linker) -> ReferenceLink:
    status_class = STATUS_CLASSES[reference.status or ""]
    if status_class in UNLINKED:
        return ReferenceLink(f"#{card}", link_class(status_class), reference.reason or STATUS_WORDS[status_class], card)
    return ReferenceLink(_href(reference, around, linker), link_class(status_class), "", card)


def _href(reference: OutgoingReference, around: ReferenceTargets, linker: Linker) -> str:
    """Link a reference that has a target."""
    target = reference.target or ""
    if message := around.messages.get(reference.message or ""):
        return message_href(linker, message)
    if reference.status == "elsewhere":
        return linker.official(target)
    if reference.target_id and reference.kind == "page":
        return linker.document(reference.target_id, reference.target_page or "")
    return linker.target(target)


def _card(document: ListedDocument, group: Sequence[OutgoingReference], id: str, around: ReferenceTargets, linker: Linker) -> ReferenceCard:
    first = group[0]
    status_class = STATUS_CLASSES[first.status or ""]
    message = around.messages.get(first.message or "")
    sent = when_sent(message) if message else None
    candidates = [_candidate(target, first, around, linker) for target in first.candidates]
    return ReferenceCard(
        id=id,
        classes=f"is-{status_class} {message.direction if message else 'out'}",
        status=message_status_words(message) if message and message.status == "quoted" else _status(document, first, status_class),
        name=Inline(
            _name(document, first, message), "" if status_class in UNLINKED else _href(first, around, linker), link_class(status_class)
        ),
        title=shortened(first.target_title or "", _TITLE) if status_class == "here" else "",
        about=about_words(first.target_title or "", first.target_present, first.target_subject) if status_class == "here" else "",
        sentence=_sentence(first, status_class),
        date=sent.words if sent else date_words(first.target_edtf) if first.target_edtf else "",
        inferred=sent.inferred if sent else bool(first.target_edtf) and not first.target_stated,
        opening=shortened(first.target_opening or "", _OPENING),
        candidates=joined([[inline] for inline in candidates], " or "),
        why=(first.reason or "") if message and status_class in ("here", "external") else "",
        **_cited({reference.anchor: f"#{place_id(document.local, reference.anchor)}" for reference in group}, group),
    )


def _status(document: ListedDocument, reference: OutgoingReference, status_class: str) -> str:
    """Describe how far a reference can be followed, with the volume if it is another one: `In this edition · Foreign Relations, 1964–1968,
    vol. XIII`."""
    volume = (reference.target_id or "").partition("/")[0]
    return f"{STATUS_WORDS[status_class]} · {designation(volume)}" if volume not in ("", document.volume) else STATUS_WORDS[status_class]


def _name(document: ListedDocument, reference: OutgoingReference, message: MessageRow | None) -> str:
    if message:
        return message_name(message)
    if reference.kind == "message" or reference.status in ("ambiguous", "missing") or not reference.target:
        return shortened(reference.words, _TITLE)
    return target_words(reference.target, (reference.target_id or document.id).partition("/")[0])


def _sentence(reference: OutgoingReference, status_class: str) -> str:
    if status_class == "mentioned":
        return reference.reason or "No text in this edition."
    return "" if status_class in ("here", "external") else reference.reason or ""


def _candidate(target: str, reference: OutgoingReference, around: ReferenceTargets, linker: Linker) -> Inline:
    """Link a candidate of an ambiguous reference: a message, a document or a volume, here if this edition has it, else in the official
    edition."""
    if message := around.messages.get(target):
        sent = when_sent(message)
        return Inline(message_name(message) + (f" ({sent.words})" if sent else ""), message_href(linker, message))
    if reference.kind == "message":  # that no other reference names
        return Inline(f"{reference.words} of the journey that began in {_month(target)}")
    name, home = target_words(target, linker.here), ids.split_target(target)[0]
    if home in around.present:
        return Inline(name, linker.target(target if target in around.present else home), "link--here")
    return Inline(name, linker.official(target), "link--external")


def _month(message: str) -> str:
    """Return the month in the id of a message of a known journey: `hakto-41-1972-12` is of December 1972, `hakto-41-frus1969-76v09-d5` of
    an unknown month."""
    began = re.search(r"(?<!\w)\d{4}-(?:0[1-9]|1[0-2])(?!\w)", message)
    return month_words(began[0]) if began else "another month"


class _Cited(TypedDict):
    quotations: list[list[Inline]]
    places: list[Inline]


def _cited(places: Mapping[str, str], references: Sequence[IncomingReference | OutgoingReference]) -> _Cited:
    """Collect the citing sentences, each with its place, and the remaining places. `places` has the address of each anchor."""
    shown = list(dict.fromkeys((reference.anchor, reference.quotation) for reference in references))[:_MOST_QUOTATIONS]
    more = [anchor for anchor in places if anchor not in {anchor for anchor, _ in shown}]
    return {
        "quotations": [
            [Inline(words, places[anchor], element="q"), Inline(" "), Inline(anchor_words(anchor), places[anchor])]
            for anchor, words in shown
        ],
        "places": [Inline("Also in "), *joined([Inline(anchor_words(anchor), places[anchor])] for anchor in more), Inline(".")]
        if more
        else [],
    }


def _incoming_card(
    document: ListedDocument, source: str, group: Sequence[IncomingReference], linker: Linker, ordinal: int
) -> ReferenceCard:
    volume = source.partition("/")[0]
    places = {reference.anchor: linker.place(source, reference.anchor) for reference in group}
    return ReferenceCard(
        id=_incoming_id(document, ordinal),
        classes="is-here out",
        status="In this edition" if volume == document.volume else f"In this edition · {designation(volume)}",
        name=Inline(target_words(source, volume), linker.document(source), "link--here"),
        title=shortened(group[0].source_title, _TITLE),
        about=about_words(group[0].source_title, group[0].source_present, group[0].source_subject),
        sentence="",
        date="",
        inferred=False,
        opening="",
        candidates=[],
        **_cited(places, group),
    )
