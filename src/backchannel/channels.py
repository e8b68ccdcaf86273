"""Describe the channels by which messages were sent: their direction, what answers on them, and what a message on one is called.

1. a traveler's channel      `Tohak` to him, `Hakto` from him; numbers restart on every journey; a delegation's restart with its session
2. a post's telegrams        `to Saigon`, `from Saigon`; numbers restart every year; those of copies to other posts, `Saigon to Paris`
3. a sender's serial         `WHS`; numbers never restart
"""

from __future__ import annotations

import re
from typing import Literal

from backchannel import vocabulary

ChannelKind = Literal["traveler", "post", "serial"]
"""What numbers a channel's messages: a traveler's journeys, a post's years, or one series that never restarts."""

_POST = re.compile(r"(to|from) (?=[A-Z])")
_BETWEEN = re.compile(r"(?P<sender>[A-Z].*) to (?P<city>[A-Z].*)")


def kind(channel: str) -> ChannelKind | None:
    """Return the kind of a channel; None for the empty one, which is that of a bare serial number (`Hakto 46/226`)."""
    if not channel:
        return None
    return "serial" if is_serial(channel) else "post" if is_post(channel) else "traveler"


def is_serial(channel: str) -> bool:
    """Return whether the numbers of `channel` never restart."""
    return (term := vocabulary.term_of("channels", channel)) is not None and term.kind == "serial"


def is_delegation(channel: str) -> bool:
    """Return whether `channel` is that of a delegation, which numbers the messages of a session of months."""
    return (term := vocabulary.term_of("channels", channel)) is not None and term.session


def is_post(channel: str) -> bool:
    """Return whether `channel` is one direction between a post and the Department, or another post: `to Saigon`, `Saigon to Paris`."""
    return _POST.match(channel) is not None or _BETWEEN.fullmatch(channel) is not None


def between(sender: str, city: str) -> str:
    """Return the channel of telegrams to a post: from another (`Saigon to Paris`) or, without a `sender`, the Department's (`to Paris`)."""
    return f"{sender} to {city}" if sender else f"to {city}"


def posts_between(channel: str) -> tuple[str, str] | None:
    """Return the post that sent a copy and the one that got it: for `Saigon to Paris`, `Saigon` and `Paris`."""
    copied = _BETWEEN.fullmatch(channel)
    return (copied["sender"], copied["city"]) if copied else None


def travels(channel: str) -> bool:
    """Return whether `channel` numbers the messages of a traveler."""
    return kind(channel) == "traveler"


def counterpart(channel: str) -> str | None:
    """Return the channel on which answers come, if it is known: for `Tohak` `Hakto`, for `to Saigon` `from Saigon`."""
    if way := _POST.match(channel):
        return f"{'from' if way[1] == 'to' else 'to'} {channel[way.end() :]}"
    term = vocabulary.term_of("channels", channel)
    return term.counterpart if term else None


def direction(channel: str) -> str:
    """Return `in` for messages from the traveler or the post (Hakto: from HAK to the White House), else `out`."""
    if way := _POST.match(channel):
        return "in" if way[1] == "from" else "out"
    term = vocabulary.term_of("channels", channel)
    return (term.way if term else None) or "out"


def channel_pair(channel: str) -> str:
    """Return the name of both directions together: `Tohak and Hakto`, `Saigon`, `WHS`."""
    if way := _POST.match(channel):
        return channel[way.end() :]
    other = counterpart(channel)
    return " and ".join(sorted((channel, other), key=direction, reverse=True)) if other else channel


def message_group(channel: str, number: str) -> str:
    """Return the name of the messages to distinguish from this one: everything on a traveler's channel pair (`Tohak and Hakto`);
    of telegrams and serials those with the same number (`Telegram 534 to Saigon`)."""
    return channel_pair(channel) if travels(channel) else name(channel, number)


def name(channel: str, number: str) -> str:
    """Return the name of a message: `Tohak 82`, `Telegram 1576 to Saigon`; without a channel, its bare number."""
    if not is_post(channel):
        return f"{channel} {number}".strip()
    return f"Telegram {number} {channel}" if _POST.match(channel) else f"Telegram {number} from {channel}"
