"""Checks that TEI volumes are read exactly: each document against its TEI, read a second time as simply as can be (`tei_truth.py`).

usage: tei.py [VOLUME.xml...] [--errors N]

Without volumes, those of the shared corpus. Each volume is split as `backchannel add` splits it, and each document is read from its text
and its witness. The table counts per volume the documents, and those with a difference in: their text (without white space), head, markers
with their notes, notes, pages, links. `parts` is the number of all markers, notes, pages and links. Exit status: 1 if a document is missing
or differs, or if reading takes too long.
"""

from __future__ import annotations

import argparse
import itertools
import lzma
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from shared_corpus import SHARED
from tei_truth import TeiTruth, bare, truth_of

from backchannel.readers.markup.prepare import prepare, structured_text
from backchannel.readers.markup.tei.tree import ID, documents, parse
from backchannel.readers.markup.tei.volume import TeiDocument, read_volume
from backchannel.readers.markup.witness import WitnessFile
from backchannel.readers.text.document import finish_document
from backchannel.records import Cited, Document

_PARTS = ("missing", "text", "head", "markers", "notes", "pages", "links")
_LINK = re.compile(r"(frus[\w-]*)?(#(d\d+[a-z]?(fn[\w-]+)?|pg_\w+))?")
_EACH = 10.0
"""Seconds of CPU time in which a volume is read: twelve in two minutes."""


class VolumeScore(NamedTuple):
    """The documents of a volume, their parts, the seconds that reading took, and the differences: what, where, found, expected."""

    volume: str
    documents: int
    parts: int
    seconds: float
    differences: list[tuple[str, str, str, str]]


def score(file: Path) -> VolumeScore:
    """Read a volume in both ways."""
    data = lzma.decompress(file.read_bytes()) if file.suffix == ".xz" else file.read_bytes()
    volume = file.name.partition(".")[0]
    begun = time.process_time()
    split = read_volume(data)
    read = {document.id: _read(volume, document) for document in (split.documents if split else ())}
    seconds = time.process_time() - begun
    root = parse(data)
    truths = {element.get(ID) or "": truth_of(element) for element in (documents(root) if root is not None else ())}
    parts = sum(len(part) for truth in truths.values() for part in (truth.markers, truth.notes, truth.pages, truth.links))
    return VolumeScore(volume, len(truths), parts, seconds, [*_differences(read, truths)])


def _read(volume: str, document: TeiDocument) -> Document:
    """Read a document from the two files that an edition has of it."""
    text = structured_text(f"{document.id}.xml", document.data)
    witness = WitnessFile(f"{volume}/{document.id}.xml", document.data)
    return finish_document(prepare(f"{volume}/{document.id}.txt", (text.text if text else "").encode(), volume, witness)[0])


def _differences(read: dict[str, Document], truths: dict[str, TeiTruth]) -> Iterator[tuple[str, str, str, str]]:
    for id, truth in truths.items():
        document = read.get(id)
        if document is None or document.id.rpartition("/")[2] != id:
            yield "missing", id, "", ""
            continue
        for part, found in _found(document, truth).items():
            if found != (expected := getattr(truth, part)):
                yield part, id, *_first_difference(found, expected)


def _found(document: Document, truth: TeiTruth) -> dict[str, object]:
    """Return the parts of a record in the form of the truth."""
    text = document.text
    place = [0, *itertools.accumulate(not character.isspace() for character in text)]
    shown = Counter((_target(reference.cited), bare(text[reference.start : reference.end])) for reference in document.references)
    volume = document.id.partition("/")[0]
    return {
        "text": bare(text),
        "head": bare(text[document.head.start : document.head.end]) + _mark_at_end(document) if document.head else "",
        "markers": [(marker.n, place[marker.start], marker.note) for marker in document.markers],
        "notes": [(note.n, bare(text[note.start : note.end])) for note in document.notes],
        "pages": [(page.n, place[page.start]) for page in document.pages],
        "links": [link for link in truth.links if _is_elsewhere(link[0]) or shown[_own(link[0], volume), link[1]] > 0],
    }


def _mark_at_end(document: Document) -> str:
    """Return the labels of the markers at the end of a head, which its record leaves out."""
    if document.head is None:
        return ""
    line_end = document.text.find("\n", document.head.end)
    return bare(document.text[document.head.end : line_end])


def _target(cited: Cited) -> str:
    """Write what a reference cites as TEI does: `#d5fn3`, `frus1961-63v05#d7`, `#pg_12`."""
    place = f"#d{cited.document}" if cited.document else f"#pg_{cited.page}" if cited.page else ""
    return f"{cited.volume or ''}{place}{f'fn{cited.note}' if cited.note else ''}"


def _own(target: str, volume: str) -> str:
    return target.removeprefix(volume)


def _is_elsewhere(target: str) -> bool:
    """Return whether a link leads to anything but a document, a note, a page or a volume: a web site, an introduction."""
    return _LINK.fullmatch(target) is None


def _first_difference(found: object, expected: object) -> tuple[str, str]:
    if isinstance(found, str) and isinstance(expected, str):
        at = next((i for i, (a, b) in enumerate(zip(found, expected, strict=False)) if a != b), min(len(found), len(expected)))
        return found[max(0, at - 30) : at + 30], expected[max(0, at - 30) : at + 30]
    if isinstance(found, list) and isinstance(expected, list):
        return repr([part for part in found if part not in expected][:2]), repr([part for part in expected if part not in found][:2])
    return repr(found), repr(expected)


def _volumes(named: Sequence[Path]) -> list[Path]:
    return [*named] or sorted((SHARED / "corpus").glob("*.xml.xz"))


def main() -> int:
    """Print the table, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("volumes", nargs="*", type=Path)
    parser.add_argument("--errors", type=int, default=3, help="how many differences to print for each volume")
    options = parser.parse_args()
    volumes = _volumes(options.volumes)
    if not volumes:
        print(f"skipped: {SHARED / 'corpus'} does not exist")
        return 0
    print(f"{'volume':20}{'documents':>10}{'parts':>8}{'seconds':>9}" + "".join(f"{part:>9}" for part in _PARTS))
    failed, total, spent = False, 0, 0.0
    for file in volumes:
        found = score(file)
        counts = Counter(part for part, *_ in found.differences)
        print(f"{found.volume:20}{found.documents:10}{found.parts:8}{found.seconds:9.1f}" + "".join(f"{counts[part]:9}" for part in _PARTS))
        for difference in found.differences[: options.errors]:
            print("  ", *difference, sep="  ")
        failed = failed or bool(found.differences) or not found.documents
        total, spent = total + found.documents, spent + found.seconds
    print(f"{total} documents in {len(volumes)} volumes, {spent:.0f} s of CPU time")
    return int(failed or spent > _EACH * len(volumes))


if __name__ == "__main__":
    sys.exit(main())
