"""Messages that are named by channel and number: `Hakto 18, December 7, 1123Z`, `messages 42 and 43`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel import vocabulary
from backchannel.dates import month_of
from backchannel.readers.text.citations.context import each
from backchannel.records import Cited, Reference

if TYPE_CHECKING:
    from backchannel.readers.text.citations.context import Context
    from backchannel.readers.text.citations.phrases import Phrase

_MONTHS = vocabulary.alternatives("months")
_DATE = re.compile(
    rf",?\s+(?:of\s+|dated\s+)?({_MONTHS})\s+(\d{{1,2}})(?!\d)(?:,\s+(\d{{4}})\b)?(?:,?\s+(?:at\s+)?(\d\d)(\d\d)(?:Z|\s+GMT)\b)?"
)
_OWN = re.compile(r"\s*[./]")
_SERIAL = re.compile(r"\s*/\s*$")


def message(context: Context, i: int) -> tuple[list[Reference], int] | None:
    """`Hakto 18, December 7, 1123Z` · `Tohak 84 and 85` · `Tohak 82/WHS 2280`, one message

    A text that begins with its own number does not cite itself: `Tohak 71. Deliver immediately.`
    """
    phrase = context.phrases[i]
    context.channel = phrase.word
    if context.where == "body" and phrase.start == context.low and _OWN.match(context.after(phrase.end, 4)):
        return [], i + 1
    if _SERIAL.search(context.before(phrase, 3)):
        return [], i + 1
    return _messages(context, phrase), i + 1


def messages(context: Context, i: int) -> tuple[list[Reference], int] | None:
    """`messages 42 and 43`: of the channel that was named before"""
    if context.channel is None:
        return None
    return _messages(context, context.phrases[i]), i + 1


def _messages(context: Context, phrase: Phrase) -> list[Reference]:
    date = _DATE.match(context.after(phrase.end))
    end = phrase.end + (date.end() if date else 0)
    found = []
    for number, low, high in each(context.text, phrase.items, phrase.start, end):
        cited = Cited(channel=context.channel, number=number.lstrip("0") or "0", date=_edtf(date) if date else None)
        found.append(Reference(start=low, end=high, kind="message", where=context.where, cited=cited))
    return found


def _edtf(date: re.Match[str]) -> str:
    """The date after a message's number. Where its year is not said, EDTF writes `XXXX`: `XXXX-12-07T11:23Z`."""
    day = f"{date[3] or 'XXXX'}-{month_of(date[1]):02d}-{int(date[2]):02d}"
    return f"{day}T{date[4]}:{date[5]}Z" if date[4] else day
