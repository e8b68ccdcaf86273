"""Recognize signatures by their words, and by the line after them."""

from __future__ import annotations

import re

from backchannel import vocabulary
from backchannel.readers.text.heads.forms import begins_with_kind, is_correspondence

LONGEST = 130
"""Characters of the longest signature, with the office or rank after the name."""
_LONGEST_NAME = 60
_CAPITAL = r"[A-Z][\w.’'-]*+,?"
_NAME = rf"(?!From\b)(?:{_CAPITAL}|de|von|van|la|of)(?:[ ]{{1,3}}(?:{_CAPITAL}|de|von|van|la|of)){{0,6}}"
_RANK = r"""
    (?: Chairman | (?:Under[ ]|Deputy[ ])?Secretary | Director | Administrator | Commissioner | President | Chief | Counselor | Adviser
      | Ambassador | Minister | Consul | Attorney | Assistant[ ]to
      | (?:Deputy|Executive|Special|Acting|Military|Assistant|Associate)[ ][A-Z]\w+
      | General | Lieutenant | Brigadier | Major | Colonel | Captain | Commander | Admiral | Vice[ ]Admiral | Rear[ ]Admiral
      | (?:Lt|Brig|Maj|Col|Capt|Cdr|Adm|Gen)\b\.?
    )\b
"""
_RANKED = re.compile(
    rf"""
    {_NAME}[ ]{{1,3}}(?:For[ ]the[ ])?{_RANK}                                                                # Ann Archer Chairman …
    (?:[ ,.]{{1,3}}(?:\(?[A-Z][\w.,’'()-]*|of|the|to|for|and))*                             # … Joint Chiefs of Staff
    """,
    re.VERBOSE,
)
_OFFICE = re.compile(
    rf"""
    (?:For[ ]the[ ])?{_RANK}                                                                # Lieutenant General, USA
    (?:[ ,]{{1,2}}(?:\(?[A-Z][\w.’'-]*\)?|of|the|to|for|and))*                               # Deputy Director (Plans)
    """,
    re.VERBOSE,
)
_ONLY_NAME = re.compile(_NAME, re.VERBOSE)
_LAST_WORD = re.compile(r"(?<!\w)\w{1,3}\.$")
"""The end of a name with a period: `W.A.H.` · `Jr.` · not `Regards.`"""
_LONGEST_ENDING = 4
"""Characters of the longest such end."""
_OPTIONS = re.compile(
    r"""
    (?:
      (?: Approved? | Disapproved? | Agreed? | Others? | Neither | Yes | No | None | Option | Comments?     # Approved / Disapproved
        | (?:Speak[ ]to|See|Call)(?:[ ][Mm]e)?                                                             # See Me
      )\b[ /]*
    )+
    """,
    re.VERBOSE,
)
"""The options of a decision, which may be above a signature: `Approved` · `Disapproved` · `See Me`"""
_NO_NAME = re.compile(
    rf"""
      {vocabulary.alternatives("markings")}                                                               # Top Secret
    | .*\b(?:{vocabulary.alternatives("kinds")}|AIRGRAM|TELEGRAM|Department[ ]of[ ]State[ ][A-Z])\b.*      # the title of a paper
    """,
    re.VERBOSE,
)
_ENCLOSED = re.compile(
    r"\[?(?:Sub-?)?(?:Attach(?:ment|ed)|Enclosure|Inclosure|Annex|Appendix|Tab)s?\b[^.]{0,15}\]?",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"""
      \[(?:Attachment|Enclosure|Inclosure|Annex|Appendix|Tab)
    | \[Here[ ]follows?[ ](?:a|an|the)[ ][^.]{0,30}(?:table|list|memorandum|annex|text|statement|paper)      # … a table of contents
    | P\.[ ]?S\.
    """,
    re.VERBOSE,
)


_STOPS = (".", ",", ":", ";", "!", "?", "”", '"', "’", ")", "]", "/", "—", "–", "-", "…")
_CLOSING = re.compile(r".*\b(?:yours|regards|wishes|sincerely|respectfully|faithfully|cordially|hastily)", re.IGNORECASE)


def is_signature(words: str) -> bool:
    """Return whether a line has the form of a signature. Editors complete initials in brackets.

    1. `Ann Archer` · `A[nn] A[rcher]` · `A.A.`
    2. `Ann Archer Lt. Col., USA Secretary`
    3. `Lt. Gen., USAF` · `Lt. Gen., USAF (Ret.)`
    """
    name = words.replace("[", "").replace("]", "").strip() if "[" in words else words
    name = name.removesuffix(" (Ret.)")
    if (
        not name
        or len(name) > LONGEST
        or name[-1] == ","
        or (name[-1] == "." and not _LAST_WORD.search(name, max(0, len(name) - _LONGEST_ENDING)))
    ):
        return False
    formed = (len(name) <= _LONGEST_NAME and _ONLY_NAME.fullmatch(name)) or _RANKED.fullmatch(name)
    return bool(formed) and not (
        _OPTIONS.fullmatch(name) or _NO_NAME.fullmatch(name) or _ENCLOSED.fullmatch(name) or _CLOSING.fullmatch(name)
    )


def is_office(words: str) -> bool:
    """Return whether a line is the office or rank below a signature: `Lieutenant General, USA` · `Deputy Director (Plans)`."""
    return len(words) <= LONGEST and _OFFICE.fullmatch(words) is not None


def may_precede(before: str) -> bool:
    """Return whether a signature may follow this line: a sentence, a closing, an option of a decision, `For the Director`, or anything
    longer than a name. A name below other names is in a list."""
    ends = len(before) > LONGEST or before.endswith(_STOPS) or before.startswith("For the ")
    return ends or any(form.fullmatch(before) for form in (_CLOSING, _OPTIONS))


def ends_a_paper(after: str) -> bool:
    """Return whether a signature may precede this line: the end of the text, an enclosure, a postscript, or the head of another paper."""
    return (
        not after
        or bool(_ENCLOSED.fullmatch(after) or _AFTER.match(after))
        or after.isupper()
        or begins_with_kind(after)
        or is_correspondence(after)
    )
