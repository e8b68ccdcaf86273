"""How far a reference can be followed, and which way a message runs: what lines and links tell by their form and colour."""

from __future__ import annotations

import re

REACHES = {"printed": "here", "elsewhere": "ext", "mentioned": "men", "ambiguous": "amb", "missing": "mis"}
"""The class of each status: printed here, external, mentioned, ambiguous, missing. The last two are no links."""

STANDINGS = {
    "here": "In this edition",
    "ext": "At history.state.gov, not in this edition",
    "men": "Known only by mention",
    "amb": "Ambiguous: not linked",
    "mis": "Not found: not linked",
}
"""What each class says in words."""

UNLINKED = {"amb", "mis"}


def direction(words: str) -> str:
    """Which way a message runs: `in`, from the traveller, on the channels whose names say `to` last (Hakto: from HAK to the White House);
    else `out`."""
    return "in" if re.match(r"(?!to)[A-Za-z]+to\b", words, re.IGNORECASE) else "out"
