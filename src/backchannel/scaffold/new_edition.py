"""Starts an edition in an empty folder: settings, a volume with a sample document, a README, and schemas for editors' programs."""

from __future__ import annotations

import json
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from backchannel.scaffold.schemas import pointer, write_schemas
from backchannel.settings import SettingsError
from backchannel.writers.files import write_file

if TYPE_CHECKING:
    from pathlib import Path

VOLUME = "ruritania-1972"
"""The volume of the sample: no country and no series has it."""

_PARTS = {
    "edition.toml": "edition.toml",
    f"documents/{VOLUME}/volume.toml": "volume.toml",
    f"documents/{VOLUME}/d1.txt": "d1.txt",
    ".gitignore": "gitignore",
    "README.md": "README.md",
}
"""The files of an edition that is started, by their paths, and what each is called in `sample/`."""


def start(root: Path, title: str) -> list[str]:
    """Start an edition with that title in the folder `root`, which is made if it is not there. Gives the paths of its files. Raises
    `SettingsError` where something is there already."""
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise SettingsError(f"{root} is not empty: name a folder that is, or one that is not there yet.")
    for path, sample in _PARTS.items():
        write_file(root / path, _filled(sample, title, (root / path).parent, root).encode())
    return [*_PARTS, *write_schemas(root)]


def _filled(sample: str, title: str, folder: Path, root: Path) -> str:
    """A file of `sample/`, for a folder of the edition, with the edition's title in it, bare or quoted as TOML has it."""
    text = files(__package__).joinpath("sample", sample).read_text(encoding="utf-8")
    return Template(text).safe_substitute(
        title=title,
        quoted=quoted(title),
        edition_schema=pointer("edition", folder, root),
        volume_schema=pointer("volume", folder, root),
    )


def quoted(words: str) -> str:
    """`words` as a string of TOML, which has the escapes of JSON, and one more."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def volume_settings(title: str, folder: Path, root: Path) -> str:
    """The `volume.toml` of a volume in `folder`, of which nothing but the title is known, of the edition in `root`."""
    return f"{pointer('volume', folder, root)}\ntitle = {quoted(title)}\n"
