"""Split the correspondents of a head, as printed, into personal names and offices."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel import vocabulary
from backchannel.records import Correspondent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.printed import PrintedText
    from backchannel.source import Span

_TITLE = vocabulary.alternatives("offices", "title")
_OFFICE = vocabulary.alternatives("offices")
_BODY = vocabulary.alternatives("offices", "body")
_PERSON = r"(?:[A-Z][\w’'\-–]*\.?\s+){1,3}[A-Z][\w’'\-–]+(?:,\s+[JS]r\.)?"
"""`Robert W. Smith`, `J. Smith, Jr.`"""
_SHORT_PERSON = r"[A-Z][\w’]+\s+(?:[A-Z]\.\s+)*[A-Z][\w’]+(?:,\s+[JS]r\.)?"
_JOINT = re.compile(
    rf"""
    # the Secretary of State and the Under Secretary of State · the Secretary of State, Ambassador Smith
      (?:,?\s+(?:and|AND)\s+(?:(?:to|TO)\s+)?|,\s+)(?=(?:(?:the|The|his|her)\s+(?:[\w’]+\s+){{0,2}}{_OFFICE}|{_TITLE})\b)
    # the Director (Archer) and Baker · the Director (Archer), Baker; not `(Archer), Department of State`
    | (?<=\))(?:,?\s+and\s+(?=[A-Z])|,\s+(?=[A-Z])(?!{_BODY}))
    # Robert S. Smith and Ann Jones of the Policy Planning Staff
    | ,?\s+and\s+(?={_SHORT_PERSON},?\s+of\s+the\s)
    # Ann Jones, Robert Smith, and John Baker of the Policy Planning Staff
    | ,\s+(?={_SHORT_PERSON},\s+and\s+{_SHORT_PERSON}\s+of\s+the\s)
    """,
    re.VERBOSE,
)
"""Where one correspondent ends and the next begins; not the `and` inside an office (`Near Eastern and South Asian Affairs`)."""
_HOLDER = re.compile(
    rf"""
    \(\s*
    (?P<name>
        (?!(?:Intelligence|Operations|Plans|Policy|Administration|Acting)\s*\))     # not `the Assistant Chief of Staff (Intelligence)`
        [^()\d]*?[a-z][^()\d]*?                                                     # (Kissinger); not `(MACV)`, an abbreviation
    )\s*\)
    (?:,\s+{_BODY}\b[^()]*)?\s*$                                                    # the Director (Evans), Department of State
    """,
    re.VERBOSE,
)
"""The name in parentheses after an office."""
_RANK = r"(?:(?:Acting|Deputy|Assistant|Under|Former)\s+)*"
_NATION = r"(?:[A-Z][a-z]+\s+){0,2}"
"""`Thai Foreign Minister`, `South Vietnamese President`: a nation before a title and a name."""
_TITLED = re.compile(
    rf"""
    (?:the\s+)?
    (?P<office>{_RANK}(?:{_TITLE}|{_NATION}{_TITLE})(?:-[Dd]esignate)?)                             # Secretary of State · Foreign Minister
    \s+(?P<name>(?!of\b)[A-Z][\w’'.\-–]*(?:\s+[A-Z][\w’'.\-–]*){{0,3}}(?:,\s+[JS]r\.)?)             # … Smith · … John Smith, Jr.
    """,
    re.VERBOSE,
)
_HEADED = re.compile(
    rf"""
    (?:the\s+)?
    (?P<office> {_RANK}{_TITLE}\s+(?:of|for)\s+(?:\w+\s+){{1,6}}?                                  # Minister of External …
        (?:Affairs|Agency|Bureau|Board|Commission|Staff|Administration|Corporation) )
    \s+(?P<name>(?!{_OFFICE})[A-Z][\w’'\-–]+)                                                      # … Affairs Archer
    """,
    re.VERBOSE,
)
_RANKED = re.compile(
    rf"""
    {_TITLE}\s+(?P<name>{_PERSON})                                                                  # Colonel Rudolf R. Archer …
    (?:\s+of\s+(?P<body>the\s+[A-Z].*)|,\s+(?P<office>(?!(?:and|[JS]r)\b)[A-Z].*))                 # … of the Rice Staff · …, Chief of Staff
    """,
    re.DOTALL | re.VERBOSE,
)
_NAMED = re.compile(
    rf"""
    (?!(?:The|the|{_OFFICE})\b)(?P<name>{_PERSON})              # Robert W. Smith …
    (?:,\s+(?![JS]r\.)|,?\s+of\s+)                              # not the comma of `Smith, Jr.`
    (?P<office>(?:the\s+)?[A-Z].*)                              # … of the Policy Planning Staff · …, Deputy to the Representative
    """,
    re.DOTALL | re.VERBOSE,
)
_AFTER = re.compile(
    r"""
      (?<=\))\s+ (?: [Bb]efore | [Oo]n | [Aa]bout | [Cc]oncerning | [Rr]egarding | [Dd]uring | [Dd]ated ) \s.*   # on the Meeting
    | \s+of\s+(?:an?\s+)? (?: [Cc]onversation | [Mm]eeting | [Dd]iscussion | [Ii]nterview ) s?\b.*            # of Conversation
    """,
    re.DOTALL | re.VERBOSE,
)
"""`(Archer) on the Legislative Meeting`, `Archer of Conversation With Baker`: the subject of the document, after the name of its author."""
_ONLY_A_NAME = re.compile(rf"{_PERSON}|(?:[A-Z]['’])?[A-Z][a-z][\w’'\-–]*")
_LONE = re.compile(
    rf"""
    (?P<name> {_PERSON} | (?:[A-Z]’|[A-Z]')?[A-ZÀ-Þ][\w’'\-–]* )   # Rudolf Rassendyll · O’Neill
    (?: ,\s+ (?P<office> (?:the\s+)?[A-Z].* ) )?                  # , the Minister of Rice
    """,
    re.DOTALL | re.VERBOSE,
)
"""The name after a style, perhaps with an office."""
_ANY_OFFICE = re.compile(rf"\b(?:The|the|{_OFFICE})\b")
_NO_NAME = re.compile(rf"’s\b|\b{_OFFICE}\b")
"""`President Eisenhower’s File`, `National Security Council Chairman`: words after a title that are not a person's name."""
_STYLE = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|MM|M(?=\.\s+[\w’'-]+,)|Mme|MR|MRS|DR|MM|MME)(?:\.\s*|\s+)")
_NOBLE = re.compile(r"(?:Sir|Lord|Lady|Viscount|Earl|Baron|Count|Prince|Duke|Comte|Hon\.|SIR|LORD|VISCOUNT)\s")
"""A style that is part of a name: what follows it in parentheses is a place (`Sir R. Archer (Strelsau)`), not another name."""
_AT_A_PLACE = re.compile(rf"(?P<name>.+?)\s*\((?:{vocabulary.alternatives('places')}|[A-Z][a-z]+)\)")
_STOP = re.compile(r"(?<![A-Z])(?<!\b[JS]r)(?<!\betc)(?<!\bEsq)\s*\.$")
"""The period at the end of a head; not that of `Jr.`"""
_RECEIVED = re.compile(r"\s*\((?:Received|Recd)\b.*", re.DOTALL)


def read_correspondents(text: str, part: Span | None, printed: PrintedText, *, commas: bool = True) -> tuple[Correspondent, ...]:
    """Read the correspondents named in `part`, each as `printed`; `text` has its marks masked. `commas` may separate them; in the head of
    a letter, they are between a name and its office.

    1. `the Secretary of State and the Under Secretary of State (Smith)`   two
    2. `Robert S. Smith and Ann Jones of the Policy Planning Staff`        two
    3. `the Office of Near Eastern and South Asian Affairs`                one
    """
    if not part:
        return ()
    joints = [joint.span() for joint in _joints(text, part) if _is_outside(text, part.start, joint.start())]
    joints = [joint for joint in joints if not _is_apposition(text, part, joint) and (commas or "and" in text[slice(*joint)])]
    starts = [part.start, *(end for _, end in joints)]
    ends = [*(start for start, _ in joints), part.end]
    read = (_correspondent(text, start, end, printed) for start, end in zip(starts, ends, strict=True))
    return tuple(correspondent for correspondent in read if correspondent)


def _joints(text: str, part: Span) -> Iterator[re.Match[str]]:
    """Find what may separate correspondents: a comma or an `and`. Most heads have neither, so these are searched for first."""
    may_be = text.find(",", *part) >= 0 or text.find("and", *part) >= 0
    return _JOINT.finditer(text, *part) if may_be else iter(())


def _is_apposition(text: str, part: Span, joint: tuple[int, int]) -> bool:
    """Return whether a comma separates a name from its own office: `Ann C. Jones, Secretary of State`."""
    start, end = joint
    lone = "and" not in text[start:end] and _ONLY_A_NAME.fullmatch(text[part.start : start].strip())
    return bool(lone) and vocabulary.name_of("offices", text[end : part.end].strip().removeprefix("the ")) is not None


def _is_outside(text: str, start: int, at: int) -> bool:
    """Return whether all parentheses opened since `start` are closed at `at`."""
    return text.count("(", start, at) == text.count(")", start, at)


def _correspondent(text: str, start: int, end: int, printed: PrintedText) -> Correspondent | None:
    words = text[start:end]
    start += len(words) - len(words.lstrip(" ,\n\t"))
    words = _STOP.sub("", _AFTER.sub("", _RECEIVED.sub("", text[start:end])).rstrip(" ,;:>\n\t"))
    if not words:
        return None
    end = start + len(words)
    shown = printed.words(start, end)
    name, office = _name_and_office(shown)
    return Correspondent(start=start, end=end, text=shown, name=name, office=office)


def _name_and_office(words: str) -> tuple[str | None, str | None]:
    """Split a correspondent's words into the personal name and the office; either may be None.

    1. `the Under Secretary of State (Smith)`          name in parentheses
    2. `Secretary of State Smith`                      title before the name
    3. `Robert W. Smith of the Policy Planning Staff`  name before the office
    4. `Mr. John C. Smith, Deputy to the Representative (Jones)`
    5. `the Department of State`                       no name
    6. `Mr. John C. Smith`                             no office
    7. `Ruritanian Foreign Minister Archer`            title with its nation
    8. `M. Archer, Ambassadeur de Ruritanie`           a lone surname with its style, before the office
    9. `Sir R. Archer (Strelsau)`                      a place in parentheses
    10. `Minister of External Affairs Archer`          office of a body before the name
    11. `Colonel Rudolf R. Archer of the Rice Staff`   rank before the name, office after it
    """
    style = _STYLE.match(words)
    if (style or _NOBLE.match(words)) and (away := _AT_A_PLACE.fullmatch(words)):
        return away["name"][style.end() if style else 0 :], None
    named = _NAMED.fullmatch(words, style.end() if style else 0)
    holder = _HOLDER.search(words)
    # `Mr. John C. Smith, Deputy to the Representative (Jones)`: the name in parentheses is another person's.
    if named and (style or "." in named["name"] or not holder):
        return named["name"], named["office"]
    if holder:
        return holder["name"], words[: holder.start()].rstrip() or None
    if style and (lone := _LONE.fullmatch(words, style.end())):
        return lone["name"], lone["office"]
    if (titled := _TITLED.fullmatch(words)) and not _NO_NAME.search(titled["name"]) and not vocabulary.name_of("offices", words):
        return titled["name"], titled["office"]
    if headed := _HEADED.fullmatch(words):
        return headed["name"], headed["office"]
    if (ranked := _RANKED.fullmatch(words)) and not _NO_NAME.search(ranked["name"]):
        return ranked["name"], ranked["body"] or ranked["office"]
    is_office = _ANY_OFFICE.search(words.title() if words.isupper() else words) is not None
    return (words, None) if _ONLY_A_NAME.fullmatch(words) and not is_office else (None, words)
