"""Find the subjects of a document and the participants of a talk: the lists below their headings, and lines like `Subject: Rice`.

A line may go on after its subject, with another field or with the text: a subject ends at the next field, or with its sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel import vocabulary
from backchannel.readers.text.heads.openers import is_enclosure_label
from backchannel.readers.text.lists import LONGEST_PARTICIPANTS, heads_list, heads_participants, heads_subject, opens_participants
from backchannel.readers.text.participants import read_people
from backchannel.records import ListedWords, ParticipantLine
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.findings import Report
    from backchannel.records import Block, BlockKind

_ON_ITS_LINE = re.compile(r"[“\"]?(?:(?:[A-Z]\w{1,11}\s)?[\d/]{1,12}\.\s+)?(?:(?i:subject|subj)\s?|RE):\s+(?=\S)")
_PARTICIPANTS = re.compile(r"(?:\d{1,2}\.\s+)?(?i:participants?)\s?:\s+(?=\S)")
"""All participants on a line: `Participants: Mr. Archer, Mr. Baker`"""
_MORE = re.compile(r"(?<!\s)\s+(?:(?:Refs?|References?|REFS?|REFERENCES?|TAGS)\b|(?:DATE|TIME|PLACE|PARTICIPANTS)\b[A-Z ]{0,20}:)")
"""What may follow a subject on its line: `Subject: Rice. Ref: Strelsau 113` · `SUBJECT: Rice DATE AND TIME: May 3`"""
_STOP = re.compile(r"(?<=[\w)\]”])\.[”\"]?(?=\s+[A-Z“])")
_LAST_WORD = re.compile(r"(?<![\w.])([^\W\d_](?:\.?[^\W\d_])*)$")
_LONGEST_WORD = 20
_AT_END = re.compile(r"[\s.;,]+$")
_ANOTHER = re.compile(r"(?i:references?|refs?|participants?|place|time|date)\b[^.]{0,30}:")
"""A field that follows the subject on a line of its own: `References: NSC 20/4`"""
_LONGEST = 400
"""Characters of the longest subject: a longer line is a paragraph of text."""
_LINES: frozenset[BlockKind] = frozenset({"paragraph", "message", "heading", "item"})
_LISTED: frozenset[BlockKind] = frozenset({"item", "participants", "label"})
_BELOW: frozenset[BlockKind] = frozenset({"item", "paragraph"})


def read_subjects(plain: str, blocks: Sequence[Block], report: Report) -> tuple[ListedWords, ...]:
    """Read the subjects of a document, and say which are those of papers enclosed with it. `plain` is the text with its markers masked."""
    if not (spans := list(find_subjects(plain, blocks))):  # as in most texts
        return ()
    enclosed_from = _enclosed_from(plain, blocks)
    return tuple(ListedWords(start=start, end=end, text=report.words(start, end), enclosed=start > enclosed_from) for start, end in spans)


def read_participants(plain: str, blocks: Sequence[Block], report: Report) -> tuple[ParticipantLine, ...]:
    """Read each line of the lists of participants, with the people that it names."""
    if not (lines := list(find_participants(plain, blocks))):
        return ()
    enclosed_from = _enclosed_from(plain, blocks)
    return tuple(
        ParticipantLine(
            start=start,
            end=end,
            text=report.words(start, end),
            enclosed=start > enclosed_from,
            people=read_people(plain, Span(start, end), report.printed, is_running=is_running),
        )
        for (start, end), is_running in lines
    )


def _enclosed_from(plain: str, blocks: Sequence[Block]) -> int:
    """Return where the first paper enclosed with the document begins, or the end of the text."""
    return next((block.start for block in blocks if is_enclosure_label(plain[block.start : block.end].strip())), len(plain))


def find_subjects(plain: str, blocks: Sequence[Block]) -> Iterator[Span]:
    """Yield the subjects of a document and of the papers enclosed with it. `plain` is the text with its markers masked.

    1. `SUBJECT`, then `Rice` on the next line, or several items
    2. `Subject: Rice` · `1492. Subj: Rice. Ref: Strelsau 113`
    """
    last: BlockKind | None = None
    for block in blocks:
        words = plain[block.start : block.end].strip()
        if block.kind == "page":
            continue
        if (
            last
            and block.kind in _BELOW
            and not heads_list(words)
            and not _ANOTHER.match(words)
            and (block.kind == "item" or (last == "heading" and len(words) <= _LONGEST))
        ):
            yield block.span
            last = block.kind
        elif heads_subject(words):
            last = "heading"
        else:
            last = None
            if block.kind in _LINES and (line := _ON_ITS_LINE.match(plain, block.start, block.end)):
                end = _end_of_subject(plain, line.end(), block.end)
                if end - line.end() <= _LONGEST:
                    yield Span(line.end(), end)


def _end_of_subject(plain: str, start: int, end: int) -> int:
    """Return where a subject on its line ends: at another field, or with the first sentence, without its period."""
    more = _MORE.search(plain, start, end)
    end = more.start() if more else end
    stops = (stop.start() for stop in _STOP.finditer(plain, start, end))
    end = next((stop for stop in stops if not _is_abbreviated(plain[max(start, stop - _LONGEST_WORD) : stop])), end)
    closing = _AT_END.search(plain, start, end)
    return closing.start() if closing and not _is_abbreviated(plain[max(start, closing.start() - _LONGEST_WORD) : closing.start()]) else end


def _is_abbreviated(words: str) -> bool:
    """Return whether a period after `words` is that of an abbreviation: `U.S` · `Gen` · `A`"""
    last = _LAST_WORD.search(words)
    return last is not None and (len(last[1]) == 1 or "." in last[1] or vocabulary.folded(last[1]) in vocabulary.names("abbreviations"))


def _heads_people(words: str) -> bool:
    """Return whether a list of participants begins below a line."""
    return heads_participants(words) or opens_participants(words)


class ListOfPeople(NamedTuple):
    """A line of a list of participants; `is_running`: it has the whole list, after the word `Participants:`."""

    span: Span
    is_running: bool


def find_participants(plain: str, blocks: Sequence[Block]) -> Iterator[ListOfPeople]:
    """Yield each line of the lists of participants; a line may name several, or a group.

    1. `CIA` · `Mr. Archer`, below a heading; items, if markup says so
    2. `Participants: Mr. Archer, Mr. Baker`
    """
    is_below = False
    for block in blocks:
        if block.kind == "page":
            continue
        words = plain[block.start : block.end].strip()
        is_below = _heads_people(words) or (is_below and block.kind in _LISTED and not heads_list(words))
        if block.kind == "participants" or (is_below and block.kind == "item" and not _heads_people(words)):
            yield ListOfPeople(block.span, is_running=False)
        elif block.kind in _LINES and (line := _PARTICIPANTS.match(plain, block.start, block.end)):
            more = _MORE.search(plain, line.end(), block.end)
            end = more.start() if more else block.end
            if end - line.end() <= LONGEST_PARTICIPANTS:
                yield ListOfPeople(Span(line.end(), end), is_running=True)
