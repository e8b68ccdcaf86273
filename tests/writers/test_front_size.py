"""The front page stays small in a large edition."""

from __future__ import annotations

from invented import an_edition, frame

from backchannel.edition.queries.counts import EditionCounts
from backchannel.edition.queries.front import ChannelCount, FrequentCorrespondent, PeriodCount, StatedDays
from backchannel.pages.lists.front import MOST_PEOPLE, FrontContents, front_page
from backchannel.writers.rendering import rendered

VOLUMES = [f"frus1969-76v{n}" for n in range(100, 200)]
LARGE = FrontContents(
    dict.fromkeys(VOLUMES, 300),
    EditionCounts(30_000, 90_000, 120_000, {"printed": 40_000, "elsewhere": 9_000}, {}),
    [PeriodCount(volume, f"{1969 + n % 8}-{month:02}", 20, 5) for n, volume in enumerate(VOLUMES) for month in range(1, 13)],
    dict.fromkeys(VOLUMES, StatedDays("1969-01-20", "1976-12-31")),
    [FrequentCorrespondent(None, f"Ann Archer of the {n}th Street", 3_000, VOLUMES[n]) for n in range(MOST_PEOPLE)],
    [ChannelCount(f"Post {n}", "to Saigon", True, 900, 300, VOLUMES[n]) for n in range(100)],
)


def test_the_front_page_of_a_hundred_volumes_is_small() -> None:
    project = an_edition()
    html = rendered(project, "front.html.j2", front_page(frame("index", project=project), LARGE, ""))
    assert len(html.encode()) < 60_000
    assert html.count("<h3>") == 100
