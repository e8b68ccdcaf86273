"""Find the sender and the recipient in the words of a head: `… From A (Smith) and B (Jones) to C in Paris`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel import vocabulary
from backchannel.readers.text.heads.correspondents import read_correspondents
from backchannel.records import Correspondent, Words
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.printed import PrintedText


class HeadParties(NamedTuple):
    """The correspondents of a head, the participants of a conversation, and the place of the last one; `place_of` is its role.

    `From Ann Archer to President Johnson, in Texas`
    """

    senders: tuple[Correspondent, ...] = ()
    recipients: tuple[Correspondent, ...] = ()
    between: tuple[Correspondent, ...] = ()
    place: Words | None = None
    place_of: str | None = None


_TOKEN = re.compile(r"[(\[]|[)\]]|(?<=[\s)\]])(?:From(?!\s\w+\sBetween)|from|FROM|By|by|to|To|TO|[Ff]or|in|at|[Bb]etween)(?=\s)")
_BEFORE = 40
"""Characters before a `to` or `between` in which the word that decides its meaning is searched for: longer than any of these words."""
_TAKES_A_PLACE = re.compile(
    r"""
    \b(?: Ambassador | Minister | Representative | Commissioner | Envoy | Emissary | Chargé | Legate    # the Ambassador to France
        | Mission | Delegation | Delegate | Observer                                                    # the Mission to the United Nations
        | Visit | Trip                                                                                  # his Visit to Paris
      )(?:[ -][Dd]esignate)?\s*$                                                                        # the Ambassador-designate to France
    """,
    re.VERBOSE,
)
"""The word before `to` belongs to what follows it, unless that is itself a correspondent and no second `to` follows: in
`the Delegation to the General Assembly (Archer) to the Secretary of State` the second `to` opens the recipient."""
_TAKES_A_PERSON = re.compile(
    r"""
    \b(?: Assistants? | Deputy | Deputies | Aide | Secretary | Officer | Attaché | Liaison      # the Special Assistant to the President
        | (?<!Economic[ ])Advis[eo]rs?                      # not the Council of Economic Advisers, which writes `to the President`
        | Counsel | Counselor | Consultant
        | Annex | Supplement | Report | Reply | Response | Introduction                         # Reply to the Soviet note
        | Relating | Pertaining | According                                                     # Report Relating to …
      )\s*$
    """,
    re.VERBOSE,
)
"""The same, where a person may follow `to` and still belong to the office."""
_CORRESPONDENT = re.compile(
    r"\s*(?:the\s+)?(?:(?:Acting|Under|Assistant|United States)\s+)*"
    rf"(?:{vocabulary.alternatives('offices', 'title')}|{vocabulary.alternatives('offices', 'body')})\b"
)
_OTHER_TO = re.compile(r"(?<!Assistant)(?<!Adviser)(?<!Counselor)\sto\s(?!the\s(?:United Nations|General Assembly)\b)")
_ARTICLE = re.compile(r"\s+(?:the|an?)\s")
"""`Prepared in the Embassy` has a sender; `Issued at Geneva` has only a place."""
_VERB = re.compile(r"\s+(?:Negotiate|Investigate|Study|Consider|Implement)\b")
"""`the Commission to Negotiate Peace`: what a body is for."""
_DOCUMENT = re.compile(r"\s*(?:an?|the\s+(?:[Dd]raft\s+)?(?:Report|Paper|Memorandum|Letter|Note|Study|Message|Telegram)s?)\b")
"""`Annex to a Report to the National Security Council`: a document is no recipient."""
_CONVERSATION = re.compile(
    r"\b(?:Conversations?|Telcon|Telecon|Discussions?|Meetings?|Lunch|Luncheon|Dinner|Breakfast|Exchange|Talks?)[\s,]+$"
)
_PREPARED = re.compile(r"\b(?:Prepared|Drafted|Issued|Produced|Written|Submitted)\b")
_PREPARED_HERE = re.compile(_PREPARED.pattern + r"\s*,?\s*$")
_NEXT_TO_KIND = re.compile(r"[\s\dA-Z/–.,-]*(?:(?:Prepared|Submitted|Drafted)\s*)?")
_WHERE = re.compile(
    rf"""
      (?<=\))\s+(?:in|at|aboard)\s+(?P<after>[A-Z][^()]*?)\s*$                      # … (Kissinger) in Paris
    | ,\s+(?:in|at)\s+(?P<comma>[A-Z][^(),]*(?:,\s+[A-Z][^(),]*)?)\s*$              # President Johnson, in Texas
    | \s+(?:in|at)\s+
      (?P<known>{vocabulary.alternatives("places")}(?:,\s+{vocabulary.alternatives("places")})?)\s*$     # Secretary Dulles at Paris
    """,
    re.VERBOSE,
)


def read_parties(text: str, span: Span, printed: PrintedText, *, titled: bool) -> HeadParties:
    """Read the correspondents in a head after its kind, as `printed`. `titled` is False if the head names no kind, and begins with the
    sender.

    1. `From the Department of State to the Embassy in Arcadia`
    2. `by the Special Assistant to the President (Smith) to the Secretary of State`
    3. `to the National Security Council by the Executive Secretary (Smith)`
    4. `The Secretary of State to the Embassy in Arcadia`     not titled
    5. `Between President Jones and the Secretary of State`   a conversation: neither is the sender
    """
    parts = _parts(text, span, titled=titled)
    last = max(parts, key=lambda role: parts[role], default=None)
    place = _place(text, parts[last]) if last else None
    if last and place:
        start, end = parts[last]
        parts[last] = Span(start, start + len(_before_place(text[start:end])))
    senders, recipients, between = (read_correspondents(text, parts.get(role), printed) for role in ("sender", "recipient", "between"))
    return HeadParties(senders, recipients, between, place, last if place else None)


def _parts(text: str, span: Span, *, titled: bool) -> dict[str, Span]:
    """Find the words of the sender and of the recipient."""
    starts: dict[str, tuple[int, int]] = {} if titled else {"sender": (span.start, span.start)}
    for role, start, end in _separators(text, span):
        # `Minutes of the Meeting of the Delegation to the Assembly`: without a sender, `to` opens a recipient only next to the kind.
        if role not in starts and (role != "recipient" or starts or _NEXT_TO_KIND.fullmatch(text, span.start, start)):
            starts[role] = (start, end)
    stops = [*sorted(start for start, _ in starts.values()), span.end]
    return {role: Span(end, next(stop for stop in stops if stop > start or stop == span.end)) for role, (start, end) in starts.items()}


def _separators(text: str, span: Span) -> Iterator[tuple[str, int, int]]:
    """Yield the words that introduce a correspondent, outside parentheses: the role, and the word's start and end."""
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
    """Return the role that a word introduces: `by` a sender; `to` a recipient, unless it is part of an office; `Prepared in` a sender."""
    word, before = token[0].lower(), text[max(span.start, token.start() - _BEFORE) : token.start()]
    correspondent = _CORRESPONDENT.match(text, token.end(), span.end)
    if word in ("from", "by"):
        return "sender"
    if word == "between":
        return "between" if _CONVERSATION.search(text, max(0, span.start - _BEFORE), token.start()) else None
    if word in ("in", "at"):
        body = correspondent or _ARTICLE.match(text, token.end(), span.end)
        return "sender" if body and _PREPARED_HERE.search(before) else None
    if word == "for":
        prepared = _PREPARED_HERE.search(before) or (correspondent and _PREPARED.search(text, span.start, token.start()))
        return "recipient" if prepared or not before.strip() else None
    if _VERB.match(text, token.end(), span.end):
        return None
    if _TAKES_A_PERSON.search(before) or _DOCUMENT.match(text, token.end(), span.end):
        return None
    takes_place = _TAKES_A_PLACE.search(before) and (not correspondent or _OTHER_TO.search(text, token.end(), span.end))
    return None if takes_place else "recipient"


def _place(text: str, part: Span) -> Words | None:
    where = _where(text[part.start : part.end])
    if not where:
        return None
    start, end = (part.start + offset for offset in where.span(where.lastgroup or 0))
    return Words(start=start, end=end, text=text[start:end])


def _where(words: str) -> re.Match[str] | None:
    """Find the place of a correspondent: `… (Kissinger) in Paris` · `President Johnson, in Texas`; not `the Embassy in Thailand`."""
    where = _WHERE.search(words)
    return where if where and (where.lastgroup != "known" or not re.match(r"\s*the\s", words, re.IGNORECASE)) else None


def _before_place(words: str) -> str:
    where = _where(words)
    return words[: where.start()] if where else words
