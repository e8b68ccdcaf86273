"""Draws pages from their view models and templates, and writes them.

Templates are looked for in the edition's own folder first, one by one, then among the program's.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from backchannel.pages.reading.text import drawable
from backchannel.source import digest
from backchannel.writers.files import write_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    """Write the page that `template` makes of its view model."""
    return write_text(project, page.path, _templates(project.templates).get_template(template).render(page=page), ids)


def write_text(project: Project, path: str, text: str, ids: Sequence[str] = ()) -> Drawn:
    """Write a file of the site, without what no page may hold."""
    return write(project, path, drawable(text).encode(), ids)


def write(project: Project, path: str, data: bytes, ids: Sequence[str] = ()) -> Drawn:
    """Write a file of the site, if it changed."""
    return Drawn(path, *write_file(project.site / path, data), tuple(ids))


@cache
def _templates(own: Path) -> Environment:
    """The templates of an edition whose own lie in the folder `own`."""
    return Environment(
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
