"""How far a reference can be followed: what links tell by their form and colour."""

from __future__ import annotations

STATUS_CLASSES = {"printed": "here", "elsewhere": "ext", "mentioned": "men", "ambiguous": "amb", "missing": "mis"}
"""The class of each status: printed here, external, mentioned, ambiguous, missing. The last two are no links."""

STATUS_WORDS = {
    "here": "In this edition",
    "ext": "At history.state.gov, not in this edition",
    "men": "Known only by mention",
    "amb": "Ambiguous: not linked",
    "mis": "Not found: not linked",
}
"""What each class says in words."""

UNLINKED = {"amb", "mis"}
