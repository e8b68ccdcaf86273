"""Generate tables of the manual from the code: commands with their options, settings files with their keys, vocabulary lists.

`python docs/tables.py` regenerates each table between the lines `<!-- table: KIND NAME -->` and `<!-- end -->` of a page. A test compares
the pages with the code, so the text of a row is written only in the code.
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
from backchannel.edition.dataset import tables as dataset
from backchannel.scaffold.schemas import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pydantic.fields import FieldInfo

DOCS = Path(__file__).parent

TABLE = re.compile(r"<!-- table: (?P<kind>\S+) (?P<name>\S+) -->\n.*?<!-- end -->", re.DOTALL)


def renewed(page: str) -> str:
    """Return a page with its tables regenerated."""
    return TABLE.sub(lambda found: f"<!-- table: {found['kind']} {found['name']} -->\n\n{_drawn(found)}\n\n<!-- end -->", page)


def _drawn(found: re.Match[str]) -> str:
    return "\n".join(_KINDS[found["kind"]](found["name"]))


def command(name: str) -> Iterator[str]:
    """Yield the usage of a command (`build`) or of one of a group (`export/data`), its help text, and a row for each of its options."""
    path = name.split("/")
    found: click.Command = backchannel
    for part in path:
        found = found.commands[part] if isinstance(found, click.Group) else found
    words = found.collect_usage_pieces(click.Context(found))
    yield f"`backchannel {' '.join([*path, *words])}`"
    for paragraph in (found.help or "").split("\n\n"):
        yield from ("", " ".join(paragraph.split()))
    options = [param for param in found.params if isinstance(param, click.Option)]
    if options:
        yield from ("", "| option | effect |", "|---|---|")
        yield from (f"| {_names(option)} | {_cell(option.help or '')}{_default(option)} |" for option in options)


def _names(option: click.Option) -> str:
    """Return the forms of an option: `--port NUMBER`; `-v`, `--verbose`; `--open`, `--no-open`."""
    value = "" if option.is_flag else f" {_VALUES.get(option.type.name, option.type.name.upper())}"
    return ", ".join(f"`{name}{value}`" for name in [*option.opts, *option.secondary_opts])


_VALUES = {"integer range": "NUMBER", "integer": "NUMBER", "path": "FOLDER", "file": "FILE", "choice": "FORM"}


def _default(option: click.Option) -> str:
    """Return the default of an option: ` Default: 8000.` Empty for flags. The number of processors is given in words."""
    if not option.show_default or option.is_flag:
        return ""
    return f" Default: {'one for each processor' if option.name == 'jobs' else option.default}."


def keys(name: str) -> Iterator[str]:
    """Yield a row for each key of a settings file, or of a table in one: its type, its default, and its meaning."""
    yield from ("| key | type | default | meaning |", "|---|---|---|---|")
    for key, field in MODELS[name].model_fields.items():
        yield f"| `{key}` | {holds(field.annotation)} | {_without(field)} | {_cell(field.description or '')} |"


def _tables_in(model: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """Return the tables of a settings file, and the tables in them, by their lowercase names: `journey`."""
    inner = [part for field in model.model_fields.values() for part in _models_in(field.annotation)]
    return {part.__name__.lower(): part for part in inner} | {k: v for part in inner for k, v in _tables_in(part).items()}


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models_in(part)]


MODELS: dict[str, type[BaseModel]] = {name: table for model in SCHEMAS.values() for name, table in _tables_in(model).items()} | SCHEMAS
"""The settings files, and the tables in them."""


def _without(field: FieldInfo) -> str:
    if field.default is PydanticUndefined and field.default_factory is None:
        return "**required**"
    if field.default in (None, ()) or field.default_factory or isinstance(field.default, BaseModel):
        return ""
    return f"`{str(field.default).lower() if isinstance(field.default, bool) else field.default}`"


def holds(annotation: Any) -> str:
    """Describe the type of a key in words: `tuple[str, ...]` is a list of texts."""
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
    """Yield a row for each vocabulary list: the first sentence of its comment, and the kinds of its terms."""
    yield from ("| file | contents | kinds |", "|---|---|---|")
    for field in vocabulary.fields():
        kinds = sorted({term.kind for term in vocabulary.known(field) if term.kind})
        yield f"| `{field}.toml` | {_cell(_about(field))} | {', '.join(f'`{kind}`' for kind in kinds)} |"


def data(name: str) -> Iterator[str]:
    """Yield a row for each column of a table of the edition's data; for `views`, a row for each view."""
    if name == "views":
        yield from ("| view | what it has |", "|---|---|")
        yield from (f"| `{view.name}` | {_cell(view.description)} |" for view in dataset.views())
        return
    table = next(table for table in dataset.tables() if table.name == name)
    yield from (table.description, "", "| column | meaning |", "|---|---|")
    yield from (f"| `{field.name}` | {_cell(field.description)} |" for field in table.fields)


def _about(field: str) -> str:
    """Return the first sentence of the comment at the top of a list."""
    text = files("backchannel").joinpath("data", f"{field}.toml").read_text(encoding="utf-8").partition("\n[[")[0]
    remark = " ".join(line.removeprefix("# ") for line in text.splitlines() if line.startswith("# "))
    return re.split(r"[.:;](?=\s|$)", remark, maxsplit=1)[0] + "."


def _cell(words: str) -> str:
    return words.replace("|", r"\|")


_KINDS: dict[str, Callable[[str], Iterator[str]]] = {"command": command, "settings": keys, "words": words, "data": data}


def main() -> None:
    """Regenerate the tables of all pages."""
    for page in DOCS.rglob("*.md"):
        before = page.read_text(encoding="utf-8")
        if (after := renewed(before)) != before:
            page.write_text(after, encoding="utf-8")
            print(page.relative_to(DOCS))


if __name__ == "__main__":
    main()
