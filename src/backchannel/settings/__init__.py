"""An edition's own settings: `edition.toml` and `accepted.toml` at its top, a `volume.toml` in the folder of each volume. Who its
people are, `people` reads.

All keys are optional but a volume's title. A file that can't be read as TOML, a key that is not known or a value of the wrong kind is a
`SettingsError`, one sentence that names the file and what to do.
"""

from __future__ import annotations

from backchannel.settings.accepted import ACCEPTED, Acceptance, Accepted, Entry
from backchannel.settings.edition import Check, Edition
from backchannel.settings.project import PEOPLE, Project
from backchannel.settings.reading import Settings, SettingsError, read_settings
from backchannel.settings.volume import Journey, Volume

__all__ = [
    "ACCEPTED",
    "PEOPLE",
    "Acceptance",
    "Accepted",
    "Check",
    "Edition",
    "Entry",
    "Journey",
    "Project",
    "Settings",
    "SettingsError",
    "Volume",
    "read_settings",
]
