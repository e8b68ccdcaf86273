"""Finds who wrote and who received in the words of a head: `… From A (Smith) and B (Jones) to C in Paris`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel import vocabulary
from backchannel.readers.text.correspondents import read_correspondents
from backchannel.records import Correspondent, Words
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator


class Parties(NamedTuple):
    """The correspondents of a head, and the place where the last of them was: `to President Johnson, in Texas`."""

    senders: tuple[Correspondent, ...] = ()
    recipients: tuple[Correspondent, ...] = ()
    place: Words | None = None


_TOKEN = re.compile(r"[(\[]|[)\]]|(?<=[\s)\]])(?:From|from|FROM|By|by|to|To|TO|for|in|at)(?=\s)")
_TAKES_A_PLACE = re.compile(
    r"\b(?:Ambassador|Minister|Mission|Delegation|Delegate|Representative|Observer|Commissioner|Envoy|Emissary|Chargé|Visit|Trip|Legate)\s*$"
)
"""`the Mission to the United Nations`: the word before `to` belongs to what follows it, if that is not itself a correspondent."""
_TAKES_A_PERSON = re.compile(
    r"\b(?:Assistants?|Advis[eo]rs?|Deputy|Deputies|Aide|Counsel|Counselor|Consultant|Secretary|Attaché|Liaison|Officer|Annex|Report|Relating"
    r"|Pertaining|According|Supplement|Reply|Response|Introduction)\s*$"
)
"""`the Special Assistant to the President`: here what follows `to` is a person, and still belongs to the office."""
_CORRESPONDENT = re.compile(
    r"\s*(?:the\s+)?(?:(?:Acting|Under|Assistant|United States)\s+)*"
    rf"(?:{vocabulary.alternatives('offices', 'title')}|{vocabulary.alternatives('offices', 'body')})\b"
)
_PREPARED = re.compile(r"\b(?:Prepared|Drafted|Issued|Produced|Written|Submitted)\b")
_PREPARED_HERE = re.compile(_PREPARED.pattern + r"\s*,?\s*$")
_NEXT_TO_KIND = re.compile(r"[\s\dA-Z/–.,-]*(?:(?:Prepared|Submitted|Drafted)\s*)?")
_WHERE = re.compile(
    r"(?<=\))\s+(?:in|at|aboard)\s+(?P<after>[A-Z][^()]*?)\s*$|,\s+(?:in|at)\s+(?P<comma>[A-Z][^(),]*?)\s*$"
    rf"|\s+(?:in|at)\s+(?P<known>{vocabulary.alternatives('places')})\s*$"
)


def read_parties(text: str, span: Span, *, titled: bool) -> Parties:
    """The correspondents in the words of a head after its kind; `titled` is false when the head has no kind, and begins with the sender.

    1. `From the Department of State to the Embassy in Arcadia`
    2. `by the Special Assistant to the President (Smith) to the Secretary of State`
    3. `to the National Security Council by the Executive Secretary (Smith)`
    4. `The Secretary of State to the Embassy in Arcadia`     not titled
    """
    parts = _parts(text, span, titled=titled)
    senders, recipients = parts.get("sender"), parts.get("recipient")
    last = max((part for part in parts.values()), default=None)
    place = _place(text, last) if last else None
    if last and place:
        cut = Span(last.start, last.start + len(_before_place(text[last.start : last.end])))
        senders, recipients = (cut if part == last else part for part in (senders, recipients))
    return Parties(read_correspondents(text, senders), read_correspondents(text, recipients), place)


def _parts(text: str, span: Span, *, titled: bool) -> dict[str, Span]:
    """Where the sender's and the recipient's words stand."""
    starts: dict[str, tuple[int, int]] = {} if titled else {"sender": (span.start, span.start)}
    for role, start, end in _separators(text, span):
        # `Minutes of the Meeting of the Delegation to the Assembly`: without a sender, `to` opens a recipient only next to the kind.
        if role not in starts and (role == "sender" or starts or _NEXT_TO_KIND.fullmatch(text, span.start, start)):
            starts[role] = (start, end)
    stops = [*sorted(start for start, _ in starts.values()), span.end]
    return {role: Span(end, next(stop for stop in stops if stop > start or stop == span.end)) for role, (start, end) in starts.items()}


def _separators(text: str, span: Span) -> Iterator[tuple[str, int, int]]:
    """The words that open a correspondent, outside of parentheses: the role, and where the word stands."""
    depth = 0
    for token in _TOKEN.finditer(text, span.start, span.end):
        word = token[0]
        if word in "([":
            depth += 1
        elif word in ")]":
            depth = max(0, depth - 1)
        elif depth == 0 and (role := _role(text, token, span)):
            yield role, token.start(), token.end()


def _role(text: str, token: re.Match[str], span: Span) -> str | None:
    """The role that one word opens: `by` a sender; `to` a recipient, if it is no part of an office; `Prepared in` a sender too."""
    word, before = token[0].lower(), text[max(span.start, token.start() - 40) : token.start()]
    correspondent = _CORRESPONDENT.match(text, token.end(), span.end)
    if word in ("from", "by"):
        return "sender"
    if word in ("in", "at"):
        return "sender" if _PREPARED_HERE.search(before) else None
    if word == "for":
        prepared = correspondent and _PREPARED.search(text, span.start, token.start())
        return "recipient" if prepared or not before.strip() else None
    takes_place = _TAKES_A_PLACE.search(before) and not correspondent
    return None if takes_place or _TAKES_A_PERSON.search(before) else "recipient"


def _place(text: str, part: Span) -> Words | None:
    where = _where(text[part.start : part.end])
    if not where:
        return None
    start, end = (part.start + offset for offset in where.span(where.lastgroup or 0))
    return Words(start=start, end=end, text=text[start:end])


def _where(words: str) -> re.Match[str] | None:
    """`… (Kissinger) in Paris` · `President Johnson, in Texas`; not `the Embassy in Thailand`, which is an office."""
    where = _WHERE.search(words)
    return where if where and (where.lastgroup != "known" or not re.match(r"\s*the\s", words, re.IGNORECASE)) else None


def _before_place(words: str) -> str:
    where = _where(words)
    return words[: where.start()] if where else words
