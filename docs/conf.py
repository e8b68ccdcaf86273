"""How the manual is built: `sphinx-build -W docs docs/_build`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "Backchannel"
author = "the makers of Backchannel"
language = "en"

extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = "Backchannel: the manual"
html_static_path = ["static"]
html_css_files = ["manual.css"]
html_copy_source = False
html_show_copyright = False
html_show_sphinx = False

smartquotes = False  # our quotes are as they should be, and those of commands must stay straight
exclude_patterns = ["_build"]

_OPTIONAL = ("annotating", "people", "checking", "rules/index")
"""Pages that the contents name and that a version of the program may be without."""


def _leave_out_what_is_not_there(_: Sphinx, page: str, source: list[str]) -> None:
    absent = {name for name in _OPTIONAL if page == "index" and not (Path(__file__).parent / f"{name}.md").exists()}
    source[0] = "\n".join(line for line in source[0].split("\n") if line not in absent)


def setup(app: Sphinx) -> None:
    app.connect("source-read", _leave_out_what_is_not_there)
