"""Create an edition in an empty folder: settings, a volume with a sample document, a README, and schemas for text editors."""

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
"""The sample volume. Its country and its series are invented."""

_PARTS = {
    "edition.toml": "edition.toml",
    f"documents/{VOLUME}/volume.toml": "volume.toml",
    f"documents/{VOLUME}/d1.txt": "d1.txt",
    ".gitignore": "gitignore",
    ".gitattributes": "gitattributes",
    "README.md": "README.md",
}
"""The files of a new edition, by their paths, and the name of each in `sample/`."""


def start(root: Path, title: str) -> list[str]:
    """Create an edition with that title in the folder `root`, and return the paths of its files.

    Creates the folder if it does not exist. Raises `SettingsError` if it is not empty.
    """
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise SettingsError(f"{root} is not empty: name an empty folder or a new one.")
    for path, sample in _PARTS.items():
        write_file(root / path, _filled(sample, title, (root / path).parent, root).encode())
    return [*_PARTS, *write_schemas(root)]


def _filled(sample: str, title: str, folder: Path, root: Path) -> str:
    """Return a file of `sample/`, for a folder of the edition, with the edition's title inserted, plain or as a TOML string."""
    text = files(__package__).joinpath("sample", sample).read_text(encoding="utf-8")
    return Template(text).safe_substitute(
        title=title,
        quoted=quoted(title),
        edition_schema=pointer("edition", folder, root),
        volume_schema=pointer("volume", folder, root),
    )


def quoted(words: str) -> str:
    """Return `words` as a TOML string. TOML escapes what JSON does, and also the character DEL."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def volume_settings(title: str, folder: Path, root: Path) -> str:
    """Return a `volume.toml` that has only a title, for a volume in `folder` of the edition in `root`."""
    return f"{pointer('volume', folder, root)}\ntitle = {quoted(title)}\n"
