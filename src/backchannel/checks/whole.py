"""Find faults that no single file shows: duplicate numbers, gaps, pages and dates out of order, near duplicates, volumes without
settings."""

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
from backchannel.records import DateOrder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from backchannel.edition.store import Store
    from backchannel.findings import Rule
    from backchannel.settings import Project


class FileFault(NamedTuple):
    """A fault of a whole file, or of a line of it where a document begins, or of a settings file; with the fields of its rule's message."""

    path: str
    rule: Rule
    fields: dict[str, Any]
    doc: int | None = None
    line: int = 1


def check(store: Store, project: Project, volumes: Iterable[str] | None = None) -> None:
    """Run all checks on these volumes of a linked edition (on all, if none are named), and replace their earlier findings."""
    for volume in sorted({*store.volumes(), *annotated_volumes(store)}) if volumes is None else volumes:
        documents = checked_documents(store, volume)
        faults = [*_without_settings(volume, documents, project)] if documents else []
        faults += [*_unmatched_annotations(store, volume), *_unknown_journeys(store, project, volume)]
        for find in _CHECKS:
            faults += find(documents)
        if project.volume(volume).ordered:
            faults += _disordered_dates(documents)
        report(store, "check", faults, volume)


def report(store: Store, stage: str, faults: Iterable[FileFault], part: str = "") -> None:
    """Replace the earlier findings of `stage` for that part with `faults`."""
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


def _fault(document: CheckedDocument, rule: Rule, fields: dict[str, Any]) -> FileFault:
    """Return a fault of a whole document, at its first line."""
    return FileFault(document.path, rule, fields, document.doc, document.line)


def _without_settings(volume: str, documents: list[CheckedDocument], project: Project) -> Iterator[FileFault]:
    if volume not in project.volumes:
        yield FileFault(str(PurePosixPath(documents[0].path).with_name("volume.toml")), rules.NO_VOLUME_SETTINGS, {"volume": volume})


def _unmatched_annotations(store: Store, volume: str) -> Iterator[FileFault]:
    """Find annotation files without a document: `d45.md`, where no text beside it is document 45."""
    for path, claim in unmatched_annotations(store, volume):
        if ids.is_document(claim):
            yield FileFault(path, rules.ANNOTATES_NOTHING, {"document": claim.removeprefix("d")})


def _unknown_journeys(store: Store, project: Project, volume: str) -> Iterator[FileFault]:
    """Find journeys that editors name and `volume.toml` does not."""
    known = [journey.name for journey in project.volume(volume).journeys]
    for assigned in assigned_journeys(store, volume):
        if assigned.journey not in known:
            fields = {"journey": assigned.journey, "hint": did_you_mean(assigned.journey, known)}
            yield FileFault(assigned.notes, rules.UNKNOWN_JOURNEY, fields, assigned.doc)


def _duplicate_numbers(documents: list[CheckedDocument]) -> Iterator[FileFault]:
    """Find two files with the same number. Both are kept, under different ids."""
    for first, second in pairwise(documents):
        if first.claim == second.claim:
            yield _fault(second, rules.NUMBER_TWICE, {"number": second.claim, "other": first.path, "id": second.id})


def _gaps(documents: list[CheckedDocument]) -> Iterator[FileFault]:
    """Find numbers that are missing: after `44` and `145`, 45 to 144."""
    for before, after in pairwise(documents):
        if before.number is not None and after.number is not None and after.number > before.number + 1:
            first, last = before.number + 1, after.number - 1
            missing = f"document {first} is" if first == last else f"documents {first} to {last} are"
            yield _fault(after, rules.NUMBERS_MISSING, {"missing": missing})


def _disordered_pages(documents: list[CheckedDocument]) -> Iterator[FileFault]:
    """Find documents that begin on a page before the last page of the document before them."""
    for before, after in pairwise(d for d in documents if d.first_page and d.last_page):
        if ids.page_number(after.first_page or "") < ids.page_number(before.last_page or ""):
            fields = {"page": after.first_page, "before": before.id, "last": before.last_page}
            yield _fault(after, rules.PAGES_DISORDERED, fields)


def _near_duplicates(documents: list[CheckedDocument]) -> Iterator[FileFault]:
    """Find documents with nearly the same text as another with a different number."""
    for first, second in near_duplicates(document.minhash for document in documents):
        one, other = documents[first], documents[second]
        if one.claim != other.claim:
            yield _fault(other, rules.NEAR_DUPLICATE, {"other": one.id, "path": one.path})


def _disordered_dates(documents: list[CheckedDocument]) -> Iterator[FileFault]:
    """Find documents dated before the document before them; only stated dates count."""
    dated = [(document, document.earliest, document.latest) for document in documents if document.earliest and document.latest]
    for (before, first, _), (after, _, last) in pairwise(dated):
        if last < first:
            yield _fault(after, rules.DATE_OUT_OF_ORDER, {"date": last, "before": before.id, "other": first})


def _dates_against_order(documents: list[CheckedDocument]) -> Iterator[FileFault]:
    """Find documents whose own evidence of a date is excluded by the documents around them."""
    for document in documents:
        if document.disputed_order:
            order = DateOrder.model_validate_json(document.disputed_order)
            fields = {"own": document.own_edtf, "first": order.before.day, "last": order.after.day}
            yield _fault(document, rules.DATE_AGAINST_ORDER, fields)


_CHECKS: list[Callable[[list[CheckedDocument]], Iterator[FileFault]]] = [
    _duplicate_numbers,
    _gaps,
    _disordered_pages,
    _near_duplicates,
    _dates_against_order,
]
