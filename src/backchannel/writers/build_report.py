"""Write what the last build changed, for machines: `build.json` at the top of the site.

A first build has nothing to compare with: the lists of new references, findings and ids are null. `intake` accounts for each name in the
documents folder; it is null if an edit was watched, and not all names were looked at.

A report that is too large for one file has its long lists in others: `build.intake.1.json` and so on. In the place of such a list are
the names of these files, and how many entries they have together.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from backchannel.edition.publication.former import page_id
from backchannel.system.source_files import spelled_out
from backchannel.writers.files import remove, write_file
from backchannel.writers.site import REPORT, is_of_report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from backchannel.edition.publication.publish import PublicationReport, PublishedChange
    from backchannel.edition.rebuild.edit_report import IngestReport
    from backchannel.settings import Project
    from backchannel.writers.site import SiteReport

LARGEST = 500_000
"""Bytes of a report that has all of its lists."""
_LONG, _FILE = 0.02, 0.8
"""How much of that a list may have that stays in a large report, and the files that have the others. The report has some ten lists."""
_INTAKE = ("path", "outcome", "reason")


def write_report(project: Project, ingested: IngestReport, written: SiteReport, published: PublicationReport) -> None:
    """Write the report of a build."""
    report = _report(ingested, written) | _publication(published)
    files: dict[str, bytes] = {}
    if _size(report) > LARGEST or len(_json(report)) > LARGEST:
        report = {name: _short(value, name, files) for name, value in report.items()}
    for name, data in (*files.items(), (REPORT, _json(report))):
        write_file(project.site / name, data)
    remove(project.site, (file.name for file in project.site.iterdir() if is_of_report(file.name) and file.name not in (*files, REPORT)))


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode(errors="replace")


def _compact(value: Any) -> str:
    """Write a value on one line: in C, in a tenth of the time that an indented one takes."""
    return json.dumps(value, ensure_ascii=False)


def _size(value: Any) -> int:
    return len(_compact(value).encode(errors="replace"))


def _short(value: Any, name: str, files: dict[str, bytes]) -> Any:
    """Move the long lists of a report to `files`, by the name of each: `intake`, `files.written`. Lists by page are lists of pages."""
    if not isinstance(value, list | dict) or _size(value) <= LARGEST * _LONG:
        return value
    if isinstance(value, dict) and not _is_by_page(value):
        return {key: _short(inner, f"{name}.{key}", files) for key, inner in value.items()}
    if isinstance(value, dict):
        first, last, entries = "{", "}", [f"{_compact(key)}: {_compact(inner)}" for key, inner in value.items()]
    else:
        first, last, entries = "[", "]", [*map(_compact, value)]
    named = []
    for n, run in enumerate(_runs(entries), 1):
        named.append(f"build.{name}.{n}.json")
        files[named[-1]] = "\n".join((first, ",\n".join(run), last, "")).encode(errors="replace")
    return {"entries": len(entries), "in": named}


def _is_by_page(value: dict[str, Any]) -> bool:
    return all(key.endswith(".html") for key in value)


def _runs(entries: Iterable[str]) -> Iterator[list[str]]:
    """Divide entries, in JSON, into runs, one for each file."""
    run: list[str] = []
    size = 0
    for entry in entries:
        length = len(entry.encode(errors="replace"))
        if run and size + length > LARGEST * _FILE:
            yield run
            run, size = [], 0
        run.append(entry)
        size += length
    yield run


def _report(ingested: IngestReport, written: SiteReport) -> dict[str, Any]:
    changed = ingested.changed
    return {
        "sources": {"read": ingested.read, "gone": ingested.gone},
        "intake": ingested.intake and [dict(zip(_INTAKE, row, strict=True)) for row in ingested.intake],
        "files": {
            "written": sorted(written.written),
            "unchanged": written.unchanged,
            "removed": written.removed,
            "foreign": sorted(map(spelled_out, written.foreign)),
        },
        "references": changed and {"resolved": _dicts(changed.resolved), "lost": _dicts(changed.lost)},
        "findings": changed and {"new": _dicts(changed.found), "mended": _dicts(changed.mended)},
    }


def _publication(published: PublicationReport) -> dict[str, Any]:
    """Report the documents and the ids that differ from the last published build."""
    first = not published.before
    pages = {f"{change.document}.html": change for change in published.changes}
    return {
        "publication": {
            "build": published.build,
            "before": published.before or None,
            "changed": [] if first else [change.document for change in published.changes if change.is_there],
            "gone": [change.document for change in published.changes if not change.is_there],
        },
        "ids": {
            "new": None if first else {page: _ids(change, change.new) for page, change in pages.items() if change.new},
            "gone": {page: _ids(change, change.gone) for page, change in pages.items() if change.gone},
        },
    }


def _ids(change: PublishedChange, anchors: Iterable[str]) -> list[str]:
    return [page_id(change.document.partition("/")[2], anchor) for anchor in anchors]


def _dicts(entries: Any) -> list[dict[str, Any]]:
    return [entry._asdict() for entry in entries]
