"""The settings of an edition: `edition.toml` and `accepted.toml` at its top, and a `volume.toml` in the folder of each volume. The module
`people` reads `people.toml`, `terms` reads `terms.toml`.

All keys are optional except a volume's title. A file that is not TOML, an unknown key or a value of the wrong type raises `SettingsError`,
one sentence that names the file and says what to do.
"""

from __future__ import annotations

from backchannel.settings.accepted import ACCEPTED, Acceptance, AcceptanceEntry, AcceptedFindings
from backchannel.settings.edition import PUBLISHED, CheckSettings, EditionSettings
from backchannel.settings.project import INTRODUCTION, PEOPLE, TERMS, Project
from backchannel.settings.reading import SettingsError, SettingsModel, read_settings
from backchannel.settings.series import SeriesOfVolumes, SeriesSettings
from backchannel.settings.volume import JourneySettings, VolumeSettings

__all__ = [
    "ACCEPTED",
    "INTRODUCTION",
    "PEOPLE",
    "PUBLISHED",
    "TERMS",
    "Acceptance",
    "AcceptanceEntry",
    "AcceptedFindings",
    "CheckSettings",
    "EditionSettings",
    "JourneySettings",
    "Project",
    "SeriesOfVolumes",
    "SeriesSettings",
    "SettingsError",
    "SettingsModel",
    "VolumeSettings",
    "read_settings",
]
