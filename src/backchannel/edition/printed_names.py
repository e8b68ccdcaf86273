"""Find words printed like names: runs of capitalized words. The people of the volume decide later which of them are persons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CAPITAL = "[A-ZÀ-ÖØ-ÞĀ-Ž]"
_SHORTENED = "|".join(
    rf"(?<=\b{title}\.)" for title in ("Mr", "Ms", "Dr", "Lt", "St", "Mrs", "Gen", "Col", "Amb", "Adm", "Sen", "Gov", "Maj", "Capt", "Prof")
)
_REST = (
    r"(?:\.(?:[A-Z]\.)*"  # J.F.
    rf"|[a-z]*[^\W\d_]*(?:[’'-][^\W\d_]+)*(?:\.(?:{_SHORTENED}))?)"  # Souvanna, Sino-Soviet, Mr.
)
_RUN = re.compile(
    rf"""
    {_CAPITAL}(?<![\w.’'-].){_REST}                                                     # Souvanna
    (?:[ ](?:{_CAPITAL}|(?:de|von|van|der|la|bin|al)[ ]{_CAPITAL}){_REST})*             # J.F. Kennedy · Charles de Gaulle
    """,
    re.VERBOSE,
)
"""Ordered so that it runs twice as fast: the capital comes before the characters that must not precede it, the stop before the
abbreviations that may have it, and ASCII letters, the most common, before those of any alphabet."""
_ALSO_WORDS = frozenset(word for term in vocabulary.terms("surnames") if term.kind == "word" for word in term.words)
"""Surnames that are also common words at the start of a sentence: `Long negotiations`."""
_ENDS_SENTENCE = frozenset(".?!:;”’)]")
_BEFORE = 80
"""Characters before a word that are looked at: more would make long paragraphs slow."""
_POSSESSIVE = ("’s", "'s")


def printed_names(text: str, stretches: Iterable[tuple[str, int, int]]) -> dict[str, list[str]]:
    """Return each run of capitalized words in the `stretches` of a text (anchor, start and end of each), with the anchors that have it.

    1. `Mr. Dulles said that President Thieu`   Mr. Dulles · President Thieu
    2. `Kissinger’s reply to Le Duc Tho`        Kissinger · Le Duc Tho
    3. `Nixon Presidential Materials`           one run, which does not mention Nixon
    """
    found: dict[str, list[str]] = {}
    for anchor, start, end in stretches:
        for run in dict.fromkeys([run[:-2] if run.endswith(_POSSESSIVE) else run for run in _runs(text, start, end)]):
            if run not in found:
                found[run] = [anchor]
            elif found[run][-1] != anchor:
                found[run].append(anchor)
    return found


def runs_at(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield the same runs in one stretch of a text, each with its offset."""
    found = (match for match in _RUN.finditer(text, start, end) if match[0] not in _ALSO_WORDS or not _begins(text, start, match))
    return ((match.start(), match[0]) for match in found)


def _runs(text: str, start: int, end: int) -> list[str]:
    """Return the runs in a stretch, without common words that begin a sentence."""
    runs: list[str] = _RUN.findall(text, start, end)
    if _ALSO_WORDS.isdisjoint(runs):
        return runs
    return [match[0] for match in _RUN.finditer(text, start, end) if match[0] not in _ALSO_WORDS or not _begins(text, start, match)]


def _begins(text: str, start: int, match: re.Match[str]) -> bool:
    """Return whether a match begins a sentence, or the stretch that begins at `start`."""
    before = text[max(start, match.start() - _BEFORE) : match.start()].rstrip()
    return not before or before[-1] in _ENDS_SENTENCE
