"""An edition's own settings: `edition.toml` and `accepted.toml` at its top, a `volume.toml` in the folder of each volume. Who its
people are, `people` reads.

All keys are optional but a volume's title. A file that can't be read as TOML, a key that is not known or a value of the wrong kind is a
`SettingsError`, one sentence that names the file and what to do.
"""

from __future__ import annotations

from backchannel.settings.accepted import ACCEPTED, Acceptance, AcceptanceEntry, AcceptedFindings
from backchannel.settings.edition import CheckSettings, EditionSettings
from backchannel.settings.project import PEOPLE, Project
from backchannel.settings.reading import SettingsError, SettingsModel, read_settings
from backchannel.settings.volume import JourneySettings, VolumeSettings

__all__ = [
    "ACCEPTED",
    "PEOPLE",
    "Acceptance",
    "AcceptanceEntry",
    "AcceptedFindings",
    "CheckSettings",
    "EditionSettings",
    "JourneySettings",
    "Project",
    "SettingsError",
    "SettingsModel",
    "VolumeSettings",
    "read_settings",
]
