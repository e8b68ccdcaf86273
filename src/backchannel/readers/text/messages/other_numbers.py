"""Read from a document's source note under which other numbers it was sent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel import channels
from backchannel.readers.text.messages.copies import copies
from backchannel.records import Message, Serial

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.records import Origin, Reference

_SENT = r"(?:^|[.;]\s+|\()(?:(?:Also\s+)?(?:Repeated|Sent|repeated|sent)|Sent\s+also)\b"
_SENT_AS = re.compile(
    rf"""
    {_SENT}                                             # Repeated priority to the Department of State
    [^.;()]{{0,90}}?\bas\s+(?:telegrams?\s+)?$         # as Secto 67
    """,
    re.VERBOSE,
)
_COPIES = re.compile(rf"{_SENT}[^.;()]*")
_IS_SOURCE = re.compile(r"(?:,?\s+which)?\s+is\s+the\s+source\s+text\b")
"""`Transmitted to Saigon in telegram CAP 63663, which is the source text.` · `Secto 5 is the source text.`"""
_REACH = 140
"""Characters before a number in which its sentence begins."""


def with_other_numbers(text: str, message: Message | None, references: Sequence[Reference], origin: Origin | None) -> Message | None:
    """Return a document's message with the other numbers that its source note gives; a document without a number may have one there.

    1. `Repeated priority to the Department of State as Secto 67.`              another number of the message
    2. `Also sent niact to Saigon as 4318 and to London as telegram 5059.`      the numbers of its copies
    3. `Transmitted in telegram CAP 63663, which is the source text.`           its number
    """
    if origin is None:
        return message
    for reference in references:
        channel, number = reference.cited.channel, reference.cited.number
        if reference.kind != "message" or not channel or not number or not origin.start <= reference.start < origin.end:
            continue
        is_source = _IS_SOURCE.match(text, reference.end, origin.end)
        if message is None and is_source:
            message = Message(start=reference.start, end=reference.end, channel=channel, number=number)
        elif message and not channels.is_post(channel) and (is_source or _is_sent_as(text, reference, origin)):
            message = _with(message, channel, number)
    for copy in _copies(text, origin, message.channel) if message else ():
        message = _with(message, copy.name, copy.number) if message else None
    return message


def _is_sent_as(text: str, reference: Reference, origin: Origin) -> bool:
    return _SENT_AS.search(text, max(origin.start, reference.start - _REACH), reference.start) is not None


def _copies(text: str, origin: Origin, own: str) -> Iterator[Serial]:
    """Yield the numbers of a telegram's copies."""
    for sentence in _COPIES.finditer(text, origin.start, origin.end) if channels.is_post(own) else ():
        yield from copies(text, sentence.start(), sentence.end(), own)


def _with(message: Message, channel: str, number: str) -> Message:
    serial = Serial(name=channel, number=number)
    if (message.channel, message.number) == (channel, number) or serial in message.serials:
        return message
    return message.model_copy(update={"serials": (*message.serials, serial)})
