"""The link statuses: how far a reference can be followed, shown by the form and color of its link."""

from __future__ import annotations

STATUS_CLASSES = {"printed": "here", "elsewhere": "external", "mentioned": "mentioned", "ambiguous": "ambiguous", "missing": "missing"}
"""The class of each status. The last two are not links."""

STATUS_WORDS = {
    "here": "In this edition",
    "external": "At history.state.gov, not in this edition",
    "mentioned": "Known only by mention",
    "ambiguous": "Ambiguous: not linked",
    "missing": "Not found: not linked",
}
"""Each class in words."""


def link_class(status_class: str) -> str:
    """Return the CSS class of a link with that status: `link--external`."""
    return f"link--{status_class}"


UNLINKED = {"ambiguous", "missing"}
