"""Recognize the lines between a head and its text: numbers of despatches, labels in brackets, and the office above a dateline.

```
No. 408.]                        the number of the despatch
[Telegram.—Paraphrase.]          how it was sent, and what is printed of it
Legation of the United States,   the office, above the dateline
Strelsau, September 10, 1900.
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel import vocabulary
from backchannel.readers.text.dateline import form_of_dateline, is_dateline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from backchannel.readers.text.lines import TextLine

_LONGEST = 100
"""Characters of the longest of these lines."""
_NUMBER = re.compile(r"(?:Nos?\.?\s?\d[^\]\n]{0,40}|[A-Z][a-z][^\]\d\n]{1,40}\.)\s?\]")
"""`No. 408.]` · `Nos. 3 and 4.]` · `Confidential.]`"""
_LABEL = re.compile(r"\[[A-Z“][^\]\n]{2,80}\]\d{0,3}")
"""`[Telegram.]` · `[Extract]` · `[Inclosure 1 in No. 3.]`"""
_EXTRACT = frozenset({"Extract", "Extracts", "(Extract)", "(Extracts)", "L.", "T.", "D.", "N."})
_ENCLOSURE = re.compile(
    r"""
      \[\s?(?:Sub-?)?(?: [IiEe]nclosure | [Aa]ttachment | [Aa]nnex | [Aa]ppendix )s?\b[^\]\n]*\]\d{0,3}        # [Inclosure 1 in No. 3.]
    | (?:Sub-?)?(?: Inclosure | Enclosure | Attachment | Annex | Appendix | Tab )(?:[ ](?:[A-Z]|\d+|[IVX]+))?   # Tab B
    """,
    re.VERBOSE,
)
_OFFICE = re.compile(
    rf"""
    (?:(?:The|the|His|Her|[A-Z][\w’.-]+)\s)*?                              # Legation of the United States,
    (?: {vocabulary.alternatives("offices", "body")} | Legation | Consulate | Embassy | Headquarters )
    (?:[-\s](?:General|of|the|to|and|for|at|in|[A-Z][\w’.-]+))*
    ,
    """,
    re.VERBOSE,
)
"""`Legation of the United States,` · `British Embassy,`"""
_TELEGRAM = "Telegram"
_FRENCH = {"T": _TELEGRAM, "D": "Despatch", "L": "Letter", "N": "Note"}
"""What the letters stand for in the *Documents diplomatiques français*."""
_SENT_AS = re.compile(
    rf"""
      \[\s*(?P<label>(?!Note\b){vocabulary.alternatives("kinds")})\b                # [Telegram.—Paraphrase.] · [Circular telegram.]
    | (?:No\.\s\S+\s)?(?P<wire>Telegraphic)\b                             # No. 127 Telegraphic [WU 1234/56]
    | (?P<french>[TDLN])\.(?:\s.{{0,40}}?n[o°º]s?\s?\d.*)?$                  # T. n° 123. Très confidentiel.
    | (?P<form>TELEGRAM|CABLEGRAM|DESPATCH|DISPATCH|LETTER)\s\S*\d\S*     # TELEGRAM WA–1376
    """,
    re.VERBOSE,
)
_SENT_KINDS = frozenset({"telegram", "circular telegram", "airgram", "despatch", "letter", "note"})
"""Kinds that a line below the head may name; `[Enclosure]` names that of another paper."""
OPENING_LINES = 6
"""Lines below a head among which these are."""


def is_opening_line(words: str) -> bool:
    """Return whether a line may be between a head and its dateline or text, and is neither.

    1. `No. 408.]` · `Confidential.]`
    2. `[Telegram.—Paraphrase.]` · `[Extract]`
    3. `Legation of the United States,`
    """
    if len(words) > _LONGEST:
        return False
    if words in _EXTRACT:
        return True
    last = words.rstrip("0123456789")[-1:]
    if last == "]":
        return _NUMBER.fullmatch(words) is not None or _LABEL.fullmatch(words) is not None
    return last == "," and _OFFICE.fullmatch(words) is not None


def is_enclosure_label(words: str) -> bool:
    """Return whether a line says that an enclosure begins below it: `[Inclosure 1 in No. 91.]`, `[Enclosure]`, `Annex 2`"""
    return len(words) <= _LONGEST and _ENCLOSURE.fullmatch(words) is not None


def kind_of_opening(lines: Iterable[str]) -> str | None:
    """Return the kind of document that one of the first lines below a head names, or None.

    1. `[Telegram.—Paraphrase.]`
    2. `Cablegram 318, LONDON, 27 January 1948`
    3. `No. 127 Telegraphic`
    4. `T. n° 123.`
    """
    for words in lines:
        found = _SENT_AS.match(words)
        if sent := form_of_dateline(words):
            return vocabulary.name_of("kinds", sent.capitalize())
        named = found and (_FRENCH.get(found["french"]) or found["label"] or found["form"] or _TELEGRAM)
        kind = vocabulary.name_of("kinds", named.capitalize()) if named else None
        if kind in _SENT_KINDS:
            return kind
        if len(words) > _LONGEST and not words.isupper():
            return None
    return None


def join_dateline_lines(text: str, lines: Sequence[TextLine], head: int) -> Sequence[TextLine]:
    """Join the adjacent lines below a head that are a dateline only together.

    1. `Strelsau, February 24,` · `1945—1 p.m.`
    2. `Legation of` · `the United States,` · `Strelsau, February 24, 1874.`
    """
    for first in range(head + 1, min(head + 1 + OPENING_LINES, len(lines))):
        words = text[lines[first].start : lines[first].end]
        if len(words) > _LONGEST or is_dateline(words):
            return lines
        for last in range(first + 1, min(first + OPENING_LINES, len(lines))):
            below = text[lines[last].start : lines[last].end]
            if lines[last].gap or len(below) > _LONGEST or not _runs_on(words):
                break
            words = f"{words} {below}"
            if is_dateline(words):
                return [*lines[:first], lines[first]._replace(end=lines[last].end), *lines[last + 1 :]]
    return lines


def _runs_on(words: str) -> bool:
    """Return whether a dateline may go on below a line: it ends in a comma, in a small word, or in a month."""
    last = words.rsplit(None, 1)[-1]
    return words[-1] == "," or last.islower() or vocabulary.name_of("months", last) is not None
