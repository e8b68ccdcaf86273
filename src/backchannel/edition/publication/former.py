"""Find the addresses of a document whose words are no longer there, and where these words are now."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple, Protocol

from backchannel.edition.wordings import WordIndex, Wording, kept
from backchannel.ids import number_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.edition.publication.history import History, PublishedWording

_SIMILAR = 0.5
"""The part of its words that a revised note keeps at least."""
_JOINED = 0.9
"""The part of its words that another paragraph has at least, if the two were joined."""


class FormerAddress(NamedTuple):
    """An address whose words are no longer there: its anchor, the digest and the first of its words, and the build and day that published
    them.

    `taken` says that the anchor is in use again, for other words. `document` and `place` are the document and the anchor at which the words
    are now; both are empty if they are gone. `joined` says that they are now part of a longer paragraph of the same document. `near` is the
    anchor of the nearest words that are still there.
    """

    anchor: str
    digest: str
    words: str
    build: str
    day: str
    taken: bool
    document: str = ""
    place: str = ""
    joined: bool = False
    near: str = "head"

    @property
    def is_gone(self) -> bool:
        """Return whether the words are nowhere in the edition."""
        return not self.document


Wordings = Mapping[str, Wording]
"""The wording of each anchor of a document."""


class PresentWords(Protocol):
    """Answers where words are now."""

    def holders(self, digest: str) -> list[tuple[str, str]]:
        """Return the document and the anchor of each long paragraph or note of the edition that has these words."""

    def wordings(self, document: str) -> Wordings:
        """Return the wordings of a document; none if it is gone."""

    def page(self, volume: str, anchor: str) -> str:
        """Return the document of a volume that has this page break; empty if none has."""

    def texts(self, document: str) -> dict[str, str]:
        """Return all words at each anchor of a document."""


def former_addresses(document: str, history: History, words: PresentWords) -> list[FormerAddress]:
    """Return the former addresses of a document, in the order of their anchors."""
    present = words.wordings(document)
    found = sorted(_former(history, present), key=lambda wordings: (in_page_order(wordings[0].anchor), wordings[0].build))
    if not found:
        return []
    texts = WordIndex(words.texts(document) if present else {})
    placed = [_placed(wordings, document, texts, words) for wordings in found]
    moved = Counter(former.document for former in placed if former.document not in ("", document))
    target = moved.most_common(1)[0][0] if moved else document
    along = _Target(target, words.wordings(target))
    return [
        (along.place(former) or former._replace(near=_nearest(former.anchor, present))) if former.is_gone else former for former in placed
    ]


def _former(history: History, present: Wordings) -> Iterator[list[FormerAddress]]:
    """Yield each former address with the wordings that it had, the last one first."""
    for anchor, published in history.wordings.items():
        if anchor not in present:
            yield [_address(anchor, said, taken=False) for said in reversed(published)]
        else:
            yield from ([_address(anchor, said, taken=True)] for said in _replaced(anchor, published, present[anchor]))


def _placed(wordings: list[FormerAddress], document: str, texts: WordIndex[str], words: PresentWords) -> FormerAddress:
    """Find where the last of its wordings is that is still somewhere; if none is, return the last."""
    found = (_joined(former, document, texts) or _elsewhere(former, document, words) for former in wordings)
    return next(filter(None, found), wordings[0])


def _address(anchor: str, said: PublishedWording, *, taken: bool) -> FormerAddress:
    return FormerAddress(anchor, *said.wording, said.build, said.day, taken)


def _replaced(anchor: str, published: list[PublishedWording], present: Wording) -> Iterator[PublishedWording]:
    """Yield the wordings of an anchor that other words replaced, instead of revising them.

    The name of a paragraph follows its words, so only two branches that published it at the same time can have given it to two. Notes and
    other parts have the labels that the source prints."""
    later, number = present, 0
    for said in reversed(published):
        if said.wording.words and said.wording.digest != later.digest:
            if (said.n == number or not is_paragraph(anchor)) and not _revised(said.wording, later):
                yield said
            later = said.wording
        number = said.n


def _revised(before: Wording, after: Wording) -> bool:
    return max(kept(before.words, after.words), kept(after.words, before.words)) >= _SIMILAR


def _joined(former: FormerAddress, document: str, texts: WordIndex[str]) -> FormerAddress | None:
    """Find the words in a longer paragraph or note of the same document."""
    place = _most_like(texts.shares(former.words), _JOINED)
    return former._replace(document=document, place=place, joined=not former.taken, near="") if place else None


def _most_like(shares: Mapping[str, float], least: float) -> str:
    """Return the anchor with the largest share, the first in the page among several; empty if no share is large enough."""
    found = sorted((anchor for anchor, share in shares.items() if share >= least), key=in_page_order)
    return max(found, key=lambda anchor: shares[anchor], default="")


def _elsewhere(former: FormerAddress, document: str, words: PresentWords) -> FormerAddress | None:
    """Find the words in the only document that has them, or the page break in another document of the volume."""
    holders = words.holders(former.digest) if former.digest else []
    if former.anchor.startswith("pg_") and (holder := words.page(document.partition("/")[0], former.anchor)):
        holders = [(holder, former.anchor)]
    near = [holder for holder in holders if holder[0].partition("/")[0] == document.partition("/")[0]] or holders
    return former._replace(document=near[0][0], place=near[0][1], near="") if len(near) == 1 else None


class _Target:
    """The document to which most of the words went, in which the rest is looked for that can't be recognized by itself."""

    def __init__(self, document: str, wordings: Wordings) -> None:
        self._document, self._wordings = document, wordings
        self._places = {said.digest: anchor for anchor, said in reversed(list(wordings.items())) if said.digest}
        self._index = WordIndex({anchor: said.words for anchor, said in wordings.items()})

    def place(self, former: FormerAddress) -> FormerAddress | None:
        """Find the same words, revised words, or, for an address without words, the same part."""
        if former.digest:
            place = self._places.get(former.digest) or _most_like(self._index.shares(former.words), _SIMILAR)
        else:
            same = self._wordings.get(former.anchor)
            place = former.anchor if same and not same.digest and not former.taken else ""
        return former._replace(document=self._document, place=place, near="") if place else None


def _nearest(anchor: str, present: Wordings) -> str:
    """Return the anchor of the paragraph or note before one that is gone, or else of the head; of other parts, of the head."""
    before = [
        other
        for other in present
        if in_page_order(other) < in_page_order(anchor) and in_page_order(other)[0] == in_page_order(anchor)[0] < _REST
    ]
    return max(before, key=in_page_order, default="head")


def is_paragraph(anchor: str) -> bool:
    """Return whether an anchor is the name of a paragraph: `p3`, `p3a`; not `pg_533`, a page break."""
    return anchor[:1] == "p" and anchor[1:2].isdecimal()


def page_id(local: str, anchor: str) -> str:
    """Return the id of an anchor in the page of a document: `d7p3`, `d7fn2`; a page break's is `pg_533`."""
    return anchor if anchor.startswith("pg_") else f"{local}{anchor}"


_REST = 2


def in_page_order(anchor: str) -> tuple[int, tuple[int, str], str]:
    """Order anchors as a page has them: the head, paragraphs, notes, then the rest."""
    kind = -1 if anchor == "head" else 0 if is_paragraph(anchor) else 1 if re.match(r"fn(?!ref)", anchor) else _REST
    return kind, number_key(anchor.lstrip("pfn")), anchor
