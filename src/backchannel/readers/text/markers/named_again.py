"""Compare a figure that may end in a marker with the other numbers of its text.

A text names a message or a paper more than once: where `Hakto 41` is named as well, `Hakto 414` is Hakto 41 with marker 4, and where
`NSC 1412` is named as well, it has no marker.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.source import Span

_NUMBERED = re.compile(r"[0-9](?<=[A-Za-z.] [0-9])[0-9]{0,5}(?![0-9])")
_DISTINCT = re.compile(r"(?!1[89])\d{4,}")
"""A number, no year, that is hardly named twice by chance."""
_REACH = 25
"""Characters before a figure that are searched for the word before it."""
_OWN = re.compile(r"^(?:([A-Z][a-z]+) )?([0-9]{2,5})(?:/[A-Z]+ ?[0-9]+)?\. ", re.MULTILINE)


class OwnNumber(NamedTuple):
    """The number of the message itself as printed, and the channel before it, which may be empty.

    1. `683. Eyes only to Ambassador Lodge.`
    2. `Hakto 53/WHS 2291. Thank you`
    """

    channel: str
    number: str


def find_own_number(text: str, start: int, end: int) -> OwnNumber | None:
    """Find the number of a message in the lines that begin between `start` and `end`."""
    found = _OWN.search(text, start, end)
    return OwnNumber(found[1] or "", found[2]) if found else None


def number_traits(text: str, run: int, cut: Span, own: OwnNumber | None) -> Iterator[str]:
    """Yield the traits of a place `cut`, the end of the number that begins at `run`.

    1. `Hakto 41|4`     the text names Hakto 41 elsewhere, or `472 and 1372|2` the number 1372
    2. `NSC 141|2`      the text names NSC 1412 elsewhere
    3. `telegram 712|2` the message itself has as many digits as what is left, or as the whole
    4. `Tohak 84|3`     the message itself is Tohak 90: it can't name a later one
    """
    rest, whole = text[run : cut.start], text[run : cut.end]
    word = _word_before(text, run)
    if word and ((figures := _figures(text))[whole] > 1 or figures[rest]):  # most figures occur once
        named = _numbers(text)
        if named[word, whole] > 1:
            yield "whole named again"
        elif named[word, rest] or _DISTINCT.fullmatch(rest):
            yield "rest named again"
    if own:
        yield from (f"{what} as long as its own number" for what, of in (("rest", rest), ("whole", whole)) if len(of) == len(own.number))
        if word and word == own.channel and int(whole) > int(own.number):
            yield "whole above its own number"


@lru_cache(4)
def _figures(text: str) -> Counter[str]:
    """Count the numbers of a text."""
    return Counter(_NUMBERED.findall(text))


@lru_cache(4)
def _numbers(text: str) -> Counter[tuple[str, str]]:
    """Count the numbers of a text by the word before them."""
    numbers = (match.span() for match in _NUMBERED.finditer(text))
    return Counter((_word_before(text, start), text[start:end]) for start, end in numbers)


def _word_before(text: str, start: int) -> str:
    """Return the word before a number and a space, without a point: `Hakto 41`, `No. 41`. It is empty if there is none."""
    words = text[max(0, start - _REACH) : start]
    word = words[:-1].rpartition(" ")[2].lstrip("(“[—").rstrip(".") if words[-1:] == " " else ""
    return word if word.isalpha() else ""
