"""Read the abbreviations and terms of an edition: `terms.toml` at its top applies to all volumes, one next to a `volume.toml` to that
volume.

One abbreviation may have several meanings; it is then not explained in the documents. An error is a `SettingsError`, one sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, Field

from backchannel.settings.reading import SettingsModel, SomeWords, read_settings

if TYPE_CHECKING:
    from backchannel.settings import Project


class TermEntry(SettingsModel):
    """An abbreviation or a term, its meaning, and a note about it. `forms` are other forms in which documents print it."""

    abbreviation: SomeWords = Field(description="The abbreviation or term, as printed: PARU.")
    meaning: SomeWords = Field(description="Its meaning: Police Aerial Reinforcement Unit.")
    note: str | None = Field(default=None, description="A note for readers, shown below the meaning.")
    forms: tuple[SomeWords, ...] = Field(default=(), description="Other forms in which documents print it: Parus.")


def _listed_once(terms: tuple[TermEntry, ...]) -> tuple[TermEntry, ...]:
    seen: set[tuple[str, str]] = set()
    for entry in terms:
        if (key := (entry.abbreviation, entry.meaning)) in seen:
            raise ValueError(f"{entry.abbreviation!r} is listed twice with the meaning {entry.meaning!r}; remove one of the entries")
        seen.add(key)
    return terms


class TermsFile(SettingsModel):
    """`terms.toml`: the abbreviations and terms of the edition or of a volume."""

    terms: Annotated[tuple[TermEntry, ...], AfterValidator(_listed_once)] = Field(
        default=(), description="The abbreviations and terms, each a table [[terms]] with the keys below."
    )


@dataclass(frozen=True, slots=True)
class Glossaries:
    """The abbreviations and terms in the `terms.toml` files, by volume id. The empty id has those that apply to all volumes."""

    entries: dict[str, tuple[TermEntry, ...]]

    def of(self, volume: str) -> tuple[TermEntry, ...]:
        """Return the entries of a volume's own file, or, for the empty id, those that apply to all volumes."""
        return self.entries.get(volume, ())


def load(project: Project) -> Glossaries:
    """Load the abbreviations and terms of an edition. Raises `SettingsError`."""
    entries: dict[str, tuple[TermEntry, ...]] = {}
    for volume, file in project.glossaries:
        entries[volume] = (*entries.get(volume, ()), *read_settings(file, TermsFile).terms)
    return Glossaries(entries)
