"""Read a TOML settings file and validate it against a model. An error is one sentence for the editor."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from backchannel.did_you_mean import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path


class SettingsError(Exception):
    """An invalid setting. The text is one sentence for the editor."""


def _some_words(value: str) -> str:
    if not value.strip():
        raise ValueError("empty value; write some text between the quotation marks")
    return value


SomeWords = Annotated[str, AfterValidator(_some_words)]
"""A string that is not blank."""


class SettingsModel(BaseModel):
    """Base model of the settings files. It is frozen and rejects unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


_S = TypeVar("_S", bound=BaseModel)


def read_settings(file: Path, kind: type[_S]) -> _S:
    """Read a settings file. Raises `SettingsError`."""
    try:
        data = tomllib.loads(_decoded(file))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"can't parse {file} as TOML: {error}.") from error
    if control := _CONTROL.search("".join(_strings(data))):
        raise SettingsError(f"{file}: a value has the control character U+{ord(control[0]):04X}; remove it.")
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        raise SettingsError(f"{file}: {_sentence(error, kind, data)}") from error


def read_markdown(file: Path) -> str:
    """Read a Markdown file beside the settings; one that is missing has no words. Raises `SettingsError`."""
    text = _decoded(file) if file.is_file() else ""
    if control := _CONTROL.search(text):
        raise SettingsError(f"{file} has the control character U+{ord(control[0]):04X}; remove it.")
    return text


def _decoded(file: Path) -> str:
    try:
        return settings_text(file)
    except UnicodeDecodeError as error:
        line = file.read_bytes().count(b"\n", 0, error.start) + 1
        raise SettingsError(f"{file} is not UTF-8 (line {line}): save it as UTF-8.") from error


def settings_text(file: Path) -> str:
    """Return the text of a settings file, without the byte order mark that some editors write. Raises `UnicodeDecodeError`."""
    return file.read_text(encoding="utf-8-sig")


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
"""What no line of a page or of an export may have; TOML can write it as `\\u0000`."""


def _strings(data: object) -> Iterator[str]:
    """Yield the strings in the data of a settings file."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, list | dict):
        for part in data.values() if isinstance(data, dict) else data:
            yield from _strings(part)


def _sentence(error: ValidationError, kind: type[BaseModel], data: Mapping[str, Any]) -> str:
    """Describe the first error in a settings file: which key, what is wrong, and what was probably meant."""
    fault = min(
        error.errors(), key=lambda fault: fault["type"] != "extra_forbidden"
    )  # a missing key may be a misspelled one, so report unknown keys first
    key = " ".join(_place(fault["loc"], data))
    if fault["type"] == "extra_forbidden":
        fields = _fields(kind, fault["loc"][:-1])
        return f"unknown key {key!r}; {ended(did_you_mean(str(fault['loc'][-1]), fields))}"
    if fault["type"] == "missing":
        return f"missing key {key!r}."
    if fault["type"] == "value_error":  # raised by one of our own validators
        said = ended(fault["msg"].removeprefix("Value error, "))
        return f"{key}: {said}" if key else said
    return f"{key}: {fault['msg'][0].lower()}{fault['msg'][1:]}, not {fault['input']!r}."


def ended(words: str) -> str:
    """Add a period to a sentence that has no final punctuation."""
    return words if words.endswith(("?", ".")) else f"{words}."


def _place(place: Sequence[int | str], data: Any) -> Iterator[str]:
    """Name the place of an error: `journeys #1 last`, or by id where there is one: `people archer-ann offices #2 last`."""
    for part in place:
        data = _part(data, part)
        named = isinstance(part, int) and isinstance(data, dict) and data.get("id")
        yield str(named) if named else f"#{part + 1}" if isinstance(part, int) else part


def _part(data: Any, part: int | str) -> Any:
    """Return an item of a list or a table, or None if it is missing."""
    if isinstance(data, list) and isinstance(part, int):
        return data[part] if part < len(data) else None
    return data.get(part) if isinstance(data, dict) else None


def _fields(kind: type[BaseModel], place: Sequence[int | str]) -> list[str]:
    """Return the keys allowed at a place in a settings file: inside `journeys`, those of a journey."""
    for part in place:
        if isinstance(part, str):
            kind = next(iter(get_args(kind.model_fields[part].annotation)), kind)
    return list(kind.model_fields)
