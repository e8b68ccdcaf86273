"""The rows of what a document refers to, of the messages that it prints, names or ties, and of their folders."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from backchannel import channels, ids
from backchannel.clocks import months
from backchannel.edition.anchors import anchor_at, anchor_in, editorial_pieces, quotation_anchors
from backchannel.edition.sentences import Sentences, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.edition.anchors import Anchors
    from backchannel.records import Document, Reference

    Row = tuple[object, ...]

_json = json.JSONEncoder(ensure_ascii=False).encode


def references(document: Document, named: Anchors) -> Iterator[Row]:
    """The references of the text in their order, then those of what editors say of it."""
    volume = document.id.partition("/")[0]
    if document.references:
        sentences = Sentences.of(document)
        quotations = quotation_anchors(document)
        ordinals = {reference.start: ordinal for ordinal, reference in enumerate(document.references)}
        for ordinal, reference in enumerate(document.references):
            place, _, label = reference.where.partition(":")
            anchor = ids.note_id("", label) if place == "note" else anchor_at(named, reference.start)
            row = _reference(ordinal, reference, reference.where, anchor, document.text, sentences, volume)
            yield (*row, _steps(document, reference, ordinals), quotations.get(ordinal), _strand(reference))
    for ordinal, piece in editorial_pieces(document):
        sentences = Sentences.of_editors(piece.said)
        for n, reference in enumerate(piece.said.references, ordinal):
            row = _reference(n, reference, f"{reference.where}:{piece.anchor}", piece.anchor, piece.said.words, sentences, volume)
            yield (*row, None, None, _strand(reference))


def _reference(ordinal: int, reference: Reference, where: str, anchor: str, text: str, sentences: Sentences, volume: str) -> Row:
    """The columns of a reference that are the same wherever it stands: in a document's `text`, or in what editors say of it."""
    cited = reference.cited
    return (
        ordinal,
        reference.start,
        reference.end,
        reference.kind,
        where,
        anchor,
        text[reference.start : reference.end],
        sentences.around(reference),
        cited.volume or volume,
        cited.document,
        cited.note,
        cited.page,
        cited.relation,
        cited.channel,
        cited.number,
        cited.date,
    )


def _steps(document: Document, reference: Reference, ordinals: dict[int, int]) -> str | None:
    steps = [
        (step.kind, plain(document.text[step.start : step.end]), None if step.by is None else ordinals[step.by]) for step in reference.steps
    ]
    return _json(steps) if steps else None


def numberings(document: Document, _: Anchors) -> Iterator[Row]:
    for ordinal, (channel, number) in enumerate(_numbers(document), 1):
        yield ordinal, channel, number, channels.message_group(channel, number)


def _numbers(document: Document) -> Iterator[tuple[str, str]]:
    """The numbers that a message bears, its channel's first."""
    if document.message:
        yield document.message.channel, document.message.number
        yield from ((serial.name, serial.number) for serial in document.message.serials)


def group_ties(document: Document, _: Anchors) -> Iterator[Row]:
    """The message groups that a document ties: those of its own numbers, those of messages that its words tie, and, where its minutes are
    known, that of all telegrams of its post that were under way in the same months."""
    own, *serials = [channels.message_group(*number) for number in _numbers(document)] or [""]
    ties = {(own, message_group) for message_group in serials}
    named = {reference.start: _strand(reference) or "" for reference in document.references}
    for reference in document.references:
        ties |= {(named[reference.start], own if step.by is None else named[step.by]) for step in reference.steps}
    if document.message and document.date and document.date.clock and document.received:
        channel_pair = channels.channel_pair(document.message.channel)
        sent, received = document.date.clock.instant, document.received.instant
        ties |= {(own, f"{channel_pair} {month}") for month in months(sent, received)}
    yield from ((None, one, other) for one, other in sorted(ties) if one and other and one != other)


def _strand(reference: Reference) -> str | None:
    """The message group of the message that a reference names; None where it names none, or none by its number."""
    cited = reference.cited
    return channels.message_group(cited.channel, cited.number) if reference.kind == "message" and cited.channel and cited.number else None


def folders(document: Document, named: Anchors) -> Iterator[Row]:
    for ordinal, folder in enumerate(document.message_folders, 1):
        words = plain(document.text[folder.start : folder.end])
        anchor = anchor_in(document, named, folder.start)
        message_group = channels.channel_pair(folder.channel)
        yield ordinal, folder.channel, folder.lowest, folder.highest, folder.first, folder.last, anchor, words, message_group
