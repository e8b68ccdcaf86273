"""Recognize the lists at the top of a document by the headings above them: participants, subject, references."""

from __future__ import annotations

import re

LONGEST_HEAD = 60
"""Characters of the longest heading of a list."""
LONGEST_PARTICIPANTS = 900
"""Characters of the longest line of participants, which may name all of them."""
_LONGEST_PARTICIPANT = 150
"""Characters of the longest line of participants that only its words tell from text: a line names one or a few."""
_LONGEST_GROUP = 60
"""Characters of the longest name of a group of participants with a colon or dash: `Department of State:`"""
_PEOPLE = re.compile(
    r"""
      (?:(?: also | others? | those | members | persons | list[ ]of | (?:the[ ]following|there)[ ]were       # OTHERS PRESENT
          | u\.?s\.?(?:s\.?r\.?)? | [A-Za-z]{2,9}(?:an|ese|ish|ch|iet) )[ ])?                                  # Soviet participants
      (?: (?:participants?|partcipants|participation|attendees|attendance)\b[^.]{0,30}   # PARTICIPANTS (partial list)
        | present(?:[ ](?:at|were)\b[^.]{0,30})?                                         # Present at the meeting · not Present policy
        | (?:in[ ]attendance|attending|participating|conferees)(?:[ ]were)?
      ):?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?:SUBJECTS?|SUBJ|RE)(?: OF (?:MEETING|CONVERSATION|DISCUSSION))?:?", re.IGNORECASE)
_OPENS = re.compile(
    r"""
      (?: ^ | (?<=[.;,]\s) | (?<=[.;,]\s\s) )                                            # The meeting ended at noon. …
      (?:(?: Those | Also | Others? | The[ ]following(?:[ ]persons)? | In[ ]addition )[ ])? (?:were[ ])?
      (?i: present | in[ ]attendance | attending | participants | participating | attendees )
      (?:[ ](?: were | included | at[ ]the[ ]meeting[ ]were ))? :$                          # … Those present were:
    """,
    re.VERBOSE,
)
_LETTERS = sorted("SUBJECT")
"""The heading with letters transposed: `SUJBECT`"""
_ITEMS = re.compile(r"(?:PLACE|TIME|DATE|AGENDA|REFERENCES?|REFS?)(?: OF (?:MEETING|CONVERSATION))?:?", re.IGNORECASE)
_ADDRESSEES = re.compile(r"(?:MEMORANDUM FOR|TO|THROUGH|COPIES TO|CC):?")
"""The heading of a list of recipients, in capitals: `To` alone may be a word of the text."""
_GROUP = re.compile(r"[A-Z][A-Z.&/]{1,8}(?: STAFF)?")
"""The name of a group of participants in capitals: `CIA` · `U.S.S.R.` · `NSC STAFF`"""
_ABBREVIATED = re.compile(r"(?<!\w)(?:(?:[A-Za-z]\.)+|[A-Z][a-z]{0,4}\.)$")
"""The end of a line of participants with a period: `U.S.` · `Jr.` · `Emb.` · `a.i.`"""
_VERB = re.compile(r"\b[a-z]{4,}\b")
"""A word of a sentence. Lines of names have few words in lower case, and these are short: `of`, `for`."""
_NO_PARTICIPANT = re.compile(
    r"""
      \[(?!names?\b) | [0-9]+\.[ ]                                                        # not [name not declassified]
    | (?: Summary | Minutes | Conclusions? | Discussion | Background | Introduction | Decisions? | Highlights | Agenda | Absent )\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_GROUP_ENDS = (":", "—", "–")
_STOPS = (".", "?", "!", ".”", "?”", ".)")


def heads_participants(words: str) -> bool:
    """Return whether a line is the heading of a list of participants: `PARTICIPANTS` · `OTHERS PRESENT` · `Present:`"""
    return len(words) <= LONGEST_HEAD and _PEOPLE.fullmatch(words) is not None


def opens_participants(words: str) -> bool:
    """Return whether a paragraph ends with the words above a list of participants: `The meeting ended at noon. Those present were:`"""
    return words.endswith(":") and _OPENS.search(words, max(0, len(words) - LONGEST_HEAD)) is not None


def heads_subject(words: str) -> bool:
    """Return whether a line is the heading of a subject: `SUBJECT` · `Re:`"""
    return len(words) <= LONGEST_HEAD and (_SUBJECT.fullmatch(words) is not None or sorted(words) == _LETTERS)


def heads_items(words: str) -> bool:
    """Return whether a line is the heading of another list at the top of a document: `SUBJECT` · `Date:` · `REFERENCES`"""
    return heads_subject(words) or (len(words) <= LONGEST_HEAD and _ITEMS.fullmatch(words) is not None)


def heads_addressees(words: str) -> bool:
    """Return whether a line is the heading of a list of recipients: `TO` · `MEMORANDUM FOR`"""
    return len(words) <= LONGEST_HEAD and _ADDRESSEES.fullmatch(words) is not None


def heads_list(words: str) -> bool:
    """Return whether a line is the heading of any of these lists."""
    return heads_participants(words) or heads_items(words) or heads_addressees(words)


def is_participant(words: str, after: str, *, first: bool) -> bool:
    """Return whether a line in a list of participants, in a text without blank lines, belongs to it. `after` is the line after it;
    `first`: its heading is directly above.

    1. `Ann Archer, Secretary of State` · `The President, Secretary Archer`
    2. `CIA` · `Foreign:`     a group, before the names in it
    3. `Mr. Archer, Grain Assoc.`     an abbreviation; a sentence is the text
    """
    if _NO_PARTICIPANT.match(words):
        return False
    marked = words.endswith(_GROUP_ENDS)
    if words.isupper() or marked:
        group = len(words) <= _LONGEST_GROUP if marked else _GROUP.fullmatch(words)
        return bool(group and after) and not after.isupper() and is_name(after)
    return is_name(words, LONGEST_PARTICIPANTS if first else _LONGEST_PARTICIPANT)


def is_name(words: str, longest: int = _LONGEST_PARTICIPANT) -> bool:
    """Return whether a line of at most `longest` characters may name people or offices: it is no sentence."""
    if len(words) > longest:
        return False
    return not words.endswith(_STOPS) or (_ABBREVIATED.search(words) is not None and not _VERB.search(words))
