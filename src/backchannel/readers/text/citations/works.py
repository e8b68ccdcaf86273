"""Decide whether a document, a note or a page belongs to another work: `White House Years, p. 2`, `Document 5 of the Hearings`.

A place without a volume is in the text's own volume, unless words next to it say otherwise:

1. an institution or a box before it    `Senate Document 1`, `NAC Document 60–83`, `Box 3, Document 4`
2. a work of the vocabulary before it   `Documents on German Foreign Policy, Series D, vol. IX, Document 4`
3. an unknown title before it           `Soviet-American Relations: The Détente Years, 1969–1972, Document 1`
4. a paper after it                     `Document 5 of the Hearings`, `Document 4 in the folder`
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel import vocabulary
from backchannel.designations import YEARS
from backchannel.readers.text.citations.titles import ends_clause, is_title

if TYPE_CHECKING:
    from backchannel.readers.text.citations.context import CitationContext
    from backchannel.readers.text.citations.phrases import CitationPhrase

_CLAUSE_END = re.compile(r";|[\w”)]{2}(?<!\bvol)(?<!\bvols)(?<!\bNo)(?<!\bDoc)\.[”)]?\s+[A-Z]|\bsee\b|\bin\s+$", re.IGNORECASE)
_WORK_REACH = 300
"""Characters after a work's name in which pages are that work's, if the clause does not end before."""
_TITLE_REACH = 200
"""The most characters between the beginning of a work's name and a document in it; a document further on is one of this series."""
_INSTITUTION = re.compile(
    r"""
    (?: \b[A-Z]{2,} | U\.N\.                                                                        # CFEP Document 566/3
      | \b(?:House|Senate|Executive|Assembly|Nations|Council|Conference|Committee|Commission|Cabinet|Congressional|Parliamentary
            |Draft|Working|Background|Briefing|Staff|Command|Secretariat|Exhibit|Official)          # General Assembly Document 2263
      | \b(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Yy]our|[Mm]y|\w+[’']s)                             # the Minister’s Document 5
      | (?<=[a-z\d,]\s)(?!(?:See|In|Also|And|Or|As|Cf|With|From|Both|To|Of|Part|Tab)\b)[A-Z][\w’-]*[a-z]     # the Crane Document 5
    )\s+$
    """,
    re.VERBOSE,
)
_HOLDER = re.compile(r"\b(?:Box|Folder|Reel|Roll|Fiche|Frame|Exhibit|Binder|Dossier|Envelope|Carton)\s+[\w-]{1,8},\s*$")
_WITHIN = re.compile(
    rf"""
    (?:[A-ZÀ-ÖØ-Þ][\w’.-]* | (?:[A-Z]\.)+                           # German Foreign Policy
      | of|the|on|and|for|in|to|a|at|by|from|with|de|des|du|la|le|les|und|zur|der     # Documents diplomatiques: Recueil des traités
      | \(?(?:{YEARS})\)? | \d+(?:st|nd|rd|th|d)?[\w–/-]*           # 1977–1980 · 2d
      | years?|vols?\.?|volumes?|tome|no\.|nos\.|parts?|ser(?:ies|\.)|ed\.|pt\.|sess\.|pp?\.|pages?|[ivxlc]+      # vol. ix, pp. 5
    )[,:’”–)/-]*
    """,
    re.VERBOSE,
)
"""A word between a work's name and a document in it: `Basic Documents, 1977–1980, Document 412`, `Memoirs, vol. II, Document 7`."""
_NEW_ITEM = re.compile(r"\b(?:and|or|also|[Ss]ee|as|in|at)\s*,?\s*$|[(\[]\s*$")
"""What precedes a document that is the next item of the list: `Public Papers: Carter, 1977, p. 4, and Document 5`."""
_MONTH = vocabulary.alternatives("months")
_NOUN_PHRASE = r"(?:(?!(?:to|of|for|on|in|with|from|by|at|as)\b)[\w’“”.-]+\s+){0,5}?"
_OURS = r"""
    (?: (?:this|the\s+same|the\s+present|our)\s+(?:[\w-]+\s+){0,2}?
        (?:volume|compilation|collection|chapter|section|series|edition|publication|supplement|part)            # this volume
      | (?:the\s+)?(?:[\w-]+\s+){0,2}?(?:[Vv]olume|[Vv]ol\.|compilation|supplement|[Cc]hapter|[Ss]ection|edition)  # the section on Laos
      | (?:the\s+)?(?:Foreign\s+Relations|FRUS|[Pp]art\s|series\b)                                              # Foreign Relations
    )
"""
_PAPER = re.compile(
    rf"""
    \s+(?:
        (?P<that>(?:of|in)\s+that\s+volume\b)                                                       # of that volume
      | (?:of|from|in|to)\s+{_OURS}
      | (?P<of>of)\s+(?:
            (?:the|a|an|his|her|its|their|that|these|those|said)\s+(?!same\s+(?:date|day)\b)          # of the plan
          | (?!{_MONTH})[A-Z“]                                                                      # of Tab A · of NSC 68
        )
      | (?P<held>in|from|among)\s+{_NOUN_PHRASE}{vocabulary.alternatives("containers", "holder")}\b   # in the folder
      | (?P<to>to)\s+{_NOUN_PHRASE}{vocabulary.alternatives("containers")}\b                        # to the report
    )
    """,
    re.VERBOSE,
)
_OBJECT = re.compile(
    r"""
    \b(?: (?:attach|append|add|transmit|forward|refer|relat|compar|quot|publish)\w* | sent | gave  # attached Document 5 to the memorandum
        | (?:cop(?:y|ies)|drafts?|texts?|versions?|originals?)\s+of                                    # a copy of Document 5 in the files
    )(?:\s+[\w’-]+)?\s+$
    """,
    re.VERBOSE,
)
"""Words whose object is a document of this series."""
_PRINTED_AS = re.compile(r"\b(?:[Pp]rinted|published|reprinted|reproduced|appears?)\s+as\s+$")
_IN_OTHER = re.compile(rf"\s+(?:in|of|from)\s+(?!{_OURS})", re.VERBOSE)
_TO_WORK = re.compile(r"(?P<comma>,?)\s+(?:(?:in|of|from)\s+)?(?:the\s+)?(?:[A-Z][\w’.]*\s+){0,3}")
"""Words between a document and the name of its work: `Document 3 in the Pentagon Papers`, `Document 5, Hearings`."""
_OWN_PAGE = re.compile(r"[^;()]{0,120}\bpp?\.\s?\d")


def is_of_work(context: CitationContext, at: int) -> bool:
    """Return whether another work was named in the clause before `at`."""
    if context.work_end < context.low or at - context.work_end > _WORK_REACH:
        return False
    return not _CLAUSE_END.search(context.text, context.work_end, at)


def is_of_institution(context: CitationContext, phrase: CitationPhrase) -> bool:
    """Return whether the words right before a document say that it is one of another series: `House Document 352`, `Box 3, Document 4`."""
    before = context.before(phrase)
    return bool(_INSTITUTION.search(before) or _HOLDER.search(before))


def is_after_work(context: CitationContext, phrase: CitationPhrase) -> bool:
    """Return whether a document comes right after the name of another work, of a collection, or of a volume that is not of this series."""
    if not context.low <= context.work_end <= phrase.start <= context.work_end + _TITLE_REACH:
        return False
    gap = context.text[context.work_end : phrase.start]
    if gap.startswith(".") or _NEW_ITEM.search(gap) or gap.count(")") > gap.count("("):
        return False
    return all(_WITHIN.fullmatch(word) and not ends_clause(word) for word in gap.removeprefix("’s").lstrip(",:").split())


def is_after_title(context: CitationContext, phrase: CitationPhrase) -> bool:
    """Return whether a place comes right after the title of an unknown work."""
    before = context.before(phrase, _TITLE_REACH)
    if len(before) == _TITLE_REACH:  # the first word may be cut
        before = "… " + before.partition(" ")[2]
    return is_title(before)


def is_of_paper(context: CitationContext, phrase: CitationPhrase) -> bool:
    """Return whether the words after a place say that it is one of another paper: `Document 5 of the Hearings`."""
    found = _PAPER.match(context.after(phrase.end, 100))
    if found and (found["held"] or found["to"]):
        return not _OBJECT.search(context.before(phrase, 40))
    if found is None:
        return _is_before_work(context, phrase) or _is_printed_elsewhere(context, phrase)
    return bool(found["of"] or found["that"])


def _is_printed_elsewhere(context: CitationContext, phrase: CitationPhrase) -> bool:
    """Return whether a document is printed in another work: `printed as Document 5 in Archer, Diplomacy`, not `in vol. XIII`."""
    printed = _PRINTED_AS.search(context.before(phrase, 20)) and _IN_OTHER.match(context.after(phrase.end))
    after = context.after_of(phrase)
    return bool(printed) and not (after and after.kind in ("volume", "titled", "ibid") and after.start < phrase.end + 8)


def is_of_that_volume(context: CitationContext, phrase: CitationPhrase) -> bool:
    """Return whether a document is in the volume named before: `see also Document 4 of that volume`."""
    found = _PAPER.match(context.after(phrase.end, 100))
    return bool(found and found["that"] and context.last == "place" and context.place.volume)


def _is_before_work(context: CitationContext, phrase: CitationPhrase) -> bool:
    """Return whether the name of a work follows a place. After a comma, a work with a page of its own is the next item of a list."""
    work = context.after_of(phrase)
    if work is None or work.kind != "work" or not (gap := _TO_WORK.fullmatch(context.text, phrase.end, work.start)):
        return False
    return not (gap["comma"] and _OWN_PAGE.match(context.after(work.end, 130)))
