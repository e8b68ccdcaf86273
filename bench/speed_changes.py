"""Measures builds after a change: no change, one edited text, one added document that fifty others cite.

The texts are restored afterwards; the site stays as the last change left it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

from processes import Run
from speed_sites import Follower
from written import files, waiting

from backchannel import ids
from backchannel.readers.text.document import read_document
from backchannel.source import Source

if TYPE_CHECKING:
    from backchannel.records import Block, Document

_CITING = 50
"""Documents that cite the added one."""
_ADDED = "9001"
"""A number that no volume has."""
_NOTE = f"{_ADDED}. Editorial Note\n\nThe papers of this section were found after all others had been set.\n"
_SENTENCE = f" See Document {_ADDED}."
_WORDS = ("amended", "corrected", "restored", "improved", "reviewed")
"""The words that replace the edited word, one per round."""
_DOCUMENT = re.compile(r"[^/]+/(d\d+[a-z]?(-\d+)?|t-[^/]+)\.html")
"""Matches the page of a document."""


@dataclass(frozen=True)
class Change:
    """A build after a change: its cost, the seconds until the expected page was on disk, and the files that it wrote or removed.

    `meant` are the pages of documents that the change concerns."""

    name: str
    run: Run
    shown: float | None
    files: frozenset[str]
    meant: frozenset[str]

    @property
    def documents(self) -> frozenset[str]:
        """Return the written pages of documents."""
        return frozenset(file for file in self.files if _DOCUMENT.fullmatch(file))

    @property
    def lists(self) -> frozenset[str]:
        """Return all other written pages: lists of the volume, and the edition's own."""
        return frozenset(file for file in self.files if file.endswith(".html")) - self.documents

    @property
    def others(self) -> frozenset[str]:
        """Return the written pages of documents that the change does not concern."""
        return self.documents - self.meant

    @property
    def missed(self) -> frozenset[str]:
        """Return the pages that the change concerns but that were not written."""
        return self.meant - self.documents


def changes(maker: Follower, texts: Path, rounds: int) -> list[Change]:
    """Measure each kind of change to a built site: the first two by the median of some rounds, the last by its only one."""
    volume = _volume(texts)
    unchanged = [_built(maker, "no change", frozenset()) for _ in range(rounds)]
    edits = list(_edits(maker, volume[len(volume) // 2], len(volume) // 2 + 1, rounds))
    return [_middle(unchanged), _middle(edits), _addition(maker, volume)]


def _middle(measured: list[Change]) -> Change:
    return sorted(measured, key=lambda change: change.run.wall)[len(measured) // 2]


def _volume(texts: Path) -> list[Path]:
    """Return the texts of a volume that has enough of them, in the order of the volume: the middle one of such volumes."""
    volumes = [sorted(folder.glob("*.txt"), key=lambda file: ids.number_key(file.stem[1:])) for folder in sorted(texts.iterdir())]
    large = [volume for volume in volumes if len(volume) > 2 * _CITING] or volumes
    return large[len(large) // 2]


def _edits(maker: Follower, text: Path, order: int, rounds: int) -> Iterator[Change]:
    with _kept(maker, [text]):
        for word in islice(cycle(_WORDS), rounds):
            _edit(text, word)
            maker.accept(text, order)
            yield _built(maker, "one edited", frozenset({_page(text)}), _page(text))


def _addition(maker: Follower, volume: list[Path]) -> Change:
    """Let fifty documents cite a missing one, then add it at the end: their pages change, its own, and that of the document before it."""
    added = volume[0].with_name(f"d{_ADDED}.txt")
    citing = volume[:: max(1, len(volume) // _CITING)][:_CITING]
    with _kept(maker, [*citing, added]):
        for text in citing:
            _cite(text)
            maker.accept(text, volume.index(text) + 1)
        maker.build()
        added.write_text(_NOTE, encoding="utf-8")
        maker.accept(added, len(volume) + 1)
        return _built(maker, "one added", frozenset(map(_page, (added, *citing, volume[-1]))), _page(added))


def _edit(text: Path, word: str) -> None:
    """Replace a word in the middle of a text's longest paragraph with `word`."""
    source, block, document = _longest(text)
    cited = [reference.span for reference in document.references]
    words = [found.span() for found in re.compile(r"\b[a-z]{4,}\b").finditer(source, block.start, block.end)]
    free = [(start, end) for start, end in words if not any(span.start < end and start < span.end for span in cited)]
    start, end = free[len(free) // 2]
    text.write_text(source[:start] + word + source[end:], encoding="utf-8")


def _cite(text: Path) -> None:
    """Add to the longest paragraph of a text a reference to the missing document."""
    source, block, _ = _longest(text)
    text.write_text(source[: block.end] + _SENTENCE + source[block.end :], encoding="utf-8")


def _longest(text: Path) -> tuple[str, Block, Document]:
    source = Source.read(text, text.parent.parent)
    document = read_document(source, text.parent.name)
    return source.text, max(document.blocks, key=lambda block: block.end - block.start), document


def _page(text: Path) -> str:
    return f"{text.parent.name}/{text.stem}.html"


@contextmanager
def _kept(maker: Follower, texts: list[Path]) -> Iterator[None]:
    """Let texts, and what the generator reads of them, be changed or added; then restore everything."""
    files = {file for text in texts for file in (text, maker.input_file(text))}
    kept = {file: file.read_bytes() for file in files if file.exists()}
    try:
        yield
    finally:
        for file in files - kept.keys():
            file.unlink(missing_ok=True)
        for file, data in kept.items():
            file.write_bytes(data)


def _built(maker: Follower, name: str, meant: frozenset[str], page: str | None = None) -> Change:
    before = files(maker.site)
    with waiting(maker.site / page if page else None) as seen:
        built = maker.build()
    after = files(maker.site)
    changed = frozenset(file for file in before.keys() | after.keys() if before.get(file) != after.get(file))
    return Change(name, built, next(iter(seen), built.wall if page in changed else None), changed, meant)
