"""Writes the tables of the manual that say what the code says: commands with their options, settings with their keys.

`python docs/tables.py` writes them again, each between the lines `<!-- table: KIND NAME -->` and `<!-- end -->` of a page. A test holds the
pages to it, so a row is written in the code and nowhere else.
"""

from __future__ import annotations

import re
from datetime import date
from importlib.resources import files
from pathlib import Path
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

import click
from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from backchannel import vocabulary
from backchannel.cli import backchannel
from backchannel.scaffold.schemas import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pydantic.fields import FieldInfo

DOCS = Path(__file__).parent

TABLE = re.compile(r"<!-- table: (?P<kind>\S+) (?P<name>\S+) -->\n.*?<!-- end -->", re.DOTALL)


def renewed(page: str) -> str:
    """A page with its tables as they should be."""
    return TABLE.sub(lambda found: f"<!-- table: {found['kind']} {found['name']} -->\n\n{_drawn(found)}\n\n<!-- end -->", page)


def _drawn(found: re.Match[str]) -> str:
    return "\n".join(_KINDS[found["kind"]](found["name"]))


def command(name: str) -> Iterator[str]:
    """How a command is called, what it does, and a row for each of its options."""
    found = backchannel.commands[name]
    words = found.collect_usage_pieces(click.Context(found))
    yield f"`backchannel {' '.join([name, *words])}`"
    for paragraph in (found.help or "").split("\n\n"):
        yield from ("", " ".join(paragraph.split()))
    options = [param for param in found.params if isinstance(param, click.Option)]
    if options:
        yield from ("", "| option | what it does |", "|---|---|")
        yield from (f"| {_names(option)} | {_cell(option.help or '')}{_default(option)} |" for option in options)


def _names(option: click.Option) -> str:
    """`--port NUMBER`; `-v`, `--verbose`; `--open`, `--no-open`"""
    value = "" if option.is_flag else f" {_VALUES.get(option.type.name, option.type.name.upper())}"
    return ", ".join(f"`{name}{value}`" for name in [*option.opts, *option.secondary_opts])


_VALUES = {"integer range": "NUMBER", "integer": "NUMBER", "path": "FOLDER", "choice": "FORM"}


def _default(option: click.Option) -> str:
    """` Without it: 8000.` Nothing for what is off, and for what differs from one machine to another."""
    if not option.show_default or option.is_flag:
        return ""
    return f" Without it: {'one for each processor' if option.name == 'jobs' else option.default}."


def keys(name: str) -> Iterator[str]:
    """A row for each key of a settings file, or of a table in one: what it holds, what holds without it, what it says."""
    yield from ("| key | holds | without it | what it says |", "|---|---|---|---|")
    for key, field in MODELS[name].model_fields.items():
        yield f"| `{key}` | {holds(field.annotation)} | {_without(field)} | {_cell(field.description or '')} |"


def _tables_in(model: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """The tables that a settings file has, and those in them, by their names in small letters: `journey`."""
    inner = [part for field in model.model_fields.values() for part in _models_in(field.annotation)]
    return {part.__name__.lower(): part for part in inner} | {k: v for part in inner for k, v in _tables_in(part).items()}


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models_in(part)]


MODELS: dict[str, type[BaseModel]] = {name: table for model in SCHEMAS.values() for name, table in _tables_in(model).items()} | SCHEMAS
"""The settings' files, and the tables in them."""


def _without(field: FieldInfo) -> str:
    if field.default is PydanticUndefined and field.default_factory is None:
        return "**must be given**"
    return f"`{field.default}`" if field.default not in (None, ()) and field.default_factory is None else ""


def holds(annotation: Any) -> str:
    """What a key holds, in words: `tuple[str, ...]` is a list of texts."""
    if annotation in _WORDS:
        return _WORDS[annotation]
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return holds(parts[0])
    if origin in (Union, UnionType):
        return " or ".join(holds(part) for part in parts if part is not NoneType)
    if origin is Literal:
        return " or ".join(f"`{part}`" for part in parts)
    if origin is tuple:
        return f"list: {holds(parts[0])}" if parts[-1] is Ellipsis else ", ".join(map(holds, parts))
    return "table"


_WORDS: dict[Any, str] = {str: "text", int: "number", bool: "true or false", Path: "folder", date: "day"}


def words(_: str) -> Iterator[str]:
    """A row for each list of words: what it says of itself at its top, and the kinds of its terms."""
    yield from ("| file | what it lists | kinds |", "|---|---|---|")
    for field in vocabulary.fields():
        kinds = sorted({term.kind for term in vocabulary.known(field) if term.kind})
        yield f"| `{field}.toml` | {_cell(_about(field))} | {', '.join(f'`{kind}`' for kind in kinds)} |"


def _about(field: str) -> str:
    """The first sentence of the remark at the top of a list."""
    text = files("backchannel").joinpath("data", f"{field}.toml").read_text(encoding="utf-8").partition("\n[[")[0]
    remark = " ".join(line.removeprefix("# ") for line in text.splitlines() if line.startswith("# "))
    return re.split(r"[.:;](?=\s|$)", remark, maxsplit=1)[0] + "."


def _cell(words: str) -> str:
    return words.replace("|", r"\|")


_KINDS: dict[str, Callable[[str], Iterator[str]]] = {"command": command, "settings": keys, "words": words}


def main() -> None:
    """Renew the tables of all pages."""
    for page in DOCS.rglob("*.md"):
        before = page.read_text(encoding="utf-8")
        if (after := renewed(before)) != before:
            page.write_text(after, encoding="utf-8")
            print(page.relative_to(DOCS))


if __name__ == "__main__":
    main()
