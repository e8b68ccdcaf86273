"""Recognize the lines with which other editions say where a document is held; each is a line of its own."""

from __future__ import annotations

import re

_KIND = r"(?:A?LS?|L[bB]C?|LC|A?DS?|A?Dfs?|Dft|RC|FC|FrC|PrC|PoC|SC|Tr|MSS?|TLS?)"
"""The kind of a manuscript: `ALS`, an autograph letter signed; `RC`, the recipient's copy."""
_MANUSCRIPT = re.compile(
    rf"""
    {_KIND} (?: [ ]and[ ]{_KIND} )?                                                   # ALS and RC
    (?: \s?\(\s?[A-Z][^()\n]*\) | [,:][ ](?: [A-Z] | private[ ] | owned[ ] )[^.\n]* )   # (Zenda: Archer Papers)
    (?: [.;,:].* )?
    """,
    re.VERBOSE,
)
_FIRST = frozenset("ADFLMPRST")
"""The first letters of the kinds of manuscripts."""
_ARCHIVE = re.compile(r"\[[A-Z]{2,6}\s?:\s?[A-Z0-9][^\[\]\n]*\]")
_FILES = (
    re.compile(r"(?:[A-Z]\.?){2,6}/(?:Vol\. ?\d+|\d[\w.–-]*)"),
    re.compile(r"\[[A-Z]{1,4} ?\d[\d/]*\d(?:[,:] ?[\w /]+)?\]"),
)
_LONGEST = 80
"""Characters of the longest line but one about a manuscript, which may describe it."""


def is_source_line(words: str) -> bool:
    """Return whether a line is one of these.

    1. `ALS, DLC:GW; LB, DLC:GW.` · `RC (DLC). Docketed by the clerk.`    Founders Online
    2. `[AA : A3195, I.1586]`                                           Documents on Australian Foreign Policy
    3. `DEA/50069–A–40` · `L.B.P./Vol. 35`                               Documents on Canadian External Relations
    4. `[C 1234/5/18]` · `[FO 371/12345]`                                Documents on British Policy Overseas
    """
    if is_manuscript(words):
        return True
    if len(words) > _LONGEST:
        return False
    return is_archive(words) or ("/" in words and any(line.fullmatch(words) for line in _FILES))


def is_manuscript(words: str) -> bool:
    """Return whether a line describes a manuscript: `ALS, DLC:GW.`"""
    return words[:1] in _FIRST and _MANUSCRIPT.fullmatch(words) is not None


def is_archive(words: str) -> bool:
    """Return whether a line is the number of an archive's file, in brackets: `[AA : A3195, I.1586]`"""
    return words[:1] == "[" and len(words) <= _LONGEST and _ARCHIVE.fullmatch(words) is not None
