"""`edition.toml`: an edition's name, where its parts lie, and what `check` looks at."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from backchannel.settings.accepted import ACCEPTED
from backchannel.settings.reading import SettingsModel


def _rules(words: tuple[str, ...]) -> tuple[str, ...]:
    from backchannel.rules import choice

    choice.chosen(words)
    return words


_Rules = Annotated[tuple[str, ...], AfterValidator(_rules)]
"""Rules by their ids, letters or names: `["N", "V003"]`."""


class CheckSettings(SettingsModel):
    """`[check]` in edition.toml: the rules that `check` looks at (all, if none are named), and those that it passes over."""

    select: _Rules = Field(default=(), description='The rules that are looked at, by id, letter or name: ["N", "V003"].')
    ignore: _Rules = Field(default=(), description="The rules that are passed over.")

    @property
    def rules(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return self.select, self.ignore


class EditionSettings(SettingsModel):
    """`edition.toml`: the edition's name, where its parts lie (folders, from the edition's own), and what `check` looks at."""

    title: str = Field(default="Backchannel", description="The edition's title, at the head of each page.")
    subtitle: str = Field(
        default="Annotated digital editions of diplomatic documents", description="What stands under the title on the first page."
    )
    documents: Path = Field(default=Path("documents"), description="The folder of the texts, which has a folder for each volume.")
    site: Path = Field(default=Path("site"), description="The folder that the built site is written to.")
    templates: Path = Field(default=Path("templates"), description="The folder of your own templates, which replace ours one by one.")
    vocabulary: Path = Field(
        default=Path("vocabulary"), description="The folder of your own words, which are added to ours or replace them one by one."
    )
    check: CheckSettings = Field(default=CheckSettings(), description="Which rules check looks at: a table [check] with the keys below.")

    @model_validator(mode="after")
    def _has_a_site_of_its_own(self) -> Self:
        site, others = _folded(self.site), (self.documents, self.templates, self.vocabulary)
        if site == Path() or any(other.is_relative_to(site) for other in map(_folded, others)):
            raise ValueError(
                f"can't write the site to {self.site.as_posix()!r}, which contains the edition's source files; choose another folder"
            )
        return self

    def shown(self, path: str) -> str:
        """A file that a finding names, from the edition's own folder: `documents/frus1969-76v09/a.txt`, `accepted.toml`."""
        return path if path == ACCEPTED else (self.documents / path).as_posix()


def _folded(path: Path) -> Path:
    """A path without `..` and `.` in it."""
    return Path(os.path.normpath(path))
