"""Open the site in a browser: `backchannel open`."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

import click

from backchannel.settings import Project, SettingsError


@click.command("open", short_help="Open the site in a browser.")
@click.argument("page", default="")
@click.option(
    "--edition", "folder", type=click.Path(path_type=Path), default=Path(), help="The folder of the edition. Default: the current one."
)
@click.option("--port", type=click.IntRange(1, 65535), default=None, help="Open the site that `serve` serves at this port, not the file.")
@click.option("--published", is_flag=True, help="Open the published site, at the address in edition.toml.")
def open_site(page: str, folder: Path, port: int | None, published: bool) -> None:
    """Open the site, or a PAGE of it, in a browser: frus1969-76v09/d145, or search. A note or page label may follow:
    frus1969-76v09/d145#pg_533. Unless told otherwise, the command opens the file of the last build, which needs no server."""
    import webbrowser

    address = address_of(Project.load(folder), page, port, published=published)
    click.echo(address)
    webbrowser.open(address)


def address_of(project: Project, page: str, port: int | None = None, *, published: bool = False) -> str:
    """Return the address of a page. Raises `SettingsError` if it is not there."""
    path, mark, fragment = page.removeprefix("/").partition("#")
    file = f"{path.removesuffix('.html') or 'index'}.html"
    if not (project.site / file).is_file():
        raise SettingsError(_not_there(project, path))
    if published and not project.edition.address:
        raise SettingsError('edition.toml gives no address; add address = "https://…" once the edition is published.')
    if published:
        return f"{project.edition.address_of(file)}{mark}{fragment}"
    if port:
        return f"http://127.0.0.1:{port}/{file}{mark}{fragment}"
    return f"{(project.site / file).resolve().as_uri()}{mark}{fragment}"


def _not_there(project: Project, path: str) -> str:
    pages = sorted(file.relative_to(project.site).as_posix().removesuffix(".html") for file in project.site.rglob("*.html"))
    if not pages:
        return f"{project.site} has no pages yet; build the edition first."
    like = [page for page in pages if page.endswith(f"/{path}")] or get_close_matches(path, pages, n=1)
    return f"the site has no page {path!r}; {f'did you mean {like[0]!r}?' if like else 'name a page with its volume: frus1969-76v09/d145'}"
