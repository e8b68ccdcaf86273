"""What is known of the channels by which messages went: which way they run, what answers on them, how a message on one is called.

1. a traveller's channel     `Tohak` to him, `Hakto` from him; it counts anew on each journey
2. a post's telegrams        `to Saigon`, `from Saigon`; they count anew each year
3. a sender's serial         `WHS`; it runs on
"""

from __future__ import annotations

import re

from backchannel import vocabulary

_POST = re.compile(r"(to|from) (?=[A-Z])")


def is_serial(channel: str) -> bool:
    """Whether the numbers of `channel` run on through all journeys and years."""
    return (term := vocabulary.term_of("channels", channel)) is not None and term.kind == "serial"


def is_post(channel: str) -> bool:
    """Whether `channel` is one way between a post and the Department: `to Saigon`."""
    return _POST.match(channel) is not None


def counterpart(channel: str) -> str | None:
    """The channel on which an answer comes: of `Tohak` `Hakto`, of `to Saigon` `from Saigon`; None where none is known."""
    if way := _POST.match(channel):
        return f"{'from' if way[1] == 'to' else 'to'} {channel[way.end() :]}"
    term = vocabulary.term_of("channels", channel)
    return term.counterpart if term else None


def direction(channel: str) -> str:
    """Which way a message runs: `in`, from the traveller or the post (Hakto: from HAK to the White House), else `out`."""
    if way := _POST.match(channel):
        return "in" if way[1] == "from" else "out"
    term = vocabulary.term_of("channels", channel)
    return (term.way if term else None) or "out"


def channel_pair(channel: str) -> str:
    """What both directions together are called: `Tohak and Hakto`, `Saigon`, `WHS`."""
    if way := _POST.match(channel):
        return channel[way.end() :]
    other = counterpart(channel)
    return " and ".join(sorted((channel, other), key=direction, reverse=True)) if other else channel


def travels(channel: str) -> bool:
    """Whether `channel` counts the messages of a traveller."""
    return bool(channel) and not is_serial(channel) and not is_post(channel)


def message_group(channel: str, number: str) -> str:
    """What a message has to be told apart from, as one word: all that went over a traveller's channel pair, `Tohak and Hakto`; of telegrams
    and serials those with one number, `Telegram 534 to Saigon`."""
    return channel_pair(channel) if travels(channel) else name(channel, number)


def name(channel: str, number: str) -> str:
    """A message by its number: `Tohak 82`, `Telegram 1576 to Saigon`; a number without a channel is bare."""
    return f"Telegram {number} {channel}" if is_post(channel) else f"{channel} {number}".strip()
