"""Find which message a mention means by another of its numbers, or by a number that several documents share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel import channels
from backchannel.edition.traffic.days import NEXT_DAY, sent_before
from backchannel.edition.traffic.mentions import MentionMeaning

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from backchannel.edition.resolution import Resolution
    from backchannel.edition.traffic.facts import ChannelNumber, Mention, MessageDocument


NumberedCopy = tuple["ChannelNumber", "MessageDocument"]
"""The number of a copy of a telegram, and the document that prints the telegram."""


def compare_numbers(
    mentions: Iterable[Mention], documents: Mapping[int, MessageDocument], printed_at: Mapping[tuple[int, int], Resolution]
) -> tuple[list[NumberedCopy], dict[tuple[int, int], str]]:
    """Compare the numbers of mentions with those of the documents that are said to print them. Return the numbers of copies, with the
    document of the telegram; and the mentions that contradict their document, with its number.

    1. `Paris 1262`, with the note `Document 146`, which is telegram 4882 from Saigon       the number of a copy, on another channel
    2. `Deptel 4756`, with the note `Printed as telegram 3828 to Paris, Document 140`       the same, for the note says so
    3. `Tohak 84 is Document 50`, which begins `Tohak 85.`                                  a contradiction
    """
    named = {(mention.document.doc, mention.message) for mention in mentions}
    copies: list[NumberedCopy] = []
    contradicted: dict[tuple[int, int], str] = {}
    for mention in mentions:
        place = printed_at.get(mention.key)
        document = documents.get(place.doc) if place and place.doc else None
        if not document or not document.own or not mention.number or document.prints(mention.message):
            continue
        of_posts = mention.channel_kind == document.channel_kind == "post"
        if of_posts and (mention.channel != document.own.channel or (mention.document.doc, document.own) in named):
            copies.append((mention.message, document))
        else:
            contradicted[mention.key] = document.own.words
    return copies, contradicted


class OtherNumbers:
    """The documents that have a number besides that of their channel, and those that share one id, by that id."""

    def __init__(
        self,
        documents: Collection[MessageDocument],
        by_doc: Mapping[int, str],
        duplicates: Mapping[str, list[int]],
        copies: Iterable[NumberedCopy] = (),
    ) -> None:
        self._by_doc, self._duplicates = by_doc, duplicates
        self._own = {document.own for document in documents}
        self._serials: dict[ChannelNumber, dict[int, MessageDocument]] = {}
        self._copies: dict[ChannelNumber, dict[int, MessageDocument]] = {}
        of_documents = ((serial, document) for document in documents for serial in document.serials)
        for number, document in (*of_documents, *copies):
            self._serials.setdefault(number, {})[document.doc] = document
            for post in channels.posts_between(number.channel) or ():
                self._copies.setdefault(number._replace(channel=f"from {post}"), {})[document.doc] = document

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
        """Yield the messages that have the mentioned number besides their own. Numbers of travelers and posts restart, so the time must fit
        too. A copy from a post to another is cited by the other’s name: `Paris 660` is, in Saigon, the copy that Paris sent."""
        if mention.message in self._own:
            return
        found = dict(self._serials.get(mention.message, {}))
        if mention.document.channel_kind == "post":
            of_posts = {mention.channel_pair, mention.document.channel_pair}
            copies = self._copies.get(mention.message, {})
            found |= {doc: document for doc, document in copies.items() if _is_between(document, mention.message, of_posts)}
        for doc, document in found.items():
            if mention.channel_kind not in ("traveler", "post") or document == mention.document or _fits(mention, document):
                yield self._by_doc[doc]


def _is_between(document: MessageDocument, message: ChannelNumber, posts: Collection[str]) -> bool:
    """Return whether a document was copied under a number from one of two posts to the other."""
    copies = (serial for serial in document.serials if serial.number == message.number)
    return any(set(channels.posts_between(serial.channel) or ()) == posts for serial in copies)


def _fits(mention: Mention, document: MessageDocument) -> bool:
    """Return whether a mention may mean a document, by its date or by that of its own document."""
    if mention.day:
        return document.days.widened(NEXT_DAY, NEXT_DAY).has(mention.day)
    written = mention.document.days
    known = document.days.is_narrow and written.is_narrow
    return known and document.days.overlaps(sent_before(written, by_editors=mention.by_editors))
