"""Render pages from their view models and templates, and write them.

Each template is looked for in the edition's own folder first, then among the program's.
"""

from __future__ import annotations

import sys
import traceback
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import jinja2
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from backchannel.printed import printable
from backchannel.settings import SettingsError
from backchannel.source import digest
from backchannel.writers.files import WrittenFile, write_file, write_long
from backchannel.writers.templates import as_last_seen, template_folders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jinja2 import nodes
    from jinja2.bccache import Bucket
    from jinja2.compiler import Frame

    from backchannel.pages.components.layout import PageView
    from backchannel.settings import Project

_STATIC = "static"


def render(project: Project, template: str, page: PageView) -> WrittenFile:
    """Render `page` with its template and write it. Raises `SettingsError` for a template that cannot be used."""
    return write_text(project, page.path, rendered(project, template, page))


def rendered(project: Project, template: str, page: PageView) -> str:
    """Return the text of `page`. Raises `SettingsError` for a template that cannot be used."""
    templates = _templates(project.templates, project.store.with_name("templates"), as_last_seen(project.templates))
    try:
        return templates.get_template(template).render(page=page)
    except TemplateSyntaxError as error:
        raise SettingsError(f"the template {error.name}, line {error.lineno}: {error.message}.") from error
    except UnicodeDecodeError as error:
        raise SettingsError(_not_utf8(project.templates, template)) from error
    except Exception as error:
        place = _place_in(project.templates, error) or (template if isinstance(error, TemplateError) else "")
        if not place:
            raise
        raise SettingsError(f"the template {place}: {' '.join(str(error).split()) or type(error).__name__}.") from error


def _place_in(own: Path, error: Exception) -> str:
    """Return where an edition's own template failed: `document.html.j2, line 3`; empty if the program's templates or code did."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [(Path(frame.filename), frame.lineno) for frame in frames if Path(frame.filename).is_relative_to(own)]
    return f"{places[-1][0].relative_to(own).as_posix()}, line {places[-1][1]}" if places else ""


def _not_utf8(own: Path, template: str) -> str:
    """Name the template that is not UTF-8: `template` itself or one that it includes."""
    for file in sorted(own.rglob("*.j2")):
        data = file.read_bytes()
        try:
            data.decode()
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            return f"the template {file.relative_to(own).as_posix()} is not UTF-8 (line {line}): save it as UTF-8."
    return f"the template {template} includes a file that is not UTF-8: save it as UTF-8."


def write_text(project: Project, path: str, text: str) -> WrittenFile:
    """Write a text file of the site, without characters that HTML does not allow."""
    return write(project, path, printable(text).encode())


def write(project: Project, path: str, data: bytes) -> WrittenFile:
    """Write a file of the site, if it changed."""
    return WrittenFile(path, *write_file(project.site / path, data))


def write_pieces(project: Project, path: str, fill: Callable[[IO[bytes]], None]) -> WrittenFile:
    """Write a file of the site piece by piece, if it changed."""
    return WrittenFile(path, *write_long(project.site / path, fill))


def _escaped(value: object) -> str:
    """Escape a value for output. A string with nothing to escape stays as it is, and is not wrapped in an object first."""
    if type(value) is Markup:
        return value
    if type(value) is str and not ("<" in value or "&" in value or ">" in value or '"' in value or "'" in value):
        return value
    return escape(value)


class _Code(CodeGenerator):
    """Compiles templates to code that calls `_escaped` instead of Jinja's `escape`: a page outputs 500 values, few of which need
    escaping."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)


class _Context(Context):
    """The names that a template knows. Macros, which are nearly everything that templates call, are called without further checks."""

    def call(self, called: Any, /, *args: Any, **names: Any) -> Any:
        if type(called) is not Macro:
            return super().call(called, *args, **names)
        names.pop("_loop_vars", None)
        names.pop("_block_vars", None)
        return called(self.eval_ctx, *args, **names)


class _Environment(Environment):
    """Jinja in half the time."""

    code_generator_class = _Code
    context_class = _Context
    escaped = staticmethod(_escaped)


class _BytecodeCache(FileSystemBytecodeCache):
    """Compiled templates. If they cannot be stored, because the folder is missing or the disk full, they are compiled again next time."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


@lru_cache(1)
def _templates(own: Path, compiled: Path, _: str) -> Environment:
    """Load the templates of an edition whose own templates are in the folder `own`, by their fingerprint. Compiled templates are kept in
    the folder `compiled`: compiling takes each process a quarter of a second."""
    compiled.mkdir(parents=True, exist_ok=True)
    made_by = digest(f"{jinja2.__version__} {sys.version}".encode() + Path(__file__).read_bytes())
    return _Environment(
        bytecode_cache=_BytecodeCache(str(compiled), f"{made_by}-%s"),
        loader=FileSystemLoader(template_folders(own)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def copy_static(project: Project) -> Iterator[WrittenFile]:
    """Copy the style sheets, scripts and icons: the program's, replaced by the edition's own of the same name."""
    files: dict[str, Path] = {}
    for folder in reversed(template_folders(project.templates)):
        files |= {file.name: file for file in sorted((folder / _STATIC).glob("*.*")) if file.is_file() and not file.name.startswith(".")}
    for name, file in sorted(files.items()):
        yield write(project, f"{_STATIC}/{name}", file.read_bytes())
