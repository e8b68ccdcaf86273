"""Lists of the whole edition."""

from __future__ import annotations

from invented import document, edition

from backchannel.edition.queries.counts import count, tallies
from backchannel.edition.queries.lists import VolumeFinding, volume_findings


def test_a_finding_of_a_whole_volume_is_listed_with_the_volume() -> None:
    store = edition({"frus1969-76v98/a.txt": document(1, "One.")})
    fault = VolumeFinding("V002", "warning", "frus1969-76v98/volume.toml", 1, 1, "volume frus1969-76v98 has no volume.toml", None, None)
    assert fault in volume_findings(store, "frus1969-76v98")
    count(store)
    assert ("frus1969-76v98", "V002", 1, 0) in tallies(store)
