"""Take the screenshots of the manual: `python docs/screenshots.py` builds the edition in `documents/` and writes `docs/pictures/*.png`.

Requires Debian's chromium and the `dev` extra.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import sync_playwright

from backchannel.build import pipeline
from backchannel.settings import Project

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
PICTURES = Path(__file__).parent / "pictures"
VOLUME = "frus1969-76v09"


class Picture(NamedTuple):
    """A screenshot of a page of the site, in light or dark mode."""

    name: str
    page: str
    dark: bool = False
    height: int = 760


SHOWN = (
    Picture("document", f"{VOLUME}/d145.html"),
    Picture("document-dark", f"{VOLUME}/d145.html", dark=True),
    Picture("notes-lost", f"{VOLUME}/d44.html"),
    Picture("volume", f"{VOLUME}/index.html"),
    Picture("traffic", "traffic.html"),
)
_WIDTH = 1200


def main() -> None:
    """Take all screenshots."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as started:
        site = _built(Path(folder))
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for picture in SHOWN:
            _take(browser, site, picture)


def _built(folder: Path) -> Path:
    """Build the site of the two real documents, and return its folder."""
    shutil.copytree(ROOT / "documents", folder / "documents")
    project = Project.load(folder)
    pipeline.build(project, 1, lambda *_: None)
    return project.site


def _take(browser: Browser, site: Path, picture: Picture) -> None:
    page = browser.new_page(
        viewport={"width": _WIDTH, "height": picture.height}, color_scheme="dark" if picture.dark else "light", reduced_motion="reduce"
    )
    page.goto((site / picture.page).as_uri())
    page.screenshot(path=PICTURES / f"{picture.name}.png", animations="disabled")
    page.close()


if __name__ == "__main__":
    main()
