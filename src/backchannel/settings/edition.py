"""Define `edition.toml`: the edition's title, its folders, and the rules that `check` reports."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import quote

from pydantic import AfterValidator, Field, model_validator

from backchannel.settings.accepted import ACCEPTED
from backchannel.settings.reading import SettingsModel, SomeWords
from backchannel.settings.series import SeriesSettings

PUBLISHED = "published.jsonl"
"""The file of an edition that keeps every address that was ever published, with its words."""


def _rules(words: tuple[str, ...]) -> tuple[str, ...]:
    from backchannel.rules import choice

    choice.chosen(words)
    return words


_Rules = Annotated[tuple[str, ...], AfterValidator(_rules)]
"""Rules by their ids, letters or names: `["N", "V003"]`."""


_ADDRESS = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]+)?(/([A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})+)*/?")


def _address(words: str) -> str:
    """Check the address of a site, and return it without a slash at its end."""
    if not _ADDRESS.fullmatch(words) or words.endswith(".html"):
        raise ValueError(f"{words!r} is not the address of a site’s folder; write it as in a browser: https://example.org/edition")
    return words.removesuffix("/")


class CheckSettings(SettingsModel):
    """`[check]` in edition.toml: the rules that `check` reports (all if none are named), and the rules that it leaves out."""

    select: _Rules = Field(default=(), description='The rules to report, by id, letter or name: ["N", "V003"].')
    ignore: _Rules = Field(default=(), description="The rules to leave out.")

    @property
    def rules(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return self.select, self.ignore


class DataSettings(SettingsModel):
    """`[data]` in edition.toml: what a build writes for programs besides the pages. Nothing, unless it is asked for: the tables of a large
    edition are as large as its pages, and the files of documents are as many."""

    tables: tuple[Literal["sqlite", "csv", "jsonl"], ...] = Field(
        default=(),
        description='The forms in which the edition’s tables are written to data/ in the site: ["sqlite", "csv", "jsonl"]. With any, the '
        "site has a page that describes them.",
    )
    documents: bool = Field(default=False, description="Whether a JSON file is written beside the page of each document: d44.json.")


class EditionSettings(SettingsModel):
    """`edition.toml`: the edition's title, its folders (relative to its own folder), its series, and the rules that `check` reports."""

    title: SomeWords = Field(default="Backchannel", description="The edition's title, shown at the top of each page.")
    subtitle: str = Field(
        default="Annotated digital editions of diplomatic documents", description="The subtitle, shown on the front page."
    )
    address: Annotated[str, AfterValidator(_address)] | None = Field(
        default=None,
        description="The address at which the site is published: https://example.org/edition. With it, pages name their own addresses, "
        "and the site has a sitemap and a feed of changes.",
    )
    documents: Path = Field(default=Path("documents"), description="The folder of the texts, with a subfolder for each volume.")
    site: Path = Field(default=Path("site"), description="The folder to which the site is written.")
    templates: Path = Field(
        default=Path("templates"), description="The folder of your own templates. Each replaces the built-in template of the same name."
    )
    vocabulary: Path = Field(
        default=Path("vocabulary"), description="The folder of your own vocabulary, whose terms add to the built-in terms or replace them."
    )
    formats: tuple[Literal["tei"], ...] = Field(
        default=(), description='The formats in which the site has each document and volume besides its pages: ["tei"].'
    )
    series: SeriesSettings = Field(
        default=SeriesSettings(), description="The series that the volumes belong to: a table [series] with the keys below."
    )
    data: DataSettings = Field(default=DataSettings(), description="What a build writes for programs: a table [data] with the keys below.")
    check: CheckSettings = Field(default=CheckSettings(), description="The rules that check reports: a table [check] with the keys below.")

    @model_validator(mode="after")
    def _has_a_site_of_its_own(self) -> Self:
        site, others = _folded(self.site), (self.documents, self.templates, self.vocabulary)
        if site == Path() or any(other.is_relative_to(site) for other in map(_folded, others)):
            raise ValueError(
                f"can't write the site to {self.site.as_posix()!r}, which contains the edition's source files; choose another folder"
            )
        return self

    def address_of(self, path: str) -> str:
        """Return the address at which a page of the site is published, by its path; empty if the edition gives none."""
        return f"{self.address}/{quote(path)}" if self.address else ""

    def shown(self, path: str) -> str:
        """Return the path of a finding's file, relative to the edition's folder: `documents/frus1969-76v09/a.txt`, `accepted.toml`."""
        return path if path in (ACCEPTED, PUBLISHED) else (self.documents / path).as_posix()


def _folded(path: Path) -> Path:
    """Return a path without `..` and `.` in it."""
    return Path(os.path.normpath(path))
