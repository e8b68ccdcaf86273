"""Read the channel of a telegram from its head, and its number: `1576. Eyes only for Archer`.

A telegram went from a post to the Department of State or from the Department to a post. Each direction has its own numbers, so it is a
channel: `from Saigon`, `to Saigon`. A telegram to several posts, or between two posts, has no channel here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel import stations, vocabulary
from backchannel.records import Message, Serial
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.readers.text.heads.head import HeadFields
    from backchannel.records import Block, Correspondent, Marking, Words

_CHANNEL_IN_HEAD = re.compile(
    rf"(?:(?P<serial>\d{{1,6}})\s?/\s?)?(?P<channel>{vocabulary.alternatives('channels')})\s?(?P<number>\d{{1,6}})(?=\s+[Ff]rom\b)"
)
_IN_HEAD = re.compile(r"(?P<number>\d{1,6})(?=\s+[Ff]rom\b)")
_IN_TEXT = re.compile(r"(?P<number>\d{1,6})(?:\.(?!\d)|(?=,\s+[A-Z])|(?=\s+1\.\s))")
_ABOVE_TIME = re.compile(r"(?<=[A-Za-z/] )(\d{2,6})\s*\n(?:[A-Z]{1,2} )*\Z")
_DATE_TIME = re.compile(r"Z (?<=\d{6}Z )(?<!\d{7}Z )(?=[A-Z]{3})")
"""The end of a date-time group: `211600Z NOV`. To look for its figures first takes fifty times as long."""
_FIGURES_OF_TIME = 6
_LONGEST_PREAMBLE = 80
"""Characters before a date-time group within which the line above it ends."""
_REACH = 4
"""Paragraphs after the markings that may begin with the number; further on, it would number an item of a list."""
_LEAST = 20
"""A lower number may number a paragraph: it is the telegram's only if the text begins with it and the next number does not follow."""


def channel_of(head: HeadFields, kind: str | None, volume: str) -> str | None:
    """Return the channel of a telegram, or None.

    1. `Telegram From the Embassy in Vietnam to the Department of State`                `from Saigon`
    2. `The Acting Secretary of State to the Representative at the United Nations`      `to USUN`, if its file line says `Telegram`
    """
    if kind != "telegram" or len(head.senders) != 1 or len(head.recipients) != 1:
        return None
    sender, recipient = head.senders[0], head.recipients[0]
    if _is_department(recipient, head.place) and (station := _station(sender, volume)):
        return f"from {station}"
    if _is_department(sender, head.place) and (station := _station(recipient, volume)):
        return f"to {station}"
    return None


def read_channel_in_head(text: str, head: HeadFields, kind: str | None) -> Message | None:
    """Find the number of a telegram on a channel in its head, or return None. The number before it is another one of the same telegram.

    `Telegram 161371/Tosec 69 From the Department of State to Secretary of State Archer`
    """
    found = _CHANNEL_IN_HEAD.search(text, head.span.start, head.senders[0].start) if kind == "telegram" and head.senders else None
    if not found:
        return None
    channel = vocabulary.name_of("channels", found["channel"]) or found["channel"]
    serials = (Serial(name="", number=found["serial"]),) if found["serial"] else ()
    return Message(start=found.start(), end=found.end(), channel=channel, number=found["number"], serials=serials)


def read_telegram(text: str, head: HeadFields, blocks: Sequence[Block], markings: Sequence[Marking], channel: str) -> Message | None:
    """Find the number of a telegram on `channel`, or return None.

    1. `Telegram 3523 From the Mission to the United Nations`    in the head
    2. `1576. Eyes only for the Ambassador`                      before the first words of the text
       `3829, For the Ambassador`
    3. `518 1. Your telegram 955`                                the same, before the number of the first paragraph
    """
    in_head = _IN_HEAD.search(text, head.span.start, head.senders[0].start)
    found = in_head or next(_in_text(text, blocks, {marking.start for marking in markings}), None)
    return Message(start=found.start(), end=found.end(), channel=channel, number=found["number"].lstrip("0") or "0") if found else None


def find_preamble_numbers(text: str) -> Iterator[Span]:
    """Yield the numbers that end the line above a date-time group, as in the preamble of an electronic telegram: they are no markers.

    `TELEGRAM Department of State USUN 4973`
    `R 211600Z NOV 73`
    """
    for group in _DATE_TIME.finditer(text):
        time = group.start() - _FIGURES_OF_TIME
        start = max(0, time - _LONGEST_PREAMBLE)
        if found := _ABOVE_TIME.search(text[start:time]):
            yield Span(start + found.start(1), start + found.end(1))


def _in_text(text: str, blocks: Sequence[Block], marked: set[int]) -> Iterator[re.Match[str]]:
    """Yield numbers at the start of the first paragraphs; `marked` are the starts of paragraphs that are only markings."""
    after = list(blocks)[next((i for i, block in enumerate(blocks) if block.kind == "head"), -1) + 1 :]
    paragraphs = [block for block in after if block.kind == "paragraph" and block.start not in marked]
    for place, block in enumerate(paragraphs[:_REACH]):
        number = _IN_TEXT.match(text, block.start, block.end)
        if number and (int(number["number"]) >= _LEAST or (place == 0 and not _goes_on(text, int(number["number"]), blocks))):
            yield number


def _goes_on(text: str, number: int, blocks: Sequence[Block]) -> bool:
    """Return whether `number` numbers a paragraph of a list: it is 1, or the next number follows."""
    return number <= 1 or any(text.startswith(f"{number + 1}.", block.start, block.end) for block in blocks)


def _station(correspondent: Correspondent, volume: str) -> str | None:
    return stations.station_of(correspondent.office or correspondent.text, volume)


def _is_department(correspondent: Correspondent, place: Words | None) -> bool:
    return stations.is_department(correspondent.office or correspondent.text, place.text if place else None)
