"""Find lists by the labels of their items or by the heading above them, in captures that keep neither bullets nor indents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel.ids import roman, volume_years
from backchannel.readers.text.lists import heads_addressees, heads_participants, is_name, is_participant, opens_participants

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.records import BlockKind

_LABEL = re.compile(
    r"""
    [“"]?
    \(?(?P<label>[0-9]{1,2}|[A-Za-z]|[ivx]{2,5})(?:(?P<parenthesis>\))|\.)\s+     # 1. · a. · (2) · (iv) · 2)
    """,
    re.VERBOSE,
)
_ENDS_LIST_LINE = (":", "—", "–", ": ")
_TEXT: frozenset[BlockKind] = frozenset({"paragraph", "heading"})
_NAMES: frozenset[BlockKind] = frozenset({"paragraph", "signed", "item"})
_LISTING_YEARS = ((1952, 1954), (1955, 1957))
"""The years of the volumes that print lettered subparagraphs as lists; other volumes print them as paragraphs."""

_Style = tuple[bool, str]
"""Whether a label has a parenthesis, and its alphabet: `1`, `a`, `A` or `i`."""


def prints_lists(volume: str) -> bool:
    """Return whether a volume prints lettered subparagraphs as lists, with indents that a capture may lose."""
    return volume_years(volume) in _LISTING_YEARS


def with_enumerations(words: Sequence[str], kinds: list[BlockKind], close: Sequence[bool], *, spaced: bool, lists: bool) -> list[BlockKind]:
    """Make the lines of lists items. `close` says whether a line has no blank line before it, `spaced` whether paragraphs have; `lists`
    whether the volume prints lettered subparagraphs as lists.

    1. adjacent lines with labels, in a text with spaced paragraphs
    2. `TO`, then a recipient on each line
    3. `SUBJECT`, then `1. Grain`, `2. Sugar`
    4. `as follows:`, then `(1) We agree.`, `(2) We part.`
    5. `PARTICIPANTS`, a blank line, then the participants, each on a line, in a text with spaced paragraphs
    """
    for i in _participants_apart(words, kinds, close) if spaced else ():
        kinds[i] = "participants"
    found = _tight(words, kinds, close) if spaced else (*_addressees(words, kinds), *_numbered_items(words, kinds))
    for i in found:
        kinds[i] = "item"
    if lists and not spaced:
        for i in _subparagraphs(words, kinds):
            kinds[i] = "item"
    return kinds


def _participants_apart(words: Sequence[str], kinds: Sequence[BlockKind], close: Sequence[bool]) -> Iterator[int]:
    """Yield the participants below each heading that has a blank line below it. If their lines are adjacent, a blank line ends the list."""
    for i, line in enumerate(words):
        if ((kinds[i] == "heading" and heads_participants(line)) or opens_participants(line)) and not close[i + 1]:
            adjacent = close[i + 2 : i + 3] == [True]
            for below in range(i + 1, len(words)):
                is_ended = adjacent and below > i + 1 and not close[below]
                after = words[below + 1] if below + 1 < len(words) else ""
                if is_ended or kinds[below] not in _NAMES or not is_participant(words[below], after, first=below == i + 1):
                    break
                yield below


def _tight(words: Sequence[str], kinds: Sequence[BlockKind], close: Sequence[bool]) -> Iterator[int]:
    labeled = [kind in _TEXT and _LABEL.match(line) is not None for line, kind in zip(words, kinds, strict=True)]
    for i, is_labeled in enumerate(labeled):
        below = close[i] and (labeled[i - 1] or kinds[i - 1] == "item") if i else False
        if is_labeled and (below or (close[i + 1] and labeled[i + 1])):
            yield i


def _addressees(words: Sequence[str], kinds: Sequence[BlockKind]) -> Iterator[int]:
    """Yield the recipients below each heading that says so."""
    for i, line in enumerate(words):
        if heads_addressees(line):
            for below in range(i + 1, len(words)):
                if kinds[below] == "page":
                    continue
                if kinds[below] not in ("paragraph", "signed") or not is_name(words[below]):
                    break
                yield below


def _numbered_items(words: Sequence[str], kinds: Sequence[BlockKind]) -> Iterator[int]:
    """Yield `2. Sugar` below the item `1. Grain`."""
    last = None
    for i, (line, kind) in enumerate(zip(words, kinds, strict=True)):
        label = _LABEL.match(line) if kind == "item" or (last and kind == "paragraph") else None
        if label and kind == "paragraph" and label["label"].isdecimal() and last == int(label["label"]) - 1:
            yield i
        elif kind != "item":
            label = None
        if kind != "page":
            last = int(label["label"]) if label and label["label"].isdecimal() else None


def _subparagraphs(words: Sequence[str], kinds: Sequence[BlockKind]) -> Iterator[int]:
    """Yield the lines of enumerations: the first is below a line that ends with a colon, or in an item of another style."""
    opened: list[tuple[_Style, int]] = []
    before = ""
    for i, (line, kind) in enumerate(zip(words, kinds, strict=True)):
        if kind == "page":
            continue
        label = _LABEL.match(line) if kind in _TEXT else None
        opened = _continued(opened, list(_readings(label["label"], in_parentheses=bool(label["parenthesis"]))), before) if label else []
        if opened:
            yield i
        before = line


def _continued(opened: list[tuple[_Style, int]], readings: list[tuple[_Style, int]], before: str) -> list[tuple[_Style, int]]:
    """Return the enumerations that are open after a label, the innermost last: the label is the next of one, or the first of a new one."""
    for depth in range(len(opened), 0, -1):
        style, count = opened[depth - 1]
        if (style, count + 1) in readings:
            return [*opened[: depth - 1], (style, count + 1)]
    first = [reading for reading in readings if reading[1] == 1 and reading[0] != (False, "1")]
    if first and (opened or before.endswith(_ENDS_LIST_LINE)):
        return [*opened, first[0]]
    return []


def _readings(label: str, *, in_parentheses: bool) -> Iterator[tuple[_Style, int]]:
    """Yield the styles and numbers that a label may have: `i` is the ninth letter, or the Roman one."""
    if label.isdecimal():
        yield (in_parentheses, "1"), int(label)
        return
    if label.islower() and (value := roman(label)) is not None:
        yield (in_parentheses, "i"), value
    if len(label) == 1:
        first = "a" if label.islower() else "A"
        yield (in_parentheses, first), ord(label) - ord(first) + 1
