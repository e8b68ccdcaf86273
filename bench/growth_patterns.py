"""Measures how the time of each pattern grows with the length of hard texts: from 10 to 40 KB it may grow fivefold.

usage: growth_patterns.py

Each pattern of the readers and of the edition is run over texts that repeat one piece: blanks, figures, brackets, a sample of its own, or
all beginnings of that sample. A pattern that is searched for is run with `finditer`; one that is only matched at a place, at the beginning
of the text. `growth.py` measures the readers as a whole.

Exit status: 1 if the time of a pattern grew faster.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from growth import PIECES, run_of

import backchannel
from backchannel.readers.text.heads.forms import LONGEST_HEAD
from backchannel.readers.text.heads.furniture import LONGEST_FURNITURE

PACKAGE = Path(backchannel.__file__).parent
_TRIED, _SHORT, _LONG = 2_500, 10_000, 40_000
"""Characters of the text that is tried first, and of the two that are compared."""
_MOST = 5.0
"""Growth that is reported: 4 is linear, 16 quadratic."""
_NOISE = 0.1
"""Seconds of CPU time that a long text may take in any case."""
_ENDLESS = 0.5
"""Seconds of CPU time after which a run is stopped."""
_RUNS = 9
_SEARCHES = re.compile(r"\.(?:search|finditer|findall|split|subn?)\b")
_SAMPLES = re.compile(r"(?<!\\)#\s+(\S.*)")
_LONGEST = {
    "readers.text.heads.furniture": LONGEST_FURNITURE,
    "readers.text.heads": LONGEST_HEAD,
    "readers.text.citations.beside_own": 50,
    "readers.text.citations.messages._SERIAL": 3,
    "edition.sentences._LAST_WORD": 12,
}
"""Characters of the longest text in which a pattern, or those of a module, are searched for."""


class FoundPattern(NamedTuple):
    """A pattern by its name, `readers.text.lists._ITEM`, and whether it is searched for, not only matched at a place."""

    name: str
    pattern: re.Pattern[str]
    is_searched: bool

    @property
    def longest(self) -> int:
        return next((length for name, length in _LONGEST.items() if self.name.startswith(name)), _LONG)

    def run(self, text: str) -> None:
        if self.is_searched:
            for _ in self.pattern.finditer(text):
                pass
        else:
            self.pattern.match(text)
            self.pattern.fullmatch(text)


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures how the time of each pattern grows with the length of hard texts.")
    parser.parse_args()
    signal.signal(signal.SIGVTALRM, _stop)
    found, grown = list(found_patterns()), 0
    for pattern in found:
        if grew := growth(pattern):
            grown += 1
            print(grew, flush=True)
    print(f"{len(found):,} patterns: {grown} grew faster than the text")
    return int(grown > 0)


def found_patterns() -> Iterator[FoundPattern]:
    """Yield each pattern of a module of the readers, of the edition or below them, once."""
    seen = set()
    for module in pkgutil.walk_packages(backchannel.__path__, "backchannel."):
        room = module.name.removeprefix("backchannel.")
        if room.startswith(("readers.", "edition.")) or "." not in room.strip("_"):
            for name, value in vars(importlib.import_module(module.name)).items():
                for pattern in _patterns_in(value):
                    if pattern not in seen:
                        seen.add(pattern)
                        yield FoundPattern(f"{room}.{name}", pattern, _is_searched(module.name, name))


def _patterns_in(value: object) -> Iterator[re.Pattern[str]]:
    """Yield the patterns in the value of a name: itself, or those in a table."""
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif isinstance(value, list | tuple | frozenset):
        for part in value:
            yield from _patterns_in(part)
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _patterns_in(part)


def _is_searched(module: str, name: str) -> bool:
    """Return whether a pattern is searched for by its name: in its own module, or, if the name is public, in any."""
    files: Iterable[Path] = PACKAGE.rglob("*.py")
    if name.startswith("_"):
        file = PACKAGE.joinpath(*module.split(".")[1:])
        files = [file / "__init__.py" if file.is_dir() else file.with_suffix(".py")]
    called = re.compile(rf"\b{re.escape(name)}{_SEARCHES.pattern}")
    return any(called.search(_code(file)) for file in files)


@cache
def _code(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def pieces_for(found: FoundPattern) -> Iterator[str]:
    """Yield the pieces that a pattern is tried with."""
    yield from PIECES
    if found.pattern.flags & re.VERBOSE:
        for samples in _SAMPLES.findall(found.pattern.pattern):
            for sample in samples.split(" · "):
                yield f"{sample} "
                yield "".join(sample[:length] for length in range(1, len(sample) + 1))


def growth(found: FoundPattern) -> str:
    """Return the times of a pattern over the first piece over which it grows too fast, or nothing."""
    return next((f"{found.name}, {piece!r}: {times}" for piece in pieces_for(found) if (times := _growth(found, piece))), "")


def _growth(found: FoundPattern, piece: str) -> str:
    tried, short, long = (run_of(piece, min(size, found.longest)) for size in (_TRIED, _SHORT, _LONG))
    for text in (tried, short):  # by a finer clock than that of CPU time
        if _seconds(found, text, time.perf_counter) * (_LONG / len(text)) ** 2 < _NOISE:
            return ""
    before = after = _ENDLESS
    for _ in range(_RUNS):
        before, after = min(before, _seconds(found, short)), min(after, _seconds(found, long))
        if after < max(_NOISE, _MOST * before) and after < _ENDLESS:
            return ""
        if before == _ENDLESS:
            break
    return f"{before:.3f} s, {after:.3f} s"


def _seconds(found: FoundPattern, text: str, clock: Callable[[], float] = time.process_time) -> float:
    """Return the time of one run, at most `_ENDLESS`."""
    began = clock()
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, _ENDLESS)
        found.run(text)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    except TimeoutError:
        return _ENDLESS
    return clock() - began


def _stop(*_: object) -> None:
    raise TimeoutError


if __name__ == "__main__":
    sys.exit(main())
