"""Write what the last build changed, for machines: `build.json` at the top of the site.

A first build has nothing to compare with: the lists of new references, findings and ids are null. `intake` accounts for each name in the
documents folder; it is null if an edit was watched, and not all names were looked at.

"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from backchannel.edition.publication.former import page_id
from backchannel.system.source_files import spelled_out
from backchannel.writers.files import write_file
from backchannel.writers.site import REPORT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backchannel.edition.publication.publish import PublicationReport, PublishedChange
    from backchannel.edition.rebuild.edit_report import IngestReport
    from backchannel.settings import Project
    from backchannel.writers.site import SiteReport


_INTAKE = ("path", "outcome", "reason")


def write_report(project: Project, ingested: IngestReport, written: SiteReport, published: PublicationReport) -> None:
    """Write the report of a build."""
    text = json.dumps(_report(ingested, written) | _publication(published), ensure_ascii=False, indent=1) + "\n"
    write_file(project.site / REPORT, text.encode(errors="replace"))


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
