"""Find which message a mention means by another of its numbers, or by a number that several documents share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.edition.traffic.days import NEXT_DAY, sent_before
from backchannel.edition.traffic.mentions import MentionMeaning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from backchannel.edition.traffic.facts import ChannelNumber, Mention, MessageDocument


class OtherNumbers:
    """The documents that have a number besides that of their channel, and those that share one id, by that id."""

    def __init__(self, documents: Iterable[MessageDocument], by_doc: Mapping[int, str], duplicates: Mapping[str, list[int]]) -> None:
        self._by_doc, self._duplicates = by_doc, duplicates
        self._own = {document.own for document in documents}
        self._serials: dict[ChannelNumber, list[MessageDocument]] = {}
        for document in documents:
            for serial in document.serials:
                self._serials.setdefault(serial, []).append(document)

    def meanings(
        self, mentions: Iterable[Mention], meanings: Mapping[tuple[int, int], MentionMeaning]
    ) -> Iterator[tuple[tuple[int, int], MentionMeaning]]:
        """Yield the meaning of mentions of a serial, or of a number that two documents share, if the message has another id."""
        for mention in mentions:
            meaning = meanings.get(mention.key)
            if not meaning or not meaning.id:
                continue
            same = [self._by_doc[doc] for doc in self._duplicates.get(meaning.id, ())] or list(self._with_serial(mention))
            if len(same) == 1:
                yield mention.key, meaning._replace(id=same[0], why="This is another number of the same message.")
            elif same:
                name = mention.message.words or "that message"
                yield mention.key, MentionMeaning(None, meaning.journey, f"{len(same)} documents print {name}.", tuple(same))

    def _with_serial(self, mention: Mention) -> Iterator[str]:
        """Yield the messages that have the mentioned number besides their own. A traveler's number restarts, so the time must fit too."""
        for document in self._serials.get(mention.message, ()) if mention.message not in self._own else ():
            if mention.channel_kind != "traveler" or document == mention.document or _fits(mention, document):
                yield self._by_doc[document.doc]


def _fits(mention: Mention, document: MessageDocument) -> bool:
    """Return whether a mention may mean a document, by its date or by that of its own document."""
    if mention.day:
        return document.days.widened(NEXT_DAY, NEXT_DAY).has(mention.day)
    written = mention.document.days
    known = document.days.is_narrow and written.is_narrow
    return known and document.days.overlaps(sent_before(written, by_editors=mention.by_editors))
