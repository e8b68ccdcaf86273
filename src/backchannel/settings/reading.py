"""Reads a settings file: TOML, checked against a model; a fault is one sentence for an editor."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from backchannel.did_you_mean import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path


class SettingsError(Exception):
    """A setting that can't be used. The text is one sentence for an editor."""


class SettingsModel(BaseModel):
    """Base of the settings files: frozen, and closed against keys that it does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid")


_S = TypeVar("_S", bound=BaseModel)


def read_settings(file: Path, kind: type[_S]) -> _S:
    """What a settings file says. Raises `SettingsError`."""
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        line = file.read_bytes().count(b"\n", 0, error.start) + 1
        raise SettingsError(f"{file} is not UTF-8 (line {line}): save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file} is not TOML: {error}.") from error
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        raise SettingsError(f"{file}: {_sentence(error, kind, data)}") from error


def _sentence(error: ValidationError, kind: type[BaseModel], data: Mapping[str, Any]) -> str:
    """The first fault of a settings file, for an editor: which key, what is wrong, what was meant."""
    fault = min(error.errors(), key=lambda fault: fault["type"] != "extra_forbidden")  # a key missing may be one misspelt
    key = " ".join(_place(fault["loc"], data))
    if fault["type"] == "extra_forbidden":
        fields = _fields(kind, fault["loc"][:-1])
        return f"the key {key!r} is not known; {ended(did_you_mean(str(fault['loc'][-1]), fields))}"
    if fault["type"] == "missing":
        return f"the key {key!r} is missing."
    if fault["type"] == "value_error":  # said by a check of our own
        said = ended(fault["msg"].removeprefix("Value error, "))
        return f"{key}: {said}" if key else said
    return f"{key}: {fault['msg'][0].lower()}{fault['msg'][1:]}, not {fault['input']!r}."


def ended(words: str) -> str:
    """A sentence with its stop."""
    return words if words.endswith(("?", ".")) else f"{words}."


def _place(place: Sequence[int | str], data: Any) -> Iterator[str]:
    """Where a fault is, in words: `journeys #1 last`; what has an id is called by it: `people archer-ann offices #2 last`."""
    for part in place:
        data = _part(data, part)
        named = isinstance(part, int) and isinstance(data, dict) and data.get("id")
        yield str(named) if named else f"#{part + 1}" if isinstance(part, int) else part


def _part(data: Any, part: int | str) -> Any:
    """What stands in a list or a table, if that has it: of what is missing, nothing."""
    if isinstance(data, list) and isinstance(part, int):
        return data[part] if part < len(data) else None
    return data.get(part) if isinstance(data, dict) else None


def _fields(kind: type[BaseModel], place: Sequence[int | str]) -> list[str]:
    """The keys that are known at a place of a settings file: those of a journey in `journeys`."""
    for part in place:
        if isinstance(part, str):
            kind = next(iter(get_args(kind.model_fields[part].annotation)), kind)
    return list(kind.model_fields)
