"""Find which message a mention means by another of its numbers, or by a number that several documents share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel import channels
from backchannel.edition.traffic.days import NEXT_DAY, UNKNOWN, DayRange, sent_before
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
        if of_posts and (mention.channel_pair != document.channel_pair or (mention.document.doc, document.own) in named):
            copies.append((mention.message, document))
        else:
            contradicted[mention.key] = document.own.words
    return copies, contradicted


class _OtherNumber(NamedTuple):
    """Another number of a message: the channel that counts it, the message, the days on which it may have been sent, and the document that
    gives the number."""

    series: str
    message: str
    days: DayRange
    doc: int


class OtherNumbers:
    """The other numbers of messages, and the documents that share one id, by that id."""

    def __init__(
        self,
        documents: Collection[MessageDocument],
        by_doc: Mapping[int, str],
        duplicates: Mapping[str, list[int]],
        copies: Iterable[NumberedCopy] = (),
    ) -> None:
        self._by_doc, self._duplicates = by_doc, duplicates
        self._own = {document.own for document in documents}
        self._numbers: dict[ChannelNumber, list[_OtherNumber]] = {}
        self._named: dict[tuple[int, str, str], str] = {}
        of_documents = ((serial, document) for document in documents for serial in document.serials)
        for number, document in (*of_documents, *copies):
            self._add(number, _OtherNumber(number.channel, by_doc[document.doc], document.days, document.doc))

    def add_mentioned(self, mentions: Iterable[Mention], meanings: Mapping[tuple[int, int], MentionMeaning]) -> None:
        """Add the copies that the words around mentions name: `Deptel 3828 to Paris, repeated Saigon 4756`."""
        for mention in mentions:
            meaning = meanings.get(mention.key) if mention.copies else None
            if meaning and meaning.id:
                written = sent_before(mention.document.days, by_editors=mention.by_editors) if mention.document.days.is_narrow else UNKNOWN
                days = DayRange(mention.day, mention.day) if mention.day else written
                for number in mention.copies:
                    self._add(number, _OtherNumber(number.channel, meaning.id, days, mention.document.doc))
                    self._named[mention.document.doc, channels.direction(number.channel), number.number] = meaning.id

    def _add(self, number: ChannelNumber, other: _OtherNumber) -> None:
        """Add a number, under the names by which it is cited: in Saigon, `Paris 660` is the copy that Paris sent there."""
        posts = channels.posts_between(number.channel)
        for cited in [number, *(number._replace(channel=f"from {post}") for post in posts or ())]:
            self._numbers.setdefault(cited, []).append(other)

    def meanings(
        self, mentions: Iterable[Mention], meanings: Mapping[tuple[int, int], MentionMeaning]
    ) -> Iterator[tuple[tuple[int, int], MentionMeaning]]:
        """Yield the meaning of mentions of another number, or of a number that two documents share, if the message has another id."""
        for mention in mentions:
            meaning = meanings.get(mention.key)
            if not meaning or not meaning.id:
                continue
            same = [self._by_doc[doc] for doc in self._duplicates.get(meaning.id, ())] or self._with_number(mention)
            if same == [meaning.id]:
                continue
            if len(same) == 1:
                yield mention.key, meaning._replace(id=same[0], why="This is another number of the same message.")
            elif same:
                name = mention.message.words or "that message"
                yield mention.key, MentionMeaning(None, meaning.journey, f"{len(same)} documents print {name}.", tuple(same))

    def _with_number(self, mention: Mention) -> list[str]:
        """Return the messages that have the mentioned number besides their own. A document that names a copy may name it again by its
        number alone: `telegram 4515 to Saigon, repeated 3635 to Paris`, `Department telegram 3635`."""
        if mention.message in self._own:
            return []
        if named := self._named.get((mention.document.doc, mention.direction, mention.number)):
            return [named]
        found = (other for other in self._numbers.get(mention.message, ()) if _may_mean(mention, other))
        return list(dict.fromkeys(other.message for other in found))


def _may_mean(mention: Mention, other: _OtherNumber) -> bool:
    """Return whether a mention may mean another number: of the same posts and, as numbers of travelers and posts restart, of its time."""
    posts = channels.posts_between(other.series) if mention.channel != other.series else None
    if posts and set(posts) != {mention.channel_pair, mention.document.channel_pair}:
        return False
    if mention.channel_kind not in ("traveler", "post") or other.doc == mention.document.doc:
        return True
    if mention.day:
        return other.days != UNKNOWN and other.days.widened(NEXT_DAY, NEXT_DAY).has(mention.day)
    written = mention.document.days
    known = other.days.is_of_one_numbering and written.is_narrow
    return known and other.days.overlaps(sent_before(written, by_editors=mention.by_editors))
