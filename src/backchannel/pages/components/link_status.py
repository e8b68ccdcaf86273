"""The link statuses: how far a reference can be followed, shown by the form and color of its link."""

from __future__ import annotations

STATUS_CLASSES = {"printed": "here", "elsewhere": "ext", "mentioned": "men", "ambiguous": "amb", "missing": "mis"}
"""The CSS class of each status: printed here, external, mentioned, ambiguous, missing. The last two are not links."""

STATUS_WORDS = {
    "here": "In this edition",
    "ext": "At history.state.gov, not in this edition",
    "men": "Known only by mention",
    "amb": "Ambiguous: not linked",
    "mis": "Not found: not linked",
}
"""Each class in words."""

UNLINKED = {"amb", "mis"}
