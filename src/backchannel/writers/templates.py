"""Find the templates, and detect whether they changed."""

from __future__ import annotations

from pathlib import Path

from backchannel.source import digest


def template_folders(own: Path) -> list[Path]:
    """List the folders of templates: the edition's, those of the installed program, those of a checkout of it."""
    package = Path(__file__).parents[1]
    return [folder for folder in (own, package / "templates", package.parents[1] / "templates") if folder.is_dir()]


def fingerprint(own: Path) -> str:
    """Return a fingerprint of all templates and of all files beside them, for an edition whose own templates are in the folder `own`."""
    files = sorted(file for folder in template_folders(own) for file in folder.rglob("*") if file.is_file())
    _seen[own] = digest(b"\0".join(part for file in files for part in (str(file).encode(errors="replace"), file.read_bytes())))
    return _seen[own]


def as_last_seen(own: Path) -> str:
    """Return the last fingerprint: while a site is rendered, templates stay as they were when it began."""
    return _seen.get(own) or fingerprint(own)


_seen: dict[Path, str] = {}
