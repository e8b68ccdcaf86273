"""Recognize the title of an unknown work right before a place in it. Plain text has no italics, so only the words show it.

A title is a run of capitalized words, with small words between them and details after them. Names of people, places and documents are
capitalized too (`his letter to Chairman Mao`, `Circular Telegram`), so a run is a title only where a citation begins, or if it has a detail
that published works have: a series, a volume, an imprint.
"""

from __future__ import annotations

import re

from backchannel import vocabulary
from backchannel.designations import YEARS

_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ]")
_YEARS = re.compile(YEARS)
_NUMBER = re.compile(r"\d+|[ivxlc]+")
_DETAIL = re.compile(r"(?:vols?|tom[eo]s?|bd|ser|ed|suppl?|bk|n\.s)\.|tome|series|edition|\d+(?:st|nd|rd|th)", re.IGNORECASE)
"""Words that only the title of a published work has: `vol. IX`, `Series D`, `3rd`."""
_NUMBERED = re.compile(rf"{_DETAIL.pattern}|nos?\.|nr\.|volumes?|parts?|pts?\.|books?|band", re.IGNORECASE)
_IMPRINT = re.compile(r"\([^()]{3,60}\b[12]\d{3}\),\s+$")
_SUBTITLE = re.compile(r"\b[A-Z]\w+[ -][A-Z]\w+: (?:[A-Z]\S+ )+")
_SMALL = re.compile(
    r"""
      a|an|and|at|by|for|from|her|his|in|its|of|on|or|our|the|their|to|under|upon|with      # Present at the Creation
    | au|aux|d|de|des|diplomatiques?|du|en|et|extérieure|étrangère|français|française|la|le|les|sur     # Documents diplomatiques français
    | dal|del|della|delle|di|diplomatici|documenti|e|el|italiani|las|los|y                  # I documenti diplomatici italiani
    | am|dem|den|der|deutschen|die|im|und|vom|von|zu|zum|zur                                # Akten zur deutschen auswärtigen Politik
    """,
    re.VERBOSE,
)
"""Words that are not capitalized within a title, in the languages of the larger series of documents."""
_ABBREVIATION = re.compile(r"(?:\w\.)*\w\.|(?:Mr|Dr|St|Jr|Cong|Dept|Doc|Stat|sess|vols?|ser|nos?|ed|bd|suppl?|pts?|bk)\.", re.IGNORECASE)
_NO_TITLE = frozenset(["see", "also", "ibid"])
_PLACE = re.compile(r"Documents?|[Ff]ootnotes?")
_OPENERS = frozenset(["see", "also", "cf.", "compare", "citing", "quoting"])
_CITING = re.compile(
    r"printed|published|reprinted|reproduced|quoted|cited|appears?|is|are|was|were|found|available|contained|recounted", re.IGNORECASE
)
"""What precedes an `in` before a title: `printed in Crane, Years at Sea, Document 4`; not `his stay in South Ruritania, Document 4`."""
_NAME = re.compile(
    rf"""
    \b(?:
        (?!(?:Letters|Reports|Messages|Statements|Speeches|Review)\b){vocabulary.alternatives("kinds")}   # Circular Telegram, Document 5
      | {vocabulary.alternatives("months")}                                         # NSC Meeting, January 1969, Document 4
      | Tabs?|Enclosures?|Attachments?|Annex(?:es)?|Appendix                        # Tab A, Document 228
      | Meetings?|Talks|Conference|Session|Communiqu[ée]|Plan|Proposals?            # Shanghai Communiqué, Document 203
      | Agreements?|Accords?|Treaty|Act|Doctrine|Declaration|Orders?|Actions?|Directives?|Budget|Mission|Protocol|Program|Finding|Summary
      | Ante|Post|Supra|Infra|Source
    )\b
    """,
    re.VERBOSE,
)
"""Words in the names of documents and of their subjects."""


def is_title(before: str) -> bool:
    """Return whether the text `before` a place ends with the title of a work.

    1. `See Soviet-American Relations: The Détente Years, 1969–1972, `
    2. `from Akten zur Auswärtigen Politik, 1963, Bd. II, `
    3. `United Nations, Repertoire of the Practice of the Security Council 1946–1951 (New York, 1954), `
    """
    imprint = _IMPRINT.search(before)
    words = (before[: imprint.start()].rstrip() + ", " if imprint else before).split()
    if not before[-1:].isspace() or not words or words[-1][-1] not in ",:":
        return False
    start = _start(words)
    run = words[start:]
    if sum(bool(_CAPITAL.match(_core(word))) and not _NUMBERED.fullmatch(_bare(word)) for word in run) < 2:
        return False
    detailed = imprint or _SUBTITLE.search(" ".join(run)) or any(_DETAIL.fullmatch(_bare(word)) for word in run)
    return bool(detailed) or (_begins_citation(words[:start], run[0]) and not _NAME.search(" ".join(run)))


def _start(words: list[str]) -> int:
    """Return the index of the first word of the title that `words` end with."""
    start = len(words)
    while start and _is_of_title(words, start - 1) and (start == len(words) or not ends_clause(words[start - 1])):
        start -= 1
        if words[start][0] in "([":
            break
    while start < len(words) and not _CAPITAL.match(_core(words[start])):
        start += 1
    return start


def _is_of_title(words: list[str], i: int) -> bool:
    core, bare = _core(words[i]), _bare(words[i])
    if core.lower() in _NO_TITLE or (_PLACE.fullmatch(words[i]) and _core("".join(words[i + 1 : i + 2]))[:1].isdecimal()):
        return False
    numbered = i > 0 and _NUMBER.fullmatch(core) and _NUMBERED.fullmatch(_bare(words[i - 1]))
    return bool(_CAPITAL.match(core) or _SMALL.fullmatch(core) or _YEARS.fullmatch(core) or _NUMBERED.fullmatch(bare) or numbered)


def _begins_citation(preceding: list[str], first: str) -> bool:
    """Return whether a citation may begin with the word `first` after the words `preceding`."""
    while preceding and preceding[-1] == "the":
        preceding = preceding[:-1]
    if first[0] in "([" or not preceding or ends_clause(preceding[-1]) or preceding[-1].rstrip(",").lower() in _OPENERS:
        return True
    if preceding[-2:] in (["According", "to"], ["according", "to"]):
        return True
    return preceding[-1] == "in" and bool(_CITING.fullmatch(preceding[-2] if len(preceding) > 1 else ""))


def ends_clause(word: str) -> bool:
    """Return whether a sentence or a clause ends with `word`: `1972;` but not `vol.`"""
    ended = word.rstrip(')]”’"')
    return word[-1] in ";" or (ended.endswith(".") and not _ABBREVIATION.fullmatch(ended.lstrip("“‘([")))


def _core(word: str) -> str:
    return word.strip("“”‘’'\"()[],:;.–-")


def _bare(word: str) -> str:
    """Return a word with its period, which marks an abbreviation: `vol.`"""
    return word.strip("“”‘’'\"()[],:;–-")
