"""Configure the build of the manual: `sphinx-build -W docs docs/_build`."""

from __future__ import annotations

project = "Backchannel"
author = "the Backchannel authors"
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

smartquotes = False  # the pages already use typographic quotes, and quotes in commands must stay straight
exclude_patterns = ["_build"]
