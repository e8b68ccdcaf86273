"""Tell the real ends of lines, of a paragraph or an item, from those where a line was merely full."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from backchannel import vocabulary
from backchannel.readers.text.dateline import is_dateline
from backchannel.readers.text.line_ends.typeset import TypedLine, is_stopped, measure, runs_on
from backchannel.readers.text.source_notes.source_note import opens_source

if TYPE_CHECKING:
    from collections.abc import Sequence

LineEnd = Literal["real", "full", "perhaps real", "perhaps full"]
"""Whether the end of a line ends a paragraph or an item, or whether the line was full. What is doubtful is a case of a finding."""

_PAGE = re.compile(r"\[Page[ \u00a0][^\]\s]{1,15}\]")
_OPENING = re.compile(
    r"""
      [•◦▪‣●–-][ \t] | [*†‡§║‖¶\#]{1,4}\.?[ \t]                             # • The harbor · **. Not found
    | [(\[]?(?:\d{1,4}|[A-Za-z]|[ivx]{1,5})[.)\]]{1,2}(?:[ \t]|$)        # 12. · (a) · [3]
    | /\d{1,4}/ | \[\^?\d{1,4}\] | [¹²³⁴⁵⁶⁷⁸⁹⁰]                           # /1/Source · [^1]: · ¹
    """,
    re.VERBOSE,
)
"""What begins an item or a note."""
_LABEL = re.compile(r"([(\[/]?)(\d{1,4}|[A-Za-z])([.)\]/]{1,2})")
_BULLET = re.compile(r"[•◦▪‣●][ \t]")
_PLACE = re.compile(rf"{vocabulary.alternatives('places')}\b")
_HYPHENED = re.compile(r"\w[-\u00ad¬]$")
_MARKED = re.compile(r"[A-Za-z)’][ ]?\d{1,2}$")
"""The marker at the end of a head: `… to the Department of State1`."""
_LINES_ABOVE = 5
"""Lines from the top that may be those of a head, in a text without blank lines."""
_HALF = 0.6
"""Share of the width: a line that is shorter is hardly one that was full."""


def line_ends(lines: Sequence[TypedLine], continued: Sequence[int]) -> list[LineEnd]:
    """Judge the end of each line but the last. `continued` are the indexes of the lines that certainly run on."""
    setting = _Setting(lines, continued)
    ends: list[LineEnd] = []
    first = lines[0]
    for line, after in pairwise(lines):
        ends.append(setting.judge(first, line, after))
        first = after if ends[-1].endswith("real") else first
    for i in range(1, len(lines) - 1):  # a page label between the lines of a paragraph
        if _PAGE.fullmatch(lines[i].words) and runs_on(lines[i - 1], lines[i + 1]) and setting.is_long(lines[i - 1]):
            ends[i - 1 : i + 1] = ["full", "full"]
    return ends


class _Setting:
    """How the text was set, and the bracket that is open where a line ends."""

    def __init__(self, lines: Sequence[TypedLine], continued: Sequence[int]) -> None:
        self.measure = measure(lines, continued)
        apart = sum(after.gap > self.measure.leading for after in lines[1:])
        close = sum(self._closes(line, after) for line, after in pairwise(lines))
        self._spaced = apart > close
        self._top = lines[min(len(lines) - 1, _LINES_ABOVE)].start
        self._listed = {
            _style(after) for line, after in pairwise(lines) if after.gap <= self.measure.leading and self._had_room(line, after)
        }

    def _closes(self, line: TypedLine, after: TypedLine) -> bool:
        """Return whether a paragraph certainly ends here, without a blank line after it."""
        return after.gap <= self.measure.leading and is_stopped(line.words) and self._had_room(line, after)

    def _had_room(self, line: TypedLine, after: TypedLine) -> bool:
        return self.measure.room(line, after) >= 0

    def is_long(self, line: TypedLine) -> bool:
        """Return whether a line may have been full: a name or a heading is shorter."""
        return self.measure.length(line) >= self.measure.width * _HALF

    def judge(self, first: TypedLine, line: TypedLine, after: TypedLine) -> LineEnd:
        """Judge the end of `line`, by what the next line begins with and by the room that was left. `first` is the first line of the
        paragraph."""
        if after.gap > self.measure.leading or _is_apart(line, after):
            return "real"
        if self._had_room(line, after):
            return self._loose(line, after)
        if after.indent != first.indent and after.indent in self.measure.indents:
            return "full"
        if not self._spaced and (_is_dated(line, after) or self._ends_head(line, after)):
            return "real"
        opens = _OPENING.match(after.words) is not None
        if opens and (self._is_set_as(first, after) or (_counts_on(first, after) and (self._is_list(after) or after.words[0] != "("))):
            return "real"
        if not is_stopped(line.words):
            return "full"
        if (opens and self._is_list(after)) or self._is_indented(line, after):
            return "real"
        return "full" if self._spaced or not after.words[0].isupper() else "perhaps full"

    def _loose(self, line: TypedLine, after: TypedLine) -> LineEnd:
        """Judge a line that had room. In a book, where room is only estimated, a sentence that runs on shows that the line was full, as
        a hyphen does anywhere."""
        if not runs_on(line, after) or not self.is_long(line):
            return "real"
        return "full" if self.measure.slack or _HYPHENED.search(line.words) else "perhaps real"

    def _ends_head(self, line: TypedLine, after: TypedLine) -> bool:
        """Return whether a line above the text ends the head, or the next line is a classification or a heading: `secret`, `SUBJECT`."""
        if line.start > self._top:
            return False
        return _is_marking(after.words) or ((after.words.isupper() or _MARKED.search(line.words) is not None) and not runs_on(line, after))

    def _is_list(self, after: TypedLine) -> bool:
        """Return whether labels such as that of the next line begin a line: not `(2)` within a paragraph, if blank lines separate items."""
        return not self._spaced or _style(after) in self._listed

    def _is_set_as(self, first: TypedLine, after: TypedLine) -> bool:
        """Return whether the next line is indented as the first one, and not as lines that continue a paragraph."""
        return after.indent == first.indent and after.indent not in self.measure.indents

    def _is_indented(self, line: TypedLine, after: TypedLine) -> bool:
        """Return whether the next line is indented as the first line of a paragraph."""
        return after.indent > line.indent and after.indent not in self.measure.indents


def _is_apart(line: TypedLine, after: TypedLine) -> bool:
    """Return whether the next line begins something by its form alone: a row, a bullet, a note, a page label, a source note."""
    if "\t" in after.words or _BULLET.match(after.words) or line.words.endswith("↩"):
        return True
    return bool(_PAGE.fullmatch(line.words) or _PAGE.fullmatch(after.words)) or opens_source(after.words)


def _is_marking(words: str) -> bool:
    return all(vocabulary.name_of("markings", part) for part in words.rstrip(". ").replace(",", ";").split(";"))


def _style(line: TypedLine) -> tuple[int, str]:
    """Return the indentation and the form of a line's label: `(0)` for `(3) The coal`; empty if it has none."""
    label = _OPENING.match(line.words)
    return line.indent, re.sub(r"[^\W\d_]", "a", re.sub(r"\d+", "0", label[0])) if label else ""


def _counts_on(first: TypedLine, after: TypedLine) -> bool:
    """Return whether the next line has the label after that of the paragraph: `2.` after `1.`, `(c)` after `(b)`."""
    one, other = _LABEL.match(first.words), _LABEL.match(after.words)
    if not one or not other or one.group(1, 3) != other.group(1, 3):
        return False
    if one[2].isdecimal() and other[2].isdecimal():
        return int(other[2]) == int(one[2]) + 1
    return len(one[2]) == len(other[2]) == 1 and ord(other[2]) == ord(one[2]) + 1


def _is_dated(line: TypedLine, after: TypedLine) -> bool:
    """Return whether one of two lines is a dateline; not a date that belongs to a head: `… to All Diplomatic Posts,` / `June 5, 1976.`"""
    if is_dateline(line.words):
        return not runs_on(line, after)
    return is_dateline(after.words) and not line.words.endswith(",") and (after.words[0] in "[(" or _PLACE.match(after.words) is not None)
