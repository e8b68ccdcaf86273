"""What the edition lists as a whole."""

from __future__ import annotations

from invented import document, edition

from backchannel.edition.figures import count, tallies
from backchannel.edition.lists import FoundIn, found_in


def test_a_finding_of_a_volume_as_a_whole_is_listed_with_it() -> None:
    store = edition({"frus1969-76v98/a.txt": document(1, "One.")})
    fault = FoundIn("V002", "warning", "frus1969-76v98/volume.toml", 1, 1, "volume frus1969-76v98 has no volume.toml", None, None)
    assert fault in found_in(store, "frus1969-76v98")
    count(store)
    assert ("frus1969-76v98", "V002", 1, 0) in tallies(store)
