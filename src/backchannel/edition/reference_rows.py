"""Make the rows of a document's references, of its message numbers and folders, and of the message groups that it ties."""

from __future__ import annotations

import json
from bisect import bisect_right
from typing import TYPE_CHECKING

from backchannel import channels
from backchannel.clocks import months
from backchannel.edition.anchors import anchor_in, editorial_pieces, quotation_anchors
from backchannel.edition.sentences import Sentences
from backchannel.edition.tables import ArchivalCitationRow, FolderRow, GroupTieRow, NumberingRow, ReferenceRow
from backchannel.printed import ELLIPSIS
from backchannel.records import Spanned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from backchannel.edition.anchors import Anchors
    from backchannel.records import ArchivalCitation, Document, Note, Reference

_json = json.JSONEncoder(ensure_ascii=False).encode


def references(document: Document, named: Anchors, sentences: Sentences) -> Iterator[ReferenceRow]:
    """Make the rows of the references in the text, in order, then those in the editors' annotations."""
    volume = document.id.partition("/")[0]
    if document.references:
        quotations = quotation_anchors(document, named.notes)
        ordinals = {reference.start: ordinal for ordinal, reference in enumerate(document.references)}
        for ordinal, reference in enumerate(document.references):
            anchor = anchor_in(document, named, reference.start)
            row = _reference(ordinal, reference, reference.where, anchor, sentences, volume)
            yield row._replace(steps=_steps(sentences, reference, ordinals), quoted=quotations.get(ordinal))
    for ordinal, piece in editorial_pieces(document):
        said = Sentences.of_editors(piece.said)
        for n, reference in enumerate(piece.said.references, ordinal):
            yield _reference(n, reference, f"{reference.where}:{piece.anchor}", piece.anchor, said, volume)


def _reference(ordinal: int, reference: Reference, place: str, anchor: str, sentences: Sentences, volume: str) -> ReferenceRow:
    """Make the row of a reference in a text, which is a document's or an editor's."""
    cited = reference.cited
    return ReferenceRow(
        ordinal=ordinal,
        start=reference.start,
        end=reference.end,
        kind=reference.kind,
        place=place,
        anchor=anchor,
        words=sentences.quoted(reference.start, reference.end),
        quotation=sentences.around(reference),
        cited_volume=cited.volume or volume,
        cited_document=cited.document,
        cited_note=cited.note,
        cited_page=cited.page,
        relation=cited.relation,
        channel=cited.channel,
        number=cited.number,
        dated=cited.date,
        alternative=cited.alternative,
        steps=None,
        quoted=None,
        copies=_json([(copy.name, copy.number) for copy in reference.copies]) if reference.copies else None,
        message_group=_message_group(reference),
    )


def _steps(sentences: Sentences, reference: Reference, ordinals: dict[int, int]) -> str | None:
    steps = [
        (step.kind, sentences.quoted(step.start, step.end), None if step.by is None else ordinals[step.by]) for step in reference.steps
    ]
    return _json(steps) if steps else None


def numberings(document: Document, *_: object) -> Iterator[NumberingRow]:
    for ordinal, (channel, number) in enumerate(_numbers(document), 1):
        yield NumberingRow(ordinal, channel, number, channels.message_group(channel, number))


def _numbers(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the numbers of a printed message, the channel number first."""
    if document.message:
        yield document.message.channel, document.message.number
        yield from ((serial.name, serial.number) for serial in document.message.serials)


def group_ties(document: Document, *_: object) -> Iterator[GroupTieRow]:
    """Make the rows of the message groups that a document ties to each other.

    1. the groups of its own numbers
    2. the groups of messages that its words relate: `Tohak 60 replied to Hakto 12`
    3. if the times are known to the minute: its own group and that of all telegrams of its post in transit in the same months
    """
    own, *serials = [channels.message_group(*number) for number in _numbers(document)] or [""]
    ties = {(own, message_group) for message_group in (*serials, *_groups_of_copies(_numbers(document)))}
    named = {reference.start: _message_group(reference) or "" for reference in document.references}
    for reference in document.references:
        numbers = ((copy.name, copy.number) for copy in reference.copies)
        ties |= {(named[reference.start], message_group) for message_group in _groups_of_copies(numbers)}
        ties |= {(named[reference.start], own if step.by is None else named[step.by]) for step in reference.steps}
    if document.message and document.date and document.date.clock and document.received:
        channel_pair = channels.channel_pair(document.message.channel)
        sent, received = document.date.clock.instant, document.received.instant
        ties |= {(own, f"{channel_pair} {month}") for month in months(sent, received)}
    yield from (GroupTieRow(one, other) for one, other in sorted(ties) if one and other and one != other)


def _groups_of_copies(numbers: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the message groups of copies, and of the channels by which they are cited: `Saigon to Paris`, cited as `Paris 1270`."""
    for channel, number in numbers:
        yield channels.message_group(channel, number)
        for post in channels.posts_between(channel) or ():
            yield channels.message_group(f"from {post}", number)


def _message_group(reference: Reference) -> str | None:
    """Return the group of the message that a reference names; None if it names no message by number."""
    cited = reference.cited
    return channels.message_group(cited.channel, cited.number) if reference.kind == "message" and cited.channel and cited.number else None


def folders(document: Document, named: Anchors, sentences: Sentences) -> Iterator[FolderRow]:
    for ordinal, folder in enumerate(document.message_folders, 1):
        yield FolderRow(
            ordinal=ordinal,
            channel=folder.channel,
            lowest=folder.lowest,
            highest=folder.highest,
            first=folder.first,
            last=folder.last,
            anchor=anchor_in(document, named, folder.start),
            words=sentences.quoted(folder.start, folder.end),
            message_group=channels.channel_pair(folder.channel),
        )


_BEFORE = 4
"""Characters before a place in parentheses at which the sentence before it has its last word, not its period: `of it. (`."""


def archival_citations(document: Document, named: Anchors, sentences: Sentences) -> Iterator[ArchivalCitationRow]:
    """Make the rows of the archival places that notes name, with the sentences that say what is there."""
    seen: set[str] = set()
    for place in document.archival_citations:
        anchor = anchor_in(document, named, place.start)
        at = bisect_right(document.notes, place.start, key=lambda note: note.start) - 1
        is_first = place.where != "body" and anchor not in seen and document.notes[at].kind == "note"
        seen.add(anchor)
        yield ArchivalCitationRow(
            anchor=anchor,
            repository=place.repository,
            collection=place.collection,
            series=place.series,
            box=place.box,
            folder=place.folder,
            file=place.file,
            quotation=_on_place(document, place, document.notes[at] if is_first else None, sentences),
        )


def _on_place(document: Document, place: ArchivalCitation, note: Note | None, sentences: Sentences) -> str:
    """Quote the sentence that a place belongs to, that before a parenthesis; for the first place of a `note` also its first sentence, which
    names the paper."""
    before = place.start - _BEFORE
    enclosed = before > 0 and document.text[place.start - 1] == "("
    last = sentences.around(Spanned(start=before, end=before) if enclosed else place)
    first = sentences.around(Spanned(start=note.start, end=note.start)) if note else last
    return last if first == last else f"{first} {ELLIPSIS} {last.removeprefix(ELLIPSIS).lstrip()}"
