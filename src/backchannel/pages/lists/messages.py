"""The message list: every message that is printed or named, in the order of its channel and number."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel import channels as wires
from backchannel import ids
from backchannel.pages import addresses
from backchannel.pages.bits import Bit, joined
from backchannel.pages.places import anchor_words, place_id
from backchannel.pages.reach import REACHES, STANDINGS, UNLINKED
from backchannel.pages.volumes import target_words
from backchannel.pages.words import date_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from backchannel.edition.lists import Mention, Numbered

_ORDER = list(STANDINGS)


class Row(NamedTuple):
    """A message: its anchor, how far it can be followed, its number, where it is printed, and where it is named."""

    id: str
    reach: str
    direction: str
    code: str
    standing: str
    date: str
    inferred: bool
    printed: list[Bit]
    named: list[Bit]


class Channel(NamedTuple):
    """The messages of one channel."""

    id: str
    name: str
    rows: list[Row]


def channels(numbered: Sequence[Numbered], mentions: Sequence[Mention]) -> list[Channel]:
    """All messages by channel: those printed here, and those known by mention."""
    groups: dict[str, list[tuple[tuple[int, str, int], Row]]] = {}
    for channel, number, row in [*_printed(numbered, mentions), *_named(mentions)]:
        groups.setdefault(channel, []).append(((*ids.number_key(number), _ORDER.index(row.reach)), row))
    return [
        Channel(f"channel-{ids.slug(name)}", name, [row for _, row in sorted(rows, key=lambda entry: entry[0])])
        for name, rows in sorted(groups.items())
    ]


def _printed(numbered: Iterable[Numbered], mentions: Iterable[Mention]) -> Iterator[tuple[str, str, Row]]:
    """A row for each number of a printed message. Where its journey is not known, or another bears its id, the document tells it apart."""
    named: dict[tuple[str, str, str], list[Mention]] = {}
    taken = {mention.target for mention in mentions if not mention.printed}
    for mention in mentions:
        if mention.printed and mention.printed != mention.id:
            named.setdefault((mention.channel, mention.number, mention.printed), []).append(mention)
    for message in numbered:
        id = ids.message_id(message.channel, message.number, message.journey)
        if id in taken:
            id = f"{id}-{ids.slug(message.id)}"
        taken.add(id)
        row = Row(
            id=id,
            reach="here",
            direction=wires.direction(message.channel),
            code=wires.name(message.channel, message.number),
            standing=STANDINGS["here"],
            date=date_words(message.edtf) if message.edtf else "",
            inferred=bool(message.edtf) and not message.stated,
            printed=[Bit(message.title, addresses.href("", addresses.page_of(message.id)), "here")],
            named=_places(named.get((message.channel, message.number, message.id), [])),
        )
        yield message.channel, message.number, row


def _named(mentions: Iterable[Mention]) -> list[tuple[str, str, Row]]:
    """A row for each message that is not printed here."""
    groups: dict[tuple[str, str], list[Mention]] = {}
    for mention in mentions:
        if not mention.printed:
            key = mention.target or ids.slug(f"{mention.channel} {mention.number} {mention.reason or ''}")
            groups.setdefault((mention.status, key), []).append(mention)
    return [(group[0].channel, group[0].number, _named_row(key, group)) for (_, key), group in groups.items()]


def _named_row(key: str, group: Sequence[Mention]) -> Row:
    first = group[0]
    reach = REACHES[first.status]
    elsewhere = reach == "ext" and first.target
    return Row(
        id=key if reach == "men" else ids.slug(f"{reach}-{key}"),
        reach=reach,
        direction=wires.direction(first.channel),
        code=wires.name(first.channel, first.number),
        standing=first.reason or STANDINGS[reach] if reach in UNLINKED else STANDINGS[reach],
        date=next((date_words(m.dated) for m in group if m.dated), ""),
        inferred=False,
        printed=[Bit(target_words(first.target or "", ""), addresses.official_href(first.target or ""), "ext")] if elsewhere else [],
        named=_places(group),
    )


def _places(mentions: Iterable[Mention]) -> list[Bit]:
    """Where a message is named: `Foreign Relations, 1969–1976, vol. IX, Document 44, ¶1, ¶3`, each a link."""
    documents: dict[str, dict[str, None]] = {}
    for mention in mentions:
        documents.setdefault(mention.id, {})[mention.anchor] = None
    return joined((_in_document(id, anchors) for id, anchors in documents.items()), "; ")


def _in_document(id: str, anchors: Iterable[str]) -> list[Bit]:
    page, local = addresses.page_of(id), id.partition("/")[2]
    places = ([Bit(anchor_words(anchor), addresses.href("", page, place_id(local, anchor)))] for anchor in anchors)
    return [Bit(target_words(id, ""), addresses.href("", page)), Bit(", "), *joined(places)]
