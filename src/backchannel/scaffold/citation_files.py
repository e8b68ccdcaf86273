"""Say how a new edition is cited: `CITATION.cff` for GitHub and reference managers, `.zenodo.json` for the archive Zenodo."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

_LICENSE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")


class NewEdition(NamedTuple):
    """What is known of a new edition: its title; its editors, `Archer, Ann` or the name of a body; the license of their work, by its SPDX
    id: `CC-BY-4.0`."""

    title: str
    editors: Sequence[str] = ()
    license: str = ""

    @property
    def creators(self) -> Sequence[str]:
        """Return the editors; if none are named, all editors together."""
        return self.editors or (f"The editors of {self.title}",)

    def checked(self) -> NewEdition:
        """Return the same edition. Raises `SettingsError` for a license that is not an id."""
        if self.license and not _LICENSE.fullmatch(self.license):
            raise SettingsError(f"{self.license!r} is not the id of a license; use one that spdx.org lists, such as CC-BY-4.0.")
        return self


def authors(edition: NewEdition) -> str:
    """Write the authors of `CITATION.cff`: people by family and given names, others by name."""
    return "\n".join(f"  - {_author(name)}" for name in edition.creators)


def _author(name: str) -> str:
    family, comma, given = name.partition(",")
    if comma and family.strip() and given.strip():
        return f"family-names: {quoted(family.strip())}\n    given-names: {quoted(given.strip())}"
    return f"name: {quoted(name)}"


def license_line(edition: NewEdition) -> str:
    """Write the license for `CITATION.cff`, or how to state one."""
    return f"license: {edition.license}" if edition.license else "# license: CC-BY-4.0"


def zenodo(edition: NewEdition) -> str:
    """Write `.zenodo.json`: what Zenodo says of each release of the edition."""
    deposit = {
        "title": edition.title,
        "upload_type": "dataset",
        "description": "<p>An annotated digital edition of documents: texts, editors’ notes, and the site that is built of them.</p>",
        "creators": [{"name": name} for name in edition.creators],
        "access_right": "open",
        "keywords": ["digital scholarly editing", "documentary editing"],
        **({"license": edition.license.lower()} if edition.license else {}),
    }
    return json.dumps(deposit, ensure_ascii=False, indent=2) + "\n"


def quoted(words: str) -> str:
    """Return `words` as a string of TOML or YAML. These escape what JSON does, and also the character DEL."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
