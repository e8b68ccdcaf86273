"""Find the markers of a text whose signs show them for certain: `/1/`, `[1]`, `¹`, `[^1]`.

A sign alone proves little: `[1]` may be an omission, and `m²` a measure. The signs of a text are markers if most of their labels rise by
one."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from backchannel.capture_forms import MARKER_FORMS, plain_label
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.capture_forms import MarkerForm

_NUMBER = re.compile(r"\d+")
_LEAST_IN_ORDER = 0.6
"""The least share of a text's signs whose labels are in order."""
_LARGEST_GAP = 4
"""The largest step from one label to the next: the capture may have lost a few."""


class MarkerSign(NamedTuple):
    """A sign in the text: its label in plain figures, and its span."""

    label: str
    span: Span


def find_forms(text: str) -> list[tuple[MarkerForm, list[MarkerSign]]]:
    """Find the forms whose signs in `text` may be markers, that with the most signs first; none if its markers are plain figures."""
    rows = []
    for form in MARKER_FORMS:
        if form.is_in(text):
            found = find_signs_of(text, form)
            kept = in_order(found)
            if kept and len(kept) >= _LEAST_IN_ORDER * len(found):
                rows.append((form, kept))
    return sorted(rows, key=lambda row: (row[0].rare, -len(row[1])))


def find_signs_of(text: str, form: MarkerForm) -> list[MarkerSign]:
    """Find the signs of `form`, except those at the start of a line, which begin notes or items."""
    found = form.pattern.finditer(text)
    signs = [MarkerSign(plain_label(m[1]), Span(*m.span())) for m in found if text[text.rfind("\n", 0, m.start()) + 1 : m.start()].strip()]
    return list(_parted(signs)) if form.raised else signs


def _parted(signs: Sequence[MarkerSign]) -> Iterator[MarkerSign]:
    """Part two raised markers at one place: `²³` is 2 and 3 if the marker before is 1."""
    last = 0
    for label, (start, end) in signs:
        figures = [int(figure) for figure in label] if label.isdecimal() and len(label) > 1 else []
        if figures == list(range(last + 1, last + 1 + len(figures))) and figures:
            yield from (MarkerSign(str(n), Span(start + i, start + i + 1)) for i, n in enumerate(figures))
            last = figures[-1]
        else:
            yield MarkerSign(label, Span(start, end))
            last = int(label) if label.isdecimal() else last


def in_order(signs: Sequence[MarkerSign]) -> list[MarkerSign]:
    """Return the signs whose labels rise without a large gap, or repeat one of these, or have no number.

    `August 26 [25]`, where an editor corrects a date, is not among them if the other labels are `[1]` to `[9]`.
    """
    numbers = [int(n[0]) if (n := _NUMBER.match(sign.label)) else 0 for sign in signs]
    known = {0, *_densest(_longest_rising([number for number in numbers if number]))}
    return [sign for sign, number in zip(signs, numbers, strict=True) if number in known]


def _densest(rising: Sequence[int]) -> list[int]:
    """Return the longest part of `rising` without a gap of more than a few numbers."""
    parts: list[list[int]] = [[]]
    for number in rising:
        if parts[-1] and number - parts[-1][-1] > _LARGEST_GAP:
            parts.append([])
        parts[-1].append(number)
    return max(parts, key=len)


def _longest_rising(numbers: Sequence[int]) -> list[int]:
    """Return the longest subsequence that never falls (C. Schensted, 1961)."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for i, number in enumerate(numbers):
        at = bisect_right(ends, number)
        before.append(last[at - 1] if at else -1)
        ends[at : at + 1] = [number]
        last[at : at + 1] = [i]
    chain, i = [], last[-1] if last else -1
    while i >= 0:
        chain.append(numbers[i])
        i = before[i]
    return chain[::-1]
