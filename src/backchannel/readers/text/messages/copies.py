"""Read the numbers of a telegram's copies: `Deptel 3828 to Paris, repeated Saigon 4756` · `Sent also to Paris as 3506`.

A telegram to one post is repeated to others, each of which gets it under a number of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel import channels, vocabulary
from backchannel.records import Serial

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.records import Reference

_CITY = vocabulary.alternatives("stations")
_POST = rf"(?:the\s+(?:Embassy|Legation|Mission|Consulate(?:\s+General)?)\s+(?:in|at)\s+)?{_CITY}"
_NUMBER = r"[0-9]{1,6}(?![\w,]{0,20}[0-9])"
COPY = re.compile(
    rf"""
      (?:to\s+)?(?P<city>{_POST})\s+(?:as\s+)?(?:telegram\s+)?(?P<number>{_NUMBER})       # Saigon 4756 · to The Hague as telegram 424
    | (?:as\s+)?(?P<before>{_NUMBER})\s+(?:to\s+)?(?P<after>{_POST})                        # 3635 to Paris · as 975 to Saigon
    """,
    re.VERBOSE,
)
_REPEATED = re.compile(r"(?:[,;]|(?<!\s))\s+[(\[]?(?:repeated|rptd|repted|rpted)\s+(?:info(?:rmation)?\s+)?(?:priority\s+)?")
_REPEATED_AFTER = re.compile(rf"[^.;:()\n]{{0,40}}?{_REPEATED.pattern}")
_OF_ANOTHER = re.compile(rf"{_REPEATED.pattern}|,?\s+and\s+[0-9]")
_NEXT = re.compile(r",?\s+(?:and\s+)?")


def copies(text: str, start: int, end: int, channel: str) -> Iterator[Serial]:
    """Yield the numbers of the copies of a telegram on `channel` that some words give. A copy from a post to another is numbered by the
    two: `Saigon to Paris`."""
    for copy in COPY.finditer(text, start, end):
        yield _serial(copy, channel)


def with_copies(text: str, references: Sequence[Reference]) -> list[Reference]:
    """Add the numbers of its copies to each telegram that is said to be repeated: `Deptel 3828 to Paris, repeated Saigon 4756`."""
    ends = [*(reference.start for reference in references[1:]), len(text)]
    return [_with_copies(text, reference, end) for reference, end in zip(references, ends, strict=False)]


def _with_copies(text: str, reference: Reference, next_start: int) -> Reference:
    channel = reference.cited.channel
    if reference.kind != "message" or not channel or not channels.is_post(channel):
        return reference
    repeated = _REPEATED.search(text, reference.start, reference.end) or _REPEATED_AFTER.match(text, reference.end, next_start)
    found = tuple(_listed(text, repeated.end(), channel)) if repeated else ()
    return reference.model_copy(update={"copies": found}) if found else reference


def _listed(text: str, at: int, channel: str) -> Iterator[Serial]:
    """Yield the numbers of a list: `Saigon 133, London 1492 and Paris 406`; not those of several telegrams: `Paris 1284 and 1290`"""
    while (copy := COPY.match(text, at)) and not _OF_ANOTHER.match(text, copy.end()):
        yield _serial(copy, channel)
        following = _NEXT.match(text, copy.end())
        at = following.end() if following else len(text)


def _serial(copy: re.Match[str], channel: str) -> Serial:
    words = copy["city"] or copy["after"]
    parts = (words, words.rpartition(" in ")[2], words.rpartition(" at ")[2])
    city = next((name for part in parts if (name := vocabulary.name_of("stations", part))), words)
    sender = channels.channel_pair(channel) if channels.direction(channel) == "in" else ""
    return Serial(name=channels.between(sender, city), number=(copy["number"] or copy["before"]).lstrip("0") or "0")
