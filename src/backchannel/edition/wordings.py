"""Fingerprint the words at each address of a document, so that a later build can tell where they went."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from backchannel.edition.anchors import (
    attachment_anchors,
    block_names,
    editorial_pieces,
    marker_anchors,
    page_anchors,
    paragraph_names,
    quotation_anchors,
)
from backchannel.printed import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from backchannel.edition.anchors import Anchors
    from backchannel.edition.sentences import Sentences
    from backchannel.records import Document

Key = TypeVar("Key")

LENGTH = 300
"""Characters that are kept of the words at an address: enough to recognize them."""

_WORD = re.compile(r"\w+")


class Wording(NamedTuple):
    """The words at an address: the digest of all, in 16 hexadecimal digits, and the first `LENGTH` characters. Both are empty for an
    address without words of its own, such as a page break."""

    digest: str = ""
    words: str = ""


def wording(words: str) -> Wording:
    """Fingerprint `words`, which are on one line."""
    if not words:
        return Wording()
    return Wording(hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=8).hexdigest(), shortened(words, LENGTH))


def wordings(document: Document, named: Anchors, sentences: Sentences) -> dict[str, Wording]:
    """Return the wording of each address that the page of a document publishes, by its anchor, in the order of the text."""
    return {"head": Wording()} | {anchor: wording(words) for anchor, words in passages(document, named, sentences)}


def passages(document: Document, named: Anchors, sentences: Sentences) -> Iterator[tuple[str, str]]:
    """Yield each anchor of a document with all of its words."""
    for name, block in zip(block_names(document, paragraph_names(document)), document.blocks, strict=True):
        yield name, "" if block.kind == "page" else sentences.words(block.start, block.end)
    for anchor, note in zip(named.notes.notes, document.notes, strict=True):
        yield anchor, sentences.words(note.start, note.end)
    given = set(named.notes.notes)
    yield from ((anchor, "") for anchor in dict.fromkeys(named.notes.markers) if anchor not in given)
    for _, piece in editorial_pieces(document):
        yield piece.anchor, " ".join(piece.said.words.split())
    for letter in document.editors.annotations if document.editors else ():
        yield f"edref-{letter.n}", ""
    quoted = quotation_anchors(document, named.notes).values()
    names = (*marker_anchors(document), *page_anchors(document), *quoted, *attachment_anchors(document))
    yield from ((anchor, "") for anchor in names)


def kept(before: str, after: str) -> float:
    """Return which part of the words of a text is in another: the share of its pairs of neighboring words, from 0 to 1."""
    pairs = _pairs(before)
    return len(pairs & _pairs(after)) / len(pairs) if pairs else 0.0


class WordIndex(Generic[Key]):
    """Texts by their pairs of neighboring words, to find those that have the words of another without comparing it to each."""

    def __init__(self, texts: Mapping[Key, str]) -> None:
        self._keys = defaultdict[tuple[str, str], list[Key]](list)
        for key, words in texts.items():
            for pair in _pairs(words):
                self._keys[pair].append(key)

    def shares(self, words: str) -> dict[Key, float]:
        """Return for each text which part of `words` it has, as `kept` does; not those that have none."""
        pairs = _pairs(words)
        counts = Counter(key for pair in pairs for key in self._keys.get(pair, ()))
        return {key: count / len(pairs) for key, count in counts.items()}


def _pairs(words: str) -> set[tuple[str, str]]:
    return set(pairwise(_WORD.findall(words.casefold())))
