"""Checks TEI that the program writes: valid, complete, and read again as it was.

usage: tei_out.py [--every N] [--bounds] [--errors N] [--jobs N]

The shared corpus is exported twice: as an edition of its TEI volumes, with their persons and terms, and as one of raw texts. The two real
documents of this project are exported too. For each file: `jing` counts its errors against the schema of the series. For each document:

1. its text in the export is the text of its page, and so is the text of each note
2. the TEI edition: head, markers with their notes, notes, pages and links are those of the TEI that it was read from (`tei_truth.py`
   reads both files); `lost` lists elements by how many fewer the export has
3. the raw edition: the export, read again, gives the fields of the record; `differs` lists fields by how many documents differ

With `--every`, each Nth document is compared in 1 to 3; all are exported and validated. Exit status with `--bounds`: 1 if a file is
invalid, a text or a link differs, or more fields differ than `_BOUNDS` allow.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree
from shared_corpus import PROJECT, SHARED, corpus, title_page
from tei_truth import TeiTruth, bare, truth_of

from backchannel.build import pipeline
from backchannel.edition.queries import document_queries
from backchannel.edition.queries.document_queries import DocumentRun
from backchannel.edition.store import Store
from backchannel.pages.frames import document_frame
from backchannel.pages.reading.document import DocumentPage, document_page
from backchannel.pages.reading.text import TextPiece
from backchannel.readers.markup.prepare import prepare
from backchannel.readers.markup.tei.tree import ID, TEI, documents, local, parse
from backchannel.readers.text.document import finish_document
from backchannel.records import Document
from backchannel.scaffold.front_lists import people_entries, term_entries, write_entries
from backchannel.settings import Project, SettingsError
from backchannel.system.workers import Workers
from backchannel.writers.tei.pen import FRUS
from backchannel.writers.tei.volume import export_volume
from backchannel.writers.units import inputs_of

_EXACT = ("text", "head", "markers", "notes", "pages")
_BY_EDITION = frozenset({"#edition"})
_WORDS = frozenset({"text", "link", "sign"})
_FIELDS = (
    *re.findall(
        r"\w+",
        "number kind head from to between place destination message subject participants date received undated apparatus markers pages "
        "notes origin markings references folders brackets blocks tables",
    ),
    "order of notes",
)
_PEOPLED = ("frus1961-63v04", "frus1969-76v20")
"""The volumes whose lists of persons are used: volumes spell the name of one person in several ways."""
_BOUNDS = {
    "TEI": {"links": 1},  # its target, `#d65fn-sym1`, is no id that the label of a note gives
    "raw": {
        "order of notes": 24,  # a note whose marker is in another note follows all others
        "references": 12,  # a note on a page without its document is read as that page; `Ibid.` depends on the order of notes
        "received": 4,  # the day of a time of receipt is taken from the order of the volume
        "blocks": 1,  # two lines below a signature are read as signatures
    },
    "documents": {},
}
"""How many documents may differ in what, for each edition."""
_SERIES_DATES = """
default namespace = "{tei}"
namespace frus = "{frus}"
include "{schema}"
att.divLike.attributes &=
  attribute frus:doc-dateTime-min {{ xsd:dateTime }}?,
  attribute frus:doc-dateTime-max {{ xsd:dateTime }}?
"""
"""The schema with the two attributes that the series has used since, and the schema of 2014 does not allow."""


class VolumeJob(NamedTuple):
    """A volume to export and to compare: its edition, and every how many documents are compared."""

    project: Project
    volume: str
    every: int


class VolumeResult(NamedTuple):
    """What was found: documents compared, seconds, errors of `jing`, differences (what, where, found, expected), elements by how many more
    and fewer the export has."""

    volume: str
    compared: int
    seconds: float
    invalid: list[str]
    differences: list[tuple[str, str, str, str]]
    elements: dict[str, int]


def measure(schema: Path, jobs: Sequence[VolumeJob]) -> list[VolumeResult]:
    """Export and compare the volumes of some jobs."""
    return [_measure(schema, job) for job in jobs]


def _measure(schema: Path, job: VolumeJob) -> VolumeResult:
    begun = time.process_time()
    out = job.project.root / ".backchannel" / "tei-out"
    with Store.reading(job.project.store) as store:
        file = export_volume(out, job.project, store, job.volume)
        invalid = _invalid(schema, file)
        root = parse(file.read_bytes())
        written = {element.get(ID) or "": element for element in documents(root)} if root is not None else {}
        source = job.project.documents / job.volume / f"{job.volume}.xml"
        size = document_queries.size(store, job.volume)
        differences, compared = [*_of_pages(job, store, written, size)], len(range(1, size + 1, job.every))
        elements: Counter[str] = Counter()
        if source.exists():
            differences += _of_source(source, written, job.every, elements)
        else:
            differences += _of_records(job, store, file, size)
    return VolumeResult(job.volume, compared, time.process_time() - begun, invalid, differences, elements)


def _with_series_dates(schema: Path, project: Project) -> list[str]:
    """Return what is invalid in an export with the dates of the series, by the schema with its two attributes."""
    out = project.root / ".backchannel" / "tei-out"
    out.mkdir(parents=True, exist_ok=True)
    extended = out / "series-dates.rnc"
    extended.write_text(_SERIES_DATES.format(tei=TEI, frus=FRUS, schema=schema), encoding="utf-8")
    with Store.reading(project.store) as store:
        return [
            line for volume in store.volumes() for line in _invalid(extended, export_volume(out, project, store, volume, series_dates=True))
        ]


def _invalid(schema: Path, file: Path) -> list[str]:
    ran = subprocess.run(["jing", "-c", str(schema), str(file)], capture_output=True, text=True, check=False)
    return ran.stdout.splitlines() if ran.returncode else []


def _of_pages(job: VolumeJob, store: Store, written: dict[str, etree._Element], size: int) -> Iterator[tuple[str, str, str, str]]:
    """Compare the text of documents with that of their pages."""
    for sequence in range(1, size + 1, job.every):
        for inputs in inputs_of(store, DocumentRun(job.volume, sequence, sequence)):
            page = document_page(document_frame(job.project, inputs.listed.id), inputs)
            element = written.get(inputs.listed.local)
            if element is None:
                yield "missing", inputs.listed.id, "", ""
                continue
            exported, shown = _TextsOfTei(element).texts, _texts_of_page(page)
            for part in exported.keys() | shown.keys():
                if exported.get(part, "") != shown.get(part, ""):
                    yield "page text", f"{inputs.listed.id} {part}", *_first(exported.get(part, ""), shown.get(part, ""))


def _texts_of_page(page: DocumentPage) -> dict[str, str]:
    """Return the text of a page, under an empty name, and of its notes, by their ids."""
    blocks = [block for group in page.lead for block in group.paragraphs]
    after = [block for group in (*page.body, *page.tail) for block in group.paragraphs]
    pieces = [piece for block in blocks for piece in (*block.pieces, *(piece for cell in block.cells for piece in cell))]
    pieces += page.heading
    pieces += [piece for block in after for piece in (*block.pieces, *(piece for cell in block.cells for piece in cell))]
    texts = {note.id: _shown([piece for line in note.paragraphs for piece in line]) for note in page.notes}
    return {id: text for id, text in {"": _shown(pieces), **texts}.items() if text}


def _shown(pieces: list[TextPiece]) -> str:
    return bare("".join(piece.text for piece in pieces if piece.kind in _WORDS))


class _TextsOfTei:
    """The text of a document, under an empty name, and of its notes, by their ids; without what the edition's editors say, and without the
    number before the head."""

    def __init__(self, document: etree._Element) -> None:
        self._pieces: dict[str, list[str]] = {"": []}
        self._inside(document, "")
        self.texts = {id: bare("".join(pieces)) for id, pieces in self._pieces.items()}
        head = next((child for child in document if local(child) == "head"), None)
        number = re.match(r"\d+[a-z]?\.", bare(head.text or "")) if head is not None else None
        lead = bare("".join("".join(map(str, child.itertext())) for child in document if _before(child, head)))
        if number and self.texts[""].startswith(lead + number[0]):
            self.texts[""] = lead + self.texts[""][len(lead) + len(number[0]) :]
        self.texts = {id: text for id, text in self.texts.items() if text}

    def _inside(self, element: etree._Element, id: str) -> None:
        self._pieces[id].append(element.text or "")
        for child in element:
            name = local(child)
            if name == "note" and child.get("resp") not in _BY_EDITION and child.get("rend") != "inline":
                own = child.get(ID) or f"?{len(self._pieces)}"
                self._pieces[own] = []
                self._inside(child, own)
            elif name != "note" or child.get("resp") not in _BY_EDITION:
                self._inside(child, id)
            self._pieces[id].append(child.tail or "")


def _before(child: etree._Element, head: etree._Element | None) -> bool:
    parent = child.getparent()
    return head is not None and parent is not None and parent.index(child) < parent.index(head)


def _of_source(source: Path, written: dict[str, etree._Element], every: int, elements: Counter[str]) -> Iterator[tuple[str, str, str, str]]:
    """Compare documents with the TEI that they were read from, and count elements in both."""
    root = parse(source.read_bytes())
    for element in [*(documents(root) if root is not None else ())][::every]:
        again = written.get(element.get(ID) or "")
        if again is None:
            continue
        elements.subtract(local(part) for part in element.iter())
        elements.update(local(part) for part in again.iter())
        volume = source.stem
        expected, found = _comparable(truth_of(element), volume), _comparable(truth_of(_with_bullets(again)), volume)
        for part in _EXACT:
            if expected[part] != found[part]:
                yield part, element.get(ID) or "", *_first(found[part], expected[part])
        if lost := Counter(expected["links"]) - Counter(found["links"]):
            yield "links", element.get(ID) or "", "", repr([*lost][:2])


_LINK = re.compile(r"(frus[\w-]*)?(#(d\d+[a-z]?(fn[\w-]+)?|pg_\w+))?")


def _comparable(truth: TeiTruth, volume: str) -> dict[str, Any]:
    """Return a truth with only the links that lead to volumes and their parts, written in one way."""
    links = [(target.removeprefix(volume), words) for target, words in truth.links if _LINK.fullmatch(target)]
    return truth._asdict() | {"links": links}


def _with_bullets(document: etree._Element) -> etree._Element:
    """Write the bullets of items, which the export has as `n`, into their text."""
    for item in document.iter(f"{{{TEI}}}item"):
        if bullet := item.get("n"):
            item.text = f"{bullet} {item.text or ''}"
    return document


def _of_records(job: VolumeJob, store: Store, file: Path, size: int) -> Iterator[tuple[str, str, str, str]]:
    """Compare the records of documents with those that are read from the export."""
    again = {prepared.claim: prepared for prepared in prepare(file.name, file.read_bytes(), job.volume)}
    for sequence in range(1, size + 1, job.every):
        run = DocumentRun(job.volume, sequence, sequence)
        record = next(iter(document_queries.records(store, run).values()))
        listed = document_queries.listed(store, run)[0]
        if listed.local not in again:
            yield "missing", listed.id, "", ""
            continue
        one, other = Document.model_validate_json(record), finish_document(again[listed.local])
        found, expected = _fields(other), _fields(one)
        for field in _FIELDS:
            if found[field] != expected[field]:
                yield field, listed.id, *_first(found[field], expected[field])


def _fields(document: Document) -> dict[str, Any]:
    """Return the fields of a record without places: what its words say."""
    fields: dict[str, Any] = _placeless(document.model_dump(by_alias=True))
    text, printed = document.text, document.printed()
    notes = [(note.n, note.kind, bare(printed.words(*note.span))) for note in document.notes]
    shown = Counter((reference.kind, bare(text[reference.start : reference.end])) for reference in document.references)
    return fields | {
        "head": bare(document.head.text) if document.head else "",
        "date": (document.date.edtf, document.date.stated) if document.date and document.date.stated else None,
        "received": document.received and document.received.instant,
        "markers": [(marker.n, notes[marker.note - 1] if marker.note else None) for marker in document.markers],
        "pages": [page.n for page in document.pages],
        "notes": sorted(notes),
        "order of notes": notes,
        "references": sorted(shown.items()),
        "folders": fields["message_folders"],
        "brackets": [(bracket.kind, bare(text[bracket.start : bracket.end])) for bracket in document.brackets],
        "blocks": [(block.kind, bare(printed.words(*block.span))) for block in document.blocks if block.kind != "page"],
        "tables": [[bare(cell) for cell in text[b.start : b.end].split("\t")] for b in document.blocks if b.kind == "row"],
    }


def _placeless(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _placeless(part) for key, part in value.items() if key not in ("start", "end", "where", "by")}
    if isinstance(value, list | tuple):
        return [_placeless(part) for part in value]
    return bare(value) if isinstance(value, str) else value


def _first(found: object, expected: object) -> tuple[str, str]:
    if isinstance(found, str) and isinstance(expected, str):
        at = next((i for i, (a, b) in enumerate(zip(found, expected, strict=False)) if a != b), min(len(found), len(expected)))
        return found[max(0, at - 30) : at + 40], expected[max(0, at - 30) : at + 40]
    if isinstance(found, list) and isinstance(expected, list):
        only = ([part for part in one if part not in other][:2] for one, other in ((found, expected), (expected, found)))
        one, other = (repr(parts)[:200] for parts in only)
        return one, other
    return repr(found)[:200], repr(expected)[:200]


def tei_edition() -> Path:
    """Return the folder of an edition of the corpus's TEI volumes, with their persons and terms. It is made if it is missing."""
    folder = PROJECT / ".backchannel" / "corpus-tei"
    if (folder / "edition.toml").exists():
        return folder
    made = corpus()
    for volume in sorted((made / "tei").glob("*.xml")) if made else ():
        place = folder / "documents" / volume.stem
        place.mkdir(parents=True, exist_ok=True)
        shutil.copy(volume, place / volume.name)
        (place / "volume.toml").write_text(title_page(volume), encoding="utf-8")
    project = Project.load(folder)
    for id in project.volumes:
        with suppress(SettingsError):  # not every volume has a list
            write_entries(project, id, "terms.toml", term_entries(project, id))
    for id in _PEOPLED:
        write_entries(project, id, "people.toml", people_entries(project, id))
    (folder / "edition.toml").write_text('title = "Corpus in TEI"\n', encoding="utf-8")
    return folder


def _report(name: str, results: list[VolumeResult], errors: int) -> Counter[str]:
    """Print what was found in an edition, and count it."""
    differing = Counter(part for result in results for part, *_ in result.differences)
    invalid = [line for result in results for line in result.invalid]
    compared, seconds = sum(result.compared for result in results), sum(result.seconds for result in results)
    print(f"{name}: {len(results)} files, {len(invalid)} errors of jing; {compared} documents compared, {seconds:.0f} s of CPU time")
    for line in invalid[:errors]:
        print(f"    {line}")
    print(f"  differs: {dict(differing.most_common())}")
    for part in differing:
        for found in [found for result in results for found in result.differences if found[0] == part][:errors]:
            print("   ", *found, sep="  ")
    elements: Counter[str] = Counter()
    for result in results:
        for element, count in result.elements.items():
            elements[element] += count
    if elements:
        print(f"  lost: { {element: -count for element, count in sorted(elements.items(), key=lambda pair: pair[1]) if count < 0} }")
        print(f"  more: { {element: count for element, count in elements.most_common() if count > 0} }")
    return differing + Counter(invalid=len(invalid))


def main() -> int:
    """Print the figures, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--bounds", action="store_true")
    parser.add_argument("--errors", type=int, default=2)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", default="", help="compare only this volume")
    options = parser.parse_args()
    raw = corpus()
    if not raw:
        return 0
    failed, schema = False, SHARED / "schema" / "frus.rnc"
    for name, folder in (("TEI", tei_edition()), ("raw", raw), ("documents", PROJECT)):
        project = Project.load(folder)
        pipeline.examine(project, options.jobs, lambda *_: None)
        jobs = [VolumeJob(project, volume, options.every) for volume in project.volumes if options.only in ("", volume)]
        with Workers(options.jobs) as workers:
            results = [*workers.spread(measure, schema, jobs, batch=1)]
        differing = _report(name, results, options.errors)
        failed = failed or any(count > _BOUNDS[name].get(part, 0) for part, count in differing.items())
    dated = _with_series_dates(schema, Project.load(PROJECT))
    print(f"documents with frus:doc-dateTime-min and -max: {len(dated)} errors of jing")
    failed = failed or bool(dated)
    return int(failed and options.bounds)


if __name__ == "__main__":
    sys.exit(main())
