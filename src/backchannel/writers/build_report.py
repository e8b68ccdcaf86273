"""Write what the last build changed, for machines: `build.json` at the top of the site.

A first build has nothing to compare with: the lists of new references, findings and ids are null. `intake` accounts for each name in the
documents folder; it is null if an edit was watched, and not all names were looked at.

"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from backchannel.system.source_files import spelled_out
from backchannel.writers.files import write_file
from backchannel.writers.site import REPORT

if TYPE_CHECKING:
    from backchannel.edition.rebuild.edit_report import IngestReport
    from backchannel.settings import Project
    from backchannel.writers.site import SiteReport


_INTAKE = ("path", "outcome", "reason")


def write_report(project: Project, ingested: IngestReport, written: SiteReport) -> None:
    """Write the report of a build."""
    text = json.dumps(_report(ingested, written), ensure_ascii=False, indent=1) + "\n"
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
        "ids": {
            "new": changed and {path: new for path, (new, _) in sorted(written.ids.items()) if new},
            "gone": {path: gone for path, (_, gone) in sorted(written.ids.items()) if gone},
        },
    }


def _dicts(entries: Any) -> list[dict[str, Any]]:
    return [entry._asdict() for entry in entries]
