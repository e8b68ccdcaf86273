"""Recognize the heads of letters in other editions: two persons or offices, with `to` or `from` and no kind of document.

Names have no fixed form, so a head is known by its writing: everything but the small words of names and offices is capitalized.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from backchannel import dates, vocabulary
from backchannel.readers.text.heads.french import find_french
from backchannel.source import Span

_LONGEST = 300
_STYLE = r"""
    (?: Mr | Mrs | Ms | Miss | Messrs | Dr | Sir | Lord | Lady | Dame | Hon | Rev | Prof | Professor
      | Viscount | Earl | Count | Baron | Baroness | Marquess | Marquis | Duke | Duchess | Prince | Princess | King | Queen | Emperor
      | General | Gen | Admiral | Adm | Colonel | Col | Captain | Capt | Major | Maj | Lieutenant | Lt | Brigadier | Marshal
      | M | MM | Mme | Monsieur | Comte | Herr | Frau | Freiherr | Graf | Señor | Don | Signor
      | (?:Prime[ ])?Minister | Ambassador | Chargé | Consul | Governor
    )\b
"""
_STYLED = re.compile(
    rf"""
    (?:the\s+)?
    (?: {_STYLE}                                    # Mr Archer
      | {vocabulary.alternatives("offices")}\b      # Foreign Minister
      | (?:[A-Z]\.\s?)+[A-Z]                        # H. V. Archer
    )
    """,
    re.VERBOSE,
)
"""What shows that words are a person or an office."""
_OFFICE = re.compile(
    r"""
    \b(?: Secretary | Minister | Ministry | Ambassador | Embassy | Legation | Consul | Consulate
        | Commissioner | Commission  # High Commissioner
        | Department | Government | Governor | Delegation | Mission | Office | Officer | Chargé | Representative
        | President | Chancellor | Chairman | Director | Council | Committee | Cabinet | General
      )\b
    """,
    re.VERBOSE,
)
_SMALL = frozenset(word for term in vocabulary.terms("letter_words") for word in term.words if term.kind == "small")
"""Words that are not capitalized in names and offices."""
_NO_PARTY = frozenset(word for term in vocabulary.terms("letter_words") for word in term.words if term.kind == "title")
"""First words of a title with `to` that is no head: `Introduction to the Series`, `Visit to Ruritania`."""
_TO = re.compile(r"(?:,|\s)\s?(?:to|TO)\s+")
_HINT = re.compile(r"to|from|à\s|\baux?\s", re.IGNORECASE)
"""What every head of a letter has: searched for first."""
_FROM_TO = re.compile(r"(?:From|FROM)[:\s]\s?(?P<sender>.+?),?\s(?:to|To|TO)\s(?P<recipient>.+)", re.DOTALL)
_TO_FROM = re.compile(r"(?:To|TO)[:\s]\s?(?P<recipient>.+?),?\s(?:from|From|FROM)\s(?P<sender>.+)", re.DOTALL)
_ONE = re.compile(r"(?:From|FROM)[:\s]\s?(?P<sender>.+)|(?:To|TO)[:\s]\s?(?P<recipient>.+)", re.DOTALL)
_PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_MARKER = re.compile(r"(?<=[^\d\s])\s?\d{1,3}$|[*†‡]+$")
_TAIL_END = re.compile(r"[\s.,;\])?]*\d{0,3}\*?\s*")
_TAIL_START = " \t\n,;([—–-"


class LetterHead(NamedTuple):
    """The sender and the recipient of a letter; either may be missing. `end` is where they end: the date follows. `styled`: something
    else than capitals shows that they are persons or offices."""

    sender: Span | None
    recipient: Span | None
    end: int
    styled: bool


@lru_cache(16)
def find_letter(words: str) -> LetterHead | None:
    """Split the words of a head without kind into sender and recipient, or return None. Cached, because two readers try the same line.

    1. `Lord Archer to Sir R. Baker (Strelsau)`
    2. `Dr H. V. Archer, Minister for External Affairs, to Mr S. M. Baker`
    3. `Ann Archer to David Baker, 20 June 1787`
    4. `From Ann Archer to David Baker` · `To David Baker from Ann Archer, 20 June 1787`
    5. `From Ann Archer` · `To David Baker`            on a line of its own
    6. `M. Archer, Ministre de Ruritanie à Paris, à M. Baker`
    """
    if len(words) > _LONGEST or _HINT.search(words) is None:
        return None
    end = _end(words)
    if french := find_french(words, end):
        return LetterHead(*french, end, styled=True)
    found = _labeled(words, end) or _joined(words, end)
    if not found:
        return None
    parties = [words[slice(*part)] for part in found if part]
    if not all(map(_is_party, parties)):
        return None
    styled = end < len(words.rstrip(" .")) or any(map(_is_styled, parties)) or all(" " in party for party in parties)
    return LetterHead(*found, end, styled)


def _end(words: str) -> int:
    """Return where the correspondents end: before the date."""
    moment = next(iter(list(dates.find_moments(words))[-1:]), None)
    if moment and _TAIL_END.fullmatch(words, moment.end):
        return len(words[: moment.start].rstrip(_TAIL_START))
    return len(words.rstrip(" ."))


def _labeled(words: str, end: int) -> tuple[Span | None, Span | None] | None:
    """Find the correspondents of `From A to B`, `To B from A`, `From A` and `To B`."""
    for form in (_FROM_TO, _TO_FROM, _ONE):
        if found := form.fullmatch(words, 0, end):
            spans = {name: Span(*found.span(name)) for name, value in found.groupdict().items() if value}
            return spans.get("sender"), spans.get("recipient")
    return None


def _joined(words: str, end: int) -> tuple[Span, Span] | None:
    """Find the correspondents of `A to B`: at the first `to` outside parentheses with a party on either side, or rather at one after a
    comma: `Mr Archer, Minister to Ruritania, to Mr Baker`."""
    for to in sorted(_TO.finditer(words, 0, end), key=lambda to: (to[0][0] != ",", to.start())):
        before, after = words[: to.start()], words[to.end() : end]
        if before.count("(") == before.count(")") and _is_party(before) and _is_party(after):
            return Span(0, to.start()), Span(to.end(), end)
    return None


def _is_party(words: str) -> bool:
    """Return whether words may be a person or an office: capitalized, except small words, and with parentheses anywhere. A marker may
    follow."""
    names = _PARENTHESES.sub("", _MARKER.sub("", words)).replace(",", " ").split()
    if not names or names[0] in _NO_PARTY or names[-1] in _SMALL or not (names[0][0].isupper() or names[0] in ("the", "le", "la")):
        return False
    return all(name[0].isupper() or name in _SMALL or name[:2] in ("d’", "d'", "l’", "l'") for name in names)


def _is_styled(party: str) -> bool:
    return _STYLED.match(party) is not None or _OFFICE.search(party) is not None
