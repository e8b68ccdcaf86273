"""Checks the books that the program writes: valid by epubcheck, with notes and markers that lead to each other.

usage: epub.py [--bounds] [--jobs N]

Some volumes of the shared corpus and the two documents of this project are written as books. Printed for each: its documents, seconds,
kilobytes, what `epubcheck` says, and the markers that lead to a note and are led back to. Then the most memory that writing took, with the
reading of texts left to other processes. Exit status with `--bounds`: 1 if `epubcheck` reports an error or a warning, a marker and its note
do not lead to each other, a volume takes more than 20 seconds, or writing more than 300 MB.
"""

from __future__ import annotations

import argparse
import re
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from lxml import etree
from shared_corpus import PROJECT, corpus

from backchannel.build import pipeline
from backchannel.edition.store import Store
from backchannel.settings import Project
from backchannel.writers.epub.volume import export_volume_book

_VOLUMES = ("frus1969-76v20", "frus1948v01p1", "frus1964-68v03", "frus1955-57v01")
"""The volume with 332 documents, and three of other decades."""
_SECONDS, _MEGABYTES = 20, 300
_TYPE = "{http://www.idpf.org/2007/ops}type"
_ENTRY = re.compile(r"EPUB/[^/]+/d\d+[\w-]*\.xhtml")


class MeasuredBook(NamedTuple):
    """What was found in a book: documents, messages of `epubcheck`, markers, and links between markers and notes that lead one way only."""

    documents: int
    messages: list[str]
    markers: int
    one_way: int


def measured(file: Path) -> MeasuredBook:
    """Validate a book, and compare its markers with the links back of its notes."""
    markers, backs = set[tuple[str, ...]](), set[tuple[str, ...]]()
    with ZipFile(file) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xhtml")]
        for name in names:
            page = etree.fromstring(archive.read(name))
            markers |= {(name, a.get("id", ""), a.get("href", "")[1:]) for a in page.iterfind(f".//{{*}}a[@{_TYPE}='noteref']")}
            for note in page.iterfind(f".//{{*}}aside[@{_TYPE}='footnote']"):
                links = note.iterfind(".//{*}a[@role='doc-backlink']")
                backs |= {(name, a.get("href", "")[1:], note.get("id", "")) for a in links}
    command = ["java", "-jar", shutil.which("epubcheck") or "epubcheck", "--failonwarnings", str(file)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = [*ran.stderr.splitlines(), *([] if ran.returncode == 0 else ["epubcheck failed"])]
    return MeasuredBook(sum(1 for name in names if _ENTRY.fullmatch(name)), messages, len(markers), len(markers ^ backs))


def main() -> int:
    """Print the figures, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bounds", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    failed = False
    for root in filter(None, (corpus(), PROJECT)):
        project = Project.load(root)
        pipeline.examine(project, options.jobs, lambda *_: None)
        with Store.reading(project.store) as store:
            for volume in [name for name in store.volumes() if root == PROJECT or name in _VOLUMES]:
                begun = time.process_time()
                file = export_volume_book(project.root / ".backchannel" / "epub", project, store, volume)
                seconds, book = time.process_time() - begun, measured(file)
                size = f"{book.documents} documents, {seconds:.1f} s, {file.stat().st_size // 1000} KB"
                print(f"{volume}: {size}, {len(book.messages)} messages of epubcheck, {book.markers} markers, {book.one_way} one way")
                print(*book.messages[:5], sep="\n", end="\n" if book.messages else "")
                failed = failed or bool(book.messages or book.one_way) or seconds > _SECONDS
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"most memory: {most} MB")
    return int(options.bounds and (failed or most > _MEGABYTES))


if __name__ == "__main__":
    sys.exit(main())
