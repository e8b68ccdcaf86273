"""Finds faults that no single file shows: numbers given twice, gaps, pages and dates out of order, two texts that say the same, volumes
without a title."""

from __future__ import annotations

from itertools import pairwise
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel import ids, rules
from backchannel.did_you_mean import did_you_mean
from backchannel.edition.near_duplicates import near_duplicates
from backchannel.edition.queries.findings import (
    CheckedDocument,
    annotated_volumes,
    assigned_journeys,
    checked_documents,
    unmatched_annotations,
)
from backchannel.edition.tables import FindingRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from backchannel.edition.store import Store
    from backchannel.findings import Rule
    from backchannel.settings import Project


class FileFault(NamedTuple):
    """A rule met by a whole file, or, of a file of settings, at a line; with the fields of its message."""

    path: str
    rule: Rule
    fields: dict[str, Any]
    doc: int | None = None
    line: int = 1


def check(store: Store, project: Project, volumes: Iterable[str] | None = None) -> None:
    """Run all checks on these volumes of a linked edition (on all, if none are named), and put what they find in the place of what they
    found before."""
    for volume in sorted({*store.volumes(), *annotated_volumes(store)}) if volumes is None else volumes:
        documents = checked_documents(store, volume)
        faults = [*_untitled(volume, documents, project)] if documents else []
        faults += [*_annotating_nothing(store, volume), *_unknown_journeys(store, project, volume)]
        for find in _CHECKS:
            faults += find(documents)
        if project.volume(volume).ordered:
            faults += _anachronisms(documents)
        report(store, "check", faults, volume)


def report(store: Store, stage: str, faults: Iterable[FileFault], part: str = "") -> None:
    """Put `faults` in the place of the findings that `stage` made of that part before."""
    store.run("DELETE FROM finding WHERE stage = ? AND part = ?", (stage, part))
    for fault in faults:
        store.add_findings([_finding(fault, stage, part)], fault.doc)


def _finding(fault: FileFault, stage: str, part: str) -> FindingRow:
    return FindingRow(
        stage=stage,
        part=part,
        path=fault.path,
        rule=fault.rule.id,
        severity=fault.rule.severity,
        start=0,
        end=0,
        line=fault.line,
        column=1,
        message=fault.rule.message.format(**fault.fields),
    )


def _untitled(volume: str, documents: list[CheckedDocument], project: Project) -> Iterator[FileFault]:
    if volume not in project.volumes:
        yield FileFault(str(PurePosixPath(documents[0].path).with_name("volume.toml")), rules.NO_VOLUME_SETTINGS, {"volume": volume})


def _annotating_nothing(store: Store, volume: str) -> Iterator[FileFault]:
    """`d45.md`, where no text beside it is document 45."""
    for path, claim in unmatched_annotations(store, volume):
        if ids.is_document(claim):
            yield FileFault(path, rules.ANNOTATES_NOTHING, {"document": claim.removeprefix("d")})


def _unknown_journeys(store: Store, project: Project, volume: str) -> Iterator[FileFault]:
    """A journey that editors name, and `volume.toml` does not."""
    known = [journey.name for journey in project.volume(volume).journeys]
    for sent in assigned_journeys(store, volume):
        if sent.journey not in known:
            yield FileFault(
                sent.notes, rules.UNKNOWN_JOURNEY, {"journey": sent.journey, "hint": did_you_mean(sent.journey, known)}, sent.doc
            )


def _twins(documents: list[CheckedDocument]) -> Iterator[FileFault]:
    """Two files that give one number: both stay, under ids of their own."""
    for first, second in pairwise(documents):
        if first.claim == second.claim:
            yield FileFault(second.path, rules.NUMBER_TWICE, {"number": second.claim, "other": first.path, "id": second.id}, second.doc)


def _gaps(documents: list[CheckedDocument]) -> Iterator[FileFault]:
    """`44`, then `145`: 45 to 144 are not in this edition."""
    for before, after in pairwise(documents):
        if before.number is not None and after.number is not None and after.number > before.number + 1:
            first, last = before.number + 1, after.number - 1
            missing = f"document {first} is" if first == last else f"documents {first} to {last} are"
            yield FileFault(after.path, rules.NUMBERS_MISSING, {"missing": missing}, after.doc)


def _disorder(documents: list[CheckedDocument]) -> Iterator[FileFault]:
    """A document that begins on a page before the one where its neighbour ends."""
    for before, after in pairwise(d for d in documents if d.first_page and d.last_page):
        if ids.page_number(after.first_page or "") < ids.page_number(before.last_page or ""):
            fields = {"page": after.first_page, "before": before.id, "last": before.last_page}
            yield FileFault(after.path, rules.PAGES_DISORDERED, fields, after.doc)


def _copies(documents: list[CheckedDocument]) -> Iterator[FileFault]:
    """A document that says nearly what another says, under another number."""
    for first, second in near_duplicates(document.minhash for document in documents):
        one, other = documents[first], documents[second]
        if one.claim != other.claim:
            yield FileFault(other.path, rules.NEAR_DUPLICATE, {"other": one.id, "path": one.path}, other.doc)


def _anachronisms(documents: list[CheckedDocument]) -> Iterator[FileFault]:
    """A document of a day before that of the document before it; of each only what it states counts."""
    dated = [(document, document.earliest, document.latest) for document in documents if document.earliest and document.latest]
    for (before, first, _), (after, _, last) in pairwise(dated):
        if last < first:
            yield FileFault(after.path, rules.DATE_OUT_OF_ORDER, {"date": last, "before": before.id, "other": first}, after.doc)


_CHECKS: list[Callable[[list[CheckedDocument]], Iterator[FileFault]]] = [_twins, _gaps, _disorder, _copies]
