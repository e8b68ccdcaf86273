"""Account for every name in the documents folder: what it was read as, or why it was passed over.

The ledger is written to `.backchannel/intake`, a line for each name, and is part of `build.json`. What an editor may expect to be read, and
isn't, is a finding.
"""

from __future__ import annotations

from collections import defaultdict
from operator import attrgetter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from backchannel import rules
from backchannel.build.witnesses import is_notes, is_text, is_witness, with_witnesses
from backchannel.checks.whole import FileFault
from backchannel.settings.project import SETTINGS
from backchannel.system.source_files import folded, list_sources, spelled_out
from backchannel.writers.files import write_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from backchannel.settings import Project
    from backchannel.system.source_files import Lost, SourceEntry

LEDGER = "intake"
"""The file, in the folder of the edition's database, that has a line for each name."""


NAMES = "names"
"""The stage of the findings about names, and the key under which the fingerprint of these is stored."""


class IntakeRow(NamedTuple):
    """A name in the documents folder: its path, spelled out; its outcome (`text`, `witness`, `page or TEI`, `annotation`, `settings`, or
    `passed over` or `unreadable`, both with a `reason`)."""

    path: str
    outcome: str
    reason: str = ""


class Intake(NamedTuple):
    """What a documents folder has: a row for each name, the stamps of the sources by path, and the faults of names: those that are passed
    over although an editor may expect otherwise, and those that some file systems take for one."""

    rows: list[IntakeRow]
    stamps: dict[str, str]
    faults: list[FileFault]


def take_in(documents: Path, lost: Lost) -> Intake:
    """List everything in the documents folder. A folder that can't be read is passed to `lost`, and has a row."""
    unreadable: list[IntakeRow] = []

    def lost_folder(error: OSError) -> None:
        path = f"{PurePosixPath(error.filename).relative_to(documents.as_posix())}/"
        unreadable.append(IntakeRow(spelled_out(path), "unreadable", error.strerror or str(error)))
        lost(error)

    entries = sorted(list_sources(documents, _is_expected, lost_folder), key=attrgetter("path"))
    sources = {entry.path: entry.stamp for entry in entries if not entry.passed_over and not _is_settings(entry.path)}
    stamps = with_witnesses(sources)
    rows = [*(IntakeRow(spelled_out(entry.path), *_outcome(entry, stamps)) for entry in entries), *unreadable]
    return Intake(sorted(rows), stamps, [*_passed_over(entries), *_alike(entries)])


def with_unreadable(intake: Intake | None, faults: Iterable[FileFault]) -> list[IntakeRow] | None:
    """Return the rows of an intake after its files were opened: those that can't be read say why."""
    if intake is None:
        return None
    reasons = {spelled_out(fault.path): fault.fields["reason"] for fault in faults if fault.rule is rules.UNREADABLE}
    return [row._replace(outcome="unreadable", reason=reasons[row.path]) if row.path in reasons else row for row in intake.rows]


def write_ledger(project: Project, rows: Iterable[tuple[str, str, str]]) -> None:
    """Write the ledger of an edition: for each name its outcome, its path and the reason, with tabs between them."""
    lines = ("\t".join((outcome, path, reason)).rstrip("\t") + "\n" for path, outcome, reason in rows)
    write_file(project.store.with_name(LEDGER), "".join(lines).encode())


def keep_settings(project: Project) -> None:
    """Copy the settings of volumes, so that the pages of a folder that can't be read for a moment keep their titles."""
    copies = {project.kept_settings / path: file for path, file in project.settings_files.items()}
    for copy, file in copies.items():
        write_file(copy, file.read_bytes())
    for stale in {*project.kept_settings.rglob("*.toml")} - copies.keys():
        stale.unlink()


def _is_expected(name: str) -> bool:
    return is_text(name) or is_notes(name) or is_witness(name) or name in SETTINGS


def _is_settings(path: str) -> bool:
    return path.rpartition("/")[2] in SETTINGS


def _outcome(entry: SourceEntry, stamps: dict[str, str]) -> tuple[str, str]:
    if entry.passed_over:
        return "passed over", entry.passed_over.reason
    if _is_settings(entry.path):
        return "settings", ""
    if is_text(entry.path) or is_notes(entry.path):
        return "text" if is_text(entry.path) else "annotation", ""
    return "page or TEI" if entry.path in stamps else "witness", ""


def _passed_over(entries: Iterable[SourceEntry]) -> Iterator[FileFault]:
    for entry in entries:
        if entry.passed_over and not entry.passed_over.expected:
            yield FileFault(spelled_out(entry.path), rules.PASSED_OVER, {"reason": entry.passed_over.reason})


def _alike(entries: Iterable[SourceEntry]) -> Iterator[FileFault]:
    """Find names in one folder, also those of folders, that are one name where case and the form of accents are ignored."""
    paths = {entry.path.rstrip("/") for entry in entries}
    folders = {path.rpartition("/")[0] for path in paths}
    above = {str(parent) for folder in folders for parent in PurePosixPath(folder).parents}
    alike = defaultdict[tuple[str, str], list[str]](list)
    for path in sorted({*paths, *folders, *above} - {"", "."}):
        folder, _, name = path.rpartition("/")
        alike[folder, folded(name)].append(path)
    for first, *others in alike.values():
        for path in others:
            yield FileFault(spelled_out(path), rules.NAMES_ALIKE, {"other": spelled_out(first)})
