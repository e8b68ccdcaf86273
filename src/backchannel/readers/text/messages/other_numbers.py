"""Read from a document's source note under which other numbers it was sent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel import channels
from backchannel.records import Message, Serial

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.records import Origin, Reference

_SENT_AS = re.compile(
    r"""
    (?: ^ | [.;]\s+ | \( )
    (?:Also\s+)?(?:Repeated|Sent|repeated|sent)\b       # Repeated priority to the Department of State
    [^.;()]{0,90}?\bas\s+(?:telegrams?\s+)?$            # as Secto 67
    """,
    re.VERBOSE,
)
_IS_SOURCE = re.compile(r",?\s+which\s+is\s+the\s+source\s+text\b")
"""`Transmitted to Saigon in telegram CAP 63663, which is the source text.`"""
_REACH = 140
"""Characters before a number in which its sentence begins."""


def with_other_numbers(text: str, message: Message | None, references: Sequence[Reference], origin: Origin | None) -> Message | None:
    """Return a document's message with the other numbers that its source note gives; a document without a number may have one there.

    1. `Repeated priority to the Department of State as Secto 67.`        another number of the message
    2. `Transmitted in telegram CAP 63663, which is the source text.`     its number
    """
    if origin is None:
        return message
    for reference in references:
        channel, number = reference.cited.channel, reference.cited.number
        if reference.kind != "message" or not channel or not number or not origin.start <= reference.start < origin.end:
            continue
        if message is None:
            if _IS_SOURCE.match(text, reference.end, origin.end):
                message = Message(start=reference.start, end=reference.end, channel=channel, number=number)
        elif not channels.is_post(channel) and _SENT_AS.search(text, max(origin.start, reference.start - _REACH), reference.start):
            serial = Serial(name=channel, number=number)
            if (message.channel, message.number) != (channel, number) and serial not in message.serials:
                message = message.model_copy(update={"serials": (*message.serials, serial)})
    return message
