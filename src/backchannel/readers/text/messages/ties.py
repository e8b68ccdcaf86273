"""Read the ties of a message from the words around its name: what it answers, what crossed it, where it is quoted.

The references have been found by `citations`. Each shape is a small function in the table `SHAPES`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel import vocabulary
from backchannel.records import Reference, ReferenceTie, Spanned

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from backchannel.source import Span


class NamedMessage(NamedTuple):
    """A message named in a passage of a document: `low` and `high` are the ends of the passage; `before` and `after` are the adjacent
    references in it; `own` is the channel of the document itself, if it is a message."""

    text: str
    low: int
    high: int
    reference: Reference
    before: Reference | None
    after: Reference | None
    own: str | None

    @property
    def in_note(self) -> bool:
        return self.reference.where != "body"

    def words_before(self) -> str:
        """Return the words before the name, within its passage and `_NEAR`."""
        return self.text[max(self.low, self.reference.start - _NEAR) : self.reference.start]

    def words_after(self) -> str:
        return self.text[self.reference.end : min(self.high, self.reference.end + _NEAR)]

    def gap(self, other: Reference) -> str:
        """Return the words between the name and another reference of the passage."""
        first, last = sorted((self.reference, other), key=lambda reference: reference.start)
        return self.text[first.end : last.start]


_NEAR = 160
"""Characters before and after a name that are examined: about one sentence."""
_MESSAGE = r"(?:(?:backchannel\s+)?(?:messages?|telegrams?|cables?)\s+)?"
_REPLIED = r"\b(?:replied|responded|answered|acknowledged)\b"
_REPLY = r"(?:reply|response|answer)"
_CLAUSE = r"""
    (?: [^.“”;:]
      | :(?=\d)                                             # 9:30
      | \.(?=\w|\s?m\.) | (?<=\sp)\. | (?<=\sa)\.           # the first stop of `p.m.` and `p. m.`
      | (?<=[ap]\.\sm)\. | (?<=[ap]\.m)\.                   # the second
    ){0,90}?
"""
"""The words of one clause: a period ends them, but not that of `p.m.`"""


def read_ties(text: str, references: Sequence[Reference], passages: Sequence[tuple[Span, str]], own: str | None) -> list[Reference]:
    """Add ties and quotations to the message references. `text` has its markers masked; `own` is the channel of the document itself."""
    read: list[Reference] = []
    extents = [span for span, _ in passages]
    at = 0
    for i, reference in enumerate(references):
        if reference.kind != "message":
            read.append(reference)
            continue
        while at < len(extents) - 1 and not extents[at].start <= reference.start < extents[at].end:
            at += 1
        low, high = extents[at]
        before = references[i - 1] if i and references[i - 1].start >= low else None
        after = references[i + 1] if i + 1 < len(references) and references[i + 1].start < high else None
        named = NamedMessage(text, low, high, reference, before, after, own)
        found = tuple(step for shape in SHAPES if (step := shape(named)))
        steps = reference.steps or found or _ties_of_list(named, read)
        read.append(reference.model_copy(update={"steps": steps, "quotation": quotation(named)}))
    return read


def answers(named: NamedMessage) -> ReferenceTie | None:
    """Read what a message itself answers; never a message on its own channel.

    1. `Ref: (A) Hakto 37`
    2. `your Hakto 37`
    3. `in reply to Hakto 37`
    """
    if named.in_note or named.own in (None, named.reference.cited.channel):
        return None
    if match := _ANSWERS.search(named.words_before()):
        return _tie("answers", _words(named, match, before=True))
    match = _YOUR.match(named.text, named.reference.start, named.reference.end)
    return _tie("answers", match.span()) if match else None


def answers_as_noted(named: NamedMessage) -> ReferenceTie | None:
    """Read in a note which message is answered: `This message is in reply to Hakto 37.` · `Tohak 84 replied to Hakto 41`"""
    match = _IN_REPLY.search(named.words_before()) if named.in_note else None
    if not match:
        return None
    by = named.before.start if named.before and named.before.kind == "message" and not match["this"] else None
    return _tie("answers", _words(named, match, before=True), by)


def answered(named: NamedMessage) -> ReferenceTie | None:
    """Read in a note which message answers the document.

    1. `In message Hakto 18, December 7, Kissinger replied`
    2. `Kissinger replied in Hakto 18`
    3. `Hakto 18 is a reply to this message`
    """
    if not named.in_note:
        return None
    if match := _REPLIED_IN.search(named.words_before()):
        return _tie("answered", _words(named, match, before=True))
    match = _REPLIES.match(named.words_after())
    if match and (match["this"] or _IN.search(named.words_before())) and not _answers_another(named, match):
        return _tie("answered", _words(named, match))
    return None


def crossed(named: NamedMessage) -> ReferenceTie | None:
    """Read which messages crossed: `Hakto 19 crossed this message` · `Tohak 22 crossed Hakto 19` · `which crossed with your Hakto 19`"""
    if match := _CROSSED_THIS.match(named.words_after()):
        return _tie("crossed", _words(named, match))
    match = _CROSSED.search(named.words_before())
    if not match:
        return None
    other = named.before if named.before and named.before.kind == "message" else None
    near = other is not None and len(named.gap(other)) < _NEAR and "." not in named.gap(other).rstrip(". ")
    return _tie("crossed", _words(named, match, before=True), other.start if other and near else None)


SHAPES: tuple[Callable[[NamedMessage], ReferenceTie | None], ...] = (answers, answers_as_noted, answered, crossed)

_YOUR = re.compile(r"[Yy]our?\b|[Uu]rtel\b|[Rr]eurtel\b")
_ANSWERS = re.compile(
    rf"""
    (?: \b[Yy]our\s+                                                            # your Hakto 37
      | \b(?:[Rr]efs?|REFS?|[Rr]eferences?)\s*:?\s+(?:\(?[A-Z]\)\s*)?           # Ref: (A) Hakto 37
      | \b[Ii]n\s+{_REPLY}\s+to\s+                                              # in reply to Hakto 37
      | \b[Rr]e:?\s+                                                            # Re: Hakto 37 · Re your message Hakto 37
    )(?:your\s+)?{_MESSAGE}$
    """,
    re.VERBOSE,
)
_IN_REPLY = re.compile(
    rf"""
    (?: (?P<this>\b[Tt]his\s+{_MESSAGE}\s*(?:is|was)\s+)?(?:in|a|an)\s+{_REPLY}\s+to\s+     # This message is in reply to Hakto 37
      | (?:{_REPLIED}|\bresponds|\breplies)\s+to\s+                                         # Tohak 84 replied to Hakto 41
    ){_MESSAGE}$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_IN = re.compile(rf"\b[Ii]n\s+(?:an?\s+|his\s+|the\s+)?{_MESSAGE}$")
_REPLIES = re.compile(
    rf"""
    {_CLAUSE}
    (?: {_REPLIED}                                                              # In Hakto 18, December 7, Kissinger replied
      | \b(?:is|was)\s+(?:in\s+|an?\s+)?{_REPLY}\s+to\s+(?P<this>this)\b        # Hakto 18 is a reply to this message
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_REPLIED_IN = re.compile(
    rf"""
    {_REPLIED}                                                                      # Kissinger replied …
    (?:\s+to\s+(?!{vocabulary.alternatives("channels")}\b)[^.“”]{{0,60}}?)?         # … to the President …; not `replied to Hakto 41`
    \s+(?:in|by|with)\s+{_MESSAGE}$                                                 # … in message Hakto 18
    """,
    re.VERBOSE,
)
_CROSSED_THIS = re.compile(r"(?:\s+and\s+this\s+message)?(?:\s*,)?\s*(?:which\s+)?(?:had\s+)?crossed\s+(?:with\s+)?(?:this|the present)\b")
_CROSSED = re.compile(rf"\bcrossed\s+(?:with\s+)?(?:your\s+|my\s+)?{_MESSAGE}$")
LISTED = re.compile(r"\s*[,;]?\s*(?:and\s+)?(?:\(?[A-Z]\)\s*)?")


def _answers_another(named: NamedMessage, match: re.Match[str]) -> bool:
    """Return whether the words after `replied` name the answered message: `In Tohak 84, Haig replied to Hakto 41`."""
    end = named.reference.end + match.end()
    return named.after is not None and named.after.kind == "message" and len(named.text[end : named.after.start].split()) < 4


def _ties_of_list(named: NamedMessage, read: Sequence[Reference]) -> tuple[ReferenceTie, ...]:
    """Take over the ties of the reference before, if both are in one list, and extend their spans to this one.

    1. `Ref: (A) Hakto 37, (B) Hakto 38`
    2. `your messages 42 and 43`
    """
    if named.before is None or named.before.kind != "message" or not LISTED.fullmatch(named.gap(named.before)):
        return ()
    return tuple(step.model_copy(update={"end": max(step.end, named.reference.end)}) for step in read[-1].steps)


def quotation(named: NamedMessage) -> Spanned | None:
    """Find a long quotation of the message in a note: `In message Hakto 18, December 7, 1123Z, Kissinger replied: “Your instructions …”`"""
    end = named.reference.end
    opened = (_QUOTED.match(named.text, end, named.high) or _QUOTED_AT_ONCE.match(named.text, end, named.high)) if named.in_note else None
    if not opened:
        return None
    return quotation_at(named.text, opened.end() - 1, min(named.high, named.after.start) if named.after else named.high)


def quotation_at(text: str, start: int, high: int) -> Spanned | None:
    """Return the quotation that opens at `start`, if it is long enough to count as the text of a message."""
    end = _end_of_quotation(text, start, high)
    return Spanned(start=start, end=end) if end - start >= _LEAST_QUOTED else None


_QUOTED = re.compile(
    rf"""
    {_CLAUSE}                                                                               # In message Hakto 18, December 7, 1123Z, …
    \b(?:{_REPLIED}|reported|stated|wrote|informed|told|said|reads|read|noted|instructed|advised)\b
    [^.“”]{{0,80}}?[:,]?\s+“(?=[A-Z…\[\d])                                                  # … Kissinger replied: “Your instructions
    """,
    re.VERBOSE,
)
_QUOTED_AT_ONCE = re.compile(
    r"""
    (?: ,?\s+[0-9]{1,2}(?::[0-9]{2})?\s*[ap]\.\s?m\. )?       # The Department replied in telegram Gadel 167, October 10, 9 p. m.
    :\s+“(?=[A-Z…\[\d])                                       # : “Until the Secretary has read it
    """,
    re.VERBOSE,
)
_LEAST_QUOTED = 100
"""Characters of the shortest quotation that counts as the text of a message: `Thieu was “very emotional”` does not."""


def _end_of_quotation(text: str, start: int, high: int) -> int:
    """Return the end of the quotation that opens at `start`, after its closing mark. Each paragraph may repeat the opening mark, and there
    may be quotations inside. Without a closing mark it ends with the note."""
    depth, close = 0, -1
    for match in re.finditer("[“”]", text[start:high]):
        opens_paragraph = match[0] == "“" and match.start() and text[start + match.start() - 1] == "\n"
        depth += 0 if opens_paragraph else 1 if match[0] == "“" else -1
        if depth == 0:
            close = start + match.end()
            break
    return close if close >= 0 else start + len(text[start:high].rstrip())


def _tie(kind: str, words: tuple[int, int], by: int | None = None) -> ReferenceTie:
    return ReferenceTie.model_validate({"kind": kind, "start": words[0], "end": words[1], "by": by})


def _words(named: NamedMessage, match: re.Match[str], *, before: bool = False) -> tuple[int, int]:
    """Return the span of a match, without spaces at its ends; if it is before the name, up to the end of the name."""
    base = max(named.low, named.reference.start - _NEAR) if before else named.reference.end
    words = match[0]
    start = base + match.start() + len(words) - len(words.lstrip(" ,\n"))
    return start, named.reference.end if before else base + match.start() + len(words.rstrip())
