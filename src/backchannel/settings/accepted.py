"""`accepted.toml`: findings that are all right as they are, and why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, NamedTuple

from pydantic import AfterValidator, Field

from backchannel.settings.reading import SettingsModel, read_settings

if TYPE_CHECKING:
    from pathlib import Path

ACCEPTED = "accepted.toml"


def _words(value: str) -> str:
    if not value.strip():
        raise ValueError("empty value; write some text between the quotation marks")
    return value


def _rule(word: str) -> str:
    from backchannel.rules import choice  # most editions name no rule

    return choice.acceptable(word)


class Acceptance(SettingsModel):
    """`[[accepted]]` in accepted.toml: a finding that is all right as it is, and why."""

    rule: Annotated[str, AfterValidator(_rule)] = Field(description="The rule, by its id: N002.")
    document: Annotated[str, AfterValidator(_words)] = Field(
        description="The document's id, frus1969-76v09/d44; the volume's, for a finding about the volume as a whole."
    )
    quotation: Annotated[str, AfterValidator(_words)] | None = Field(
        default=None, description="Words of the text around the finding's place; a finding that has none needs no quotation."
    )
    reason: Annotated[str, AfterValidator(_words)] = Field(description="Why it is all right. Readers see it.")


class AcceptanceEntry(NamedTuple):
    """An acceptance, and the line of accepted.toml where it begins."""

    line: int
    acceptance: Acceptance


class AcceptedFindings(SettingsModel):
    """`accepted.toml`: the findings that the editors accept."""

    accepted: tuple[Acceptance, ...] = Field(
        default=(), description="Findings that are all right as they are, each a table [[accepted]] with the keys below."
    )


_HEADED = re.compile(r"^\s*\[\[\s*accepted\s*\]\]", re.MULTILINE)


def read_accepted(file: Path) -> tuple[AcceptanceEntry, ...]:
    """What `accepted.toml` has, each with its line; one that is not headed `[[accepted]]` with the first."""
    if not file.exists():
        return ()
    accepted = read_settings(file, AcceptedFindings).accepted
    text = file.read_text(encoding="utf-8")
    lines = [text.count("\n", 0, heading.end()) + 1 for heading in _HEADED.finditer(text)]
    return tuple(map(AcceptanceEntry, lines if len(lines) == len(accepted) else [1] * len(accepted), accepted))
