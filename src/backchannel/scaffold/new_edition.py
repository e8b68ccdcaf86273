"""Create an edition in an empty folder: settings, a volume with a sample document, a README, and schemas for text editors."""

from __future__ import annotations

from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from backchannel.scaffold.citation_files import NewEdition, authors, license_line, quoted, zenodo
from backchannel.scaffold.schemas import pointer, write_schemas
from backchannel.settings import SettingsError
from backchannel.writers.files import write_file

if TYPE_CHECKING:
    from pathlib import Path

VOLUME = "ruritania-1972"
"""The sample volume. Its country and its series are invented."""

_PARTS = {
    "edition.toml": "edition.toml",
    f"documents/{VOLUME}/volume.toml": "volume.toml",
    f"documents/{VOLUME}/d1.txt": "d1.txt",
    ".gitignore": "gitignore",
    ".gitattributes": "gitattributes",
    "README.md": "README.md",
    "CITATION.cff": "CITATION.cff",
}
"""The files of a new edition, by their paths, and the name of each in `sample/`."""
_ZENODO = ".zenodo.json"


def start(root: Path, edition: NewEdition) -> list[str]:
    """Create an edition in the folder `root`, and return the paths of its files.

    Creates the folder if it does not exist. Raises `SettingsError` if it is not empty.
    """
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise SettingsError(f"{root} is not empty: name an empty folder or a new one.")
    edition = edition.checked()
    for path, sample in _PARTS.items():
        write_file(root / path, _filled(sample, edition, (root / path).parent, root).encode())
    write_file(root / _ZENODO, zenodo(edition).encode())
    return [*_PARTS, _ZENODO, *write_schemas(root)]


def _filled(sample: str, edition: NewEdition, folder: Path, root: Path) -> str:
    """Return a file of `sample/`, for a folder of the edition, with what is known of the edition inserted: its title plain or as a TOML
    string, which YAML reads as well."""
    text = files(__package__).joinpath("sample", sample).read_text(encoding="utf-8")
    return Template(text).safe_substitute(
        title=edition.title,
        quoted=quoted(edition.title),
        authors=authors(edition),
        license=license_line(edition),
        edition_schema=pointer("edition", folder, root),
        volume_schema=pointer("volume", folder, root),
    )


def volume_settings(title: str, folder: Path, root: Path) -> str:
    """Return a `volume.toml` that has only a title, for a volume in `folder` of the edition in `root`."""
    return f"{pointer('volume', folder, root)}\ntitle = {quoted(title)}\n"
