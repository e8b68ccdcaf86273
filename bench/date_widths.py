"""Measures how narrow inferred dates are, in documents whose dateline was removed: for each volume of the shared corpus, how many have a
date, how many dates are right, the median of days, and the share of dates that are no longer than a week or a month.

A date is right if the true day is in its interval. One that is missing or has an open end is counted as endless.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from statistics import median
from typing import NamedTuple

from outcomes import Record

ALL = "all volumes"
_WEEK, _MONTH = 7, 31


class InferredDate(NamedTuple):
    """An inferred date: how many days it leaves open, and whether it is right; None if it is missing."""

    days: float
    right: bool | None


Figures = dict[str, float]


def figures(read: Iterable[tuple[Record | None, Record]]) -> dict[str, Figures]:
    """Measure the dates of documents, given as record and truth; the figures of each volume and of all."""
    found: dict[str, list[InferredDate]] = defaultdict(list)
    for record, truth in read:
        if not truth["dateline_kept"] and isinstance(truth["date"], str) and re.match(r"\d{4}-\d\d-\d\d", truth["date"]):
            inferred = _inferred((record or {}).get("date"), truth["date"][:10])
            for volume in (truth["id"].partition("/")[0], ALL):
                found[volume].append(inferred)
    return {volume: _figures(dates) for volume, dates in sorted(found.items(), key=lambda one: (one[0] == ALL, one[0]))}


def print_table(measured: Mapping[str, Figures]) -> None:
    print(f"\n{'inferred dates':20}" + "".join(f"{name:>12}" for name in _figures([InferredDate(0, True)])))
    for volume, values in measured.items():
        print(f"{volume:20}" + "".join(f"{value:12,.3f}" if value % 1 else f"{value:12,.0f}" for value in values.values()))


def below(measured: Mapping[str, Figures], bounds: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Return a sentence for each figure that misses its bound: `median` is an upper bound, the others are lower ones."""
    missed = []
    for volume, figures in bounds.items():
        for name, bound in figures.items():
            value = measured.get(volume, {}).get(name, 0.0)
            if value > bound if name == "median" else value < bound:
                missed.append(f"inferred dates of {volume}: {name} is {value:.4f}; the bound is {bound}")
    return missed


def _inferred(read: Record | None, day: str) -> InferredDate:
    if not read:
        return InferredDate(math.inf, None)
    first, slash, last = read["edtf"].partition("/")
    first, last = first[:10], (last if slash else first)[:10]
    right = (first == ".." or first <= day) and (last == ".." or day <= last)
    open_end = ".." in (first, last)
    return InferredDate(math.inf if open_end else (date.fromisoformat(last) - date.fromisoformat(first)).days, right)


def _figures(dates: list[InferredDate]) -> Figures:
    given = [one for one in dates if one.right is not None]
    return {
        "documents": len(dates),
        "given": len(given) / len(dates),
        "right": sum(bool(one.right) for one in given) / max(1, len(given)),
        "median": median(one.days for one in dates),
        "week": sum(one.days <= _WEEK for one in dates) / len(dates),
        "month": sum(one.days <= _MONTH for one in dates) / len(dates),
    }
