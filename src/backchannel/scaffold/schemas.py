"""Write JSON Schemas of the settings files. Text editors use them to complete and explain keys, and to mark errors.

The first line of a settings file names its schema: `#:schema .schemas/edition.json` (a convention of Taplo and programs that use it).
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from backchannel.settings import AcceptedFindings, EditionSettings, VolumeSettings
from backchannel.settings.people import PeopleFile
from backchannel.settings.terms import TermsFile
from backchannel.writers.files import write_file

if TYPE_CHECKING:
    from backchannel.settings import SettingsModel

SCHEMAS: dict[str, type[SettingsModel]] = {
    "edition": EditionSettings,  # edition.toml
    "volume": VolumeSettings,  # volume.toml
    "accepted": AcceptedFindings,  # accepted.toml
    "people": PeopleFile,  # people.toml
    "terms": TermsFile,  # terms.toml
}
"""The model of each settings file, by the file's name without `.toml`."""

FOLDER = ".schemas"
"""The folder of the schemas in an edition."""


def schema(name: str) -> str:
    """Return the JSON Schema of a settings file, as text. Raises `KeyError` for a name that is not in `SCHEMAS`."""
    of_model = SCHEMAS[name].model_json_schema()
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema"} | of_model, indent=2, ensure_ascii=False) + "\n"


def pointer(name: str, folder: Path, root: Path) -> str:
    """Return the first line of a settings file in `folder`, of the edition in `root`: `#:schema ../../.schemas/volume.json`."""
    return f"#:schema {Path(os.path.relpath(root / FOLDER / name, folder)).as_posix()}.json"


def write_schemas(root: Path) -> list[str]:
    """Write all schemas to the edition in `root`, and return their paths in it."""
    for name in SCHEMAS:
        write_file(root / FOLDER / f"{name}.json", schema(name).encode())
    return [f"{FOLDER}/{name}.json" for name in SCHEMAS]
