"""Parse the line with the number of a message: `Tohak 82/WHS 2280. Urgent deliver immediately. Ref: (A) Hakto 37, (B) Hakto 38.`"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel import rules, vocabulary
from backchannel.records import Message, MessageReference, Serial
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from backchannel.findings import Report

_NAME = vocabulary.alternatives("channels")
_NUMBER = r"\d[\d,]{0,7}\d|\d"
_NUMBERS = re.compile(
    rf"""
    (?: (?P<name>{_NAME})\s*(?:J-?[\dO]{{1,2}}\s+)?(?P<number>{_NUMBER})     # Tohak 71 · WHS2280 · MAC J-3 8556, of a staff division
      | (?P<bare>\d{{1,4}})(?=\s*/\s*{_NAME})                               # 97/WHP 216
    )
    (?P<serials>(?:\s*/\s*(?:{_NAME}\s*)?(?:{_NUMBER})){{0,4}})             # Tohak 82/WHS 2280 · Hakto 46/226
    (?:[–-]\d\d)?                                                           # JCS 4279–63, with the year
    (?![\w–-])
    """,
    re.VERBOSE,
)
_SERIAL = re.compile(rf"/\s*(?:(?P<name>{_NAME})\s*)?(?P<number>{_NUMBER})")
_OWN_SERIAL = re.compile(r"(?P<number>\d{1,4})\.\s+(?=(?:Refs?|References?|REFS?)\s?:)")
"""`115. Refs: A) WHS 2087.`: a sender's own number, without a channel."""
_FROM = re.compile(r"\s+from\s+[A-Z][^.\n]{0,60}")
_STOP = re.compile(r"\s*(?:[.,;:]|$)\s*")
_NEXT = re.compile(r"\s+(?=[A-Z…])")
"""`Tohaig 15/WHS 2320 Deliver immediately.`: after a second number the period may be missing, since no sentence has such a pair."""
_HANDLING = re.compile(rf"(?P<words>{vocabulary.alternatives('handling')})\s*(?:[.,;]\s*|$)", re.IGNORECASE)
_REF = re.compile(r"(?:Refs?|References?|REFS?)\s*:\s*")
_UNKNOWN = re.compile(
    rf"""
    (?P<words>(?!\w*(?:tel|gram|patch|cable)\b)[A-Z][\w-]+)[ \t]+           # not `Deptel 534. Reference:`, whose post its head names
    \d{{1,4}}(?:[ \t]*/[\w \t]{{1,12}})?\.[ \t]+                            # Tohack 71. · Tohack 82/WHS 2280.
    (?:(?i:{vocabulary.alternatives("handling")})\b|Refs?\b|Reference\s?:)  # … Deliver immediately. · … Ref: Hakto 37
    """,
    re.VERBOSE,
)
"""A name that is no known channel, with a number and words of delivery after it."""
_REFERENCE = re.compile(
    rf"""
    (?P<whole>
        (?:\(?(?P<label>[A-Za-z])\)\s*)?                            # (A) Hakto 37 · A) Hakto 37
        (?:(?P<channel>{_NAME})\s+(?P<number>{_NUMBER}))            # Hakto 37
        (?:\s*/\s*(?:{_NAME}\s+)?(?:{_NUMBER}))*                    # Hakto 37/WHS 2280
        (?:[-–]\d\d)?                                               # Hakto 37–72, with the year
    )(?![\w–-])
    \s*(?:[,;]|,?\s*\b(?i:and)\b)?\s*                               # `, ` · ` and ` before the next
    """,
    re.VERBOSE,
)
_LETTERED = re.compile(
    rf"""
    (?P<whole>
        \(?(?P<label>[A-Z])\)\s*                                       # A) · (B)
        (?P<channel>{_NAME}|[A-Z][a-z]+(?:[ ][A-Z][a-z]+)?)\s+          # WHS · Strelsau
        (?P<number>{_NUMBER})
    )(?![\w–-])
    \s*(?:[.,;]|,?\s*\b(?i:and)\b)?\s*
    """,
    re.VERBOSE,
)
"""A message named after a letter, on a channel or by the city of its post: `B) Strelsau 0114.`"""


def read_message(text: str, span: Span) -> Message | None:
    """Parse the message line that begins at `span`, or return None. It ends with its own words: text may follow on the same line.

    1. `Tohak 71. Deliver immediately.`
    2. `Tohak 82/WHS 2280. Urgent deliver immediately. Ref: (A) Hakto 37, (B) Hakto 38.`
    3. `Hakto 46/226. 1. After reading …`            the line ends before the text's `1.`
    4. `Haigto 4/257 from Saigon, November 10, 1645Z`
    5. `97/WHP 216`                                  a bare number; the one after it has a channel
    6. `115. Refs: A) WHS 2087. B) Strelsau 0114.`   a sender's own number; at least one of the messages named has a channel
    """
    if own := _OWN_SERIAL.match(text, span.start, span.end):
        return _read_own_serial(text, span, own)
    numbers = _NUMBERS.match(text, span.start, span.end)
    stop = _end_of_numbers(text, numbers.end(), span.end, serials=bool(numbers["serials"])) if numbers else None
    if not numbers or stop is None:
        return None
    handling, end = _read_handling(text, stop, span.end)
    refs, end = _read_refs(text, end, span.end)
    end = span.start + len(text[span.start : end].rstrip())
    serials = [Serial(name=_channel(m["name"]), number=m["number"]) for m in _SERIAL.finditer(numbers["serials"])]
    if numbers["bare"]:
        # `97/WHP 216`: the first number has no channel; the message is identified by the second.
        named = next(serial for serial in serials if serial.name)
        serials = [Serial(name="", number=numbers["bare"]), *(serial for serial in serials if serial != named)]
        channel, number = named.name, named.number
    else:
        channel, number = _channel(numbers["name"]), numbers["number"]
    return Message(
        start=span.start, end=end, channel=channel, number=number, serials=tuple(serials), handling=tuple(handling), refs=tuple(refs)
    )


def _read_own_serial(text: str, span: Span, own: re.Match[str]) -> Message | None:
    opening = _REF.match(text, own.end(), span.end)
    found = list(_run(_LETTERED, text, opening.end(), span.end)) if opening else []
    if not any(vocabulary.name_of("channels", match["channel"]) for match in found):
        return None
    refs = tuple(
        MessageReference(
            start=match.start("channel"),
            end=match.end("whole"),
            label=match["label"],
            channel=_channel(match["channel"]),
            number=match["number"],
        )
        for match in found
    )
    end = span.start + len(text[span.start : found[-1].end()].rstrip())
    return Message(start=span.start, end=end, channel="", number=own["number"], refs=refs)


def report_unknown_channel(text: str, openings: Iterable[Span], report: Report) -> None:
    """Report a text that begins like a message on an unknown channel: `Tohack 71. Deliver immediately.`"""
    for start, end in openings:
        if unknown := _UNKNOWN.match(text, start, end):
            span = Span(*unknown.span("words"))
            report.add(rules.UNKNOWN_CHANNEL, span, words=report.quoted(*span))


def _end_of_numbers(text: str, at: int, end: int, *, serials: bool) -> int | None:
    """Return where the words after the numbers begin, or None if the numbers are part of a sentence: `Tohak 71 says that …`."""
    if origin := _FROM.match(text, at, end):
        at = origin.end()
    stop = _STOP.match(text, at, end) or (_NEXT.match(text, at, end) if serials else None)
    return stop.end() if stop else None


def _read_handling(text: str, at: int, end: int) -> tuple[list[str], int]:
    """Read the handling phrases from `at` on, as printed, and return where they end."""
    phrases: list[str] = []
    while match := _HANDLING.match(text, at, end):
        phrases.append(match["words"])
        at = match.end()
    return phrases, at


def _read_refs(text: str, at: int, end: int) -> tuple[list[MessageReference], int]:
    """Read the messages in `Ref: (A) Hakto 37, (B) Hakto 38.`, and return where they end."""
    opening = _REF.match(text, at, end)
    if not opening:
        return [], at
    refs = []
    last = at
    for match in _run(_REFERENCE, text, opening.end(), end):
        start = match.start("channel")
        refs.append(
            MessageReference(
                start=start, end=match.end("whole"), label=match["label"], channel=_channel(match["channel"]), number=match["number"]
            )
        )
        last = match.end("whole")
    stop = _STOP.match(text, last, end)
    return (refs, stop.end() if stop else last) if refs else ([], at)


def _run(pattern: re.Pattern[str], text: str, at: int, end: int) -> Iterator[re.Match[str]]:
    """Yield consecutive matches of `pattern` from `at` on, without gaps."""
    while match := pattern.match(text, at, end):
        yield match
        at = match.end()


def _channel(words: str | None) -> str:
    """Return the canonical name of a channel: `HAKTO` is `Hakto`; empty for no name."""
    return (vocabulary.name_of("channels", words) or words) if words else ""
