"""Define what is said of a page of the site, and which pages an edition has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from backchannel.pages.components.layout import PageFrame, PageView
    from backchannel.pages.parting import Parting
    from backchannel.pages.registry.edition_queries import EditionQueries
    from backchannel.settings import Project


class SiteFeatures(NamedTuple):
    """What decides which pages there are: the volumes whose posts have traffic (an empty name: the edition has traffic of travelers),
    whether the edition knows people, the volumes whose source notes say how documents were sent, those whose terms are explained (an empty
    name: any), those with a printed list of persons, and whether the edition's tables are written."""

    with_traffic: frozenset[str]
    peopled: bool
    with_transmission: frozenset[str] = frozenset()
    explained: frozenset[str] = frozenset()
    with_list: frozenset[str] = frozenset()
    with_data: bool = False

    def of(self, volume: str) -> SiteFeatures:
        """Leave out what the pages of a volume do not depend on."""
        return SiteFeatures(
            self.with_traffic & {volume, ""},
            self.peopled,
            self.with_transmission & {volume},
            self.explained & {volume, ""},
            self.with_list & {volume},
            self.with_data,
        )


def features_of(project: Project) -> SiteFeatures:
    """Return what decides which pages an edition has."""
    with_data = bool(project.edition.data.tables)
    return SiteFeatures(project.with_traffic, project.peopled, project.with_transmission, project.explained, project.with_list, with_data)


def always(_: SiteFeatures, __: str) -> bool:
    return True


def has_traffic(features: SiteFeatures, volume: str) -> bool:
    return volume in features.with_traffic


def has_people(features: SiteFeatures, _: str) -> bool:
    return features.peopled


def has_transmission(features: SiteFeatures, volume: str) -> bool:
    return volume in features.with_transmission


def has_terms(features: SiteFeatures, volume: str) -> bool:
    return volume in features.explained


def has_list(features: SiteFeatures, volume: str) -> bool:
    return volume in features.with_list


def has_data(features: SiteFeatures, _: str) -> bool:
    return features.with_data


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage:
    """A page, at the top of the site or in the folder of each volume.

    `name` is its file without `.html`, `title` its heading (empty: the title of the volume or edition), `view` asks the edition and makes
    the view model that `template` renders. `unit` is the unit of the build that writes it: at the top, or of a volume, where the lists are
    the unit without a name.

    Links to it: `nav` is its entry in the header, or `under` names the page whose entry is marked in its stead; `foot` are its entries in
    the footer, each with a place in the page; `tab` its entry among its siblings; `summary` describes it among the indexes of its volume.
    `parting` says how it is divided if it is too large, `exists` when it is written, `led_to` when the header leads to it (by default
    whenever it is written).
    """

    name: str
    title: str = ""
    template: str
    view: Callable[[PageFrame, EditionQueries], PageView]
    unit: str = ""
    nav: str = ""
    under: str = ""
    foot: tuple[tuple[str, str], ...] = ()
    tab: str = ""
    summary: str = ""
    parting: Parting | None = None
    exists: Callable[[SiteFeatures, str], bool] = always
    led_to: Callable[[SiteFeatures, str], bool] | None = None

    def is_led_to(self, features: SiteFeatures, volume: str = "") -> bool:
        """Return whether the header leads to this page."""
        return (self.led_to or self.exists)(features, volume)
