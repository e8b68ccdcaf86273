"""Measures how the time of reading grows with the length of hard texts: from 10 to 40 KB it may grow fivefold, with some more for noise.

usage: growth.py

Each text repeats one piece that patterns may search again and again: blanks, figures, brackets.

Exit status: 1 if the time of one grew faster.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial

from backchannel.readers.text.document import read_documents
from backchannel.source import Source

_SHORT, _LONG = 10_000, 40_000
_MOST = 8.0
"""Growth that is reported: 4 is linear, 16 quadratic. Times vary by a third on a busy machine."""
_NOISE = 0.02
"""Seconds of CPU time that a long text may take in any case."""
PIECES = (
    *(" ", "\t", "\u00a0", "\n", " \n", "\n  ", "1", "1 ", "1.", "1. ", "\n1. ", "\n  1. ", "12, ", "1–", "a", "A", "A "),
    *("a ", "A. ", "Mr. ", "(", ")", "[", "]", "[1", "[Page ", "“", "” ", "‘", "*", "†", "-", "—", "– ", "\n- ", "\n• "),
    *(". ", ", ", "; ", ": ", "/", "/1/", "</a>", "Secret; ", "Top Secret ", "Tohak ", "Tohak 1 and ", "see ", "Document "),
    *("Documents 1, ", "footnote 1, ", "vol. X, ", "pp. 1, ", "ibid., ", "From ", "To ", "the ", "Memorandum From "),
    *("Ibid. ", "Priority; ", "A. Archer and ", "Tohak 1/WHS 2, "),
    *("December 1, ", "1972 ", "Source: ", "National Archives, ", "Telegram ", "\nFrom\n", "\nSubject\n"),
)
"""What a text repeats."""
_FRAMES = ("{}", "1. Memorandum From A. Archer to B. Baker1\n\n{}\n\nHe left.2\n\n  1. Source: {}.\n  2. {}\n")


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures how the time of reading grows with the length of hard texts.")
    parser.parse_args()
    trials = list(_texts())
    grown = [found for name, trial in trials if (found := _growth(name, trial))]
    print(*grown, f"{len(trials):,} trials: {len(grown)} grew faster than the text", sep="\n")
    return int(bool(grown))


def _texts() -> Iterator[tuple[str, Callable[[int], object]]]:
    """Yield the trials of the reader: each reads a text of a given length."""
    for number, frame in enumerate(_FRAMES):
        for piece in PIECES:
            yield f"text {number} of {piece!r}", partial(_read, frame, piece)


def _read(frame: str, piece: str, size: int) -> None:
    text = frame.format(*[run_of(piece, size // max(1, frame.count("{}")))] * frame.count("{}"))
    read_documents(Source("v/a.txt", text), "frus1969-76v99")


def run_of(piece: str, size: int) -> str:
    """Repeat a piece up to a number of characters."""
    return (piece * (size // len(piece) + 1))[:size]


def _growth(name: str, trial: Callable[[int], object]) -> str:
    """Return the times of a trial that grows too fast, or nothing."""
    long = _seconds(trial, _LONG)
    if long < _NOISE:
        return ""
    short = min(_seconds(trial, _SHORT) for _ in range(2))
    long = min(long, _seconds(trial, _LONG))
    return f"{name}: {short:.3f} s, {long:.3f} s" if long > _NOISE and long > _MOST * short else ""


def _seconds(trial: Callable[[int], object], size: int) -> float:
    began = time.process_time()
    trial(size)
    return time.process_time() - began


if __name__ == "__main__":
    sys.exit(main())
