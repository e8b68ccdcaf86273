"""Parse references to messages: `Hakto 18, December 7, 1123Z`, `messages 42 and 43`, `telegram 461 to Warsaw`."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from backchannel import channels, vocabulary
from backchannel.dates import month_of
from backchannel.readers.text.citations.phrase_numbers import number_spans
from backchannel.records import Cited, Reference

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.readers.text.citations.context import CitationContext
    from backchannel.readers.text.citations.phrases import CitationPhrase

_MONTHS = vocabulary.alternatives("months")
_BESIDE = rf"""
    (?:\s*/\s*(?:{vocabulary.alternatives("channels")}\s+)?[0-9]{{1,5}})*            # Haigto 4/257
    (?:\s+(?:from|to)\s+(?:[A-Z][a-z]+|USUN)(?:\s[A-Z][a-z]+)?)?                    # Tedul 2 to Paris
    (?:,?\s+(?:repeated|rptd)\s+(?:to\s+)?[A-Z][a-z]+(?:\s[A-Z][a-z]+)?\s+[0-9]{{1,6}})?   # Embtel 2582, repeated Saigon 380
"""
"""Words between a message's number and its date."""
_DATE = re.compile(
    rf"""
    {_BESIDE},?\s+(?:(?:both|all)\s+)?(?:of\s+|dated\s+)? # telegrams 8 and 9 from Rome, both dated May 30
    (?:[0-9]{{1,2}}(?::[0-9]{{2}})?\s*[ap]\.\s?m\.,\s+)?      # Delga 1185, 2 p. m., December 14
    ({_MONTHS})\s+(\d{{1,2}})(?!\d)                         # Hakto 18, December 7 · Deptel 368 Aug 3
    (?:,\s+(\d{{4}})\b)?                                    # telegram 461 to Warsaw, September 22, 1962
    (?:,?\s+(?:at\s+)?(\d\d)(\d\d)(?:Z|\s+GMT)\b)?          # Hakto 18, December 7, 1123Z
    """,
    re.VERBOSE,
)
_IN_FIGURES = re.compile(r",?\s+\(?(?P<month>[01]?\d)/(?P<day>[0-3]?\d)/(?:19)?(?P<year>[3-9]\d)\b(?!/)")
"""`Secto 27 5/30/64`, in the American order"""
_NEXT_DAY = re.compile(rf"(?:,\s+(?:and\s+)?|\s+and\s+)(?:({_MONTHS})\s+)?(\d{{1,2}})(?![\d:])(?:,\s+(\d{{4}})\b)?")
_WHOSE = re.compile(r"\b(?:[Yy]our|[Mm]y|[Oo]ur)\s+$")
_OWN = re.compile(r"\s*[./]")
_SERIAL = re.compile(r"\s*/\s*$")


def message(context: CitationContext, i: int) -> tuple[list[Reference], int] | None:
    """Cite messages by channel and number. A text that begins with its own number does not cite itself: `Tohak 71. Deliver immediately.`

    1. `Hakto 18, December 7, 1123Z`
    2. `Tohak 84 and 85`
    3. `Tohak 82/WHS 2280`, one message
    """
    phrase = context.phrases[i]
    if context.where == "body" and phrase.start == context.low and _OWN.match(context.after(phrase.end, 4)):
        return [], i + 1
    context.channel = phrase.word
    if _SERIAL.search(context.before(phrase, 3)):
        return [], i + 1
    return _messages(context, phrase, phrase.word), i + 1


def messages(context: CitationContext, i: int) -> tuple[list[Reference], int] | None:
    """Cite messages without a channel: on the channel named before, or else on the counterpart of the text's own.

    1. `messages 42 and 43`
    2. `your messages 42 and 43`
    """
    phrase = context.phrases[i]
    whose = _WHOSE.search(context.before(phrase, 6))
    channel = _of_own(context, "other" if whose[0].lower().startswith("your") else "own") if whose else context.channel
    if whose is None and channel is None and context.own and not channels.is_post(context.own):
        channel = _of_own(context, "other")
    return (_messages(context, phrase, channel), i + 1) if channel else None


def telegram(context: CitationContext, i: int) -> tuple[list[Reference], int] | None:
    """Cite telegrams by number.

    1. `telegram 461 to Warsaw, September 22, 1962`     the channel is named
    2. `Deptel 368 Aug 3` · `your 961, 962`             the channel follows from the text's own
    3. `Deptel 790`, where a note has `telegram 790 to Paris`     not cited: the number may be that of another channel
    """
    phrase = context.phrases[i]
    channel = phrase.word if channels.is_post(phrase.word) else _of_own(context, phrase.word)
    if channel is None or any(channel not in context.named.get(item.value, (channel,)) for item in phrase.items):
        return None
    return _messages(context, phrase, channel), i + 1


def _of_own(context: CitationContext, whose: str) -> str | None:
    """Return the channel meant by a word that has a meaning only in the text of a message, not in a note.

    1. `own`, `other`          for `to Saigon`: `to Saigon`, `from Saigon`; for `Hakto`: `Hakto`, `Tohak`
    2. `post`, `department`    for both channels of an embassy: `from Saigon`, `to Saigon`
    """
    if context.own is None or context.where != "body":
        return None
    other = channels.counterpart(context.own)
    if whose in ("own", "other"):
        return context.own if whose == "own" else other
    if not channels.is_post(context.own) or (whose == "post" and not _has_embassy(channels.channel_pair(context.own))):
        return None
    return next((way for way in (context.own, other) if way and way.startswith("from " if whose == "post" else "to ")), None)


def _has_embassy(station: str) -> bool:
    term = vocabulary.term_of("stations", station)
    return term is not None and any(post.startswith("Embassy") for post in term.posts)


def _messages(context: CitationContext, phrase: CitationPhrase, channel: str) -> list[Reference]:
    end, dates = _dates(context, phrase)
    numbers = number_spans(context.text, phrase.items, phrase.start, end)
    return [
        Reference(
            start=low,
            end=high,
            kind="message",
            where=context.where,
            cited=Cited(channel=channel, number=number.lstrip("0") or "0", date=date),
        )
        for (number, low, high), date in zip(numbers, dates, strict=True)
    ]


def _dates(context: CitationContext, phrase: CitationPhrase) -> tuple[int, list[str | None]]:
    """Read the dates after a phrase: return where they end, and the date of each number of the phrase, one for all or one each.

    1. `Hakto 18, December 7, 1123Z`
    2. `telegrams 3301 and 3347 to Paris, April 22 and 26`
    """
    many = len(phrase.items)
    first = _DATE.match(context.after(phrase.end))
    if first is None:
        figures = _IN_FIGURES.match(context.after(phrase.end)) if many == 1 else None
        if figures and int(figures["month"]) in range(1, 13):
            return phrase.end + figures.end(), [_day(f"19{figures['year']}", figures["month"], figures["day"])]
        return phrase.end, [None] * many
    more = list(_run(_NEXT_DAY, context.after(phrase.end), first.end())) if many > 1 and not first[3] else []
    if not more:
        return phrase.end + first.end(), [_edtf(first)] * many
    if len(more) != many - 1:
        return phrase.end, [None] * many
    year, months = more[-1][3], [first[1]]
    for day in more:
        months.append(day[1] or months[-1])
    days = [first[2], *(day[2] for day in more)]
    return phrase.end + more[-1].end(), [_day(year, month, day) for month, day in zip(months, days, strict=True)]


def share_dates(text: str, references: Sequence[Reference]) -> list[Reference]:
    """Give each of two messages its own date, if both dates follow the second: `telegram 1793 from Saigon as modified by telegram 2023 to
    Saigon, November 10 and 18, 1954`"""
    found = list(references)
    for i, (one, other) in enumerate(pairwise(references)):
        is_pair = one.kind == other.kind == "message" and other.cited.date and not one.cited.date
        if not is_pair or _SENTENCE.search(text, one.end, other.start):
            continue
        day = _DAY_AT_END.search(text, other.start, other.end)
        more = list(_run(_NEXT_DAY, text, other.end)) if day else []
        if day and len(more) == 1:
            year, month = more[0][3], more[0][1] or day[1]
            found[i] = _dated(one, _day(year, day[1], day[2]), one.end)
            found[i + 1] = _dated(other, _day(year, month, more[0][2]), more[0].end())
    return found


_SENTENCE = re.compile(r"[.;()]\s|[;()]")
_DAY_AT_END = re.compile(rf"({_MONTHS})\s+(\d{{1,2}})$")


def _dated(reference: Reference, date: str, end: int) -> Reference:
    return reference.model_copy(update={"end": end, "cited": reference.cited.model_copy(update={"date": date})})


def _run(pattern: re.Pattern[str], words: str, at: int) -> Iterator[re.Match[str]]:
    """Yield consecutive matches of `pattern` from `at` on, without gaps."""
    while match := pattern.match(words, at):
        yield match
        at = match.end()


def _edtf(date: re.Match[str]) -> str:
    """Write the date after a message's number as EDTF, with `XXXX` for a missing year: `XXXX-12-07T11:23Z`."""
    day = _day(date[3], date[1], date[2])
    return f"{day}T{date[4]}:{date[5]}Z" if date[4] else day


def _day(year: str | None, month: str, day: str) -> str:
    return f"{year or 'XXXX'}-{month_of(month):02d}-{int(day):02d}"
