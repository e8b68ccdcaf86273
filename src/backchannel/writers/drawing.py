"""Draws pages from their view models and templates, and writes them.

Templates are looked for in the edition's own folder first, one by one, then among the program's.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from backchannel.pages.reading.text import drawable
from backchannel.settings import SettingsError
from backchannel.source import digest
from backchannel.writers.files import write_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jinja2 import nodes
    from jinja2.compiler import Frame

    from backchannel.settings import Project

_STATIC = "static"


class Drawn(NamedTuple):
    """A file of the site: its path, whether it changed, its seal, and the ids that it publishes."""

    path: str
    changed: bool
    seal: str
    ids: tuple[str, ...] = ()


class Page(Protocol):
    """A view model: what a template needs, ready, and its page's path in the site."""

    @property
    def path(self) -> str: ...


def draw(project: Project, template: str, page: Page, ids: Sequence[str] = ()) -> Drawn:
    """Write the page that `template` makes of its view model. Raises `SettingsError` for a template that can't be used."""
    try:
        text = _templates(project.templates).get_template(template).render(page=page)
    except TemplateError as error:
        place = f"{error.name}, line {error.lineno}" if isinstance(error, TemplateSyntaxError) else template
        raise SettingsError(f"the template {place}: {error.message}.") from error
    return write_text(project, page.path, text, ids)


def write_text(project: Project, path: str, text: str, ids: Sequence[str] = ()) -> Drawn:
    """Write a file of the site, without what no page may hold."""
    return write(project, path, drawable(text).encode(), ids)


def write(project: Project, path: str, data: bytes, ids: Sequence[str] = ()) -> Drawn:
    """Write a file of the site, if it changed."""
    return Drawn(path, *write_file(project.site / path, data), tuple(ids))


def _escaped(value: object) -> str:
    """What a template puts out of a value: with nothing to escape in it a string stays as it is, and is not made into an object first."""
    if type(value) is Markup:
        return value
    if type(value) is str and not ("<" in value or "&" in value or ">" in value or '"' in value or "'" in value):
        return value
    return escape(value)


class _Code(CodeGenerator):
    """The code of a template, with `_escaped` for Jinja's own `escape`: a page puts out 500 values, few of which have a sign to escape."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)


class _Context(Context):
    """The names that a template knows; it calls a macro, as nearly all is that templates call, without asking what else it may be."""

    def call(self, called: Any, /, *args: Any, **names: Any) -> Any:
        if type(called) is not Macro:
            return super().call(called, *args, **names)
        names.pop("_loop_vars", None)
        names.pop("_block_vars", None)
        return called(self.eval_ctx, *args, **names)


class _Templates(Environment):
    """Jinja, in half the time."""

    code_generator_class = _Code
    context_class = _Context
    escaped = staticmethod(_escaped)


@cache
def _templates(own: Path) -> Environment:
    """The templates of an edition whose own lie in the folder `own`."""
    return _Templates(
        loader=FileSystemLoader(_folders(own)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def forget_templates() -> None:
    """Load the templates again when the next page is drawn."""
    _templates.cache_clear()


def _folders(own: Path) -> list[Path]:
    """Where templates are looked for: the edition's, those of the installed program, those of a checkout of it."""
    package = Path(__file__).parents[1]
    return [folder for folder in (own, package / "templates", package.parents[1] / "templates") if folder.is_dir()]


def fingerprint(own: Path) -> str:
    """A fingerprint of all templates, and of all that lies beside them, of an edition whose own lie in the folder `own`."""
    files = sorted(file for folder in _folders(own) for file in folder.rglob("*") if file.is_file())
    return digest(b"\0".join(part for file in files for part in (str(file).encode(errors="replace"), file.read_bytes())))


def copy_static(project: Project) -> Iterator[Drawn]:
    """The style sheet, the scripts, the icons: the program's, and the edition's own in their place."""
    files: dict[str, Path] = {}
    for folder in reversed(_folders(project.templates)):
        files |= {file.name: file for file in sorted((folder / _STATIC).glob("*.*")) if not file.name.startswith(".")}
    for name, file in sorted(files.items()):
        yield write(project, f"{_STATIC}/{name}", file.read_bytes())
