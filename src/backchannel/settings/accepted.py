"""Read `accepted.toml`: findings that the editors accept, with reasons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, NamedTuple

from pydantic import AfterValidator, Field

from backchannel.settings.reading import SettingsModel, SomeWords, read_settings, settings_text

if TYPE_CHECKING:
    from pathlib import Path

ACCEPTED = "accepted.toml"


def _rule(word: str) -> str:
    from backchannel.rules import choice  # imported here because most editions name no rule

    return choice.acceptable(word)


class Acceptance(SettingsModel):
    """`[[accepted]]` in accepted.toml: a finding that the editors accept, and the reason."""

    rule: Annotated[str, AfterValidator(_rule)] = Field(description="The id of the rule: N002.")
    document: SomeWords = Field(description="The document id, frus1969-76v09/d44, or the volume id for a finding about the whole volume.")
    quotation: SomeWords | None = Field(
        default=None, description="Words of the text at the place of the finding. A finding about no particular words needs no quotation."
    )
    reason: SomeWords = Field(description="Why the finding is accepted. Readers see the reason.")


class AcceptanceEntry(NamedTuple):
    """An acceptance, and the line of accepted.toml on which it begins."""

    line: int
    acceptance: Acceptance


class AcceptedFindings(SettingsModel):
    """`accepted.toml`: the findings that the editors accept."""

    accepted: tuple[Acceptance, ...] = Field(
        default=(), description="The accepted findings, each a table [[accepted]] with the keys below."
    )


_HEADED = re.compile(r"^\s*\[\[\s*accepted\s*\]\]", re.MULTILINE)


def read_accepted(file: Path) -> tuple[AcceptanceEntry, ...]:
    """Return the entries of `accepted.toml` with their lines. If they are not written as `[[accepted]]` tables, all get line 1."""
    if not file.exists():
        return ()
    accepted = read_settings(file, AcceptedFindings).accepted
    text = settings_text(file)
    lines = [text.count("\n", 0, heading.end()) + 1 for heading in _HEADED.finditer(text)]
    return tuple(map(AcceptanceEntry, lines if len(lines) == len(accepted) else [1] * len(accepted), accepted))
